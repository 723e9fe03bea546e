"""The keyboard: one tab stop for the table, arrows from row to row, regions, the sheet, Escape from the innermost."""

import functools

import pytest
from playwright.sync_api import Page, expect

from tests.browser.floors import agent, fill, queue, source
from tests.browser.page import render
from tests.browser.peer import Peer

FOCUSED = "() => document.activeElement.closest('tr')?.dataset.agent ?? document.activeElement.innerText"


@pytest.fixture
def floor(page: Page, peer: Peer) -> Page:
    """Three agents in one team, and a queue."""
    peer.floor.put("source", "cisco", source())
    peer.floor.put("queue", "cisco:Sales", queue("Sales"))
    for number, name in enumerate(("Ada", "Ben", "Cleo")):
        peer.floor.put("agent", f"cisco:{number}", agent(name, "not_ready"))
    page.goto(peer.url)
    return page


def test_the_table_is_one_tab_stop(floor: Page) -> None:
    stops = floor.evaluate(
        "() => [...document.querySelectorAll('#agents :is(a, button, input)')].filter((e) => e.tabIndex >= 0).length"
    )
    assert stops == 1


def test_arrows_home_and_end_go_from_row_to_row(floor: Page) -> None:
    floor.focus("#agent-cisco-0 [data-cell=name]")
    for key, goal in (("ArrowDown", "cisco:1"), ("End", "cisco:2"), ("ArrowUp", "cisco:1"), ("PageDown", "cisco:2")):
        floor.keyboard.press(key)
        assert floor.evaluate(FOCUSED) == goal
    floor.keyboard.press("Home")
    assert "Sales North" in floor.evaluate(FOCUSED)
    floor.keyboard.press("ArrowUp")
    expect(floor.locator("#agents [data-sort=name]")).to_be_focused()
    floor.keyboard.press("ArrowRight")
    expect(floor.locator("#agents [data-sort=state]")).to_be_focused()


def test_arrows_pass_over_what_is_filtered_out_or_folded_away(floor: Page, peer: Peer) -> None:
    floor.fill("#tools [name=q]", "cleo")
    floor.focus("#agent-cisco-2 [data-cell=name]")
    floor.keyboard.press("ArrowUp")
    assert "Sales North" in floor.evaluate(FOCUSED)
    floor.keyboard.press("Enter")
    floor.keyboard.press("ArrowDown")
    assert "Sales North" in floor.evaluate(FOCUSED)


def test_slash_goes_to_the_search_and_escape_empties_it(floor: Page) -> None:
    floor.keyboard.press("/")
    search = floor.locator("#tools [name=q]")
    expect(search).to_be_focused()
    search.press_sequentially("ben")
    expect(floor.locator("tr[data-agent]:visible")).to_have_count(1)

    floor.keyboard.press("Escape")

    expect(search).to_have_value("")
    expect(floor.locator("tr[data-agent]:visible")).to_have_count(3)


def test_a_question_mark_opens_the_sheet_of_keys(floor: Page) -> None:
    floor.keyboard.press("?")
    expect(floor.locator("#key-sheet")).to_be_visible()
    floor.keyboard.press("Escape")
    expect(floor.locator("#key-sheet")).to_be_hidden()


def test_f6_goes_round_the_regions(floor: Page) -> None:
    regions = []
    for _ in range(7):
        floor.keyboard.press("F6")
        regions.append(
            floor.evaluate(
                "document.activeElement.closest('.top, #tiles, #queues, #tools, #table, #side')"
                ".matches('.top') ? 'top' : document.activeElement.closest('#tiles, #queues, #tools, #table, #side').id"
            )
        )

    assert regions == ["top", "tiles", "queues", "tools", "table", "side", "top"]


def test_space_ticks_the_row(floor: Page) -> None:
    floor.focus("#agent-cisco-1 [data-cell=name]")
    floor.keyboard.press(" ")
    expect(floor.locator("#agent-cisco-1 input[name=agents]")).to_be_checked()


def test_single_keys_can_be_switched_off(page: Page) -> None:
    with Peer(functools.partial(render, single_keys=False)) as peer:
        fill(peer.floor, 3)
        page.goto(peer.url)
        page.focus("#agent-cisco-1001 [data-cell=name]")
        for key in ("l", "b", "d", "r", "n", "o", "/", "?", "."):
            page.keyboard.press(key)
        for opened in ("#confirm", "#said", "#key-sheet"):
            expect(page.locator(opened)).to_be_hidden()
        expect(page.locator("#agent-cisco-1001 [data-cell=name]")).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.locator("#agent-cisco-1001 [data-cell=name]")).not_to_be_focused()
        page.goto("about:blank")
