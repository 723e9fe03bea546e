"""Listening: the supervisor's own phone rings, the agent's desk is told, and hanging up is the end."""

from collections.abc import Callable

import pytest

from cti_bridge.practice.xuc_peer import Peer, Settings
from tests.cti_bridge.practice.xuc_peer.conftest import StartPeer
from tests.cti_bridge.practice.xuc_peer.desk import Desk, contents

ANNA = 19


@pytest.fixture
def peer(start: StartPeer) -> Peer:
    """A peer whose phones are answered at once."""
    return start(Settings(answers_after=0.0))


def event(desk: Desk) -> tuple[str, str, str]:
    told = desk.until("PhoneEvent")
    return told["eventType"], told["DN"], told["otherDN"]


def test_the_own_phone_rings_and_is_answered_and_the_agent_is_told(
    peer: Peer, sam: Desk, desk: Callable[[str], Desk]
) -> None:
    anna = desk("agent19")
    peer.start_call(ANNA)

    sam.send({"claz": "web", "command": "listenAgent", "agentid": ANNA})

    assert event(sam) == ("EventRinging", "9001", "1001")
    assert event(sam) == ("EventEstablished", "9001", "1001")
    assert anna.until("AgentListen") == {"started": True, "phoneNumber": "9001", "agentId": ANNA}
    assert contents(sam.hears(), "AgentListen") == []


def test_hanging_up_ends_it(peer: Peer, sam: Desk, desk: Callable[[str], Desk]) -> None:
    anna = desk("agent19")
    peer.start_call(ANNA)
    sam.send({"claz": "web", "command": "listenAgent", "agentid": ANNA})
    anna.until("AgentListen")
    sam.hears()

    told = sam.ask("hangup")

    assert [one["eventType"] for one in contents(told, "PhoneEvent")] == ["EventReleased"]
    assert anna.until("AgentListen")["started"] is False
    assert sam.ask("hangup") == []


def test_it_ends_with_the_agents_call(peer: Peer, sam: Desk, desk: Callable[[str], Desk]) -> None:
    anna = desk("agent19")
    peer.start_call(ANNA)
    sam.send({"claz": "web", "command": "listenAgent", "agentid": ANNA})
    anna.until("AgentListen")
    sam.hears()

    peer.end_call(ANNA)

    assert event(sam)[0] == "EventReleased"
    assert anna.until("AgentListen")["started"] is False


def test_the_listeners_own_agent_is_on_the_phone_meanwhile(peer: Peer, sam: Desk) -> None:
    sam.ask("agentLogin", agentphonenumber="9001")
    peer.start_call(ANNA)

    sam.send({"claz": "web", "command": "listenAgent", "agentid": ANNA})
    assert [sam.until("AgentStateEvent")["name"] for _ in range(2)] == ["AgentRinging", "AgentOnCall"]

    sam.ask("hangup")
    assert peer.state_of(7) == "AgentReady"


def test_nobody_hears_themselves(peer: Peer, desk: Callable[[str], Desk]) -> None:
    anna = desk("agent19")
    peer.start_call(ANNA)
    anna.hears()

    assert anna.ask("listenAgent", agentid=ANNA) == []


def test_nobody_listens_where_nobody_is_on_the_phone(sam: Desk) -> None:
    assert sam.ask("listenAgent", agentid=ANNA) == []


def test_a_phone_that_is_busy_does_not_ring(peer: Peer, sam: Desk) -> None:
    peer.start_call(ANNA)
    sam.send({"claz": "web", "command": "dial", "destination": "0230210082"})
    assert [event(sam)[0], event(sam)[0]] == ["EventDialing", "EventEstablished"]

    assert sam.ask("listenAgent", agentid=ANNA) == []


def test_a_phone_on_which_its_agent_talks_does_not_ring_either(peer: Peer, desk: Callable[[str], Desk]) -> None:
    ben = desk("agent20")
    peer.start_call(ANNA)
    peer.start_call(20)
    ben.hears()

    assert ben.ask("listenAgent", agentid=ANNA) == []


def test_a_phone_that_nobody_answers_stops_ringing(start: StartPeer) -> None:
    peer = start(Settings(answers_after=None, rings_for=0.05))
    sam, anna = Desk.of(peer, "sam"), Desk.of(peer, "agent19")
    peer.start_call(ANNA)
    anna.hears()

    sam.send({"claz": "web", "command": "listenAgent", "agentid": ANNA})

    assert [event(sam)[0], event(sam)[0]] == ["EventRinging", "EventReleased"]
    assert contents(anna.hears(), "AgentListen") == []
    sam.close()
    anna.close()


def test_a_phone_can_be_answered_and_hung_up_by_hand(start: StartPeer) -> None:
    peer = start(Settings(answers_after=None))
    sam = Desk.of(peer, "sam")
    peer.start_call(ANNA)
    sam.ask("listenAgent", agentid=ANNA)

    peer.answer_phone("sam")
    peer.hang_up("sam")

    assert [one["eventType"] for one in contents(sam.hears(), "PhoneEvent")] == ["EventEstablished", "EventReleased"]
    sam.close()


def test_all_of_a_users_sockets_hear_the_phone_and_nobody_elses(peer: Peer, sam: Desk, feed: Desk) -> None:
    second = Desk.of(peer, "sam")

    sam.send({"claz": "web", "command": "dial", "destination": "0230210082"})

    assert event(second)[0] == "EventDialing"
    assert feed.hears() == []
    second.close()


@pytest.mark.parametrize("command", ["hold", "conference", "getQueueStatistics"])
def test_what_is_not_practised_is_heard_and_passed_over(sam: Desk, command: str) -> None:
    assert sam.ask(command) == []
