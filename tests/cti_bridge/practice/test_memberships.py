"""Who serves which queue: at the opening, by a supervisor's orders, and what it means for who is asked first."""

from collections import Counter
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import ChangeGroup, GroupChange, Outcome, Place
from cti_bridge.floor.model import AgentId, AgentState, Membership, QueueId
from cti_bridge.floor.serving import differs
from cti_bridge.floor.verdicts import verdict
from cti_bridge.practice.centre import Centre
from tests.cti_bridge.practice.conftest import START, Watched
from tests.cti_bridge.practice.test_centre import fresh, rows, seeds, unhurried

SALES = QueueId("practice:sales")


def membership(watched: Watched, login: str) -> Membership:
    return watched.floor.memberships.by_id[f"practice:{login}"]


def who_serves(watched: Watched, queue: QueueId, state: AgentState) -> str:
    """The login of somebody who serves the queue, and is in that state; time passes until there is one."""
    found: list[str] = []

    def seen() -> bool:
        found[:] = [
            agent.id.partition(":")[2]
            for agent in watched.floor.agents.values()
            if agent.state is state and queue in dict(watched.floor.memberships.by_id[agent.id].queues)
        ]
        return bool(found)

    watched.until(seen, seconds=600)
    return found[0]


@pytest.mark.parametrize("seed", range(3))
def test_everybody_serves_some_queues_and_for_a_few_that_is_not_the_default(seed: int) -> None:
    loaded = Centre(start=START, seed=seed).snapshot()

    assert {m.agent for m in loaded.memberships} == {a.id for a in loaded.agents}
    assert all(m.queues for m in loaded.memberships)
    assert all(list(m.queues) == sorted(m.queues) for m in loaded.memberships)
    assert {penalty for m in loaded.memberships for _, penalty in m.queues} == {0, 1, 2, 3}
    assert 1 <= sum(differs(m) for m in loaded.memberships) <= len(loaded.memberships) // 3


def test_a_caller_is_handed_to_the_ready_agent_with_the_lowest_penalty() -> None:
    watched = Watched(seed=1, agents=60)
    handed: Counter[bool] = Counter()

    for _ in range(6000):
        ready = {
            (agent.id, queue): penalty
            for agent in watched.floor.agents.values()
            if agent.state is AgentState.READY
            for queue, penalty in watched.floor.memberships.by_id[agent.id].queues
        }
        before = set(watched.floor.calls)
        watched.after(0.1)
        for call in watched.floor.calls.values():
            agent = next((p.agent for p in call.participants if p.agent), None)
            if agent is None or call.id in before or call.queue is None or (agent, call.queue) not in ready:
                continue
            others = [penalty for (_, queue), penalty in ready.items() if queue == call.queue]
            handed[ready[agent, call.queue] == min(others)] += 1

    assert handed[True] > 30
    assert handed[False] <= handed[True] * 0.02  # somebody became busy within that tenth of a second


def test_an_agent_gets_another_penalty_within_moments(watched: Watched) -> None:
    login = who_serves(watched, SALES, AgentState.TALKING)

    watched.centre.memberships.set_penalty(login, SALES, 7)
    watched.after(0)
    assert dict(membership(watched, login).queues)[SALES] != 7  # asked is not done
    watched.after(0.7)

    assert dict(membership(watched, login).queues)[SALES] == 7


def test_who_leaves_a_queue_is_counted_there_no_longer_and_gets_no_caller_of_it(watched: Watched) -> None:
    login = who_serves(watched, SALES, AgentState.READY)
    heads = sum(count for _, count in watched.floor.queues[SALES].agents)

    watched.centre.memberships.set_penalty(login, SALES, None)
    watched.after(3)

    assert SALES not in dict(membership(watched, login).queues)
    assert sum(count for _, count in watched.floor.queues[SALES].agents) == heads - 1
    for _ in range(600):
        watched.after(1)
        ringing = [c for c in watched.floor.calls_of(watched.agent(login).id) if c.queue == SALES and c.started_at]
        assert not [c for c in ringing if c.started_at > START]  # type: ignore[operator]


def test_a_ready_agent_who_joins_a_queue_serves_who_waits_there_at_once() -> None:
    watched = Watched(seed=1)
    crowded = next(q.id for q in watched.floor.queues.values() if q.waiting)
    login = next(
        a.id.partition(":")[2]
        for a in watched.floor.agents.values()
        if a.state is AgentState.READY and crowded not in dict(watched.floor.memberships.by_id[a.id].queues)
    )

    watched.centre.memberships.set_penalty(login, crowded, 0)
    watched.after(0.7)

    assert watched.agent(login).state is AgentState.RESERVED
    assert [c.queue for c in watched.floor.calls_of(watched.agent(login).id)] == [crowded]


@unhurried
@given(
    seed=seeds,
    orders=st.lists(
        st.tuples(st.integers(1001, 1060), st.integers(0, 5), st.none() | st.integers(0, 3), st.floats(0, 120)),
        max_size=25,
    ),
)
def test_whatever_is_changed_each_queue_counts_those_who_serve_it_and_whoever_follows_sees_it(
    seed: int, orders: list[tuple[int, int, int | None, float]]
) -> None:
    watched = Watched(seed=seed, speed=10)
    queues = list(watched.floor.queues)

    for login, queue, penalty, wait in orders:
        watched.centre.memberships.set_penalty(str(login), queues[queue % len(queues)], penalty)
        watched.after(wait / 10)
    watched.after(3)

    serving = Counter(queue for one in watched.floor.memberships.by_id.values() for queue, _ in one.queues)
    for told in watched.floor.queues.values():
        assert sum(count for _, count in told.agents) == serving[told.id]
    assert rows(watched.floor) == rows(fresh(watched.centre))


def test_what_there_is_not_is_refused(watched: Watched) -> None:
    for login, queue, penalty in [("9999", SALES, 0), ("1001", QueueId("practice:x"), 0), ("1001", SALES, 21)]:
        with pytest.raises(CommandRefused, match=r"\.$"):
            watched.centre.memberships.set_penalty(login, queue, penalty)


def test_an_agent_returns_to_the_default() -> None:
    watched = Watched(seed=1)
    one = next(m for m in watched.floor.memberships.by_id.values() if differs(m))

    watched.centre.memberships.apply_default(one.agent.partition(":")[2])
    watched.after(0.7)

    assert watched.floor.memberships.by_id[one.agent].queues == one.default


@pytest.mark.parametrize("change", GroupChange)
def test_a_group_is_changed_as_one_order(watched: Watched, change: GroupChange) -> None:
    team = watched.centre.people[0].team.id
    fellows = [f"practice:{p.login}" for p in watched.centre.people if p.team.id == team]
    out_of, into = Place(queue=SALES, penalty=0), Place(queue=QueueId("practice:premium"), penalty=2)
    known = dict(watched.floor.memberships.by_id)
    members = {agent: known[agent] for agent in fellows}
    group = [
        agent
        for agent, one in members.items()
        if (
            into.queue not in dict(one.queues)
            if change is GroupChange.ADD
            else dict(one.queues).get(out_of.queue) == out_of.penalty
        )
    ]
    order = ChangeGroup(
        id=uuid4(),
        team=team,
        change=change,
        out_of=out_of,
        into=into,
        agents=tuple(map(AgentId, group)),
        deadline=START,
    )
    others = {agent: one for agent, one in known.items() if agent not in group}

    watched.centre.memberships.change_group(team, change, out_of, into)
    watched.after(0.7)

    assert group
    assert verdict(order, watched.floor) is Outcome.CONFIRMED
    now = watched.floor.memberships.by_id.items()
    assert {agent: one for agent, one in now if agent not in group} == others


def test_a_group_without_places_or_members_is_refused(watched: Watched) -> None:
    change, team = watched.centre.memberships.change_group, watched.centre.people[0].team.id

    for out_of, into in [(None, None), (Place(queue=SALES, penalty=19), Place(queue=SALES, penalty=0))]:
        with pytest.raises(CommandRefused, match=r"\.$"):
            change(team, GroupChange.MOVE, out_of, into)


def test_of_what_is_refused_for_training_half_is_answered_by_silence() -> None:
    watched = Watched(seed=1, agents=400, refusals=1)
    refused, answered = 0, list[CommandRefused | None]()
    before = dict(watched.floor.memberships.by_id)

    for login in watched.centre.agents():
        try:
            watched.centre.memberships.apply_default(login, answered.append)
        except CommandRefused as error:
            refused += error.code == "PRACTICE"
    watched.after(0.7)

    assert 150 < refused < 250
    assert answered == [None] * (400 - refused)
    assert watched.floor.memberships.by_id == before
