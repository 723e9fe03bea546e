"""Publishes State events to a bridge's topic, as many as the bridge takes, and counts what it commits.

`python -m tests.bench.blaster STOMP_PORT TOPIC DATABASE AGENTS SECONDS` prints one JSON object. Each event puts
its agent into another state, so that each is one line of the log of states, committed with its row: they are counted.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace

from tests.services.stomp_wire import Wire

STATES = ("READY", "TALKING", "WORK_READY", "NOT_READY")
UNDER_WAY = 10_000  # events sent and not yet committed: two seconds' worth at the goal, well under the line's inbox
AT_ONCE = 500  # frames in one write
WARM_UP_SECONDS = 3.0
FEED, NAMED = "2900", 24  # of the peer's site


def logins(agents: int) -> list[str]:
    """The peer's agents (cti_bridge.practice.generic_connector_peer.site)."""
    return [str(1000 + n if n <= NAMED else 10000 + n) for n in range(1, agents + 1)]


def frames(topic: str, agents: int) -> Iterator[bytes]:
    """State events without end, one agent after the other, as generic_connector.md 1.3 has them."""
    names, turn = logins(agents), 0
    while True:
        state, at = STATES[turn % len(STATES)], datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
        for login in names:
            body = f"{FEED}#State#{state}##{at}##{at}#Agent {login}#{login}#4{login}##Agent {login}#a{login}"
            yield f"SEND\ndestination:/topic/{topic}\n\n{body}\0".encode()
        turn += 1


class Counter:
    """What the bridge has committed so far."""

    def __init__(self, database: str) -> None:
        self._line = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        self._revision = self._highest("SELECT MAX(revision) FROM dashboard_floorrow")
        self._first = self._highest("SELECT MAX(id) FROM dashboard_statelogentry")
        self.rows = 0

    def events(self) -> int:
        """Events whose line stands in the log of states."""
        return self._highest("SELECT MAX(id) FROM dashboard_statelogentry") - self._first

    def look(self) -> None:
        """Counts rows with a revision that was not there at the last look. (A row written twice since counts once.)"""
        since, sql = self._revision, "SELECT COUNT(*), MAX(revision) FROM dashboard_floorrow WHERE revision > ?"
        count, highest = self._line.execute(sql, [since]).fetchone()
        self.rows += count
        self._revision = highest or since

    def _highest(self, sql: str) -> int:
        return int(self._line.execute(sql).fetchone()[0] or 0)


@dataclass(slots=True)
class Blaster:
    """Sends while the bridge keeps up."""

    wire: Wire
    frames: Iterator[bytes]
    counter: Counter
    sent: int = 0

    def blast(self, seconds: float) -> None:
        """For so long."""
        until, look_at = time.monotonic() + seconds, 0.0
        while (now := time.monotonic()) < until:
            if now >= look_at:
                self.counter.look()
                look_at = now + 0.1
            room = UNDER_WAY - (self.sent - self.counter.events())
            if room >= AT_ONCE:
                self.wire.put_raw(b"".join(next(self.frames) for _ in range(AT_ONCE)))
                self.sent += AT_ONCE
            else:
                time.sleep(0.005)


def measure(port: int, topic: str, database: str, agents: int, seconds: float) -> dict[str, object]:
    """Events and rows committed a second, after a warm-up."""
    counter = Counter(database)
    with Wire(SimpleNamespace(port=port)) as wire:  # type: ignore[arg-type] - of a broker it needs the port alone
        blaster = Blaster(wire, frames(topic, agents), counter)
        blaster.blast(WARM_UP_SECONDS)
        print("measuring", flush=True)
        began, events, rows = time.monotonic(), counter.events(), counter.rows
        blaster.blast(seconds)
        took = time.monotonic() - began
        print("measured", flush=True)
        return {
            "seconds": round(took, 2),
            "events_per_second": round((counter.events() - events) / took),
            "rows_per_second": round((counter.rows - rows) / took),
            "under_way": blaster.sent - counter.events(),
        }


def main() -> None:
    """Reads the command line, prints the measurement."""
    port, topic, database, agents, seconds = sys.argv[1:6]
    print(json.dumps(measure(int(port), topic, database, int(agents), float(seconds))), flush=True)


if __name__ == "__main__":
    main()
