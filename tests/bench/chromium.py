"""A real floor, opened in Chromium: bridge, web process and browser, each a process, all of them on this machine."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench.installation import DAPHNE, Installation
from tests.bench.telling import agents_written
from tests.services.chromium import ARGUMENTS, EXECUTABLE
from tests.services.redis import RedisServer

HERE = Path(__file__).parent


@contextmanager
def floor_page(agents: int, rate: int, *, spared: int = 0, scripts: tuple[str, ...] = ()) -> Iterator[tuple[Page, str]]:
    """A page of a supervisor of so many agents, to be opened at the address; it evaluates `scripts` of this folder.

    `spared`: so many agents change by what is asked of them alone.
    """
    with RedisServer() as redis, Installation(os.environ, redis_url=redis.url) as here:
        cookie = here.seed(1, 0).read_text().strip()
        with here.bridge(agents, rate, spared) as bridge:
            bridge.wait_for(lambda: agents_written(here.database) == agents, "to write its floor")
            web, port = here.web(DAPHNE)
            with web, sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=list(ARGUMENTS))
                try:
                    page = browser.new_page(viewport={"width": 1440, "height": 900})
                    url = f"http://127.0.0.1:{port}/"
                    name, _, value = cookie.partition("=")
                    page.on("pageerror", lambda error: print(f"page error: {error}", file=sys.stderr))
                    page.context.add_cookies([{"name": name, "value": value, "url": url}])
                    for script in ("frames.js", *scripts):
                        page.add_init_script((HERE / script).read_text())
                    yield page, url
                finally:
                    browser.close()


def open_floor(page: Page, url: str, agents: int) -> float:
    """Opens the floor, and waits until it can be used; milliseconds until every row was painted."""
    page.goto(url, wait_until="commit")
    page.wait_for_function("n => globalThis.bench && bench.rows() === n", arg=agents)
    painted: float = page.evaluate("bench.painted()")
    page.wait_for_load_state("load")  # its modules have run: it takes keys
    page.wait_for_selector('[data-feed-state="live"]')
    return painted


def share(values: list[float], of_all: float) -> float:
    """The value that this share of all does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * of_all))]
