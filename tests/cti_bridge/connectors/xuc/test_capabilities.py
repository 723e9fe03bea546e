"""What a supervisor can do through XUC: no more than its own client offers, and no less."""

import pytest

from cti_bridge.connector import Action
from cti_bridge.connectors.xuc import capabilities
from cti_bridge.floor.model import AgentState

CURRENT, OLD = capabilities({}), capabilities({"generation": "old"})


def test_what_this_api_has_no_command_for_does_not_work_and_says_so():
    lacks = {action for action, can in CURRENT.items() if not can.works}

    assert lacks == {Action.HOLD, Action.RETRIEVE, Action.BARGE_IN, Action.INTERCEPT, Action.DROP, Action.MESSAGE}
    assert {CURRENT[action].note for action in lacks - {Action.MESSAGE}} == {"XUC has no command for it."}
    assert "Floorwalker's own" in CURRENT[Action.MESSAGE].note
    assert set(CURRENT) == set(OLD) == set(Action)


@pytest.mark.parametrize(
    ("action", "states"),
    [  # xuc.md 1.8
        (Action.SIGN_IN, {AgentState.SIGNED_OUT}),
        (Action.SIGN_OUT, {AgentState.READY, AgentState.NOT_READY}),
        (Action.NOT_READY, {AgentState.READY, AgentState.WRAP_UP}),
        (Action.READY, {AgentState.NOT_READY, AgentState.WRAP_UP}),
        (Action.LISTEN, {AgentState.TALKING, AgentState.RESERVED}),
    ],
)
@pytest.mark.parametrize("can", [CURRENT, OLD], ids=["current", "old"])
def test_an_action_is_offered_where_the_vendors_client_offers_it(can, action, states):
    assert can[action].from_states == states


def test_a_pause_takes_a_reason_but_for_the_old_generation():
    assert CURRENT[Action.NOT_READY].takes_reason
    assert not OLD[Action.NOT_READY].takes_reason
    assert "without a reason" in OLD[Action.NOT_READY].note


def test_an_agent_is_signed_in_on_a_line():
    assert CURRENT[Action.SIGN_IN].takes_phone


def test_who_is_listened_to_may_be_told():
    assert CURRENT[Action.LISTEN].agent_may_be_told
    assert "may tell the agent" in CURRENT[Action.LISTEN].note


def test_a_recording_is_paused_in_a_call():
    for action in (Action.PAUSE_RECORDING, Action.RESUME_RECORDING):
        assert CURRENT[action].from_states == {AgentState.TALKING}
