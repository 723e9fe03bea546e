"""The peer as a process of its own, its handles turned from another."""

import inspect
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from cti_bridge.practice.generic_connector_peer import Peer
from cti_bridge.practice.generic_connector_peer.control import Control, ControlError
from cti_bridge.practice.generic_connector_peer.control_server import VERBS
from tests.cti_bridge.practice.generic_connector_peer.talk import Client
from tests.services.activemq import HOST, Broker


class Process:
    """A running peer, and where its handles are."""

    def __init__(self, broker: Broker, *options: str) -> None:
        module = "cti_bridge.practice.generic_connector_peer"
        self.popen = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", module, "--broker", f"{HOST}:{broker.port}", *options],
            env={**os.environ, "GC_PEER_PASSWORD": "gc-secret"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.popen.stdout is not None
        _, _, address = self.popen.stdout.readline().partition(" ")
        self.port = int(address.rpartition(":")[2])
        self.ready = self.popen.stdout.readline().strip()

    def end(self) -> tuple[int, str]:
        """SIGTERM; its exit code and what it complained about."""
        self.popen.send_signal(signal.SIGTERM)
        _, complaints = self.popen.communicate(timeout=15)
        return self.popen.returncode, complaints


@pytest.fixture(scope="module")
def process(activemq: Broker) -> Iterator[Process]:
    running = Process(activemq)
    yield running
    assert running.end() == (0, "")


@pytest.fixture
def control(process: Process) -> Iterator[Control]:
    with Control("127.0.0.1", process.port) as connected:
        yield connected
        connected.unmute()


def test_it_says_when_it_is_ready_and_answers_commands(activemq: Broker, process: Process) -> None:
    assert process.ready == "ready"
    with Client(activemq, "FIRST") as client:
        client.sign_in("2001", "4101")


def test_its_handles_make_things_happen(activemq: Broker, control: Control) -> None:
    with Client(activemq, "SECOND") as client:
        client.sign_in("2900", "4900")
        client.ask("getteamusers#2900", "5000,true")

        control.set_state("1001", "READY")
        dialog = control.start_call("1001", "+4930111", queue="Sales")

        assert dialog.isdigit()
        client.until(lambda body: "#State#TALKING#" in body)
        assert control.state_of("1001") == "TALKING"
        control.end_call("1001")


def test_a_whole_listening_is_driven_from_outside(control: Control) -> None:
    control.set_state("2002", "NOT_READY")
    control.set_state("1003", "READY")
    call = control.start_call("1003", "+4930111", queue="Billing")
    control.listen("2002", "4003")
    control.barge_in("2002")
    control.hang_up("1003")

    (left,) = control.calls_of("2002")
    assert (left["id"], left["addresses"]) == (call, ["+4930111", "4102"])
    control.end_call("2002")


def test_agents_and_mishaps_are_driven_from_outside(control: Control) -> None:
    control.configure(conference_limit=8)
    control.set_state("1007", "READY")
    control.start_call("1007", "+4930111")
    control.consult("1007", "4008")
    control.transfer("1007")
    control.consult("1008", "4007")
    control.conference("1008")
    control.transfer_blind("1007", "4012")
    control.set_variables("1012", {"callVariable1": "gold"})
    control.caller_hangs_up("1008")
    control.call_out("1015", "+4930222")
    control.end_call("1015")
    control.set_state("1015", "READY")
    control.offer_preview("1015", "+4930333")
    control.decline_preview("1015")
    control.offer_preview("1015", "+4930333", variables={"BACampaign": "spring"})
    control.accept_preview("1015")

    assert [one["call_type"] for one in control.calls_of("1015")] == ["OUTBOUND_PREVIEW"]
    control.silence_next("Beat")
    control.delay_next("Beat", 0.01)
    control.fail_next("silentmonitor", "13145")


def test_what_came_can_be_looked_at_from_outside(activemq: Broker, control: Control) -> None:
    with Client(activemq, "THIRD") as client:
        control.mute("GetState")
        client.send("GetState#1001", correlation_id="once")
        client.ask("Hello#THIRD")

        came = [command for command in control.commands() if command["headers"].get("correlation-id") == "once"]
        assert [command["type"] for command in came] == ["GetState#1001"]


def test_bytes_travel_whole(activemq: Broker, control: Control) -> None:
    with Client(activemq, "FOURTH") as client:
        control.send_raw("FOURTH", "grün".encode(), kind="bytes")

        assert client.get()[0] == "grün"


def test_what_cannot_be_done_comes_back_in_words(control: Control) -> None:
    with pytest.raises(ControlError, match="1023 is on no call"):
        control.answer_call("1023")
    with pytest.raises(ControlError, match="CF_INVALID_OBJECT_STATE"):
        control.start_call("1023", "+4930111", queue="Sales")
    with pytest.raises(ControlError, match="KeyError"):
        control.set_state("nobody", "READY")


def test_the_broker_may_come_after_it() -> None:
    with Broker() as broker:
        broker.stop()
        port = broker.port
        module = "cti_bridge.practice.generic_connector_peer"
        command = [sys.executable, "-m", module, "--broker", f"{HOST}:{port}", "--signed-out", "--platform", "uccx"]
        with subprocess.Popen(
            command, env={**os.environ, "GC_PEER_PASSWORD": "gc-secret"}, stdout=subprocess.PIPE, text=True
        ) as late:
            assert late.stdout is not None
            late.stdout.readline()
            broker.start()
            assert late.stdout.readline().strip() == "ready"
            late.send_signal(signal.SIGTERM)
            assert late.wait(timeout=15) == 0


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_a_handle_is_turned_alike_from_here_and_from_outside(verb: str) -> None:
    here, outside = (inspect.signature(getattr(kind, verb)).parameters.values() for kind in (Peer, Control))

    assert [(p.name, p.kind, p.default) for p in here] == [(p.name, p.kind, p.default) for p in outside]
