"""Commands of the floor as rows of `AskedCommand`, and back."""

from typing import assert_never

from cti_bridge.connector import Action
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import Command, ForceState, SetOwnState, SignIn, SignOut
from cti_bridge.floor.model import AgentId, AgentState
from dashboard.models import AskedCommand

_ACTION = {
    AgentState.READY: Action.READY,
    AgentState.NOT_READY: Action.NOT_READY,
    AgentState.SIGNED_OUT: Action.SIGN_OUT,
}
WANTED = {action: state for state, action in _ACTION.items()}  # a sign-in wants no state in particular


def action_of(command: Command) -> Action:
    """The action's name, as pages and the table have it. KeyError for a state that nobody can ask for."""
    match command:
        case ForceState() | SetOwnState():
            return _ACTION[command.state]
        case SignIn():
            return Action.SIGN_IN
        case SignOut():
            return Action.SIGN_OUT
        case _:
            assert_never(command)


def is_own(command: Command) -> bool:
    """Whether it is about a person's own sign-in, not about an agent of a team."""
    return not isinstance(command, ForceState)


def parameters_of(command: Command) -> dict[str, str | bool]:
    """What the action and the subject do not say. Never a password: that one is sealed apart."""
    parameters: dict[str, str | bool] = {"own": is_own(command)}
    match command:
        case ForceState() | SetOwnState():
            parameters["reason"] = command.reason
        case SignIn():
            parameters["extension"] = command.extension
        case SignOut():
            pass
        case _:
            assert_never(command)
    return parameters


def command_of(asked: AskedCommand, password: str = "") -> Command:
    """The command that was asked. CommandRefused when this version knows no such command."""
    own, reason = asked.parameters.get("own"), asked.parameters.get("reason", "")
    subject = AgentId(asked.subject)
    match asked.action, own:
        case Action.SIGN_IN, True:
            extension = asked.parameters.get("extension", "")
            return SignIn(id=asked.pk, sign_in=subject, extension=extension, password=password, deadline=asked.deadline)
        case Action.SIGN_OUT, True:
            return SignOut(id=asked.pk, sign_in=subject, deadline=asked.deadline)
        case ((Action.READY | Action.NOT_READY), True):
            return SetOwnState(
                id=asked.pk, sign_in=subject, state=WANTED[Action(asked.action)], reason=reason, deadline=asked.deadline
            )
        case ((Action.READY | Action.NOT_READY | Action.SIGN_OUT), False):
            return ForceState(
                id=asked.pk, agent=subject, state=WANTED[Action(asked.action)], reason=reason, deadline=asked.deadline
            )
    raise CommandRefused("This bridge does not know how to do that.")
