"""Runs the peer as its own process: `python -m cti_bridge.practice.generic_connector_peer --broker HOST:PORT`.

Prints `control HOST:PORT` once its handles can be turned, and `ready` once the broker gives it commands.
SIGTERM and Ctrl-C stop it cleanly.
"""

import argparse
import os
import signal
import sys
import threading
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from .control_server import ControlServer
from .line import BrokerAddress
from .model import Platform
from .peer import Peer
from .site import NAMED, a_site
from .wire import Settings

PASSWORD_VARIABLE = "GC_PEER_PASSWORD"  # noqa: S105 - the variable's name


def main(arguments: list[str]) -> None:
    """Runs until it is told to stop."""
    given = _parser().parse_args(arguments)
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    host, _, port = given.broker.rpartition(":")
    address = BrokerAddress(
        host=host,
        port=int(port),
        user=given.user,
        password=os.environ.get(PASSWORD_VARIABLE, ""),
        command_queue=given.command_queue,
    )
    world = a_site(
        clock=lambda: datetime.now(UTC),
        platform=Platform(given.platform),
        agents=given.agents,
        signed_in=not given.signed_out,
    )
    peer = Peer(address, world, Settings(zone=ZoneInfo(given.time_zone), licences=given.licences))
    server = ControlServer(peer, given.control)
    server.start()
    _say(f"control 127.0.0.1:{server.port}")
    peer.begin()
    while not ending.is_set() and not peer.is_up(within=0.2):
        pass
    if not ending.is_set():
        _say("ready")
    ending.wait()
    server.stop()
    peer.stop()


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="generic_connector_peer", description="A pretend Generic Connector on a real ActiveMQ."
    )
    parser.add_argument("--broker", required=True, metavar="HOST:PORT", help="where ActiveMQ speaks STOMP")
    parser.add_argument("--user", default="gc", help=f"at the broker; its password comes from {PASSWORD_VARIABLE}")
    parser.add_argument("--control", type=int, default=0, metavar="PORT", help="the handles' port; 0: a free one")
    parser.add_argument("--command-queue", default="Connector1")
    parser.add_argument("--platform", choices=[p.value for p in Platform], default=Platform.UCCE.value)
    parser.add_argument("--time-zone", default="Europe/Berlin")
    parser.add_argument("--agents", type=int, default=NAMED)
    parser.add_argument("--signed-out", action="store_true", help="all agents begin signed out")
    parser.add_argument("--licences", type=int, default=None, help="users signed in at a time; absent: no limit")
    return parser


if __name__ == "__main__":
    main(sys.argv[1:])
