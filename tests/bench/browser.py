"""The real floor page in Chromium, at 500 row changes a second: how even its frames are, how quick its answers."""

import statistics
import time
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.bench.chromium import floor_page, open_floor, share
from tests.bench.processes import Machine

RATE = 500
TYPED = ("4", "42", "421", "42", "4", "")  # in the search: key by key, then back again
COLUMNS = ("time", "state", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Milliseconds. `frame_95`: the 95th percentile between two frames; `first_rows`: until every row is painted."""

    first_frame: float
    first_rows: float
    frame_95: float
    frame_99: float
    sort: float
    key: float
    changes: float  # row changes a second that the page took
    strangers: float


def see(*, agents: int, seconds: float) -> Seen:
    """Opens the floor of so many agents, and uses it."""
    with floor_page(agents, RATE) as (page, url):
        page.goto(url)  # once for the server's cache of rows, and the browser's of files
        return _use(page, url, agents, seconds)


def _use(page: Page, url: str, agents: int, seconds: float) -> Seen:
    machine = Machine()
    first_rows = open_floor(page, url, agents)
    time.sleep(2)
    page.evaluate("bench.countChanges()")
    gaps = page.evaluate("ms => bench.frames(ms)", seconds * 1000)
    changes = page.evaluate("bench.changes()") / seconds
    keys = [page.evaluate("text => bench.key(text)", text) for text in TYPED]
    sorts = [page.evaluate("by => bench.sort(by)", by) for by in COLUMNS]
    return Seen(
        first_frame=page.evaluate("bench.firstPaint()"),
        first_rows=first_rows,
        frame_95=share(gaps, 0.95),
        frame_99=share(gaps, 0.99),
        sort=statistics.median(sorts),
        key=max(keys),
        changes=changes,
        strangers=machine.strangers(),
    )
