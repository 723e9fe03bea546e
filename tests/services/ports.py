"""Ports that nobody uses yet."""

import os
import socket
from itertools import count
from random import SystemRandom

WORKERS_RANGE = 2_000  # ports of each of pytest's parallel workers, under those that the system gives out by itself
_tried = count(SystemRandom().randrange(WORKERS_RANGE))


def free_port() -> int:
    """A TCP port on loopback that was free a moment ago, and that no other worker of this run is given."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for number in _tried:
        port = 12_000 + (worker % 8) * WORKERS_RANGE + number % WORKERS_RANGE
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("count() never ends")
