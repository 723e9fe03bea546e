"""What the floor says of a sent command: the system's own events settle it, nothing else does."""

from collections.abc import Iterable, Mapping
from typing import assert_never

from cti_bridge.floor.callbacks import callback_is_as_asked
from cti_bridge.floor.calls import heard_in
from cti_bridge.floor.commands import (
    ApplyDefault,
    BargeIn,
    ChangeGroup,
    Command,
    DropParticipant,
    ForceState,
    HoldCall,
    Listen,
    OnACall,
    Outcome,
    RetrieveCall,
    SetOwnState,
    SetPenalty,
    SetRecording,
    SignIn,
    SignInAgent,
    SignOut,
    StopListening,
    WorkCallback,
)
from cti_bridge.floor.model import (
    ON_A_CALL,
    Agent,
    AgentId,
    AgentState,
    Call,
    CallId,
    CallState,
    CallType,
    OwnSignIn,
    Recording,
    agents_of,
)
from cti_bridge.floor.rows import Key, Kind
from cti_bridge.floor.serving import serves_as_asked
from cti_bridge.floor.state import Floor

_OUT = (AgentState.SIGNED_OUT, AgentState.UNKNOWN)
_TALKED_ON = (CallState.ACTIVE, CallState.HELD)
_AMONG_COLLEAGUES = (CallType.INTERNAL, CallType.CONSULT)  # an agent may call the one who listens, meanwhile


def watched(command: Command) -> frozenset[Key]:
    """The rows whose changes may settle a command."""
    match command:
        case ForceState() | SignInAgent() | SetRecording():
            return frozenset({(Kind.AGENT, str(command.agent))})
        case SetPenalty() | ApplyDefault():
            return frozenset({(Kind.MEMBERSHIP, str(command.agent))})
        case ChangeGroup():
            return frozenset((Kind.MEMBERSHIP, str(agent)) for agent in command.agents)
        case WorkCallback():
            return frozenset({(Kind.CALLBACK, str(command.callback)), (Kind.SIGN_IN, str(command.sign_in))})
        case DropParticipant():
            return frozenset({(Kind.SIGN_IN, str(command.sign_in)), (Kind.AGENT, str(command.agent))})
        case _:
            return frozenset({(Kind.SIGN_IN, str(command.sign_in))})


def verdict(command: Command, floor: Floor) -> Outcome | None:
    """CONFIRMED, DEFERRED, or None while the floor says nothing of it yet."""
    match command:
        case ForceState():
            return _stands(floor.agents.get(command.agent), command.state, command.reason)
        case SetOwnState():
            return _stands(floor.sign_ins.get(command.sign_in), command.state, command.reason)
        case SignOut():
            return _stands(floor.sign_ins.get(command.sign_in), AgentState.SIGNED_OUT, "")
        case SignIn():
            own = floor.sign_ins.get(command.sign_in)
            return Outcome.CONFIRMED if own is not None and own.state not in _OUT else None
        case SignInAgent():
            agent = floor.agents.get(command.agent)
            is_there = agent is not None and agent.state not in _OUT and agent.extension == command.extension
            return Outcome.CONFIRMED if is_there else None
        case SetRecording():
            wanted = Recording.ON if command.on else Recording.PAUSED
            is_so = any(call.recording is wanted for call in floor.calls_of(command.agent))
            return Outcome.CONFIRMED if is_so else None
        case SetPenalty() | ApplyDefault() | ChangeGroup():
            return Outcome.CONFIRMED if serves_as_asked(command, floor.memberships.by_id) else None
        case WorkCallback():
            return Outcome.CONFIRMED if callback_is_as_asked(command, floor) else None
        case _:
            return Outcome.CONFIRMED if _has_come_true(command, floor) else None


def _stands(subject: Agent | OwnSignIn | None, wanted: AgentState, reason: str) -> Outcome | None:
    if subject is None:
        return None
    if subject.state == wanted and reason in ("", subject.reason):
        return Outcome.CONFIRMED
    return Outcome.DEFERRED if subject.pending == wanted else None


def _has_come_true(command: OnACall, floor: Floor) -> bool:
    """Whether the calls of one's own sign-in are as asked.

    Nothing is certain while one of them is doubtful, or while the sign-in is out: then nobody tells of its calls.
    """
    calls = {call.id: call for call in floor.calls_of(command.sign_in)}
    own = floor.sign_ins.get(command.sign_in)
    if own is None or own.state is AgentState.SIGNED_OUT or any(call.doubtful for call in calls.values()):
        return False
    match command:
        case Listen():
            monitors = [call for call in calls.values() if call.type is CallType.MONITOR]
            return any(_is_with(c, command.agent) and heard_in(c, floor) == command.agent for c in monitors)
        case BargeIn():
            return _joined(command, calls.values()) is not None
        case StopListening():
            return command.call not in calls
        case HoldCall():
            return part_of(calls.get(command.call), command.sign_in) is CallState.HELD
        case RetrieveCall():
            return part_of(calls.get(command.call), command.sign_in) is CallState.ACTIVE
        case DropParticipant():
            return _is_dropped(command, calls.get(command.call), floor.agents)
        case _:
            assert_never(command)


def _is_dropped(command: DropParticipant, call: Call | None, agents: Mapping[AgentId, Agent]) -> bool:
    """Whether a participant is out. A call that is gone for who asked may go on without them, while its agent talks."""
    if call is None:
        agent = agents.get(command.agent)
        return agent is not None and agent.state not in ON_A_CALL and agent.state is not AgentState.UNKNOWN
    at_the_phone = {a.id for a in agents.values() if a.extension and a.extension == command.address}
    left = [p for p in call.participants if p.state is not CallState.ENDED]
    return not any(p.address == command.address or p.agent in at_the_phone for p in left)


def came_true_in(command: Command, floor: Floor) -> CallId | None:
    """The call that somebody barged into; None while they have not, and for every other command."""
    return _joined(command, floor.calls_of(command.sign_in)) if isinstance(command, BargeIn) else None


def _joined(command: BargeIn, own: Iterable[Call]) -> CallId | None:
    return next((c.id for c in own if _may_be_barged_into(c) and _is_with(c, command.agent)), None)


def _may_be_barged_into(call: Call) -> bool:
    """A call that one barged into is a conference, or says of somebody that they barged in."""
    if call.type in _AMONG_COLLEAGUES:
        return any(p.cause for p in call.participants)
    return call.type is not CallType.MONITOR


def _is_with(call: Call, agent: AgentId) -> bool:
    return call.state in _TALKED_ON and agent in agents_of(call)


def part_of(call: Call | None, who: AgentId) -> CallState | None:
    """Where a participant's own part in a call stands; the call's, where the participant is not named."""
    if call is None:
        return None
    return next((p.state for p in call.participants if p.agent == who), call.state)
