"""What a supervisor orders, and what comes of it: rules like Finesse's (finesse.md 3.3), but a reason is taken."""

import pytest

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.model import AgentState
from tests.cti_bridge.practice.conftest import Watched

IN_A_CALL = (AgentState.TALKING, AgentState.HOLD, AgentState.RESERVED)


@pytest.mark.parametrize(
    ("before", "wanted", "code", "label"),
    [
        (AgentState.READY, AgentState.NOT_READY, "50", "Training"),
        (AgentState.WRAP_UP, AgentState.NOT_READY, "", "Supervisor"),
        (AgentState.NOT_READY, AgentState.NOT_READY, "60", "Coaching"),
        (AgentState.NOT_READY, AgentState.SIGNED_OUT, "", "Supervisor"),
        (AgentState.READY, AgentState.SIGNED_OUT, "3", "Unwell"),
    ],
)
def test_an_agent_who_is_in_no_call_obeys_within_moments(
    watched: Watched, before: AgentState, wanted: AgentState, code: str, label: str
) -> None:
    login = watched.somebody(before)

    watched.centre.force(login, wanted, code)
    watched.after(0.09)
    assert watched.agent(login).state is not wanted or before is wanted  # asked is not done
    watched.after(0.6)

    assert (watched.agent(login).state, watched.agent(login).reason_label) == (wanted, label)


@pytest.mark.parametrize("before", [AgentState.NOT_READY, AgentState.WRAP_UP])
def test_ready_makes_an_agent_take_calls(watched: Watched, before: AgentState) -> None:
    login = watched.somebody(before)

    watched.centre.force(login, AgentState.READY)
    watched.after(0.7)

    assert watched.agent(login).state in (AgentState.READY, *IN_A_CALL)


@pytest.mark.parametrize("before", IN_A_CALL)
@pytest.mark.parametrize("wanted", [AgentState.NOT_READY, AgentState.SIGNED_OUT])
def test_in_a_call_it_waits_for_the_end_and_says_so_at_once(
    watched: Watched, before: AgentState, wanted: AgentState
) -> None:
    login = watched.somebody(before)

    watched.centre.force(login, wanted)
    watched.after(0)

    assert watched.agent(login).state is before
    assert watched.agent(login).pending is wanted
    watched.until(lambda: watched.agent(login).state is wanted, seconds=7200)
    assert watched.agent(login).pending is None


def test_a_hold_in_between_does_not_forget_what_is_pending() -> None:
    watched = Watched(seed=9)
    logins = [a.id.partition(":")[2] for a in watched.floor.agents.values() if a.state is AgentState.TALKING]
    for login in logins:
        watched.centre.force(login, AgentState.SIGNED_OUT)

    watched.until(lambda: any(watched.agent(x).state is AgentState.HOLD for x in logins), seconds=600)

    held = next(x for x in logins if watched.agent(x).state is AgentState.HOLD)
    assert watched.agent(held).pending is AgentState.SIGNED_OUT


def test_ready_is_refused_in_a_call(watched: Watched) -> None:
    login = watched.somebody(AgentState.TALKING)

    with pytest.raises(CommandRefused, match="in a call"):
        watched.centre.force(login, AgentState.READY)


@pytest.mark.parametrize("wanted", [AgentState.READY, AgentState.NOT_READY])
def test_nobody_is_signed_in_by_force(watched: Watched, wanted: AgentState) -> None:
    login = watched.somebody(AgentState.SIGNED_OUT)

    with pytest.raises(CommandRefused, match="signed out"):
        watched.centre.force(login, wanted)


@pytest.mark.parametrize("wanted", [AgentState.TALKING, AgentState.WRAP_UP, AgentState.UNKNOWN])
def test_only_three_states_can_be_ordered(watched: Watched, wanted: AgentState) -> None:
    with pytest.raises(CommandRefused, match="nothing else"):
        watched.centre.force("1001", wanted)


def test_an_unknown_agent_or_reason_is_refused(watched: Watched) -> None:
    login = watched.somebody(AgentState.READY)

    with pytest.raises(CommandRefused, match="no agent 9999"):
        watched.centre.force("9999", AgentState.READY)
    with pytest.raises(CommandRefused, match="no reason code 4711"):
        watched.centre.force(login, AgentState.NOT_READY, "4711")
    with pytest.raises(CommandRefused, match="takes no reason"):
        watched.centre.force(login, AgentState.READY, "10")


def test_a_share_is_refused_where_that_is_set() -> None:
    watched = Watched(seed=1, agents=1000, refusals=0.025)
    refused = 0

    for login in watched.centre.agents():
        try:
            watched.centre.force(login, AgentState.SIGNED_OUT)
        except CommandRefused as error:
            refused += error.code == "PRACTICE"

    assert 10 <= refused <= 45  # one in forty of a thousand


def test_none_is_refused_for_training_by_default(watched: Watched) -> None:
    for login in watched.centre.agents():
        watched.centre.force(login, AgentState.SIGNED_OUT)


def test_who_was_signed_out_by_force_comes_back(watched: Watched) -> None:
    login = watched.somebody(AgentState.READY)
    watched.centre.force(login, AgentState.SIGNED_OUT)
    watched.until(lambda: watched.agent(login).state is AgentState.SIGNED_OUT, seconds=1)

    watched.until(lambda: watched.agent(login).state is AgentState.NOT_READY, seconds=3600)

    assert watched.agent(login).reason_label == "Just signed in"


def test_a_call_that_comes_in_meanwhile_defers_the_order() -> None:
    deferred = 0
    for seed in range(60):
        watched = Watched(seed=seed)
        for agent in list(watched.floor.agents.values()):
            if agent.state is AgentState.READY:
                watched.centre.force(agent.id.partition(":")[2], AgentState.NOT_READY)
        watched.after(0.7)
        deferred += sum(a.pending is AgentState.NOT_READY for a in watched.floor.agents.values())

    assert deferred > 0
