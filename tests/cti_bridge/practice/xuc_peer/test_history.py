"""Calls that were: a queue's by a part of its name, and each person's own."""

import pytest

from cti_bridge.practice.xuc_peer import Peer
from tests.cti_bridge.practice.xuc_peer.desk import Clock, Desk, Told

STATUSES = {
    "answered", "abandoned", "timeout", "full", "closed", "joinempty", "leaveempty", "divert_ca_ratio",
    "divert_waittime",
}  # fmt: skip


def history(told: list[Told]) -> list[dict[str, str]]:
    ((kind, calls),) = told
    assert kind == "CallHistory"
    return list(calls)


def test_past_calls_are_found_by_a_part_of_the_queues_name(feed: Desk) -> None:
    calls = history(feed.ask("getQueueCallHistory", queue="bl", size=1000))

    assert {call["dstNum"] for call in calls} == {"3008", "3009"}  # blue and black
    assert {call["status"] for call in calls} == STATUSES
    assert history(feed.ask("getQueueCallHistory", queue="card line", size=10)) == []  # that is the display name


def test_past_calls_come_the_newest_first_and_no_more_than_asked(feed: Desk) -> None:
    calls = history(feed.ask("getQueueCallHistory", queue="orders", size=7))

    assert len(calls) == 7
    assert [call["start"] for call in calls] == sorted((call["start"] for call in calls), reverse=True)


def test_a_call_becomes_past(feed: Desk, peer: Peer, clock: Clock) -> None:
    peer.put_caller(3, "John Doe", "0230210082")
    clock.turn(75)
    peer.lose_caller(3)

    (call,) = history(feed.ask("getQueueCallHistory", queue="orders", size=1))

    assert call == {
        "start": "2026-11-20 09:00:00",
        "duration": "00:01:15",
        "srcNum": "0230210082",
        "dstNum": "3003",
        "status": "abandoned",
    }


@pytest.mark.parametrize("command", ["getUserCallHistory", "getAgentCallHistory"])
def test_a_person_is_given_their_own_calls_only(peer: Peer, command: str) -> None:
    anna = Desk.of(peer, "agent19")

    calls = history(anna.ask(command, size=100))

    assert len(calls) == 3
    assert all("1001" in (call["srcNum"], call["dstNum"]) for call in calls)
    anna.close()


def test_a_persons_own_calls_can_be_had_by_days(sam: Desk) -> None:
    ((kind, calls),) = sam.ask("getUserCallHistoryByDays", days=7)

    assert kind == "CallHistoryByDays"
    assert {call["status"] for call in calls} == {"emitted", "missed", "answered"}


def test_who_is_no_agent_has_no_agents_calls(feed: Desk) -> None:
    assert history(feed.ask("getAgentCallHistory", size=5)) == []
