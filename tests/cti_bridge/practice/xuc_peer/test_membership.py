"""Who serves which queue: success is told by an event, failure by nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from cti_bridge.practice.xuc_peer import Peer, World
from tests.cti_bridge.practice.xuc_peer.desk import Desk, Told, contents

ANNA, ANNAS_USER = 19, 186


@pytest.fixture
def feed(desk: Callable[[str], Desk]) -> Desk:
    """The feed's desk, following who serves what."""
    feed = desk("feed")
    for kind in ("agent", "queuemember", "basequeuemember"):
        feed.ask("getList", objectType=kind)
    return feed


def members(told: list[Told]) -> list[tuple[int, int, int]]:
    return [(one["agentId"], one["queueId"], one["penalty"]) for one in contents(told, "QueueMember")]


def orders_agents(world: World) -> list[int]:
    return [agent.id for agent in world.agents.values() if agent.group == 1]


def test_an_agent_is_added_and_given_another_penalty(feed: Desk, peer: Peer) -> None:
    assert members(feed.ask("setAgentQueue", agentId=ANNA, queueId=8, penalty=12)) == [(ANNA, 8, 12)]
    assert members(feed.ask("setAgentQueue", agentId=ANNA, queueId=8, penalty=0)) == [(ANNA, 8, 0)]
    assert peer.queues_of(ANNA)[8] == 0


def test_an_agent_is_removed_with_a_penalty_of_minus_one(feed: Desk) -> None:
    assert members(feed.ask("removeAgentFromQueue", agentId=ANNA, queueId=3)) == [(ANNA, 3, -1)]


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("setAgentQueue", {"agentId": ANNA, "queueId": 4711, "penalty": 0}),
        ("setAgentQueue", {"agentId": 4711, "queueId": 3, "penalty": 0}),
        ("setAgentQueue", {"agentId": ANNA, "queueId": 3, "penalty": -1}),
        ("removeAgentFromQueue", {"agentId": ANNA, "queueId": 9}),
        ("removeAgentFromQueue", {"agentId": 4711, "queueId": 3}),
        ("setAgentGroup", {"agentId": ANNA, "groupId": 4711}),
        ("applyUsersDefaultMembership", {"userIds": [4711]}),
        ("setUserDefaultMembership", {"userId": 4711, "membership": []}),
        ("moveAgentsInGroup", {"groupId": 1, "fromQueueId": 3, "fromPenalty": 0, "toQueueId": 4711, "toPenalty": 0}),
    ],
)
def test_what_cannot_be_is_passed_over_in_silence(
    feed: Desk, peer: Peer, command: str, arguments: dict[str, Any]
) -> None:
    before = peer.queues_of(ANNA)

    assert feed.ask(command, **arguments) == []
    assert peer.queues_of(ANNA) == before


def test_an_agent_goes_to_another_group(feed: Desk) -> None:
    (told,) = contents(feed.ask("setAgentGroup", agentId=ANNA, groupId=5), "AgentConfig")

    assert (told["id"], told["groupId"]) == (ANNA, 5)


def test_a_group_is_moved_from_one_queue_and_penalty_to_another(feed: Desk, world: World) -> None:
    everybody = orders_agents(world)

    told = members(feed.ask("moveAgentsInGroup", groupId=1, fromQueueId=3, fromPenalty=0, toQueueId=8, toPenalty=1))

    assert sorted(told) == sorted([(a, 8, 1) for a in everybody] + [(a, 3, -1) for a in everybody])


def test_a_move_within_a_queue_changes_the_penalty_only(feed: Desk, world: World) -> None:
    told = members(feed.ask("moveAgentsInGroup", groupId=1, fromQueueId=3, fromPenalty=0, toQueueId=3, toPenalty=4))

    assert told == [(agent, 3, 4) for agent in orders_agents(world)]


def test_a_group_is_copied_and_stays(feed: Desk, world: World) -> None:
    told = members(feed.ask("addAgentsInGroup", groupId=1, fromQueueId=3, fromPenalty=0, toQueueId=8, toPenalty=1))

    assert told == [(agent, 8, 1) for agent in orders_agents(world)]


def test_a_group_leaves_a_penalty_of_a_queue_and_others_stay(feed: Desk, world: World, peer: Peer) -> None:
    there = [agent for agent in orders_agents(world) if peer.queues_of(agent)[14] == 0]

    told = members(feed.ask("removeAgentGroupFromQueueGroup", groupId=1, queueId=14, penalty=0))

    assert told == [(agent, 14, -1) for agent in there]
    assert 0 < len(there) <= len(orders_agents(world))


def test_the_rest_of_a_group_joins_a_queue(feed: Desk, world: World, peer: Peer) -> None:
    rest = [agent for agent in orders_agents(world) if 170 not in peer.queues_of(agent)]

    told = members(feed.ask("addAgentsNotInQueueFromGroupTo", groupId=1, queueId=170, penalty=3))

    assert told == [(agent, 170, 3) for agent in rest]
    assert 0 < len(rest) < len(orders_agents(world))


def test_every_default_is_listed_and_some_differ_from_what_is(feed: Desk, world: World) -> None:
    ((_, content),) = feed.ask("getList", objectType="basequeuemember")

    defaults = {
        one["userId"]: {place["queueId"]: place["penalty"] for place in one["membership"]}
        for one in content["memberships"]
    }
    agents = {agent.user_id: agent.id for agent in world.agents.values()}
    differing = [user for user, queues in defaults.items() if world.members[agents[user]] != queues]
    assert 0 < len(differing) < len(defaults) < len(agents)


def test_a_users_default_is_told_to_who_asks(feed: Desk) -> None:
    assert feed.ask("getUserDefaultMembership", userId=ANNAS_USER) == [
        (
            "UserQueueDefaultMembership",
            {
                "userId": ANNAS_USER,
                "membership": [
                    {"queueId": 3, "penalty": 0},
                    {"queueId": 14, "penalty": 0},
                    {"queueId": 170, "penalty": 1},
                ],
            },
        )
    ]


def test_a_default_is_set_and_applied(feed: Desk, peer: Peer) -> None:
    places = [{"queueId": 8, "penalty": 2}, {"queueId": 3, "penalty": 1}]

    (told,) = contents(
        feed.ask("setUserDefaultMembership", userId=ANNAS_USER, membership=places), "UserQueueDefaultMembership"
    )
    applied = members(feed.ask("applyUsersDefaultMembership", userIds=[ANNAS_USER]))

    assert told["membership"] == [{"queueId": 3, "penalty": 1}, {"queueId": 8, "penalty": 2}]
    assert sorted(applied) == [(ANNA, 3, 1), (ANNA, 8, 2), (ANNA, 14, -1), (ANNA, 170, -1)]
    assert peer.queues_of(ANNA) == {3: 1, 8: 2}


def test_a_default_is_set_for_many(feed: Desk) -> None:
    told = feed.ask("setUsersDefaultMembership", userIds=[186, 187], membership=[{"queueId": 8, "penalty": 1}])

    assert [one["userId"] for one in contents(told, "UserQueueDefaultMembership")] == [186, 187]


def test_only_who_follows_is_told(feed: Desk, sam: Desk) -> None:
    feed.ask("setAgentQueue", agentId=ANNA, queueId=8, penalty=12)

    assert sam.hears() == []
