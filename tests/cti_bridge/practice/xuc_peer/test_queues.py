"""What is told of queues: lists, counters as they change, and who waits."""

from typing import Any

from cti_bridge.practice.xuc_peer import Peer, Settings
from tests.cti_bridge.practice.xuc_peer.conftest import StartPeer
from tests.cti_bridge.practice.xuc_peer.desk import Desk, contents


def counters(content: dict[str, Any]) -> dict[str, float]:
    return {one["statName"]: one["value"] for one in content["counters"]}


def the_list(feed: Desk, kind: str) -> Any:
    ((_, content),) = feed.ask("getList", objectType=kind)
    return content


def test_each_list_comes_whole(feed: Desk) -> None:
    assert [queue["name"] for queue in the_list(feed, "queue")] == [
        "orders",
        "blue",
        "black",
        "travels",
        "returns",
        "vip",
    ]
    assert [group["id"] for group in the_list(feed, "agentgroup")] == [1, 2, 5, 6]
    assert len(the_list(feed, "agent")) == 26
    assert {"agentId": 19, "queueId": 3, "penalty": 0} in the_list(feed, "queuemember")
    assert the_list(feed, "meetme") == []


def test_users_have_other_ids_than_agents(feed: Desk) -> None:
    for agent in the_list(feed, "agent"):
        assert agent["userId"] != agent["id"]


def test_a_list_that_is_none_is_an_error(feed: Desk) -> None:
    assert feed.ask("getList", objectType="cats") == [("Error", {"Error": "no such list"})]
    assert feed.ask("getConfig", objectType="line")[0][0] == "Error"


def test_queues_can_be_had_one_by_one(feed: Desk) -> None:
    assert [content["id"] for content in contents(feed.ask("getConfig", objectType="queue"), "QueueConfig")] == [
        3, 8, 9, 11, 14, 170,
    ]  # fmt: skip


def test_whoever_subscribes_gets_all_counters_then_only_what_changes(feed: Desk, peer: Peer) -> None:
    first = contents(feed.ask("subscribeToQueueStats"), "QueueStatistics")
    assert [one["queueId"] for one in first] == [3, 8, 9, 11, 14, 170]
    assert counters(first[0])["AvailableAgents"] == 8

    peer.put_caller(3, "John Doe", "0230210082", waited=20)

    told = feed.until("QueueStatistics")
    assert told["queueId"] == 3
    assert counters(told) == {"TotalNumberCallsEntered": 1, "WaitingCalls": 1, "LongestWaitTime": 20}


def test_agents_on_calls_count_in_each_queue_that_they_serve(feed: Desk, peer: Peer) -> None:
    feed.ask("subscribeToQueueStats")

    peer.start_call(19)

    told = {one["queueId"]: counters(one) for one in (feed.until("QueueStatistics") for _ in range(3))}
    assert sorted(told) == [3, 14, 170]
    assert told[3] == {"AvailableAgents": 7, "TalkingAgents": 1}


def test_some_counters_come_by_the_queues_name(start: StartPeer) -> None:
    peer = start(Settings(every_nth_by_name=1))
    feed = Desk.of(peer, "feed")
    feed.ask("subscribeToQueueStats")

    peer.put_caller(11, "John Doe", "0230210082")

    told = feed.until("QueueStatistics")
    assert (told["queueRef"], "queueId" in told) == ("travels", False)
    feed.close()


def test_the_longest_wait_may_go_by_the_pages_name(start: StartPeer) -> None:
    feed = Desk.of(start(Settings(names_longest_wait="LongestWaitingTime")), "feed")

    first = contents(feed.ask("subscribeToQueueStats"), "QueueStatistics")[0]

    assert "LongestWaitingTime" in counters(first)
    assert "LongestWaitTime" not in counters(first)
    feed.close()


def test_service_levels_count_from_fifteen_seconds(feed: Desk, peer: Peer) -> None:
    for waited in (3, 15, 40):
        peer.put_caller(3, "Somebody", "0230", waited=waited)
        peer.connect_caller(3, 19)
    peer.put_caller(3, "Somebody", "0230", waited=40)
    peer.lose_caller(3)

    named = counters(contents(feed.ask("subscribeToQueueStats"), "QueueStatistics")[0])

    assert (named["TotalNumberCallsEntered"], named["TotalNumberCallsAnswered"]) == (4, 3)
    assert (named["TotalNumberCallsAnsweredBefore15"], named["PercentageAnsweredBefore15"]) == (2, 50)
    assert (named["TotalNumberCallsAbandonned"], named["PercentageAbandonnedAfter15"]) == (1, 25)


def test_figures_may_be_set(feed: Desk, peer: Peer) -> None:
    peer.set_figures(3, entered=8, closed=2, timed_out=1, ewt=30)

    named = counters(contents(feed.ask("subscribeToQueueStats"), "QueueStatistics")[0])

    assert (named["TotalNumberCallsClosed"], named["TotalNumberCallsTimeout"], named["EWT"]) == (2, 1, 30)


def test_who_waits_is_told_whole_whenever_it_changes(feed: Desk, peer: Peer) -> None:
    assert feed.ask("subscribeToQueueCalls", queueId=8) == [("QueueCalls", {"queueId": 8, "calls": []})]

    peer.put_caller(8, "John Doe", "33356782212", waited=30)
    peer.put_caller(8, "Jane Roe", "33356782213")
    peer.put_caller(9, "Of another queue", "33356782214")
    peer.connect_caller(8, 19)

    *_, both, one = contents(feed.hears(), "QueueCalls")
    assert both["calls"][0] == {
        "position": 1,
        "name": "John Doe",
        "number": "33356782212",
        "queueTime": "2026-11-20T08:59:30.000+00:00",
    }
    assert [(call["position"], call["name"]) for call in one["calls"]] == [(1, "Jane Roe")]


def test_nobody_is_told_of_callers_any_more_who_has_left(feed: Desk, peer: Peer) -> None:
    feed.ask("subscribeToQueueCalls", queueId=8)
    feed.ask("unSubscribeToQueueCalls", queueId=8)

    peer.put_caller(8, "John Doe", "33356782212")

    assert feed.hears() == []
    assert feed.ask("subscribeToQueueCalls", queueId=4711) == []
