"""What stands in the pretend XiVO, in its own words: agents, groups, queues, users and statuses as frozen values."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum


class State(StrEnum):
    """The names of an AgentStateEvent (the vendor's page, Agent State Event)."""

    LOGIN = "AgentLogin"
    READY = "AgentReady"
    ON_PAUSE = "AgentOnPause"
    ON_WRAPUP = "AgentOnWrapup"
    RINGING = "AgentRinging"
    DIALING = "AgentDialing"
    ON_CALL = "AgentOnCall"
    LOGGED_OUT = "AgentLoggedOut"


ON_THE_PHONE = frozenset({State.RINGING, State.DIALING, State.ON_CALL})


class Direction(StrEnum):
    """Who called whom, seen from the agent."""

    INCOMING = "Incoming"
    OUTGOING = "Outgoing"


class CallType(StrEnum):
    """Whether the other end is in the house."""

    EXTERNAL = "External"
    INTERNAL = "Internal"


class Monitor(StrEnum):
    """Recording of a call, where there is one (xuc.md 1.6)."""

    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of agents."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """An agent as configured. `user_id` joins the default membership, and is another number than `id`."""

    id: int
    user_id: int
    first: str
    last: str
    number: str
    phone: str  # the desk's
    group: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What an agent's phone is busy with. `queue` is where the caller waited."""

    acd: bool = False
    direction: Direction = Direction.INCOMING
    type: CallType = CallType.EXTERNAL
    monitor: Monitor | None = None
    other: str = field(default="", repr=False)
    queue: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """How an agent is now. `phone` is the line of the present sign-in, or of the last; None: none is known."""

    state: State = State.LOGGED_OUT
    since: datetime
    phone: str | None = None
    cause: str = ""  # a user status' name
    talk: Talk | None = None

    @property
    def is_in(self) -> bool:
        """Whether the agent is signed in."""
        return self.state is not State.LOGGED_OUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A queue as configured."""

    id: int
    name: str
    display_name: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody who waits in a queue."""

    name: str
    number: str = field(repr=False)
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UserStatus:
    """A status that users may take; `action` says what it does to their queues, if anything."""

    name: str
    label: str
    color: str
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may sign in at XUC; `agent` is the agent whom this user is, `profile` the right profile."""

    login: str
    password: str = field(repr=False)
    id: int
    first: str
    last: str
    phone: str
    agent: int | None = None
    profile: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A part of the day in which people ask to be called back."""

    uuid: str
    name: str
    starts: time
    ends: time
    default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackList:
    """A list of callbacks; it belongs to one queue."""

    uuid: str
    name: str
    queue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """Somebody who asked to be called back; `agent` has taken it."""

    uuid: str
    list: str
    phone: str = field(repr=False)
    mobile: str | None = field(default=None, repr=False)
    first: str | None = field(default=None, repr=False)
    last: str | None = field(default=None, repr=False)
    company: str | None = None
    description: str | None = None
    due: date
    period: str
    agent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCall:
    """A call that was. `queue` is empty for a person's own."""

    start: datetime
    seconds: int
    source: str = field(repr=False)
    target: str = field(repr=False)
    status: str
    queue: int | None = None
