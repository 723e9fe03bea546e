"""The whole centre: it obeys the floor's law, it is the same for the same seed, and it looks alive."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.events import AgentStateChanged, CallChanged, Event, QueueChanged
from cti_bridge.floor.model import ON_A_CALL, AgentState, CallState, CallType
from cti_bridge.floor.rows import Kind, Row
from cti_bridge.floor.state import Floor
from cti_bridge.practice.centre import Centre
from tests.cti_bridge.practice.conftest import START, Watched

seeds = st.integers(0, 2**32)
sizes = st.sampled_from([1, 2, 3, 5, 17, 60, 130])
speeds = st.sampled_from([0.5, 1.0, 10.0, 200.0])
pieces = st.lists(st.floats(0, 20) | st.floats(0, 2500), min_size=1, max_size=6)  # simulated seconds
orders = st.lists(st.tuples(st.integers(1001, 1130), st.sampled_from(AgentState)), max_size=6)
unhurried = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rows(floor: Floor) -> dict[tuple[Kind, str], Row]:
    """All but the source's light, which says when it was last heard."""
    return {(row.kind, row.key): row for row in floor.rows() if row.kind is not Kind.SOURCE}


def fresh(centre: Centre) -> Floor:
    """A floor that comes in now."""
    floor = Floor()
    floor.apply(centre.snapshot())
    return floor


@unhurried
@given(seed=seeds, agents=sizes, speed=speeds, waits=pieces, asked=orders)
def test_whoever_follows_sees_what_a_newcomer_sees(
    seed: int, agents: int, speed: float, waits: list[float], asked: list[tuple[int, AgentState]]
) -> None:
    watched = Watched(seed=seed, agents=agents, speed=speed)

    for wait in waits:
        watched.after(wait / speed)
        for login, state in asked:
            try:
                watched.centre.force(str(login), state)
            except CommandRefused as refused:
                assert str(refused).endswith(".")  # noqa: PT017 - a refusal is a sentence
        watched.after(0)

        assert rows(watched.floor) == rows(fresh(watched.centre))


@unhurried
@given(seed=seeds, agents=sizes, speed=speeds, waits=pieces)
def test_no_agent_talks_in_two_calls_and_states_agree_with_calls(
    seed: int, agents: int, speed: float, waits: list[float]
) -> None:
    watched = Watched(seed=seed, agents=agents, speed=speed)

    for wait in waits:
        watched.after(wait / speed)

        talking = Counter(
            p.agent
            for call in watched.floor.calls.values()
            for p in call.participants
            if p.agent and p.state is CallState.ACTIVE
        )
        assert set(talking.values()) <= {1}
        for agent in watched.floor.agents.values():
            assert (agent.state is AgentState.TALKING) == (agent.id in talking)
            held = any(
                p.agent == agent.id and p.state is CallState.HELD
                for call in watched.floor.calls.values()
                for p in call.participants
            )
            assert held or agent.state is not AgentState.HOLD


@unhurried
@given(seed=seeds, agents=sizes, waits=pieces)
def test_the_counts_of_a_queue_add_up(seed: int, agents: int, waits: list[float]) -> None:
    watched = Watched(seed=seed, agents=agents)
    serving = Counter(skill for person in watched.centre.people for skill in person.skills)

    for wait in waits:
        watched.after(wait)

        for queue in watched.floor.queues.values():
            figures = dict(queue.figures)
            assert figures["offered"] == figures["answered"] + figures["abandoned"]
            assert figures["answered_within_20s"] <= figures["answered"]
            assert figures["abandoned_within_5s"] <= figures["abandoned_within_20s"] <= figures["abandoned"]
            assert sum(count for _, count in queue.agents) == serving[queue.name]
            assert (queue.longest_since is None) == (queue.waiting == 0)


@unhurried
@given(seed=seeds, agents=sizes, speed=speeds, waits=pieces)
def test_time_never_goes_back(seed: int, agents: int, speed: float, waits: list[float]) -> None:
    centre = Centre(start=START, seed=seed, agents=agents, speed=speed)
    since = {a.id: a.since for a in centre.snapshot().agents}
    heard = {q.id: q.heard_at for q in centre.queues}

    for wait in waits:
        for event in centre.advance(centre.now + timedelta(seconds=wait / speed)):
            match event:
                case AgentStateChanged():
                    assert since[event.agent] <= event.since <= centre.now
                    since[event.agent] = event.since
                case QueueChanged(queue=queue):
                    assert heard[queue.id] <= queue.heard_at <= centre.now
                    heard[queue.id] = queue.heard_at
                    assert queue.longest_since is None or queue.longest_since <= queue.heard_at
                case CallChanged(call=call):
                    assert call.started_at is not None
                    assert call.started_at <= centre.now


def told(centre: Centre, seconds: float, piece: float) -> list[Event]:
    """All that happens in the next so many seconds, asked for piece by piece."""
    start, events = centre.now, list[Event]()
    for n in range(1, round(seconds / piece) + 1):
        events += centre.advance(start + timedelta(seconds=n * piece))
    return events


def test_the_same_seed_is_the_same_centre_however_its_time_is_cut() -> None:
    first, second = Centre(start=START, seed=7), Centre(start=START, seed=7)

    assert first.snapshot() == second.snapshot()
    assert told(first, 1200, piece=1200) == told(second, 1200, piece=0.5)


def test_another_seed_is_another_centre() -> None:
    first, second = Centre(start=START, seed=7), Centre(start=START, seed=8)

    assert {p.name for p in first.people} != {p.name for p in second.people}
    assert told(first, 60, piece=60) != told(second, 60, piece=60)


@pytest.mark.parametrize("hour", [3, 12, 20])
def test_it_never_looks_dead(hour: int) -> None:
    centre = Centre(start=START.replace(hour=hour), seed=3)

    events = [e for e in told(centre, 600, piece=60) if isinstance(e, AgentStateChanged)]

    waits = [(after.since - before.since).total_seconds() for before, after in pairwise(events)]
    assert len(events) > 300  # on average something moves every two seconds
    assert sum(wait > 10 for wait in waits) < 10


def test_hours_later_it_still_looks_like_a_centre() -> None:
    watched = Watched(seed=5, agents=150, speed=60)
    shares: Counter[str] = Counter()

    for _ in range(24):  # half an hour each: half a day in all
        watched.after(30)
        for agent in watched.floor.agents.values():
            state = "in a call" if agent.state in ON_A_CALL else agent.state
            shares[state] += 1

    share = {state: count / sum(shares.values()) for state, count in shares.items()}
    assert 0.33 < share["in a call"] < 0.50
    assert 0.12 < share["ready"] < 0.33
    assert 0.05 < share["wrap_up"] < 0.12
    assert 0.14 < share["not_ready"] < 0.25
    assert 0.05 < share["signed_out"] < 0.12


def test_there_are_calls_of_every_kind_holds_and_handovers() -> None:
    centre = Centre(start=START, seed=2, agents=120, speed=60)

    calls = [e.call for e in told(centre, 120, piece=10) if isinstance(e, CallChanged)]

    assert set(CallType) - {CallType.MONITOR, CallType.UNKNOWN} == {c.type for c in calls}
    assert {CallState.RINGING, CallState.DIALLING, CallState.ACTIVE, CallState.HELD} <= {c.state for c in calls}
    agents_by_call: dict[str, set[str]] = {}
    for call in calls:
        if call.type is CallType.QUEUE:
            agents_by_call.setdefault(call.id, set()).update(p.agent for p in call.participants if p.agent)
    assert any(len(agents) > 1 for agents in agents_by_call.values())  # handed over


def test_callers_wait_and_some_give_up() -> None:
    centre = Centre(start=START, seed=2, speed=60)
    before = sum(dict(q.figures)["abandoned"] for q in centre.queues)

    most = max((e.queue.waiting or 0 for e in told(centre, 60, piece=1) if isinstance(e, QueueChanged)), default=0)

    assert most > 1
    assert sum(dict(q.figures)["abandoned"] for q in centre.queues) > before


def test_a_day_counts_from_midnight() -> None:
    centre = Centre(start=START.replace(hour=23, minute=59), seed=1)
    assert sum(dict(q.figures)["offered"] for q in centre.queues) > 1000

    centre.advance(START.replace(hour=23, minute=59) + timedelta(seconds=90))

    assert sum(dict(q.figures)["offered"] for q in centre.queues) < 30


def test_at_speed_ten_everything_lasts_a_tenth() -> None:
    real, fast = Centre(start=START, seed=4), Centre(start=START, seed=4, speed=10)

    slow_since = [START - a.since for a in real.snapshot().agents]
    fast_since = [START - a.since for a in fast.snapshot().agents]

    assert [round(s / timedelta(seconds=10), 3) for s in slow_since] == [
        round(s / timedelta(seconds=1), 3) for s in fast_since
    ]


def test_a_time_already_past_changes_nothing() -> None:
    centre = Centre(start=START, seed=1)
    centre.advance(START + timedelta(minutes=1))

    assert centre.advance(START) == []
    assert centre.now == START + timedelta(minutes=1)


def test_its_start_must_be_an_aware_time() -> None:
    with pytest.raises(ValueError, match="aware"):
        Centre(start=START.replace(tzinfo=None), seed=1)


def test_its_agents_can_be_read_by_login() -> None:
    centre = Centre(start=START, seed=1)

    assert centre.agent("1001") == centre.agents()["1001"]
    assert centre.agent("1001").extension == "4001"
    assert len(centre.agents()) == 60
