"""Runs the peer as its own process, to train with: `python -m cti_bridge.practice.xuc_peer --port 8090`.

Prints `ready http://HOST:PORT` once it can be reached. SIGTERM and Ctrl-C stop it cleanly.
"""

import argparse
import signal
import sys
import threading
from datetime import UTC, datetime
from random import Random
from zoneinfo import ZoneInfo

from .life import Life
from .peer import HOST, Peer
from .settings import Settings
from .site import a_site


def main(arguments: list[str]) -> None:
    """Runs until it is told to stop."""
    given = _parser().parse_args(arguments)
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    world = a_site(clock=lambda: datetime.now(UTC), agents=given.agents, queues=given.queues)
    settings = Settings(zone=ZoneInfo(given.time_zone), answers_after=given.answers_after)
    life = None if given.still else Life(world, Random(given.seed))
    peer = Peer(world, settings, host=given.host, port=given.port, life=life)
    try:
        peer.start()
    except OSError as error:
        sys.exit(f"{given.host}:{given.port} cannot be listened at: {error.strerror}.")
    sys.stdout.write(f"ready {peer.url}\n")
    sys.stdout.flush()
    ending.wait()
    peer.stop()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="xuc_peer", description="A pretend XiVO XUC, to train with.")
    parser.add_argument("--port", type=int, default=8090, help="0: any free one")
    parser.add_argument("--host", default=HOST, help="the address to listen at")
    parser.add_argument("--agents", type=int, default=24)
    parser.add_argument("--queues", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same life")
    parser.add_argument("--still", action="store_true", help="nothing happens by itself")
    parser.add_argument("--time-zone", default="Europe/Berlin")
    parser.add_argument(
        "--answers-after", type=float, default=2.0, help="seconds until a supervisor's phone is answered"
    )
    return parser


if __name__ == "__main__":
    main(sys.argv[1:])
