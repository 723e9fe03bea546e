"""The measurements of issues 2, 3 and 5, one function a letter: what is run, and which goal its figures are held to."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Protocol, TypeVar

from tests.bench import asking, board, browser, comparison, idle, many, telling, throughput
from tests.bench.installation import DAPHNE, UVICORN, Installation
from tests.bench.report import Figure
from tests.bench.telling import Told, agents_written

SECONDS = 8.0
OWN_TEAMS, WHOLE_FLOOR = 5, 0
SCOPES = {OWN_TEAMS: "5 of 100 teams each", WHOLE_FLOOR: "everybody sees all 5,000"}
RATE = 500
DISTURBED = 0.3  # cores that others take: beside more, a measurement is worth little
TRIES = 3
PATIENCE = 240.0  # seconds after the start: later, nothing is repeated
STARTED = time.monotonic()


def latency() -> Iterator[Figure]:
    """(a) An event's way from the connector to a WebSocket client."""
    goals = {(DAPHNE, 200): 75.0, (UVICORN, 200): 75.0, (DAPHNE, 1000): 200.0, (UVICORN, 1000): 100.0}
    for (server, clients), goal in goals.items():
        for teams_each, scope in SCOPES.items():
            rate = 200 if clients == 200 else RATE
            told = _least_disturbed(
                partial(telling.tell, server=server, clients=clients, teams_each=teams_each, rate=rate, seconds=SECONDS)
            )
            what = f"{clients:,} clients, {rate} events/s, {server}, {scope}"
            yield Figure(part="a", what=f"p50: {what}", found=told.found["p50_ms"], unit="ms")
            yield Figure(
                part="a", what=f"p99: {what}", found=told.found["p99_ms"], unit="ms", goal=goal, note=_busy(told)
            )


def cost() -> Iterator[Figure]:
    """(b) What a delivered row costs, beside a plain consumer per viewer that renders."""
    plain = _least_disturbed(partial(comparison.plainly, clients=PLAIN_CLIENTS, rate=RATE, seconds=SECONDS))
    hub = _least_disturbed(
        partial(telling.tell, server=UVICORN, clients=1000, teams_each=WHOLE_FLOOR, rate=RATE, seconds=SECONDS)
    )
    for name, told in (("plain consumers", plain), ("one hub", hub)):
        rows, sockets = told.found["rows_per_second"], told.found["sockets"]
        yield Figure(part="b", what=f"{name}, {sockets:,} clients: rows delivered", found=rows, unit="rows/s")
        yield Figure(part="b", what=f"{name}: CPU of a row", found=told.cpu_per_row, unit="µs", note=_busy(told))
    ratio = plain.cpu_per_row / hub.cpu_per_row
    yield Figure(part="b", what="so many times cheaper", found=ratio, unit="×", goal=50, sense="≥")
    with_bridge = hub.cpu_per_row * (1 + hub.bridge_cpu / hub.web_cpu)
    yield Figure(part="b", what="the same, with the bridge's CPU", found=plain.cpu_per_row / with_bridge, unit="×")


PLAIN_CLIENTS = 6  # as many as it can tell 500 events a second without falling behind: its cost at its best


def page() -> Iterator[Figure]:
    """(c) A whole page from the row cache."""
    with Installation(os.environ) as here:
        cookie = here.seed(1, WHOLE_FLOOR).read_text().strip()
        with here.bridge(1000, 0) as bridge:
            bridge.wait_for(lambda: agents_written(here.database) == 1000, "to write its floor")
            found = here.json("-m", "tests.bench.page", cookie)
    yield Figure(part="c", what="1,000 rows as HTML from the warm cache", found=found["rows"], unit="ms", goal=10)
    yield Figure(
        part="c", what="  ordered, grouped, counted: all that the template gets", found=found["floor"], unit="ms"
    )
    yield Figure(part="c", what="  the whole GET through Django", found=found["get"], unit="ms")


def bridge() -> Iterator[Figure]:
    """(d) From STOMP frame to committed row."""
    taken = _least_disturbed(partial(throughput.take, SECONDS))
    note = f"5,000 agents; bridge {taken.bridge_cpu:.2f} cores{_disturbed(taken)}"
    events, rows = taken.found["events_per_second"], taken.found["rows_per_second"]
    yield Figure(part="d", what="STOMP to SQLite", found=events, unit="events/s", goal=5000, sense="≥", note=note)
    yield Figure(part="d", what="  rows committed, at the least", found=rows, unit="rows/s")


def chromium() -> Iterator[Figure]:
    """(e) The page in Chromium."""
    for agents in (1000, 5000):
        seen = _least_disturbed(partial(browser.see, agents=agents, seconds=SECONDS))
        what = f"{agents:,} rows, {RATE} changes/s"
        note = f"{seen.changes:.0f} row changes/s in the page{_disturbed(seen)}"
        yield Figure(part="e", what=f"{what}: 95 % of frames", found=seen.frame_95, unit="ms", goal=20, note=note)
        yield Figure(part="e", what=f"{what}: first frame", found=seen.first_frame, unit="ms", goal=1000)
        yield Figure(part="e", what=f"{what}: every row painted", found=seen.first_rows, unit="ms")
        yield Figure(part="e", what=f"{what}: a sort", found=seen.sort, unit="ms", goal=300)
        yield Figure(part="e", what=f"{what}: a search key", found=seen.key, unit="ms", goal=100)


def words() -> Iterator[Figure]:
    """(f) Acknowledgements and heartbeats."""
    for server in (DAPHNE, UVICORN):
        found = _least_disturbed(partial(idle.idle, server=server, clients=1000, seconds=SECONDS))
        what, note = f"1,000 idle clients, {server}", _disturbed(found).removeprefix("; ")
        yield Figure(
            part="f", what=f"{what}: words alone", found=found.words * 100, unit="% of a core", goal=10, note=note
        )
        yield Figure(part="f", what=f"{what}: all of the process", found=found.talking * 100, unit="% of a core")


def asked() -> Iterator[Figure]:
    """(g) From the key to "Asked", and from the system's event to "Confirmed", in Chromium."""
    found = _least_disturbed(asking.ask)
    what = f"{asking.AGENTS:,} agents, {asking.RATE} events/s"
    note = f"{asking.TURNS} times; at most {found.asked_most:.0f} ms{_disturbed(found)}"
    yield Figure(part="g", what=f"{what}: key to Asked, p95", found=found.asked_95, unit="ms", goal=100, note=note)
    yield Figure(part="g", what=f"{what}: event to Confirmed, p50", found=found.confirmed_50, unit="ms")
    yield Figure(part="g", what=f"{what}: event to Confirmed, p99", found=found.confirmed_99, unit="ms", goal=150)


def signed_out() -> Iterator[Figure]:
    """(h) Many agents signed out at once, in Chromium."""
    found = _least_disturbed(many.sign_out)
    what = f"{many.MANY} of {many.AGENTS:,} agents, {many.RATE} events/s"
    note = f"longest frame {found.frame:.0f} ms{_disturbed(found)}"
    yield Figure(part="h", what=f"{what}: preview", found=found.preview, unit="ms")
    yield Figure(part="h", what=f"{what}: all outcomes shown", found=found.outcomes, unit="ms", goal=3000)
    yield Figure(part="h", what=f"{what}: longest task over 50 ms", found=found.task, unit="ms", goal=50, note=note)


def membership() -> Iterator[Figure]:
    """(i) The membership board in Chromium, every agent in every queue."""
    found = _least_disturbed(partial(board.see, seconds=SECONDS))
    what = f"{board.AGENTS} agents x {board.QUEUES} queues"
    note = f"{found.moves:.0f} chips moved a second{_disturbed(found)}"
    yield Figure(part="i", what=f"{what}: the GET", found=found.get, unit="ms")
    yield Figure(part="i", what=f"{what}: GET and first frame", found=found.opened, unit="ms", goal=500)
    yield Figure(part="i", what=f"{what}: chips painted", found=found.chips, unit="ms")
    moving = f"{what}, {board.RATE} moves/s"
    yield Figure(part="i", what=f"{moving}: 95 % of frames", found=found.move_95, unit="ms", goal=20, note=note)
    yield Figure(part="i", what=f"{moving}: longest task over 50 ms", found=found.task, unit="ms", goal=100)


MEASURES: Mapping[str, Callable[[], Iterator[Figure]]] = {
    "a": latency,
    "b": cost,
    "c": page,
    "d": bridge,
    "e": chromium,
    "f": words,
    "g": asked,
    "h": signed_out,
    "i": membership,
}


class Measured(Protocol):
    """What was found, and the CPU, in cores, that programs took meanwhile which have nothing to do with it."""

    @property
    def strangers(self) -> float: ...


M = TypeVar("M", bound=Measured)


def _least_disturbed(measure: Callable[[], M]) -> M:
    """A measurement beside which other programs took little; where there is none, the best of three, while time is."""
    found = [measure()]
    while found[-1].strangers > DISTURBED and len(found) < TRIES and time.monotonic() - STARTED < PATIENCE:
        found.append(measure())
    return min(found, key=_strangers)


def _strangers(measured: Measured) -> float:
    return measured.strangers


def _disturbed(measured: Measured) -> str:
    return f"; DISTURBED: other programs took {measured.strangers:.2f}" if measured.strangers > DISTURBED else ""


def _busy(told: Told) -> str:
    return (
        f"web {told.web_cpu:.2f}, bridge {told.bridge_cpu:.2f}, load {told.found['load_cpu']:.2f} cores"
        + _disturbed(told)
    )
