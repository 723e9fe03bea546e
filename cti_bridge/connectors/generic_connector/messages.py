"""What the Generic Connector says, in its own words: one class for each event of the guide."""

from collections.abc import Mapping
from dataclasses import dataclass

from cti_bridge.errors import BadMessage


@dataclass(frozen=True, slots=True)
class SystemStatus:
    """The answer to Hello and Beat: whether it is connected to Finesse."""

    in_service: bool


@dataclass(frozen=True, slots=True)
class Reconnect:
    """It does not know our topic: everybody must Connect and Login again."""

    destination: str


@dataclass(frozen=True, slots=True)
class CallbackScheduled:
    """A callback was scheduled."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentInfo:
    """Who has just logged in; `teams` (id, name) only for a supervisor."""

    login: str
    first_name: str
    last_name: str
    is_supervisor: bool
    wrap_up_mode: str
    teams: tuple[tuple[str, str], ...] = ()
    team_id: str = ""
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """An agent's state. `subject` is the agent concerned, `login` who is told."""

    login: str
    state: str
    reason: str
    pending: str
    changed_at: str
    name: str
    subject: str
    extension: str
    label: str


@dataclass(frozen=True, slots=True)
class ReLogin:
    """A command came for an agent who is not present there."""

    login: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialog:
    """A call as one agent has it, whichever event told it. What an event does not tell is None."""

    event: str
    login: str
    id: str
    state: str
    from_address: str | None = None
    cause: str = ""  # of a failure
    variables: tuple[tuple[str, str], ...] | None = None
    started_at: str = ""
    type: str | None = None
    participants: tuple[tuple[str, ...], ...] | None = None  # (address, state, address type, cause)


@dataclass(frozen=True, slots=True)
class DialogStatus:
    """The dialogs of an agent who has just logged in; none when idle."""

    login: str
    dialogs: tuple[Dialog, ...]


@dataclass(frozen=True, slots=True)
class ConferenceParticipants:
    """The extensions in a supervisor's call."""

    login: str
    extensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReasonCodes:
    """The reasons of one category; for wrap-up there are labels only."""

    login: str
    category: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueueList:
    """Every queue of a supervisor or agent, its figures by the names of spellings.py."""

    login: str
    queues: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class TeamUsersList:
    """The members of a team, which it does not name: the request knows. `skipped` could not be read."""

    login: str
    users: tuple[Mapping[str, str], ...]
    skipped: tuple[BadMessage, ...] = ()


@dataclass(frozen=True, slots=True)
class AgentsList:
    """All agents, for an administrator."""

    login: str
    users: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class TeamInfo:
    """The ids, or the names, of a supervisor's teams."""

    login: str
    what: str  # TeamID or TeamName
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamMemberStateChanged:
    """Somebody in a team changed state; who, it does not say ("not using", says the guide)."""

    login: str
    team_id: str
    state: str


@dataclass(frozen=True, slots=True)
class Control:
    """A line for the agent's status bar."""

    login: str
    text: str


@dataclass(frozen=True, slots=True)
class CallbackMessage:
    """A word about a callback."""

    login: str
    text: str


@dataclass(frozen=True, slots=True)
class Records:
    """Phonebooks, TeamPhoneBooks or PhonebookContacts."""

    event: str
    login: str
    records: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Error:
    """Something was refused. `about` is a login id, or System."""

    about: str
    code: str
    detail: str = ""


Message = (
    SystemStatus
    | Reconnect
    | CallbackScheduled
    | AgentInfo
    | State
    | ReLogin
    | Dialog
    | DialogStatus
    | ConferenceParticipants
    | ReasonCodes
    | QueueList
    | TeamUsersList
    | AgentsList
    | TeamInfo
    | TeamMemberStateChanged
    | Control
    | CallbackMessage
    | Records
    | Error
)
