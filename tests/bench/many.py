"""Two hundred agents selected and signed out, in Chromium on a busy floor: the preview, the outcomes, and no stall."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.bench.chromium import floor_page, open_floor
from tests.bench.metered import SOURCE
from tests.bench.processes import Machine

AGENTS, RATE = 1000, 200
MANY = 200
WHY = "The line is closed early today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """Milliseconds. `task`: the longest while outcomes came, 0 where none took 50 ms; `frame`: the longest frame."""

    preview: float
    outcomes: float
    task: float
    frame: float
    strangers: float


def sign_out() -> Many:
    """Selects them, asks, and waits until every row has shown its outcome."""
    with floor_page(AGENTS, RATE, spared=MANY, scripts=("many.js",)) as (page, url):
        open_floor(page, url, AGENTS)
        machine = Machine()
        return _use(page, machine)


def _use(page: Page, machine: Machine) -> Many:
    selected = page.evaluate("agents => many.select(agents)", [f"{SOURCE}:a{n}" for n in range(MANY)])
    if selected != MANY:
        raise RuntimeError(f"{selected} rows are selected, not {MANY}")
    preview = page.evaluate("many.preview('sign-out')")
    page.fill("#bulk [name=why]", WHY)
    seen = page.evaluate("count => many.settle(count)", MANY)
    if seen["outcomes"] != {"confirmed": MANY}:
        raise RuntimeError(f"not all were confirmed: {seen}")
    return Many(
        preview=preview,
        outcomes=seen["took"],
        task=seen["task"],
        frame=seen["frame"],
        strangers=machine.strangers(),
    )
