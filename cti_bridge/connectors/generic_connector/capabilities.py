"""What a supervisor can do through the Generic Connector, honestly: by Finesse's rules (finesse.md 3.3, 3.4)."""

from collections.abc import Mapping
from typing import Any

from cti_bridge.connector import Action, Capabilities, Capability
from cti_bridge.floor.model import ON_A_CALL, AgentState

NEVER = "The Generic Connector has no command for it."

_SIGNED_IN = frozenset(AgentState) - {AgentState.SIGNED_OUT, AgentState.UNKNOWN, AgentState.BUSY}

_NOT_HERE = (
    Action.SET_PENALTY,
    Action.LEAVE_QUEUE,
    Action.CHANGE_GROUP,
    Action.APPLY_DEFAULT,
    Action.TAKE_CALLBACK,
    Action.RELEASE_CALLBACK,
    Action.START_CALLBACK,
    Action.CLOSE_CALLBACK,
    Action.RESCHEDULE_CALLBACK,
    Action.SEE_CALLERS,
    Action.SEE_QUEUE_CALLS,
)

CAN: Capabilities = {
    Action.READY: Capability(
        works=True,
        note="Finesse lets a supervisor make an agent ready only out of not ready or wrap-up.",
        from_states=frozenset({AgentState.NOT_READY, AgentState.WRAP_UP}),
    ),
    Action.NOT_READY: Capability(
        works=True,
        note="Finesse lets a supervisor make an agent not ready only out of ready or wrap-up, and without a reason.",
        from_states=frozenset({AgentState.READY, AgentState.WRAP_UP}),
    ),
    Action.SIGN_OUT: Capability(
        works=True,
        note="An agent who is signed in can be signed out; during a call, right after it.",
        from_states=_SIGNED_IN,
    ),
    Action.SIGN_IN: Capability(works=True, note="Signs you in to Finesse with today's phone."),
    Action.LISTEN: Capability(
        works=True,
        note="Finesse lets you listen while the agent is talking and you are not ready, to one agent at a time.",
        from_states=frozenset({AgentState.TALKING}),
    ),
    Action.STOP_LISTENING: Capability(works=True, note="Leaves the call that you listen to, or have barged into."),
    Action.HOLD: Capability(works=True, note="Holds your own part in the call that you listen to."),
    Action.RETRIEVE: Capability(works=True, note="Takes your own part back from hold."),
    Action.BARGE_IN: Capability(
        works=True,
        note="Finesse lets you barge in only on the call that you listen to.",
        from_states=ON_A_CALL,
    ),
    Action.INTERCEPT: Capability(
        works=True,
        note="Barges in on the call that you listen to, then drops the agent.",
        from_states=ON_A_CALL,
    ),
    Action.DROP: Capability(
        works=True,
        note="Agents only, as Finesse is set here, and only from a call that you have barged into.",
        agents_only=True,
    ),
    Action.FOLLOW: Capability(works=True, note="Floorwalker watches for the agent's next call, and asks you then."),
    Action.PAUSE_RECORDING: Capability(works=False, note=NEVER),
    Action.RESUME_RECORDING: Capability(works=False, note=NEVER),
    Action.MESSAGE: Capability(
        works=False, note="The connector carries none; Floorwalker's own come to the agents' own pages."
    ),
    **dict.fromkeys(_NOT_HERE, Capability(works=False, note=NEVER)),
}

DROP_ALL = Capability(works=True, note="Any other participant, from a call that you have barged into.")
NO_DROP = Capability(works=False, note="Contact Center Express cannot drop a participant.")
NO_HOLD = Capability(works=False, note="Contact Center Express does not tell when a call is held or retrieved.")
EXPRESS: Capabilities = {  # finesse.md 3.3, 3.4
    Action.LISTEN: Capability(
        works=True,
        note="Finesse lets you listen while the agent talks on a queue's call and you are not ready.",
        from_states=frozenset({AgentState.TALKING}),
    ),
    Action.HOLD: NO_HOLD,
    Action.RETRIEVE: NO_HOLD,
    Action.INTERCEPT: NO_DROP,
    Action.DROP: NO_DROP,
}


def capabilities(settings: Mapping[str, Any]) -> Capabilities:
    """What this system can do, as configured."""
    if settings.get("platform") == "uccx":
        return {**CAN, **EXPRESS}
    return {**CAN, Action.DROP: DROP_ALL} if settings.get("drop_participants") == "all" else CAN
