"""What the floor says of a sent command: the system's own events settle it, nothing else does."""

from collections.abc import Iterable
from typing import assert_never

from cti_bridge.floor.commands import (
    BargeIn,
    Command,
    DropParticipant,
    ForceState,
    HoldCall,
    Listen,
    OnACall,
    Outcome,
    RetrieveCall,
    SetOwnState,
    SignIn,
    SignOut,
    StopListening,
)
from cti_bridge.floor.model import Agent, AgentId, AgentState, Call, CallId, CallState, CallType, OwnSignIn, agents_of
from cti_bridge.floor.rows import Key, Kind
from cti_bridge.floor.state import Floor

_TALKED_ON = (CallState.ACTIVE, CallState.HELD)


def watched(command: Command) -> Key:
    """The row whose changes may settle a command."""
    if isinstance(command, ForceState):
        return Kind.AGENT, command.agent
    return Kind.SIGN_IN, command.sign_in


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
            is_in = own is not None and own.state not in (AgentState.SIGNED_OUT, AgentState.UNKNOWN)
            return Outcome.CONFIRMED if is_in else None
        case _:
            own_calls = floor.calls_of(command.sign_in)
            return Outcome.CONFIRMED if _has_come_true(command, own_calls) else None


def _stands(subject: Agent | OwnSignIn | None, wanted: AgentState, reason: str) -> Outcome | None:
    if subject is None:
        return None
    if subject.state == wanted and reason in ("", subject.reason):
        return Outcome.CONFIRMED
    return Outcome.DEFERRED if subject.pending == wanted else None


def _has_come_true(command: OnACall, own: Iterable[Call]) -> bool:
    """Whether the calls of one's own sign-in are as asked. While one of them is doubtful, nothing is certain."""
    calls = {call.id: call for call in own}
    if any(call.doubtful for call in calls.values()):
        return False
    match command:
        case Listen():
            return any(_is_with(c, command.agent) for c in calls.values() if c.type is CallType.MONITOR)
        case BargeIn():
            return _joined(command, calls.values()) is not None
        case StopListening():
            return command.call not in calls
        case HoldCall():
            return part_of(calls.get(command.call), command.sign_in) is CallState.HELD
        case RetrieveCall():
            return part_of(calls.get(command.call), command.sign_in) is CallState.ACTIVE
        case DropParticipant():
            call = calls.get(command.call)
            return call is None or not any(
                p.address == command.address and p.state is not CallState.ENDED for p in call.participants
            )
        case _:
            assert_never(command)


def came_true_in(command: Command, floor: Floor) -> CallId | None:
    """The call that somebody barged into; None while they have not, and for every other command."""
    return _joined(command, floor.calls_of(command.sign_in)) if isinstance(command, BargeIn) else None


def _joined(command: BargeIn, own: Iterable[Call]) -> CallId | None:
    return next((c.id for c in own if c.type is not CallType.MONITOR and _is_with(c, command.agent)), None)


def _is_with(call: Call, agent: AgentId) -> bool:
    return call.state in _TALKED_ON and agent in agents_of(call)


def part_of(call: Call | None, who: AgentId) -> CallState | None:
    """Where a participant's own part in a call stands; the call's, where the participant is not named."""
    if call is None:
        return None
    return next((p.state for p in call.participants if p.agent == who), call.state)
