"""What is on the floor: sources, teams, agents, queues and calls, as plain frozen values.

Every id carries its source (`cisco:1001`), so that several systems stand side by side. Times are aware UTC.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import NewType

SourceId = NewType("SourceId", str)
AgentId = NewType("AgentId", str)
TeamId = NewType("TeamId", str)
QueueId = NewType("QueueId", str)
CallId = NewType("CallId", str)
CallbackId = NewType("CallbackId", str)


def source_of(id_: str) -> SourceId:
    """The source that an agent's, team's, queue's or call's id carries."""
    return SourceId(id_.partition(":")[0])


class AgentState(StrEnum):
    """What an agent does, in the field's words. A state that we do not know is UNKNOWN, never guessed."""

    SIGNED_OUT = "signed_out"
    NOT_READY = "not_ready"
    READY = "ready"
    RESERVED = "reserved"
    TALKING = "talking"
    HOLD = "hold"
    WRAP_UP = "wrap_up"
    BUSY = "busy"
    UNKNOWN = "unknown"


ON_A_CALL = frozenset({AgentState.TALKING, AgentState.HOLD})


class FeedState(StrEnum):
    """How much a source's words are worth now."""

    CONNECTING = "connecting"
    LIVE = "live"
    STALE = "stale"  # our own heartbeat goes unanswered
    DOWN = "down"  # the line, or the system behind it, is lost
    FAILED = "failed"  # a person must mend something
    DISABLED = "disabled"


class CallType(StrEnum):
    """How a call came about; only queue calls are ever offered where a team listens to queue calls."""

    QUEUE = "queue"
    DIRECT_IN = "direct_in"
    OUT = "out"
    INTERNAL = "internal"
    CONSULT = "consult"
    CONFERENCE = "conference"
    MONITOR = "monitor"
    UNKNOWN = "unknown"


class CallState(StrEnum):
    """Where a call, or one participant's part in it, stands."""

    DIALLING = "dialling"
    RINGING = "ringing"
    ACTIVE = "active"
    HELD = "held"
    WRAP_UP = "wrap_up"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Recording(StrEnum):
    """Whether a call is recorded. A system that does not tell has none of these."""

    ON = "on"
    PAUSED = "paused"
    OFF = "off"


class ReasonCategory(StrEnum):
    """What a reason code explains."""

    NOT_READY = "not_ready"
    SIGN_OUT = "sign_out"
    WRAP_UP = "wrap_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCode:
    """Why an agent is not ready, signs out, or what a call was about. `label` may be empty, `code` may not."""

    source: SourceId
    category: ReasonCategory
    code: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A CTI system and the worth of its words. `heard_at` is the moment of its last word; `note` says what is wrong."""

    id: SourceId
    kind: str = ""
    state: FeedState = FeedState.CONNECTING
    since: datetime
    heard_at: datetime | None = None
    note: str = ""
    skew_seconds: float | None = None  # its clock minus ours
    bad_frames: int = 0
    bad_frame_reason: str = ""
    events_a_minute: float | None = None  # over the last minute
    lag_seconds: float | None = None  # from an event's arrival to its commit: the longest of the last ten seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team, with the name that its system gives it."""

    id: TeamId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """An agent's day until `at`, as the system counts it: times in seconds. What it does not count is None."""

    at: datetime
    signed_in_at: datetime | None = None
    signed_out_at: datetime | None = None
    ready: float | None = None
    not_ready: float | None = None
    wrap_up: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """Somebody who handles contacts. `pending` is the state that waits for the call's end."""

    id: AgentId
    team: TeamId
    name: str
    state: AgentState = AgentState.UNKNOWN
    since: datetime
    since_is_known: bool = True  # False: `since` is when we first saw it, shown as "≥"
    reason: str = ""  # the code
    reason_label: str = ""  # as the system words it
    pending: AgentState | None = None
    extension: str = ""
    channels: tuple[tuple[str, AgentState], ...] = ()  # (("voice", READY), …) where a system has several
    day: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSignIn:
    """A CTI sign-in that we hold or may start: a feed's, or a person's own. Its id is `source:login`."""

    id: AgentId
    state: AgentState = AgentState.SIGNED_OUT
    since: datetime
    since_is_known: bool = True
    reason: str = ""
    reason_label: str = ""
    pending: AgentState | None = None
    extension: str = ""
    feed: bool = False
    note: str = ""  # why it is not as asked: "signed in elsewhere", "wrong password" …
    agent: AgentId | None = None  # who its person is on the floor, where the system says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Where callers wait. A figure that the source does not give is None, never 0."""

    id: QueueId
    name: str
    waiting: int | None = None
    longest_since: datetime | None = None  # start of the longest present wait
    agents: tuple[tuple[AgentState, int], ...] = ()  # as the system counts them
    figures: tuple[tuple[str, float], ...] = ()  # ("answered", 812.0), ("abandoned", 31.0) …: floor/figures.py
    heard_at: datetime


Memberships = tuple[tuple[QueueId, int], ...]  # each queue with its penalty: 0 is asked first


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Which queues an agent serves, and which by default. In the order of the queues' ids."""

    agent: AgentId
    queues: Memberships = ()
    default: Memberships | None = None  # None: the system did not tell, or has no such thing


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCaller:
    """Somebody who waits in a queue; `position` counts from 1. Number and name may be empty."""

    position: int
    name: str = ""
    number: str = field(default="", repr=False)
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Callers:
    """Who waits in a queue, all of them, in their order."""

    queue: QueueId
    callers: tuple[WaitingCaller, ...] = ()
    heard_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackPeriod:
    """A part of the day in which people ask to be called back, in the CTI system's own time zone."""

    id: str  # source:uuid
    name: str
    starts: time
    ends: time
    default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackList:
    """A list of callbacks; its queue says who may see it."""

    id: str  # source:uuid
    name: str
    queue: QueueId


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """Somebody who asked to be called back. `agent` has taken it; `ticket` stands once the call was started."""

    id: CallbackId  # source:uuid
    list: str  # the list's id
    queue: QueueId
    name: str = field(default="", repr=False)
    company: str = field(default="", repr=False)
    description: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    mobile: str = field(default="", repr=False)
    due: date | None = None
    period: CallbackPeriod | None = None
    agent: AgentId | None = None
    ticket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One party of a call: a known agent, one of our own sign-ins, or just an address (a number; masked when shown)."""

    address: str
    agent: AgentId | None = None  # an agent's id, or a sign-in's: they share one way of being named
    is_agent: bool = False  # the system says that this is an agent's phone, whether we know the agent or not
    state: CallState = CallState.ACTIVE
    cause: str = ""  # "barge_in" for a supervisor who barged in


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call, chat, e-mail or task, whatever its vendor calls it, and who takes part.

    Of a MONITOR call the sign-ins are those who listen, the agents those who are listened to; who listens and
    is an agent too comes before whom they hear (floor.calls.heard_in).
    """

    id: CallId
    state: CallState
    type: CallType = CallType.UNKNOWN
    media: str = "voice"
    queue: QueueId | None = None
    started_at: datetime | None = None
    participants: tuple[Participant, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()  # only the allow-listed ones
    doubtful: bool = False  # known from before, and for a minute nobody has confirmed that it still is
    recording: Recording | None = None


def agents_of(call: Call | None) -> frozenset[AgentId]:
    """The known agents, and own sign-ins, who take part in a call."""
    return frozenset(p.agent for p in call.participants if p.agent) if call else frozenset()
