"""One comes in, and it is the middle of a shift."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from cti_bridge.floor.model import ON_A_CALL, AgentId, AgentState, CallType, ReasonCategory
from cti_bridge.practice.centre import Centre
from tests.cti_bridge.practice.conftest import START


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("agents", [60, 1000])
def test_everybody_is_at_something(seed: int, agents: int) -> None:
    loaded = Centre(start=START, seed=seed, agents=agents).snapshot()

    share = {state: count / agents for state, count in Counter(a.state for a in loaded.agents).items()}
    assert 0.18 < share[AgentState.READY] < 0.30
    assert 0.35 < sum(share.get(s, 0) for s in ON_A_CALL) < 0.45
    assert 0.05 < share[AgentState.WRAP_UP] < 0.11
    assert 0.15 < share[AgentState.NOT_READY] < 0.25
    assert 0.05 < share[AgentState.SIGNED_OUT] < 0.12


@pytest.mark.parametrize("seed", range(5))
def test_everybody_has_been_at_it_for_a_plausible_while(seed: int) -> None:
    loaded = Centre(start=START, seed=seed).snapshot()

    assert all(START - timedelta(minutes=46) <= a.since <= START for a in loaded.agents)
    assert len({a.since for a in loaded.agents}) == 60
    away = [START - a.since for a in loaded.agents if a.state is AgentState.NOT_READY]
    assert min(away) < timedelta(minutes=5)
    assert max(away) > timedelta(minutes=5)


@pytest.mark.parametrize("seed", range(5))
def test_somebody_waits_already_and_the_day_has_its_figures(seed: int) -> None:
    loaded = Centre(start=START, seed=seed).snapshot()

    assert sum(q.waiting or 0 for q in loaded.queues) > 0
    assert all(dict(q.figures)["answered"] > 0 for q in loaded.queues)


def test_who_is_not_ready_or_signed_out_says_why() -> None:
    loaded = Centre(start=START, seed=1).snapshot()

    labels = {(r.category, r.code): r.label for r in loaded.reason_codes}
    for agent in loaded.agents:
        if agent.state is AgentState.NOT_READY:
            assert labels[ReasonCategory.NOT_READY, agent.reason] == agent.reason_label != ""
        elif agent.state is AgentState.SIGNED_OUT:
            assert labels[ReasonCategory.SIGN_OUT, agent.reason] == agent.reason_label != ""
        elif agent.state is AgentState.WRAP_UP:
            assert labels[ReasonCategory.WRAP_UP, agent.reason] == agent.reason_label != ""


def test_who_talks_is_in_a_call_that_began_no_later() -> None:
    loaded = Centre(start=START, seed=1).snapshot()

    began: dict[AgentId, datetime] = {}
    for call in loaded.calls:
        for agent in filter(None, (p.agent for p in call.participants)):
            began[agent] = min(began.get(agent, START), call.started_at or START)  # who consults is in two
    in_calls = {a.id: a for a in loaded.agents if a.state in ON_A_CALL}
    assert began.keys() == in_calls.keys()
    assert all(began[id_] <= agent.since for id_, agent in in_calls.items())


@pytest.mark.parametrize("seed", range(5))
def test_a_newcomer_sees_calls_of_every_kind_and_somebody_on_the_protected_break(seed: int) -> None:
    loaded = Centre(start=START, seed=seed).snapshot()

    assert {call.type for call in loaded.calls} == set(CallType) - {CallType.MONITOR, CallType.UNKNOWN}
    assert "Statutory break" in {agent.reason_label for agent in loaded.agents}
