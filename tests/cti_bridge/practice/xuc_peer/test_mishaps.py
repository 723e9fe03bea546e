"""What a test can make go wrong: frozen and dropped sockets, commands unheard or refused, strange frames, a flood."""

import socket

import pytest
from websockets.exceptions import ConnectionClosedError

from cti_bridge.practice.xuc_peer import Peer, PingAnswer, Settings, World
from tests.cti_bridge.practice.xuc_peer.conftest import StartPeer
from tests.cti_bridge.practice.xuc_peer.desk import PING, Desk, contents, log_in, token_of

SHORTLY = 0.1  # seconds in which nothing may come


def test_a_ping_may_be_answered_by_an_empty_object_or_not_at_all(start: StartPeer) -> None:
    for answer in (PingAnswer.EMPTY, PingAnswer.SILENCE):
        peer = start(Settings(ping_answer=answer))
        desk = Desk(peer, f"/xuc/api/2.0/cti?token={token_of(peer, 'feed')}")
        desk.until("UserConfigUpdate")

        desk.send(PING)

        if answer is PingAnswer.EMPTY:
            assert desk.next() == ("", None)
        else:
            with pytest.raises(TimeoutError):
                desk.next(SHORTLY)
        desk.close()


def test_a_frozen_peer_says_nothing_and_keeps_its_sockets(peer: Peer, feed: Desk) -> None:
    feed.ask("subscribeToAgentEvents")

    peer.freeze()
    peer.set_state(19, "AgentOnPause", cause="lunch")
    feed.send(PING)
    with pytest.raises(TimeoutError):
        feed.next(SHORTLY)
    assert peer.signed_in() == ["feed"]

    peer.thaw()
    assert feed.until("AgentStateEvent")["cause"] == "lunch"
    assert feed.next() is None  # the ping's answer


def test_a_frozen_peer_lets_nobody_in_until_it_thaws(peer: Peer) -> None:
    peer.freeze()
    with socket.create_connection((peer.host, peer.port), timeout=SHORTLY) as waiting:
        waiting.sendall(b"GET / HTTP/1.1\r\n\r\n")
        with pytest.raises(TimeoutError):
            waiting.recv(1)

        peer.thaw()
        waiting.settimeout(5)
        assert waiting.recv(12) == b"HTTP/1.1 404"


def test_dropped_sockets_are_gone_without_a_goodbye(peer: Peer, feed: Desk, sam: Desk) -> None:
    peer.drop_all()

    for desk in (feed, sam):
        with pytest.raises(ConnectionClosedError):
            desk.next()
    again = Desk.of(peer, "feed")
    assert peer.signed_in() == ["feed"]
    again.close()


def test_the_next_commands_of_a_name_can_pass_unheard(peer: Peer, feed: Desk) -> None:
    feed.ask("subscribeToAgentEvents")
    peer.ignore_next("pauseAgent", times=2)

    told = [feed.ask("pauseAgent", agentid=agent) for agent in (19, 20, 21)]

    assert [len(one) for one in told] == [0, 0, 1]


def test_the_next_command_of_a_name_can_be_refused(peer: Peer, feed: Desk) -> None:
    feed.ask("subscribeToAgentEvents")
    peer.refuse_next("pauseAgent", "NotNow")

    assert feed.ask("pauseAgent", agentid=19) == [("AgentError", {"Error": "NotNow"})]
    assert len(feed.ask("pauseAgent", agentid=19)) == 1


def test_who_reads_no_more_is_dropped(peer: Peer) -> None:
    key = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {}\r\n\r\n"
    with socket.create_connection((peer.host, peer.port), timeout=5) as deaf:
        deaf.sendall(
            b"GET /ctichannel?username=sam&password=pw-sam HTTP/1.1\r\n" + key.format("A" * 22 + "==").encode()
        )
        assert deaf.recv(12) == b"HTTP/1.1 101"

        sent = 0
        while peer.signed_in() and sent < 64:
            peer.send_raw(b"x" * 2**20)
            sent += 1

        assert sent < 64


def test_any_text_can_be_sent(peer: Peer, feed: Desk, sam: Desk) -> None:
    peer.send_raw('{"msgType":"Sheet","ctiMessage":{"timenow":1}}', login="feed")
    peer.send_raw('{"msgType":"NewThing","ctiMessage":null}')

    assert [kind for kind, _ in feed.hears()] == ["Sheet", "NewThing"]
    assert [kind for kind, _ in sam.hears()] == ["NewThing"]


def test_what_came_is_remembered_in_order(peer: Peer, feed: Desk, sam: Desk) -> None:
    feed.ask("getList", objectType="queue")
    feed.ask("pauseAgent", agentid=19)
    sam.ask("pauseAgent", agentid=20)

    assert [one.command for one in peer.received(login="feed") if one.command != "ping"] == ["getList", "pauseAgent"]
    assert [one.login for one in peer.received(command="pauseAgent")] == ["feed", "sam"]


@pytest.mark.parametrize("frame", ["", "hello", "[]", "{}", '{"claz":"web"}', '{"claz":"web","command":"dance"}'])
def test_what_is_no_command_is_an_error_and_the_socket_lives(feed: Desk, frame: str) -> None:
    feed.send(frame)

    assert [kind for kind, _ in feed.hears()] == ["Error"]


def test_an_argument_that_is_missing_or_strange_is_an_error(feed: Desk) -> None:
    for arguments in ({}, {"agentId": "x", "queueId": 3, "penalty": 0}, {"agentId": 19, "queueId": True, "penalty": 0}):
        assert [kind for kind, _ in feed.ask("setAgentQueue", **arguments)] == ["Error"]


def test_nobody_comes_in_while_logins_are_refused(peer: Peer) -> None:
    token = token_of(peer, "sam")
    peer.refuse_logins()

    assert log_in(peer, "sam", "pw-sam")[0] == 401
    desk = Desk(peer, f"/xuc/api/2.0/cti?token={token}")
    assert desk.next() == ("LoggedOnError", {"Error": "loggedOnFailed"})
    desk.close()


def test_a_restart_forgets_tokens_and_keeps_the_site(peer: Peer, feed: Desk) -> None:
    token = token_of(peer, "sam")
    feed.ask("pauseAgent", agentid=19)

    peer.stop()
    peer.forget_tokens()
    peer.start()

    assert peer.state_of(19) == "AgentOnPause"
    desk = Desk(peer, f"/xuc/api/2.0/cti?token={token}")
    assert desk.next() == ("LoggedOnError", {"Error": "loggedOnFailed"})
    desk.close()


def test_a_flood_of_states_arrives_whole(peer: Peer, feed: Desk) -> None:
    feed.ask("subscribeToAgentEvents")

    made = peer.flood(2000, 0.5).result(timeout=10)

    told = contents(feed.hears(), "AgentStateEvent")
    assert len(told) == made
    assert made > 500
    last = {one["agentId"]: one["name"] for one in told}
    assert all(peer.state_of(agent) == name for agent, name in last.items())


def test_nothing_floods_what_is_not_started(world: World) -> None:
    with pytest.raises(RuntimeError, match="not started"):
        Peer(world).flood(10, 0.1)


def test_the_site_can_be_made_ready_before_the_start(world: World) -> None:
    peer = Peer(world)

    peer.set_state(19, "AgentOnPause", cause="lunch", seconds=90)

    assert peer.presence_of(19).cause == "lunch"


def test_an_agent_may_leave_in_the_middle_of_a_call(peer: Peer, feed: Desk) -> None:
    feed.ask("subscribeToAgentEvents")
    peer.start_call(19)

    peer.sign_out(19)

    assert contents(feed.hears(), "AgentStateEvent")[-1]["name"] == "AgentLoggedOut"


def test_what_cannot_be_done_is_said_to_the_test(peer: Peer) -> None:
    with pytest.raises(IndexError, match="nobody waits in queue 3"):
        peer.lose_caller(3)


def test_a_port_that_is_taken_is_said_so(peer: Peer, world: World) -> None:
    second = Peer(world, Settings(), port=peer.port)

    with pytest.raises(OSError, match="in use"):
        second.start()
