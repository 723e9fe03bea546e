"""The peer on a real ActiveMQ: what crosses the wire, what must not, and how it comes back after a loss."""

import time
from collections.abc import Callable

import pytest

from cti_bridge.practice.generic_connector_peer import Peer, Refused
from tests.cti_bridge.practice.generic_connector_peer.talk import Client
from tests.services.activemq import Broker


def eventually(question: Callable[[], bool], within: float = 10.0) -> None:
    """Returns once the answer is yes; fails at the deadline."""
    deadline = time.monotonic() + within
    while not question():
        assert time.monotonic() < deadline, "it never came to be"
        time.sleep(0.01)


def of_agent(login: str, state: str) -> Callable[[str], bool]:
    """Whether an event tells that this agent is in this state."""
    return lambda body: body.split("#")[1:3] == ["State", state] and body.split("#")[8] == login


@pytest.fixture
def desk(peer: Peer, client: Client) -> Client:
    """The feed supervisor's client, following all three teams."""
    client.sign_in("2900", "4900")
    for team in ("5000", "5001", "5002"):
        client.ask("getteamusers#2900", f"{team},true")
    return client


class TestCommandsIn:
    def test_a_text_command_is_answered_with_its_correlation_id(self, client: Client) -> None:
        client.send("Hello#DESK", correlation_id="abc-1")

        body, headers = client.get()
        assert (body, headers["correlation-id"]) == ("System#IN_SERVICE", "abc-1")
        assert "content-length" not in headers

    def test_a_bytes_command_is_counted_and_not_understood(self, peer: Peer, client: Client) -> None:
        body = f"{client.topic},pw-2001"
        client.send("Connect#2001", body, content_length=str(len(body)))
        client.send("GetState#2001")

        assert client.get()[0] == "2001#State#RE_LOGIN"
        assert peer.bytes_messages == 1

    def test_an_expired_command_never_arrives(self, peer: Peer, client: Client) -> None:
        client.send("Hello#LATE", expires=str(int(time.time() * 1000) - 1000))

        assert client.ask("Hello#DESK") == "System#IN_SERVICE"
        assert [came.type for came in peer.received] == ["Hello#DESK"]

    def test_what_came_is_kept_in_order_with_headers_and_without_passwords(self, peer: Peer, client: Client) -> None:
        client.sign_in("2001", "4101")

        assert [(came.type, came.body) for came in peer.received] == [
            ("Hello#DESK", ""),
            ("Connect#2001", "DESK,***"),
            ("Login#2001", "***,4101"),
        ]
        assert peer.received[0].headers["reply-to"] == "/topic/DESK"
        assert "pw-2001" not in str(peer.received)

    def test_a_frame_without_a_command_is_counted(self, peer: Peer, client: Client) -> None:
        client.send("nonsense")

        assert client.ask("Hello#DESK") == "System#IN_SERVICE"
        assert peer.not_commands == 1


class TestEventsOut:
    def test_a_state_change_reaches_the_supervisors_topic(self, peer: Peer, desk: Client) -> None:
        peer.set_state("1001", "READY")

        fields = desk.until(of_agent("1001", "READY")).split("#")
        assert fields[0] == "2900"

    def test_a_forced_state_goes_out_and_its_confirmation_comes_back(self, peer: Peer, desk: Client) -> None:
        desk.send("MakeReady#1001", correlation_id="force-1")

        body, headers = desk.get()
        assert of_agent("1001", "READY")(body)
        assert headers["correlation-id"] == "force-1"
        assert peer.state_of("1001") == "READY"

    def test_a_whole_call_shows_in_the_agents_states(self, peer: Peer, desk: Client) -> None:
        peer.set_state("1001", "READY")
        peer.start_call("1001", "+4930111", queue="Sales", variables={"callVariable1": "gold"}, answered=False)
        peer.answer_call("1001")
        peer.hold_call("1001")
        peer.retrieve_call("1001")
        peer.end_call("1001")

        states = [desk.get()[0].split("#")[2] for _ in range(6)]
        assert states == ["READY", "RESERVED", "TALKING", "HOLD", "TALKING", "READY"]

    def test_a_required_wrap_up_follows_the_call(self, peer: Peer, desk: Client) -> None:
        peer.set_state("1004", "READY")
        peer.start_call("1004", "+4930111", queue="Sales")
        peer.end_call("1004")
        peer.end_wrap_up("1004")

        desk.until(of_agent("1004", "WORK_READY"))
        desk.until(of_agent("1004", "READY"))

    def test_a_call_for_whom_no_queue_can_ring_is_refused(self, peer: Peer) -> None:
        with pytest.raises(Refused):
            peer.start_call("1001", "+4930111", queue="Sales")
        with pytest.raises(ValueError, match="1001 is on no call"):
            peer.answer_call("1001")

    def test_queue_figures_are_as_set(self, peer: Peer, desk: Client) -> None:
        peer.set_queue("Support", waiting=7, longest_seconds=90)

        assert "callsInQueue:7" in desk.ask("getqueuelist#2900")


class TestSupervisors:
    def test_listening_barging_in_and_dropping_cross_the_wire(self, peer: Peer, client: Client) -> None:
        client.sign_in("2001", "4101")
        peer.set_state("1001", "READY")
        call = peer.start_call("1001", "+4930111", queue="Sales")

        client.send("silentmonitor#2001", "4001")
        client.until(lambda body: "#CallType:SM#" in body)
        (monitor,) = peer.calls_of("2001")
        client.send("bargein#2001", f"4001,{monitor['id']}")
        client.until(lambda body: "SUPERVISOR_BARGE_IN" in body)
        client.send("dropparticipant#2001", f"4001,{call}")

        client.until(lambda body: body == "2001#ConferenceParticipants#+4930111,4101")
        (left,) = peer.calls_of("2001")
        assert left == {"id": call, "call_type": "CONFERENCE", "part": "ACTIVE", "addresses": ["+4930111", "4101"]}
        assert peer.state_of("1001") == "READY"

    def test_another_supervisor_listens_by_a_desktop_of_their_own(self, peer: Peer, client: Client) -> None:
        client.sign_in("2001", "4101")
        peer.set_state("2900", "NOT_READY")
        peer.set_state("1001", "READY")
        peer.start_call("1001", "+4930111", queue="Sales")
        peer.listen("2900", "4001")

        assert client.ask("silentmonitor#2001", "4001") == "2001#Error#CF_RESOURCE_BUSY"
        peer.barge_in("2900")
        assert peer.calls_of("1001")[0]["addresses"] == ["+4930111", "4001", "4900"]


class TestAgents:
    def test_a_consult_a_transfer_and_a_conference(self, peer: Peer) -> None:
        peer.set_state("1001", "READY")
        call = peer.start_call("1001", "+4930111", queue="Sales")
        peer.consult("1001", "4007")
        peer.conference("1001")
        peer.hang_up("1001")
        peer.consult("1007", "4010")
        peer.transfer("1007")
        peer.transfer_blind("1010", "4001")
        peer.answer_call("1001")

        assert [one["id"] for one in peer.calls_of("1001")] == [call]
        assert peer.calls_of("1007") == peer.calls_of("1010") == []
        peer.set_variables("1001", {"callVariable1": "gold"})
        peer.caller_hangs_up("1001")
        assert peer.calls_of("1001") == []

    def test_calls_out_and_previews(self, peer: Peer) -> None:
        peer.call_out("1007", "+4930222")
        peer.end_call("1007")
        for decide, state in ((peer.accept_preview, "TALKING"), (peer.decline_preview, "READY")):
            peer.set_state("1007", "READY")
            peer.offer_preview("1007", "+4930333")
            decide("1007")
            assert peer.state_of("1007") == state


class TestWhatGoesWrong:
    def test_out_of_service_and_back(self, peer: Peer, desk: Client) -> None:
        peer.go_out_of_service()
        assert desk.get()[0] == "System#OUT_OF_SERVICE"
        assert desk.ask("Beat#DESK") == "System#OUT_OF_SERVICE"

        peer.back()
        assert desk.get()[0] == "System#IN_SERVICE"

    def test_a_restart_of_gc_forgets_the_destination(self, peer: Peer, desk: Client) -> None:
        peer.forget_destinations()

        assert desk.ask("Beat#DESK") == "DESTINATION#DESK#RECONNECT"
        assert desk.ask("MakeReady#1001") == "1001#State#RE_LOGIN"

    def test_a_session_taken_elsewhere(self, peer: Peer, desk: Client) -> None:
        peer.invalidate("2900")

        assert desk.get()[0] == "2900#Error#SESSION_INVALIDATED"
        assert desk.get()[0].startswith("2900#State#LOGOUT")

    def test_a_muted_command_is_heard_and_not_answered(self, peer: Peer, desk: Client) -> None:
        peer.mute("MakeReady")
        desk.send("makeready#1001")
        assert desk.ask("Beat#DESK") == "System#IN_SERVICE"
        assert peer.state_of("1001") == "NOT_READY"

        peer.unmute()
        assert of_agent("1001", "READY")(desk.ask("MakeReady#1001"))
        assert [came.type for came in peer.received].count("makeready#1001") == 1

    def test_mute_alone_silences_everything(self, peer: Peer, desk: Client) -> None:
        peer.mute()

        with pytest.raises(TimeoutError):
            desk.ask("Beat#DESK", within=0.3)

    def test_a_refusal_hits_the_next_such_command_only(self, peer: Peer, desk: Client) -> None:
        peer.refuse_next("MakeReady", "CF_RESOURCE_BUSY#try later")

        assert desk.ask("MakeReady#1001") == "1001#Error#CF_RESOURCE_BUSY#try later"
        assert of_agent("1001", "READY")(desk.ask("MakeReady#1001"))

    def test_a_silenced_command_is_heard_and_not_answered(self, peer: Peer, desk: Client) -> None:
        peer.silence_next("MakeReady")
        desk.send("MakeReady#1001")

        assert desk.ask("Beat#DESK") == "System#IN_SERVICE"
        assert of_agent("1001", "READY")(desk.ask("MakeReady#1001"))

    def test_a_late_command_is_overtaken(self, peer: Peer, desk: Client) -> None:
        peer.delay_next("MakeReady", 0.3)
        asked = time.monotonic()
        desk.send("MakeReady#1001")

        assert desk.ask("Beat#DESK") == "System#IN_SERVICE"
        desk.until(of_agent("1001", "READY"))
        assert time.monotonic() - asked >= 0.3

    def test_a_command_fails_after_it_was_accepted(self, peer: Peer, desk: Client) -> None:
        peer.fail_next("silentmonitor", "88049")

        assert desk.ask("silentmonitor#2900", "4001").split("#")[2::2] == ["FAILED", "88049"]

    def test_what_is_set_up_is_obeyed(self, peer: Peer, desk: Client) -> None:
        peer.set_state("1001", "READY")
        peer.start_call("1001", "+4930111", queue="Sales")
        desk.until(of_agent("1001", "TALKING"))
        peer.configure(unmonitored={"4001": "13142"})

        assert desk.ask("silentmonitor#2900", "4001") == "2900#Error#13142"

    def test_a_delay_makes_every_answer_late(self, peer: Peer, desk: Client) -> None:
        peer.delay(0.5)
        asked = time.monotonic()

        assert desk.ask("Beat#DESK") == "System#IN_SERVICE"
        assert time.monotonic() - asked >= 0.5

    def test_malformed_frames_of_each_kind(self, peer: Peer, client: Client) -> None:
        peer.send_raw(client.topic, "2900#State")
        peer.send_raw(client.topic, b"\xff#\xfe", kind="bytes")
        peer.send_raw(client.topic, "a map", kind="map")
        client.ask("Hello#DESK")

        with pytest.raises(UnicodeDecodeError):
            client.get()
        assert client.get()[0] == ""


class TestTheLine:
    def test_it_comes_back_after_the_broker_does(self, activemq: Broker, peer: Peer, client: Client) -> None:
        activemq.kill()
        eventually(lambda: not peer.is_up())
        activemq.start()
        peer.wait_until_up()

        with Client(activemq) as again:
            assert again.ask("Hello#DESK") == "System#IN_SERVICE"

    def test_it_survives_a_broker_that_hangs_for_a_moment(self, activemq: Broker, peer: Peer, client: Client) -> None:
        activemq.freeze()
        try:
            client.send("Hello#DESK")
            with pytest.raises(TimeoutError):
                client.get(within=0.3)
        finally:
            activemq.thaw()

        assert client.get()[0] == "System#IN_SERVICE"

    def test_stopped_it_takes_no_command_and_started_again_it_still_knows_us(self, peer: Peer, desk: Client) -> None:
        peer.stop()
        desk.send("Beat#DESK")
        with pytest.raises(TimeoutError):
            desk.get(within=0.3)

        peer.start()
        assert desk.get()[0] == "System#IN_SERVICE"

    def test_many_changes_a_second_all_arrive_in_turn(self, peer: Peer, desk: Client) -> None:
        peer.rate(500, ["1001", "1002", "1003"])
        heard = [desk.get()[0].split("#")[8] for _ in range(300)]
        peer.rate(0)
        desk.send("Beat#DESK")
        desk.until(lambda body: body == "System#IN_SERVICE")  # nothing is left on the way for the next test's client

        assert heard == ["1001", "1002", "1003"] * 100
        assert peer.counts()["changes_made"] >= 300
