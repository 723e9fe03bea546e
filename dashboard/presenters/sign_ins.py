"""One's own CTI sign-ins, as the chip on every page prints them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cti_bridge.floor.model import AgentState, source_of
from cti_bridge.floor.rows import SignInRow
from dashboard.presenters import words
from dashboard.presenters.agents import sign_in_values
from dashboard.presenters.known import in_words
from dashboard.presenters.limits import lasting
from dashboard.presenters.policies import Policies
from dashboard.presenters.times import age, stamp

_OUT = (AgentState.SIGNED_OUT, AgentState.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPhone:
    """One sign-in: where, as whom, in which state, and what can be asked. `locked` says why nothing can."""

    key: str
    source: str
    state: str
    word: str
    label: str
    since: str
    time: str
    extension: str
    offered: str
    note: str
    is_in: bool
    needs_password: bool
    reasons: Sequence[tuple[str, str]]
    locked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """All of one person's; the first stands on the chip itself."""

    phones: Sequence[OwnPhone]

    @property
    def first(self) -> OwnPhone:
        """The one on the chip: one that is signed in, where there is one."""
        return next((phone for phone in self.phones if phone.is_in), self.phones[0])


def own_phone(
    stands: SignInRow,
    *,
    offered: str,
    password_stored: bool,
    reasons: Sequence[tuple[str, str]],
    is_live: bool,
    policies: Policies,
    now: datetime,
) -> OwnPhone:
    """A sign-in as it stands. `offered` is the phone to propose; the last one used comes before it."""
    values, source = sign_in_values(stands, policies), source_of(stands.id)
    return OwnPhone(
        key=stands.id,
        source=source,
        state=stands.state.value,
        word=str(words.STATES[stands.state]),
        label=str(values.get("label", "")),
        since=stamp(stands.since),
        time=lasting(age(stamp(stands.since), now), values),
        extension=stands.extension,
        offered=stands.extension or offered,
        note=in_words(stands.note),
        is_in=stands.state not in _OUT,
        needs_password=not password_stored,
        reasons=reasons,
        locked="" if is_live else words.say("locked", source=source),
    )
