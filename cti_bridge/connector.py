"""What every CTI system's folder offers the bridge: its events, its commands, and an honest list of what it can."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from cti_bridge.floor.commands import Command
from cti_bridge.floor.events import Event
from cti_bridge.floor.lookups import PastCall, QueueCalls
from cti_bridge.floor.model import Agent, AgentId, AgentState
from cti_bridge.floor.rows import SignInRow


class Action(StrEnum):
    """What a supervisor may ask of a system, or see of it; where pages have a control for it, by its `data-action`."""

    READY = "ready"
    NOT_READY = "not-ready"
    SIGN_OUT = "sign-out"
    SIGN_IN = "sign-in"
    LISTEN = "listen"
    STOP_LISTENING = "stop-listening"
    HOLD = "hold"
    RETRIEVE = "retrieve"
    BARGE_IN = "barge-in"
    INTERCEPT = "intercept"
    FOLLOW = "follow"
    DROP = "drop"
    PAUSE_RECORDING = "pause-recording"
    RESUME_RECORDING = "resume-recording"
    MESSAGE = "message"
    SET_PENALTY = "set-penalty"
    LEAVE_QUEUE = "leave-queue"
    CHANGE_GROUP = "change-group"
    APPLY_DEFAULT = "apply-default"
    TAKE_CALLBACK = "take-callback"
    RELEASE_CALLBACK = "release-callback"
    START_CALLBACK = "start-callback"
    CLOSE_CALLBACK = "close-callback"
    RESCHEDULE_CALLBACK = "reschedule-callback"
    SEE_CALLERS = "see-callers"
    SEE_QUEUE_CALLS = "see-queue-calls"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability:
    """Whether a system can do an action. `note` says when it works, or why it cannot, in one sentence."""

    works: bool
    note: str = ""
    takes_reason: bool = False  # a reason code may go with it
    from_states: frozenset[AgentState] | None = None  # the agent's; None: from any
    agents_only: bool = False  # of dropping: only agents can be dropped, no caller
    takes_phone: bool = False  # of signing an agent in: on this phone
    agent_may_be_told: bool = False  # of listening: the system may tell the agent

    def refusal(self, agent: Agent | None = None) -> str:
        """Why it cannot be asked now; empty when it can."""
        if not self.works:
            return self.note or "This system cannot do it."
        if agent is not None and self.from_states is not None and agent.state not in self.from_states:
            return self.note or "This is not possible in the agent's present state."
        return ""


Capabilities = Mapping[Action, Capability]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInConfig:
    """One CTI sign-in of an integration. `login` is unique in it; secrets stand resolved, and never print."""

    login: str
    feed: bool = False
    person: str = ""  # whose own it is (username); empty for a feed
    extension: str = ""
    password: str = field(default="", repr=False)
    settings: Mapping[str, Any] = field(default_factory=dict)
    last: SignInRow | None = None  # a person's own, as the floor last had it: who was signed in then, is again
    hears: AgentId | None = None  # whom its person asked to hear just now, when nobody was told what came of it
    typed: str = field(default="", repr=False)  # what its person typed then, instead of `password`, until they sign out
    in_use: bool = False  # for a connection test: a bridge is signed in with it, or about to be; it is left alone


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationConfig:
    """One CTI system to follow. `version` changes whenever anything in it does; secrets stand resolved."""

    name: str  # the source's id
    kind: str  # the vendor folder
    enabled: bool = True
    settings: Mapping[str, Any] = field(default_factory=dict, repr=False)
    sign_ins: tuple[SignInConfig, ...] = ()
    fault: str = ""  # why it cannot be followed as set (a secret cannot be had): Fatal, in one sentence
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a connection test: what was tried, whether it worked, and what to do if not."""

    name: str
    ok: bool
    said: str
    mend: str = ""


class Connector(Protocol):
    """One CTI system. The bridge calls `events` anew after each Retryable; one `execute` at a time per call."""

    capabilities: Capabilities

    def events(self) -> AsyncIterator[Sequence[Event]]:
        """Connects, loads, follows: batches of events until the line is lost (Retryable) or a person must act (Fatal).

        A person's sign-in that was in when the floor last had it (`SignInConfig.last`) is signed in again by itself,
        and its calls stand until the system says what became of them; after a minute without a word they are doubtful.

        The first batch of a connection that works holds a FloorLoaded. Closing the iterator ends the connection
        and leaves nothing running.
        """
        ...

    async def look_up(self, question: QueueCalls) -> Sequence[PastCall]:
        """What the system keeps and does not tell by itself. CommandRefused where it cannot say, Retryable as below."""
        ...

    async def execute(self, command: Command) -> str:
        """Sends a command once. Returns what the system said ("" for nothing) or raises CommandRefused.

        Returning is no confirmation: the floor's next events are. Retryable means that nothing was sent.
        """
        ...

    def check(self) -> AsyncIterator[Step]:
        """Tries the connection step by step, changing nothing for anybody."""
        ...


class Vendor(Protocol):
    """What `connectors/<vendor>/__init__.py` exports."""

    Config: type  # a msgspec.Struct in config.py: the settings, with help, units and examples in its metadata
    SignIn: type  # another: one CTI sign-in, by the setup file's names; its login is the attribute `login`. A system
    # that is heard without a feed sign-in says so there: `feed_is_needed: ClassVar[bool] = False`

    def connector(self, config: IntegrationConfig, *, now: "Clock") -> Connector:
        """A connector for one integration; raises Fatal with one sentence when the settings are wrong."""
        ...

    def capabilities(self, settings: Mapping[str, Any]) -> Capabilities:
        """What this system can do, as configured."""
        ...


class Clock(Protocol):
    """Says what time it is: aware UTC."""

    def __call__(self) -> datetime: ...
