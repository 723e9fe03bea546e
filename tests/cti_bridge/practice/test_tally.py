"""How an agent's day has gone."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from cti_bridge.floor.events import AgentDayChanged, AgentStateChanged
from cti_bridge.floor.model import AgentState, Day
from cti_bridge.practice.centre import Centre
from cti_bridge.practice.clock import SimClock
from cti_bridge.practice.tally import COUNTED, Tally
from tests.cti_bridge.practice.conftest import START, Watched
from tests.cti_bridge.practice.test_centre import seeds, sizes, speeds, unhurried

CLOCK = SimClock(START, speed=10)


def told(day: Day | None) -> tuple[float, float, float]:
    assert day is not None
    assert day.ready is not None
    assert day.not_ready is not None
    assert day.wrap_up is not None
    return day.ready, day.not_ready, day.wrap_up


def test_a_state_counts_when_it_ends_and_is_told_in_real_seconds() -> None:
    tally = Tally()

    assert tally.move(AgentState.SIGNED_OUT, AgentState.NOT_READY, 100)
    assert tally.move(AgentState.NOT_READY, AgentState.READY, 130)
    assert tally.move(AgentState.READY, AgentState.RESERVED, 190)
    assert not tally.move(AgentState.RESERVED, AgentState.TALKING, 195)  # nothing of the day has changed

    day = tally.as_told(CLOCK)
    assert told(day) == (6, 3, 0)
    assert (day.signed_in_at, day.signed_out_at) == (START + timedelta(seconds=10), None)


def test_who_goes_home_has_been_signed_out_since() -> None:
    tally = Tally(signed_in_at=0)

    assert tally.move(AgentState.TALKING, AgentState.SIGNED_OUT, 50)

    assert tally.as_told(CLOCK).signed_out_at == START + timedelta(seconds=5)


def test_what_goes_on_over_midnight_is_split_there() -> None:
    tally = Tally(signed_in_at=0, seconds=dict.fromkeys(COUNTED, 40.0))

    tally.new_day(100)
    tally.move(AgentState.READY, AgentState.RESERVED, 160)

    assert told(tally.as_told(CLOCK)) == (6, 0, 0)
    assert tally.as_told(CLOCK).signed_in_at == START  # yesterday


@unhurried
@given(seed=seeds, agents=sizes, speed=speeds)
def test_days_grow_by_just_the_states_that_ended(seed: int, agents: int, speed: float) -> None:
    centre = Centre(start=START, seed=seed, agents=agents, speed=speed)
    loaded = centre.snapshot()
    last = {a.id: (a.state, a.since) for a in loaded.agents}
    days = {a.id: a.day for a in loaded.agents}
    grown: dict[tuple[str, AgentState], float] = defaultdict(float)

    for event in centre.advance(START + timedelta(seconds=3600 / speed)):
        match event:
            case AgentStateChanged():
                state, since = last[event.agent]
                if event.since != since:
                    grown[event.agent, state] += (event.since - since).total_seconds()
                last[event.agent] = (event.state, event.since)
            case AgentDayChanged():
                days[event.agent] = event.day

    for agent in loaded.agents:
        growth = [after - before for after, before in zip(told(days[agent.id]), told(agent.day), strict=True)]
        assert growth == pytest.approx([grown[agent.id, state] for state in COUNTED], abs=0.2)


@pytest.mark.parametrize("hour", [0, 9, 23])
def test_nobody_has_been_at_work_for_longer_than_the_day_is_old(hour: int) -> None:
    start = datetime(2026, 11, 20, hour, 30, tzinfo=UTC)

    for agent in Centre(start=start, seed=1).snapshot().agents:
        assert agent.day is not None
        assert agent.day.signed_in_at is not None
        assert agent.day.signed_in_at <= agent.since
        assert (agent.day.signed_out_at is not None) == (agent.state is AgentState.SIGNED_OUT)
        since = max(agent.day.signed_in_at, start.replace(hour=0, minute=0))
        assert sum(told(agent.day)) <= max(0, (start - since).total_seconds())


def test_a_day_begins_at_midnight() -> None:
    watched = Watched(seed=1, start=START.replace(hour=23, minute=59))
    watched.after(90)

    assert all(max(told(agent.day)) <= 30 for agent in watched.floor.agents.values())
