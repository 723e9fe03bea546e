"""Many are selected by pointer and by key; they stay selected whatever the floor does, until Escape."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.floors import agent, fill, source
from tests.browser.peer import Peer
from tests.browser.waiting import told
from tests.services.chromium import serious_violations

# Rows are laid out as they come near: the end of the page is reached in several goes.
AT_THE_END = """() => {
    scrollTo(0, document.documentElement.scrollHeight);
    const last = [...document.querySelectorAll("tr[data-agent]")].at(-1).getBoundingClientRect();
    return last.bottom <= document.querySelector("#selection").getBoundingClientRect().top;
}"""
NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eve")


@pytest.fixture
def floor(page: Page, peer: Peer) -> Page:
    """Five agents of one team."""
    peer.floor.put("source", "cisco", source())
    for number, name in enumerate(NAMES):
        peer.floor.put("agent", f"cisco:{number}", agent(name, "ready", since=100 * number))
    page.goto(peer.url)
    told(page, peer)
    return page


def box(page: Page, number: int) -> Locator:
    """A row's checkbox."""
    return page.locator(f"#agent-cisco-{number} input[name=agents]")


def selected(page: Page) -> list[str]:
    """Who is selected, by name."""
    return page.locator("tr[aria-selected=true] [data-cell=name]").all_text_contents()


def focus(page: Page, number: int) -> None:
    """Puts the focus in a row."""
    page.focus(f"#agent-cisco-{number} [data-cell=name]")


def test_ticked_rows_are_counted_in_the_filters_place_and_nothing_moves(floor: Page) -> None:
    table = floor.locator("#table").bounding_box()

    box(floor, 1).check()
    box(floor, 3).check()

    expect(floor.locator("#selection")).to_contain_text("2 selected")
    expect(floor.locator("#tools")).to_be_hidden()
    assert floor.locator("#table").bounding_box() == table
    assert floor.evaluate("location.search") == ""
    assert selected(floor) == ["Ben", "Dan"]


def test_shift_and_a_click_tick_all_between(floor: Page) -> None:
    box(floor, 1).click()
    box(floor, 4).click(modifiers=["Shift"])
    assert selected(floor) == ["Ben", "Cleo", "Dan", "Eve"]

    box(floor, 2).click(modifiers=["Shift"])
    assert selected(floor) == ["Ben"]


def test_space_ticks_and_shift_with_arrows_extends_and_takes_back(floor: Page) -> None:
    focus(floor, 1)
    floor.keyboard.press(" ")
    assert selected(floor) == ["Ben"]

    floor.keyboard.press("Shift+ArrowDown")
    floor.keyboard.press("Shift+ArrowDown")
    assert selected(floor) == ["Ben", "Cleo", "Dan"]
    expect(floor.locator("#agent-cisco-3 [data-cell=name]")).to_be_focused()

    floor.keyboard.press("Shift+ArrowUp")
    assert selected(floor) == ["Ben", "Cleo"]


def test_control_and_a_select_all_that_are_shown(floor: Page) -> None:
    floor.fill("#tools [name=q]", "e")
    focus(floor, 4)
    floor.keyboard.press("Control+a")

    assert selected(floor) == ["Ben", "Cleo", "Eve"]


def test_the_head_selects_all_shown_and_none_and_says_when_it_is_some(floor: Page) -> None:
    every = floor.locator("#select-all")
    box(floor, 0).check()
    assert every.evaluate("box => box.indeterminate")

    every.click()
    assert len(selected(floor)) == 5
    every.click()
    assert selected(floor) == []


def test_escape_clears_after_the_panel_and_before_the_search(floor: Page) -> None:
    floor.fill("#tools [name=q]", "e")
    focus(floor, 1)
    floor.keyboard.press(" ")
    floor.keyboard.press("Escape")

    assert selected(floor) == []
    expect(floor.locator("#tools [name=q]")).to_have_value("e")
    expect(floor.locator("#tools")).to_be_visible()


def test_it_survives_pushes_and_another_order(floor: Page, peer: Peer) -> None:
    box(floor, 0).check()
    box(floor, 2).check()

    peer.push([("agent", "cisco:0", agent("Ada", "talking")), ("agent", "cisco:1", None)])
    floor.evaluate("() => document.querySelector('#agents [data-sort=name]').click()")
    told(floor, peer)

    assert sorted(selected(floor)) == ["Ada", "Cleo"]
    expect(box(floor, 0)).to_be_checked()
    expect(floor.locator("#selection")).to_contain_text("2 selected")


def test_who_leaves_the_floor_is_selected_no_more(floor: Page, peer: Peer) -> None:
    box(floor, 0).check()
    box(floor, 2).check()

    peer.push([("agent", "cisco:0", None)])

    expect(floor.locator("#selection")).to_contain_text("1 selected")


def test_those_whom_a_filter_hides_stay_selected_and_are_counted(floor: Page) -> None:
    box(floor, 0).check()
    box(floor, 1).check()
    floor.evaluate("() => { history.pushState(null, '', '/?q=ada'); dispatchEvent(new PopStateEvent('popstate')) }")

    expect(floor.locator("#selection")).to_contain_text("2 selected")
    expect(floor.locator("#selection")).to_contain_text("1 not shown")


def test_clear_gives_the_filters_back_and_the_focus_to_the_table(floor: Page) -> None:
    box(floor, 0).check()
    floor.click("#selection [data-do=clear]")

    assert selected(floor) == []
    expect(floor.locator("#selection")).to_be_hidden()
    assert floor.evaluate("document.activeElement.closest('#agents') !== null")


@pytest.mark.parametrize("width", [768, 400])
def test_where_the_page_scrolls_it_sticks_to_the_bottom_over_its_own_room(page: Page, peer: Peer, width: int) -> None:
    fill(peer.floor, 40)
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(peer.url)
    page.locator("tr[data-agent] input").first.check()

    expect(page.locator("#selection")).to_be_in_viewport(ratio=1)
    page.wait_for_function(AT_THE_END)
    expect(page.locator("#selection")).to_be_in_viewport(ratio=1)
    for button in page.locator("#selection button:visible").all():
        expect(button).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_it(floor: Page, scheme: str) -> None:
    floor.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    box(floor, 0).check()
    box(floor, 1).check()

    assert serious_violations(floor) == []
