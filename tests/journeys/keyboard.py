"""A supervisor's hands on the keyboard alone: from region to region, from control to control, from row to row."""

from playwright.sync_api import Page

MOST_STEPS = 80

_IS_IN = "selector => Boolean(document.activeElement?.closest(selector))"
_WHERE = "() => document.activeElement?.outerHTML.slice(0, 60) ?? 'nothing'"
_ROW = "() => document.activeElement?.closest('tr[data-agent]')?.dataset.agent ?? ''"


def to_row(page: Page, agent: str) -> None:
    """Puts the focus into an agent's row: to the table by F6, into its rows by Tab, then by the arrows."""
    press_until(page, "F6", "#table")
    press_until(page, "Tab", "#table tbody")
    page.keyboard.press("Home")
    for _ in range(MOST_STEPS):
        if page.evaluate(_ROW) == agent:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no row of {agent} within {MOST_STEPS} presses")


def press_until(page: Page, key: str, selector: str) -> None:
    """Presses a key until the focus is on, or inside of, what a selector finds."""
    been: list[str] = []
    for _ in range(MOST_STEPS):
        if page.evaluate(_IS_IN, selector):
            return
        page.keyboard.press(key)
        been.append(page.evaluate(_WHERE))
    raise AssertionError(f"{key} does not lead to {selector}, but by {' > '.join(dict.fromkeys(been))}")
