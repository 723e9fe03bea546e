"""What stands in the pretend Finesse, in Cisco's words: teams, users, queues and codes as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Platform(StrEnum):
    """Which contact centre stands behind Finesse; the two differ in states and lists (finesse.md 3.3)."""

    UCCE = "ucce"
    UCCX = "uccx"


class State(StrEnum):
    """Finesse's agent states (the guide's "Agent State Transition")."""

    UNKNOWN = "UNKNOWN"
    LOGIN = "LOGIN"
    LOGOUT = "LOGOUT"
    NOT_READY = "NOT_READY"
    READY = "READY"
    RESERVED = "RESERVED"
    RESERVED_OUTBOUND = "RESERVED_OUTBOUND"
    RESERVED_OUTBOUND_PREVIEW = "RESERVED_OUTBOUND_PREVIEW"
    TALKING = "TALKING"
    HOLD = "HOLD"
    WORK = "WORK"
    WORK_READY = "WORK_READY"


class WrapUp(StrEnum):
    """Whether work after a call is done (AgentInfo's wrap_up_mode)."""

    REQUIRED = "REQUIRED"
    OPTIONAL = "OPTIONAL"
    NOT_ALLOWED = "NOT_ALLOWED"
    REQUIRED_WITH_WRAP_UP_DATA = "REQUIRED_WITH_WRAP_UP_DATA"


CONFERENCE_FULL = "20700"
NOT_THE_CONTROLLER = "20999"  # or a consult call is outstanding


class Refused(Exception):
    """Finesse or GC will not do it; `code` is the error's name as it stands in an Error event."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team of users."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCode:
    """A configured reason, of category NOT_READY or LOGOUT."""

    category: State
    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An agent or supervisor, as of one moment. `resumes` is the state that a call's end gives back."""

    login: str
    first: str
    last: str
    name: str  # the login name
    password: str
    phone: str  # the desk's usual extension
    team: str
    supervises: tuple[str, ...] = ()
    wrap_up: WrapUp = WrapUp.OPTIONAL
    state: State = State.LOGOUT
    reason: str = "-1"
    pending: State | None = None
    pending_reason: str = ""
    extension: str = ""  # of the present sign-in
    changed_at: datetime
    resumes: State = State.NOT_READY
    resumes_reason: str = "-1"

    def __repr__(self) -> str:
        return f"User({self.login}, {self.state}, pending={self.pending}, reason={self.reason!r})"

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"

    @property
    def signed_in(self) -> bool:
        """Whether this user is signed in at Finesse, by whatever desktop."""
        return self.state is not State.LOGOUT


class DroppedBy(StrEnum):
    """Who may drop a party of a conference: Finesse's `enableDropParticipantFor`."""

    SUPERVISORS = "supervisor_only"
    CONTROLLER_AND_SUPERVISORS = "conference_controller_and_supervisor"
    ALL = "all"


class Droppable(StrEnum):
    """Whom they may drop: Finesse's `dropParticipant`."""

    AGENTS = "agents"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """How this system is set up for calls. `unmonitored` has the error of each extension that nobody can listen to."""

    dropped_by: DroppedBy = DroppedBy.SUPERVISORS
    droppable: Droppable = Droppable.AGENTS
    conference_limit: int = 8  # parties in one conference
    unmonitored: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFigures:
    """One queue's figures. Finesse writes -1 for a statistic that nobody is assigned to; None here."""

    name: str
    teams: tuple[str, ...]
    not_ready: int | None = None
    ready: int | None = None
    talking_inbound: int | None = None
    talking_internal: int | None = None
    talking_outbound: int | None = None
    wrap_up_not_ready: int | None = None
    wrap_up_ready: int | None = None
    waiting: int | None = None
    longest_since: datetime | None = None
    logged_in: int | None = None
    in_work: int | None = None
    talking: int | None = None
    reserved: int | None = None
    handled: int | None = None
    abandoned: int | None = None
    total: int | None = None
    longest_handle_seconds: int | None = None
