"""What happened on the floor. Connectors report events; nothing else changes it.

Each event carries its source, directly or in its ids, and is whole in itself: applying it twice changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from cti_bridge.floor.model import (
    Agent,
    AgentId,
    AgentState,
    Call,
    Callback,
    CallbackId,
    CallbackList,
    CallbackPeriod,
    Callers,
    CallId,
    Day,
    FeedState,
    Membership,
    OwnSignIn,
    Queue,
    ReasonCategory,
    ReasonCode,
    SourceId,
    Team,
    TeamId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorLoaded:
    """A source told all it knows. After it, the source's part of the floor equals this, and the source is live."""

    source: SourceId
    at: datetime
    teams: tuple[Team, ...] = ()
    agents: tuple[Agent, ...] = ()
    queues: tuple[Queue, ...] = ()
    calls: tuple[Call, ...] = ()
    reason_codes: tuple[ReasonCode, ...] = ()
    memberships: tuple[Membership, ...] = ()
    callers: tuple[Callers, ...] = ()
    callback_lists: tuple[CallbackList, ...] = ()
    callback_periods: tuple[CallbackPeriod, ...] = ()
    callbacks: tuple[Callback, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLoaded:
    """A team told all it knows of its members: those not named are no longer in it."""

    team: Team
    agents: tuple[Agent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentStateChanged:
    """An agent's own part changed: what is None stays as it was."""

    agent: AgentId
    state: AgentState
    since: datetime
    since_is_known: bool = True
    reason: str = ""
    reason_label: str = ""
    pending: AgentState | None = None
    name: str | None = None
    team: TeamId | None = None  # of an agent not yet on the floor, or who moved
    extension: str | None = None
    channels: tuple[tuple[str, AgentState], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentDayChanged:
    """An agent's day, whole."""

    agent: AgentId
    day: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentLeft:
    """An agent is no longer on the floor of this source."""

    agent: AgentId


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueChanged:
    """A queue's figures, whole."""

    queue: Queue


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuesLoaded:
    """All queues of a source: those not named are gone."""

    source: SourceId
    queues: tuple[Queue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipChanged:
    """Which queues an agent serves, whole."""

    membership: Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class CallersChanged:
    """Who waits in a queue, whole."""

    callers: Callers


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbacksLoaded:
    """All callbacks of a source, with their lists and periods: those not named are gone."""

    source: SourceId
    lists: tuple[CallbackList, ...]
    callbacks: tuple[Callback, ...]
    periods: tuple[CallbackPeriod, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackChanged:
    """A callback came or changed: the callback, whole."""

    callback: Callback


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackClosed:
    """A callback is over."""

    callback: CallbackId


@dataclass(frozen=True, slots=True, kw_only=True)
class CallChanged:
    """A call started or changed: the call, whole. One in state ENDED leaves the floor."""

    call: Call


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEnded:
    """A call is over."""

    call: CallId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCodesLoaded:
    """All reason codes of one category of a source."""

    source: SourceId
    category: ReasonCategory
    codes: tuple[ReasonCode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChanged:
    """A source's light turned: CONNECTING, STALE, DOWN, FAILED, DISABLED, or LIVE again without a new load.

    Idempotent; `since` of the light is the first event's `at`. Its agents, queues and calls stay as they were.
    """

    source: SourceId
    state: FeedState
    at: datetime
    note: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHeard:
    """A source said something at `at`. Never changes its light, never turns its age back."""

    source: SourceId
    at: datetime
    skew_seconds: float | None = None
    bad_frames: int | None = None  # so far, where it counts them
    bad_frame_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMeasured:
    """How a source does, as the bridge that follows it measures: not its own word. The figures whole."""

    source: SourceId
    events_a_minute: float | None
    lag_seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInChanged:
    """One of our CTI sign-ins changed: the sign-in, whole."""

    sign_in: OwnSignIn


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceForgotten:
    """A source is no longer followed: all of it leaves the floor."""

    source: SourceId


Event = (
    FloorLoaded
    | TeamLoaded
    | AgentStateChanged
    | AgentDayChanged
    | AgentLeft
    | MembershipChanged
    | CallersChanged
    | CallbacksLoaded
    | CallbackChanged
    | CallbackClosed
    | QueueChanged
    | QueuesLoaded
    | CallChanged
    | CallEnded
    | ReasonCodesLoaded
    | SourceChanged
    | SourceHeard
    | SourceMeasured
    | SignInChanged
    | SourceForgotten
)
