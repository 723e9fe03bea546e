"""What stands in the pretend Finesse, in Cisco's words: teams, users, calls, queues and codes as frozen values."""

from dataclasses import dataclass
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


class PartState(StrEnum):
    """Where one party's part in a dialog stands."""

    INITIATED = "INITIATED"
    ALERTING = "ALERTING"
    ACTIVE = "ACTIVE"
    HELD = "HELD"
    DROPPED = "DROPPED"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One party of a dialog: an extension or number, and the user who holds it where that is known."""

    address: str
    login: str | None
    state: PartState


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialog:
    """A call. `call_type` is Finesse's (ACD_IN, OUT, AGENT_INSIDE …)."""

    id: str
    call_type: str
    from_address: str
    queue: str = ""
    variables: tuple[tuple[str, str], ...] = ()
    started_at: datetime
    parties: tuple[Party, ...]

    @property
    def is_routed(self) -> bool:
        """Whether a queue gave it (UCCX: ICD)."""
        return bool(self.queue) or self.call_type in ("ACD_IN", "PREROUTE_ACD_IN")

    @property
    def logins(self) -> tuple[str, ...]:
        """The users who take part."""
        return tuple(p.login for p in self.parties if p.login)

    def part_of(self, login: str) -> PartState:
        """Where this user's part stands; DROPPED for one who takes no part."""
        return next((p.state for p in self.parties if p.login == login), PartState.DROPPED)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class UserChanged:
    """A user's state, reason, pending state or extension is new."""

    user: User


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogChanged:
    """A dialog stands otherwise for one user. `failure` is the cause when a call could not be made."""

    login: str
    dialog: Dialog
    failure: str = ""


Happening = UserChanged | DialogChanged
