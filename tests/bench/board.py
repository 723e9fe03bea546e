"""The membership board in Chromium, every agent in every queue: how soon it is there, and how evenly it moves."""

import os
import statistics
import sys
import time
from dataclasses import dataclass

from playwright.sync_api import Page, sync_playwright

from tests.bench.chromium import HERE, share
from tests.bench.installation import DAPHNE, Installation
from tests.bench.processes import Machine
from tests.bench.telling import agents_written
from tests.services.chromium import ARGUMENTS, EXECUTABLE
from tests.services.redis import RedisServer

AGENTS, QUEUES, RATE = 500, 50, 50
OPENINGS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Milliseconds. `get`: the server's answer; `opened`: from the click to the first frame, the GET included.

    `move_95`: the 95th percentile between two frames while agents move; `task`: the longest task then.
    """

    get: float
    opened: float
    chips: float
    moves: float  # a second, as many as the page was told
    move_95: float
    task: float
    strangers: float


def see(*, seconds: float) -> Board:
    """Opens the board of so many agents and queues some times, then watches it while agents move."""
    with RedisServer() as redis, Installation(os.environ, redis_url=redis.url) as here:
        cookie = here.seed(1, 0).read_text().strip()
        with here.process("-m", "tests.bench.bridge_process", str(AGENTS), str(RATE), "0", str(QUEUES)) as bridge:
            bridge.wait_to_say("live")
            bridge.wait_for(lambda: agents_written(here.database) == AGENTS, "to write its floor")
            web, port = here.web(DAPHNE)
            with web, sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=list(ARGUMENTS))
                try:
                    page = browser.new_page(viewport={"width": 1440, "height": 900})
                    name, _, value = cookie.partition("=")
                    url = f"http://127.0.0.1:{port}/"
                    page.on("pageerror", lambda error: print(f"page error: {error}", file=sys.stderr))
                    page.context.add_cookies([{"name": name, "value": value, "url": url}])
                    for script in ("frames.js", "board.js"):
                        page.add_init_script((HERE / script).read_text())
                    return _use(page, f"{url}queues/membership/", seconds)
                finally:
                    browser.close()


def _use(page: Page, url: str, seconds: float) -> Board:
    _open(page, url)  # once for the server's cache of rows, and the browser's of files
    machine = Machine()
    opened = [_open(page, url) for _ in range(OPENINGS)]
    page.wait_for_load_state("load")
    time.sleep(2)
    seen = page.evaluate("ms => board.watch(ms)", seconds * 1000)
    return Board(
        get=statistics.median(each["get"] for each in opened),
        opened=statistics.median(each["frame"] for each in opened),
        chips=statistics.median(each["chips"] for each in opened),
        moves=seen["moves"] / seconds,
        move_95=share(seen["gaps"], 0.95),
        task=seen["task"],
        strangers=machine.strangers(),
    )


def _open(page: Page, url: str) -> dict[str, float]:
    page.goto(url, wait_until="commit")
    page.wait_for_selector("#board [data-agent]")
    found: dict[str, float] = page.evaluate("board.opened()")
    return found
