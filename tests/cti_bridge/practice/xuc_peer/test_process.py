"""The peer as a process of its own, for training."""

import signal
import subprocess
import sys
from urllib.parse import urlsplit

from cti_bridge.practice.xuc_peer import Peer
from cti_bridge.practice.xuc_peer.world import World
from tests.cti_bridge.practice.xuc_peer.desk import Desk


def test_it_says_where_it_is_lives_and_ends_in_order(world: World) -> None:
    command = [sys.executable, "-W", "error", "-m", "cti_bridge.practice.xuc_peer", "--port", "0", "--agents", "60"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        word, _, url = process.stdout.readline().strip().partition(" ")
        there = Peer(world, port=urlsplit(url).port or 0)  # only its address is used
        desk = Desk.of(there, "feed")
        desk.ask("subscribeToAgentEvents")

        assert word == "ready"
        assert desk.until("AgentStateEvent", within=15)["name"].startswith("Agent")

        desk.close()
        process.send_signal(signal.SIGTERM)
        _, complaints = process.communicate(timeout=15)
    assert (process.returncode, complaints) == (0, "")


def test_a_port_that_is_taken_is_one_sentence(peer: Peer) -> None:
    command = [sys.executable, "-m", "cti_bridge.practice.xuc_peer", "--port", str(peer.port)]

    ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)

    assert ended.returncode == 1
    assert "cannot be listened at" in ended.stderr
    assert "Traceback" not in ended.stderr
