"""A supervisor's commands as the practice centre takes them, and what it can do."""

from collections.abc import Mapping
from typing import Any

from cti_bridge.connector import Action, Capabilities, Capability
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import Command, ForceState, SetOwnState, SignIn, SignOut
from cti_bridge.floor.model import AgentId, AgentState
from cti_bridge.practice.centre import Centre

LATER = Capability(works=False, note="Comes with a later version.")

# The rules are those of orders.py: like Finesse's (finesse.md 3.3), but a reason may be given.
CAN: Capabilities = {
    **dict.fromkeys(Action, LATER),
    Action.READY: Capability(
        works=True,
        note="Possible while not ready or in wrap-up, not in a call.",
        from_states=frozenset({AgentState.NOT_READY, AgentState.WRAP_UP, AgentState.READY}),
    ),
    Action.NOT_READY: Capability(
        works=True,
        note="In a call it waits for the call's end; not possible while signed out.",
        takes_reason=True,
        from_states=frozenset(AgentState) - {AgentState.SIGNED_OUT, AgentState.UNKNOWN},
    ),
    Action.SIGN_OUT: Capability(
        works=True,
        note="In a call it waits for the call's end; not possible while signed out.",
        takes_reason=True,
        from_states=frozenset(AgentState) - {AgentState.SIGNED_OUT, AgentState.UNKNOWN},
    ),
    Action.SIGN_IN: Capability(works=True, note="One's own practice phone only; agents sign themselves in."),
}


def capabilities(_settings: Mapping[str, Any]) -> Capabilities:
    """The same on every practice floor."""
    return CAN


def carry_out(centre: Centre, command: Command) -> None:
    """Gives the order. Raises CommandRefused."""
    match command:
        case ForceState():
            centre.force(_login(command.agent), command.state, command.reason)
        case SignIn():
            centre.phones.sign_in(_login(command.sign_in), command.extension, command.password)
        case SignOut():
            centre.phones.sign_out(_login(command.sign_in))
        case SetOwnState():
            centre.phones.set_state(_login(command.sign_in), command.state, command.reason)
        case _:
            raise CommandRefused("Comes with a later version.")


def _login(id_: AgentId) -> str:
    return id_.partition(":")[2]
