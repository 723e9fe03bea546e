"""What a supervisor can do through XUC, honestly: by the vendor's own client's rules (xuc.md 1.4, 1.7, 1.8)."""

from collections.abc import Mapping
from typing import Any

from cti_bridge.connector import Action, Capabilities, Capability
from cti_bridge.floor.model import AgentState

NEVER = "XUC has no command for it."

_PAUSE = Capability(
    works=True,
    note="XUC pauses an agent only out of ready or wrap-up.",
    takes_reason=True,
    from_states=frozenset({AgentState.READY, AgentState.WRAP_UP}),
)
_RECORDED = Capability(
    works=True,
    note="Possible during a call that XiVO says is recorded.",
    from_states=frozenset({AgentState.TALKING}),
)
_OWN_AGENT = "Sign in to XiVO with a user who is an agent, and sign that agent in as well."
_TAKEN = "You must have taken it, signed in to XiVO as an agent."
_TICKET = "You must have taken it and started its call, which opens its ticket."

CAN: Capabilities = {
    Action.READY: Capability(
        works=True,
        note="XUC makes an agent ready only out of a pause or wrap-up.",
        from_states=frozenset({AgentState.NOT_READY, AgentState.WRAP_UP}),
    ),
    Action.NOT_READY: _PAUSE,
    Action.SIGN_OUT: Capability(
        works=True,
        note="XUC signs an agent out only while ready or paused.",
        from_states=frozenset({AgentState.READY, AgentState.NOT_READY}),
    ),
    Action.SIGN_IN: Capability(
        works=True,
        note="Signs an agent in on a line, which signs out whoever is on it; for yourself, opens your own connection.",
        takes_phone=True,
        from_states=frozenset({AgentState.SIGNED_OUT}),
    ),
    Action.LISTEN: Capability(
        works=True,
        note="XiVO rings your phone while the agent rings, dials or talks, and may tell the agent.",
        from_states=frozenset({AgentState.RESERVED, AgentState.TALKING}),
        agent_may_be_told=True,
    ),
    Action.STOP_LISTENING: Capability(
        works=True,
        note="Hangs up your phone, and only while the call that you listen to is its only one.",
    ),
    Action.HOLD: Capability(works=False, note=NEVER),
    Action.RETRIEVE: Capability(works=False, note=NEVER),
    Action.BARGE_IN: Capability(works=False, note=NEVER),
    Action.INTERCEPT: Capability(works=False, note=NEVER),
    Action.DROP: Capability(works=False, note=NEVER),
    Action.FOLLOW: Capability(works=True, note="Floorwalker watches for the agent's next call, and asks you then."),
    Action.PAUSE_RECORDING: _RECORDED,
    Action.RESUME_RECORDING: _RECORDED,
    Action.MESSAGE: Capability(works=False, note="XUC carries none; Floorwalker's own come to the agents' own pages."),
    Action.SET_PENALTY: Capability(
        works=True,
        note="Also adds an agent to a queue; XUC says nothing when it refuses, and after 5 s it counts as timed out.",
    ),
    Action.LEAVE_QUEUE: Capability(
        works=True,
        note="XUC says nothing when it refuses, and after 5 s it counts as timed out.",
    ),
    Action.CHANGE_GROUP: Capability(
        works=True,
        note="Moves, copies, adds or removes the agents of one group between queues and penalties, as one order.",
    ),
    Action.APPLY_DEFAULT: Capability(
        works=True,
        note="Only where XUC tells which user an agent is: systems until about 2018 do not.",
    ),
    Action.TAKE_CALLBACK: Capability(works=True, note=_OWN_AGENT),
    Action.RELEASE_CALLBACK: Capability(works=True, note=_TAKEN),
    Action.START_CALLBACK: Capability(works=True, note=_TAKEN),
    Action.CLOSE_CALLBACK: Capability(works=True, note=_TICKET),
    Action.RESCHEDULE_CALLBACK: Capability(works=True, note=_TICKET),
    Action.SEE_CALLERS: Capability(works=True, note="By position, with name and number, and since when."),
    Action.SEE_QUEUE_CALLS: Capability(works=True, note="A queue's last calls, as XiVO's history keeps them."),
}

OLD: Capabilities = {
    Action.NOT_READY: Capability(
        works=True,
        note="XUC pauses an agent only out of ready or wrap-up, and until 2018 without a reason.",
        from_states=_PAUSE.from_states,
    ),
}


def capabilities(settings: Mapping[str, Any]) -> Capabilities:
    """What this system can do, as configured."""
    return {**CAN, **OLD} if settings.get("generation") == "old" else CAN
