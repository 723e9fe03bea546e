"""What may be asked of a CTI system. Asked is not done: `verdicts` reads off the floor what came of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from cti_bridge.floor.model import AgentId, AgentState, CallId, SourceId, source_of


class Outcome(StrEnum):
    """Where a command stands. DEFERRED still waits for the call's end; the last four are final with CONFIRMED."""

    ASKED = "asked"
    SENT = "sent"
    CONFIRMED = "confirmed"
    DEFERRED = "deferred"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"
    LOST = "lost"


OPEN = frozenset({Outcome.ASKED, Outcome.SENT, Outcome.DEFERRED})

CALL_SECONDS = 15  # how long what is asked of a call may take: phones ring, systems join calls


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceState:
    """Make an agent READY, NOT_READY (with a reason where the system takes one) or SIGNED_OUT."""

    id: UUID
    agent: AgentId
    state: AgentState
    reason: str = ""
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Start a person's own CTI sign-in (`source:login`) with today's phone. An empty password means the stored one."""

    id: UUID
    sign_in: AgentId
    extension: str
    password: str = field(default="", repr=False)
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOut:
    """End a person's own CTI sign-in."""

    id: UUID
    sign_in: AgentId
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOwnState:
    """Make a person READY or NOT_READY (with a reason) in their own CTI sign-in."""

    id: UUID
    sign_in: AgentId
    state: AgentState
    reason: str = ""
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """Listen, unheard, to the call that an agent is in, on the phone of one's own sign-in."""

    id: UUID
    sign_in: AgentId
    agent: AgentId
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StopListening:
    """Leave the call that one listens to, or has barged into: it goes on without the listener."""

    id: UUID
    sign_in: AgentId
    agent: AgentId  # who is listened to
    call: CallId  # the listener's own: the monitor call, or the conference after barging in
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldCall:
    """Put one's own part in the call that one listens to, or has barged into, on hold."""

    id: UUID
    sign_in: AgentId
    agent: AgentId
    call: CallId
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrieveCall:
    """Take one's own part back from hold."""

    id: UUID
    sign_in: AgentId
    agent: AgentId
    call: CallId
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BargeIn:
    """Join the call that one listens to, heard by all."""

    id: UUID
    sign_in: AgentId
    agent: AgentId
    call: CallId  # the monitor call
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DropParticipant:
    """Take one participant out of the call that one has barged into."""

    id: UUID
    sign_in: AgentId
    agent: AgentId  # in whose call
    call: CallId  # the conference
    address: str = field(repr=False)  # the participant's; it may be a customer's number
    deadline: datetime


OnACall = Listen | StopListening | HoldCall | RetrieveCall | BargeIn | DropParticipant
OfOneself = SignIn | SignOut | SetOwnState
Command = ForceState | OfOneself | OnACall


def subject_of(command: Command) -> AgentId:
    """Whom a command is about: the agent, or, where it is about oneself, the own sign-in."""
    return command.sign_in if isinstance(command, OfOneself) else command.agent


def source_for(command: Command) -> SourceId:
    """The system that must carry a command out."""
    return source_of(subject_of(command))
