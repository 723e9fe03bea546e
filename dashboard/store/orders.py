"""Commands of the floor as rows of `AskedCommand`, and back."""

from typing import Any, assert_never

from cti_bridge.connector import Action
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import (
    ApplyDefault,
    BargeIn,
    ChangeGroup,
    Command,
    DropParticipant,
    ForceState,
    HoldCall,
    Listen,
    OfOneself,
    OnACall,
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
from cti_bridge.floor.model import AgentId, AgentState, CallId
from dashboard.models import AskedCommand
from dashboard.store import plain_orders

_ACTION = {
    AgentState.READY: Action.READY,
    AgentState.NOT_READY: Action.NOT_READY,
    AgentState.SIGNED_OUT: Action.SIGN_OUT,
}
WANTED = {action: state for state, action in _ACTION.items()}  # a sign-in wants no state in particular
_ON_A_CALL: dict[type[OnACall], Action] = {
    Listen: Action.LISTEN,
    StopListening: Action.STOP_LISTENING,
    HoldCall: Action.HOLD,
    RetrieveCall: Action.RETRIEVE,
    BargeIn: Action.BARGE_IN,
    DropParticipant: Action.DROP,
}
_OF_A_CALL: dict[Action, type[StopListening | HoldCall | RetrieveCall | BargeIn]] = {
    Action.STOP_LISTENING: StopListening,
    Action.HOLD: HoldCall,
    Action.RETRIEVE: RetrieveCall,
    Action.BARGE_IN: BargeIn,
    Action.INTERCEPT: BargeIn,  # its first step; the second is asked when it came true (wishes.py)
}


def action_of(command: Command) -> Action:
    """The action's name, as pages and the table have it. KeyError for a state that nobody can ask for."""
    match command:
        case ForceState() | SetOwnState():
            return _ACTION[command.state]
        case SignIn():
            return Action.SIGN_IN
        case SignOut():
            return Action.SIGN_OUT
        case Listen() | StopListening() | HoldCall() | RetrieveCall() | BargeIn() | DropParticipant():
            return _ON_A_CALL[type(command)]
        case _:
            return plain_orders.action_of(command)


def is_own(command: Command) -> bool:
    """Whether it is a person's own matter, and shown to them alone: of their own sign-in, or a callback's."""
    return isinstance(command, OfOneself | WorkCallback)


def parameters_of(command: Command) -> dict[str, Any]:
    """What the action and the subject do not say. Never a password: that one is sealed apart."""
    parameters: dict[str, Any] = {"own": is_own(command)}
    match command:
        case ForceState() | SetOwnState():
            parameters["reason"] = command.reason
        case SignIn():
            parameters["extension"] = command.extension
        case SignOut():
            pass
        case Listen():
            parameters["sign_in"] = command.sign_in
        case StopListening() | HoldCall() | RetrieveCall() | BargeIn():
            parameters |= {"sign_in": command.sign_in, "call": command.call}
        case DropParticipant():
            parameters |= {"sign_in": command.sign_in, "call": command.call, "address": command.address}
        case SignInAgent() | SetRecording() | SetPenalty() | ApplyDefault() | ChangeGroup() | WorkCallback():
            parameters |= plain_orders.parameters_of(command)
        case _:
            assert_never(command)
    return parameters


def command_of(asked: AskedCommand, password: str = "") -> Command:
    """The command that was asked. CommandRefused when this version knows no such command."""
    command = _of_oneself(asked, password) if asked.parameters.get("own") else _of_an_agent(asked)
    command = command or _plain(asked)
    if command is None:
        raise CommandRefused("This bridge does not know how to do that.")
    return command


def _of_oneself(asked: AskedCommand, password: str) -> Command | None:
    own, reason = AgentId(asked.subject), asked.parameters.get("reason", "")
    match asked.action:
        case Action.SIGN_IN:
            extension = asked.parameters.get("extension", "")
            return SignIn(id=asked.pk, sign_in=own, extension=extension, password=password, deadline=asked.deadline)
        case Action.SIGN_OUT:
            return SignOut(id=asked.pk, sign_in=own, deadline=asked.deadline)
        case Action.READY | Action.NOT_READY:
            state = WANTED[Action(asked.action)]
            return SetOwnState(id=asked.pk, sign_in=own, state=state, reason=reason, deadline=asked.deadline)
    return None


def _plain(asked: AskedCommand) -> Command | None:
    try:
        return plain_orders.command_of(asked.action, asked.pk, asked.subject, asked.parameters, asked.deadline)
    except ValueError:
        return None


def _of_an_agent(asked: AskedCommand) -> Command | None:
    agent, said = AgentId(asked.subject), asked.parameters
    own, call = AgentId(said.get("sign_in", "")), CallId(said.get("call", ""))
    match asked.action:
        case Action.READY | Action.NOT_READY | Action.SIGN_OUT:
            state = WANTED[Action(asked.action)]
            reason = said.get("reason", "")
            return ForceState(id=asked.pk, agent=agent, state=state, reason=reason, deadline=asked.deadline)
        case Action.LISTEN:
            return Listen(id=asked.pk, sign_in=own, agent=agent, deadline=asked.deadline)
        case Action.DROP:
            address = said.get("address", "")
            return DropParticipant(
                id=asked.pk, sign_in=own, agent=agent, call=call, address=address, deadline=asked.deadline
            )
        case Action.STOP_LISTENING | Action.HOLD | Action.RETRIEVE | Action.BARGE_IN | Action.INTERCEPT:
            of_a_call = _OF_A_CALL[Action(asked.action)]
            return of_a_call(id=asked.pk, sign_in=own, agent=agent, call=call, deadline=asked.deadline)
    return None
