"""The real floor page in Chromium, at 500 row changes a second: how even its frames are, how quick its answers."""

import os
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench.installation import DAPHNE, Installation
from tests.bench.processes import Machine
from tests.bench.telling import agents_written
from tests.services.chromium import ARGUMENTS, EXECUTABLE
from tests.services.redis import RedisServer

SCRIPT = Path(__file__).with_name("frames.js").read_text()
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
    with RedisServer() as redis, Installation(os.environ, redis_url=redis.url) as here:
        cookie = here.seed(1, 0).read_text().strip()
        with here.bridge(agents, RATE) as bridge:
            bridge.wait_for(lambda: agents_written(here.database) == agents, "to write its floor")
            web, port = here.web(DAPHNE)
            with web, sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=list(ARGUMENTS))
                try:
                    page = browser.new_page(viewport={"width": 1440, "height": 900})
                    return _use(page, f"http://127.0.0.1:{port}/", cookie, agents, seconds)
                finally:
                    browser.close()


def _use(page: Page, url: str, cookie: str, agents: int, seconds: float) -> Seen:
    name, _, value = cookie.partition("=")
    page.context.add_cookies([{"name": name, "value": value, "url": url}])
    page.add_init_script(SCRIPT)
    page.goto(url)  # once for the server's cache of rows, and the browser's of files
    machine = Machine()
    page.goto(url, wait_until="commit")
    page.wait_for_function("n => globalThis.bench && bench.rows() === n", arg=agents)
    first_rows = page.evaluate("bench.painted()")
    page.wait_for_selector('[data-feed-state="live"]')
    time.sleep(2)
    page.evaluate("bench.countChanges()")
    gaps = page.evaluate("ms => bench.frames(ms)", seconds * 1000)
    changes = page.evaluate("bench.changes()") / seconds
    keys = [page.evaluate("text => bench.key(text)", text) for text in TYPED]
    sorts = [page.evaluate("by => bench.sort(by)", by) for by in COLUMNS]
    return Seen(
        first_frame=page.evaluate("bench.firstPaint()"),
        first_rows=first_rows,
        frame_95=_share(gaps, 0.95),
        frame_99=_share(gaps, 0.99),
        sort=statistics.median(sorts),
        key=max(keys),
        changes=changes,
        strangers=machine.strangers(),
    )


def _share(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]
