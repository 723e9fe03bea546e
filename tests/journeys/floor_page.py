"""What a supervisor does and sees on the floor page, in the page's own words."""

from playwright.sync_api import Locator, Page, expect

LONG_ENOUGH = 15_000  # milliseconds


def row(page: Page, agent: str) -> Locator:
    """An agent's row."""
    return page.locator(f'tr[data-agent="{agent}"]')


def feed(page: Page, source: str) -> Locator:
    """A source's light."""
    return page.locator(f'[data-feed="{source}"]')


def expect_state(page: Page, agent: str, state: str, within: int = LONG_ENOUGH) -> None:
    """The row shows the state."""
    expect(row(page, agent)).to_have_attribute("data-state", state, timeout=within)


def expect_light(page: Page, source: str, state: str, within: int = LONG_ENOUGH) -> None:
    """The source's light shows the state."""
    expect(feed(page, source)).to_have_attribute("data-feed-state", state, timeout=within)


def open_panel(page: Page, agent: str) -> Locator:
    """Opens an agent's panel by its row, and returns it."""
    row(page, agent).locator('[data-cell="name"]').click()
    panel = page.locator(f'[data-panel="{agent}"]')
    expect(panel).to_be_visible()
    return panel


def ask(page: Page, agent: str, action: str) -> None:
    """Presses an action in the agent's panel, and confirms it in place."""
    panel = open_panel(page, agent)
    panel.locator(f'[data-action="{action}"]').first.click()
    confirm = page.locator("form[popover]:popover-open")
    expect(confirm).to_be_visible()
    confirm.locator("button[type=submit]").click()


def expect_outcome(page: Page, agent: str, outcome: str, within: int = LONG_ENOUGH) -> None:
    """The row's own slot shows what came of it."""
    expect(row(page, agent).locator(f'[data-outcome="{outcome}"]')).to_be_visible(timeout=within)
