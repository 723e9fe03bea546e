"""What a supervisor can do through the Generic Connector, honestly: by Finesse's rules (finesse.md 3.3, 3.4)."""

from collections.abc import Mapping
from typing import Any

from cti_bridge.connector import Action, Capabilities, Capability
from cti_bridge.floor.model import AgentState

LATER = "Comes with a later version."
NEVER = "The Generic Connector has no command for it."

_SIGNED_IN = frozenset(AgentState) - {AgentState.SIGNED_OUT, AgentState.UNKNOWN, AgentState.BUSY}

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
    Action.LISTEN: Capability(works=False, note=LATER),
    Action.STOP_LISTENING: Capability(works=False, note=LATER),
    Action.HOLD: Capability(works=False, note=LATER),
    Action.RETRIEVE: Capability(works=False, note=LATER),
    Action.BARGE_IN: Capability(works=False, note=LATER),
    Action.INTERCEPT: Capability(works=False, note=LATER),
    Action.DROP: Capability(works=False, note=LATER),
    Action.FOLLOW: Capability(works=False, note=NEVER),
    Action.PAUSE_RECORDING: Capability(works=False, note=NEVER),
    Action.RESUME_RECORDING: Capability(works=False, note=NEVER),
    Action.MESSAGE: Capability(works=False, note=NEVER),
}

# Finesse on UCCX has no way to drop a participant (finesse.md 3.4).
CCE_ONLY = frozenset({Action.INTERCEPT, Action.DROP})


def capabilities(settings: Mapping[str, Any]) -> Capabilities:
    """What this system can do, as configured."""
    if settings.get("platform") != "uccx":
        return CAN
    never = Capability(works=False, note="Contact Center Express cannot drop a participant.")
    return {**CAN, **dict.fromkeys(CCE_ONLY, never)}
