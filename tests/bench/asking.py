"""From the key to "Asked", and from the system's event to "Confirmed": as painted in Chromium, on a busy floor."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.bench.chromium import floor_page, open_floor, share
from tests.bench.metered import SOURCE
from tests.bench.processes import Machine

AGENTS, RATE = 1000, 200
TURNS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Milliseconds: from the key that asks to "Asked", and from the system's event to "Confirmed"."""

    asked_95: float
    asked_most: float
    confirmed_50: float
    confirmed_99: float
    strangers: float


def ask() -> Asked:
    """Signs agents out by keyboard, one after the other."""
    with floor_page(AGENTS, RATE, spared=TURNS, scripts=("asking.js",)) as (page, url):
        open_floor(page, url, AGENTS)
        machine = Machine()
        took = [_sign_out(page, f"{SOURCE}:a{n}") for n in range(TURNS)]
        strangers = machine.strangers()
    asked, confirmed = [one[0] for one in took], [one[1] for one in took]
    return Asked(
        asked_95=share(asked, 0.95),
        asked_most=max(asked),
        confirmed_50=share(confirmed, 0.5),
        confirmed_99=share(confirmed, 0.99),
        strangers=strangers,
    )


def _sign_out(page: Page, agent: str) -> tuple[float, float]:
    page.focus(f'#agents tr[data-agent="{agent}"] [data-cell=name]')
    page.evaluate("agent => asking.expect(agent)", agent)
    page.keyboard.press("o")
    page.wait_for_selector("#confirm:popover-open")
    page.keyboard.press("Enter")
    took = page.evaluate("agent => asking.took(agent)", agent)
    if took["outcome"] != "confirmed":
        raise RuntimeError(f"{agent} was {took['outcome']}, not confirmed")
    return took["asked"], took["settled"]
