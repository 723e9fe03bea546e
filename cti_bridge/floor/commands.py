"""What may be asked of a CTI system. Asked is not done: `verdicts` reads off the floor what came of it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from cti_bridge.floor.model import AgentId, AgentState, CallbackId, CallId, QueueId, SourceId, TeamId, source_of


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInAgent:
    """Sign an agent in, on this phone. Whoever is signed in there already may be signed out by it."""

    id: UUID
    agent: AgentId
    extension: str
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRecording:
    """Pause the recording of an agent's call, or go on with it (`on`)."""

    id: UUID
    agent: AgentId
    on: bool
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPenalty:
    """Make an agent serve a queue with this penalty (0 is asked first), or no longer (None)."""

    id: UUID
    agent: AgentId
    queue: QueueId
    penalty: int | None
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyDefault:
    """Make an agent serve the queues that are their default, and no others."""

    id: UUID
    agent: AgentId
    deadline: datetime


class GroupChange(StrEnum):
    """What is done with all agents of a team who serve a queue with one penalty."""

    MOVE = "move"  # they serve another queue, or penalty, instead
    COPY = "copy"  # they serve another queue too
    REMOVE = "remove"  # they serve it no longer
    ADD = "add"  # of the team, those who do not serve the queue yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A queue, and a penalty in it."""

    queue: QueueId
    penalty: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGroup:
    """Move, copy, remove or add a team's agents between places, as one order to the system.

    `agents` are those whom it concerned when it was asked: it has come true when it has for all of them.
    MOVE and COPY need both places, REMOVE needs `out_of`, ADD needs `into`.
    """

    id: UUID
    team: TeamId
    change: GroupChange
    out_of: Place | None = None
    into: Place | None = None
    agents: tuple[AgentId, ...]
    deadline: datetime


class CallbackDeed(StrEnum):
    """What somebody does with a callback, in this order."""

    TAKE = "take"
    RELEASE = "release"
    START = "start"
    CLOSE = "close"
    RESCHEDULE = "reschedule"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCallback:
    """Do something with a callback through one's own sign-in.

    START calls the `phone` or the `mobile` number; CLOSE takes a status (NoAnswer, Answered, Email, Fax); RESCHEDULE a
    day and a period, both or neither (xuc.md 1.4).
    """

    id: UUID
    sign_in: AgentId
    callback: CallbackId
    deed: CallbackDeed
    number: str = "phone"
    status: str = ""
    comment: str = field(default="", repr=False)
    due: date | None = None
    period: str = ""  # its id
    deadline: datetime


OnACall = Listen | StopListening | HoldCall | RetrieveCall | BargeIn | DropParticipant
OfOneself = SignIn | SignOut | SetOwnState
OfAnAgent = ForceState | SignInAgent | SetRecording | SetPenalty | ApplyDefault
Command = OfAnAgent | OfOneself | OnACall | ChangeGroup | WorkCallback


def subject_of(command: Command) -> str:
    """Whom a command is about: the agent, the own sign-in where it is about oneself, the team, the callback."""
    match command:
        case SignIn() | SignOut() | SetOwnState():
            return command.sign_in
        case ChangeGroup():
            return command.team
        case WorkCallback():
            return command.callback
        case _:
            return command.agent


def source_for(command: Command) -> SourceId:
    """The system that must carry a command out."""
    return source_of(subject_of(command))
