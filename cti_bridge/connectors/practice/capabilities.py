"""What a practice floor can do: by rules like Finesse's (finesse.md 3.3, 3.4), but a reason may be given."""

from collections.abc import Mapping
from typing import Any

from cti_bridge.connector import Action, Capabilities, Capability
from cti_bridge.floor.model import AgentState

_SIGNED_IN = frozenset(AgentState) - {AgentState.SIGNED_OUT, AgentState.UNKNOWN}
_IN_A_CALL = frozenset({AgentState.TALKING, AgentState.HOLD})
_TALKING = frozenset({AgentState.TALKING})
_BEFORE_A_CALL = frozenset({AgentState.NOT_READY, AgentState.READY, AgentState.RESERVED, AgentState.WRAP_UP})

_SIGNED_OUT = frozenset({AgentState.SIGNED_OUT})
_RECORDED = "Calls from queues are recorded, from the answer on; private calls never are."

CAN: Capabilities = {
    Action.READY: Capability(
        works=True,
        note="Possible while not ready or in wrap-up, not in a call.",
        from_states=frozenset({AgentState.NOT_READY, AgentState.WRAP_UP, AgentState.READY}),
    ),
    Action.NOT_READY: Capability(
        works=True,
        note="In a call it waits for the call's end; not possible while signed out.",
        takes_reason=True,
        from_states=_SIGNED_IN,
    ),
    Action.SIGN_OUT: Capability(
        works=True,
        note="In a call it waits for the call's end; not possible while signed out.",
        takes_reason=True,
        from_states=_SIGNED_IN,
    ),
    Action.SIGN_IN: Capability(
        works=True,
        note="On one's own practice phone; an agent, while signed out, on any of the agents' phones.",
        takes_phone=True,
        from_states=_SIGNED_OUT,
    ),
    Action.LISTEN: Capability(
        works=True,
        note="Possible while the agent talks, from a practice phone on which you are signed in and not ready.",
        from_states=_TALKING,
    ),
    Action.STOP_LISTENING: Capability(works=True, note="After barging in you leave the call, and it goes on."),
    Action.HOLD: Capability(works=True, note="Holds your own part only; the others go on talking."),
    Action.RETRIEVE: Capability(works=True, note="Takes your own part back from hold."),
    Action.BARGE_IN: Capability(
        works=True,
        note="Possible while you listen and the agent talks, not while the agent consults a colleague.",
        from_states=_TALKING,
    ),
    Action.INTERCEPT: Capability(
        works=True,
        note="Barges in, then drops the agent: possible while you listen and the agent talks.",
        from_states=_TALKING,
    ),
    Action.FOLLOW: Capability(
        works=True,
        note="Possible before the agent's next call: while not ready, ready, reserved or in wrap-up.",
        from_states=_BEFORE_A_CALL,
    ),
    Action.DROP: Capability(works=True, note="After barging in: agents and the caller, no other supervisor."),
    Action.SET_PENALTY: Capability(works=True, note="Penalties go from 0, which rings first, to 20."),
    Action.LEAVE_QUEUE: Capability(works=True),
    Action.CHANGE_GROUP: Capability(works=True, note="The agents of one team, in one order."),
    Action.APPLY_DEFAULT: Capability(works=True),
    Action.TAKE_CALLBACK: Capability(
        works=True, note="By whoever is signed in on a practice phone whose settings name an agent."
    ),
    Action.RELEASE_CALLBACK: Capability(works=True, note="By who has taken it."),
    Action.START_CALLBACK: Capability(works=True, note="The agent's phone calls; nobody real is rung."),
    Action.CLOSE_CALLBACK: Capability(works=True, note="After the call was started."),
    Action.RESCHEDULE_CALLBACK: Capability(works=True, note="After the call was started."),
    Action.SEE_CALLERS: Capability(works=True, note="Everybody who waits, with made-up names and numbers."),
    Action.SEE_QUEUE_CALLS: Capability(works=True, note="Those from before the centre opened are invented."),
    Action.PAUSE_RECORDING: Capability(works=True, note=_RECORDED, from_states=_IN_A_CALL),
    Action.RESUME_RECORDING: Capability(works=True, note=_RECORDED, from_states=_IN_A_CALL),
    Action.MESSAGE: Capability(
        works=False, note="Messages come to the agents' own pages; the practice centre carries none."
    ),
}


def capabilities(_settings: Mapping[str, Any]) -> Capabilities:
    """The same on every practice floor."""
    return CAN
