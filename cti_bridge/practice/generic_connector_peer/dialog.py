"""A call in the pretend Finesse, in Cisco's word a dialog: its parties as of one moment, and all dialogs that stand."""

from collections import UserDict
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import count

FIRST_ID = 16_777_217  # Finesse's voice dialogs have plain numbers, without "_"
CONFERENCE, CONSULT, MONITOR, PREVIEW = "CONFERENCE", "CONSULT", "SM", "OUTBOUND_PREVIEW"


class PartState(StrEnum):
    """Where one party's part in a dialog stands."""

    INITIATED = "INITIATED"
    ALERTING = "ALERTING"
    ACTIVE = "ACTIVE"
    HELD = "HELD"
    WRAP_UP = "WRAP_UP"
    DROPPED = "DROPPED"


GONE = (PartState.WRAP_UP, PartState.DROPPED)
FOREMOST_FIRST = (PartState.ACTIVE, PartState.INITIATED, PartState.ALERTING, PartState.HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One party of a dialog: an extension or number, and the user who takes part and is told of it."""

    address: str
    login: str | None = None
    state: PartState
    is_agent: bool = False  # at an agent's device: also the agent who is listened to, and is told nothing
    is_routed: bool = False  # a queue gave the call to this party (UCCX: ICD)
    cause: str = ""  # Finesse's stateCause


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialog:
    """A call. `call_type` is Finesse's (ACD_IN, OUT, AGENT_INSIDE …), SM for a silent monitor's."""

    id: str
    call_type: str
    from_address: str
    queue: str = ""
    variables: tuple[tuple[str, str], ...] = ()
    started_at: datetime
    parties: tuple[Party, ...]
    monitors: str = ""  # SM: the login of the agent who is listened to …
    hears: str = ""  # … and the id of the call in which they are
    controller: str = ""  # CONFERENCE: the login of who may take others in
    consulted_by: str = ""  # CONSULT: the login of who asks …
    consults: str = ""  # … and the id of the call about which they ask
    wrap_up_reason: str = ""

    @property
    def present(self) -> tuple[Party, ...]:
        """The parties who have not dropped."""
        return tuple(p for p in self.parties if p.state not in GONE)

    @property
    def logins(self) -> tuple[str, ...]:
        """The users who take part, or have just dropped."""
        return tuple(p.login for p in self.parties if p.login)

    def party(self, login: str) -> Party | None:
        """This user's party."""
        return next((p for p in self.parties if p.login == login), None)

    def part_of(self, login: str) -> PartState:
        """Where this user's part stands; DROPPED for one who takes no part."""
        party = self.party(login)
        return party.state if party else PartState.DROPPED

    def with_part(self, login: str, state: PartState) -> "Dialog":
        """The same dialog with this user's part in another state."""
        return replace(self, parties=tuple(replace(p, state=state) if p.login == login else p for p in self.parties))

    def without(self, *addresses: str) -> "Dialog":
        """The same dialog with the parties at these addresses dropped."""
        dropped = (replace(p, state=PartState.DROPPED) if p.address in addresses else p for p in self.parties)
        return replace(self, parties=tuple(dropped))

    def over(self) -> "Dialog":
        """The same dialog with everybody dropped."""
        return self.without(*(p.address for p in self.parties))


class Dialogs(UserDict[str, Dialog]):
    """All dialogs that stand, by id; of each only the parties who are present."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count(FIRST_ID)

    def next_id(self) -> str:
        """An id that no dialog here has had."""
        return str(next(self._numbers))

    def keep(self, dialog: Dialog) -> None:
        """Keeps a dialog as it now is; one in which no user takes part any more is gone."""
        if any(p.login for p in dialog.present):
            self[dialog.id] = replace(dialog, parties=dialog.present)
        else:
            self.pop(dialog.id, None)

    def of(self, login: str) -> list[Dialog]:
        """The dialogs in which this user takes part, the one that is talked on first, held ones last."""
        own = (dialog for dialog in self.values() if login in dialog.logins)
        return sorted(own, key=lambda dialog: FOREMOST_FIRST.index(dialog.part_of(login)))

    def listening_to(self, login: str) -> list[Dialog]:
        """The silent monitor dialogs that listen to this agent."""
        return [dialog for dialog in self.values() if dialog.monitors == login]
