"""The panel of one agent: opened without moving anything, live without losing its reader's place, closed by Escape."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.floors import agent, ago, fill, source
from tests.browser.peer import Peer
from tests.browser.waiting import told
from tests.services.chromium import Complaints, serious_violations

URL = "/agents/cisco:1/"
GONE = "is no longer among your agents: they have left the system, or your teams."


def panel(name: str, word: str, note: str = "a note", *, since: float = 30) -> str:
    """What the server answers."""
    return (
        f'<article class="agent" id="agent-panel" data-panel="cisco:1" data-fresh="true" data-since="{ago(since)}">'
        f'<header><a data-do="close-panel" href="/">Needs you <b data-cell="needs-count"></b></a>'
        f'<h2 id="agent-name" tabindex="-1">{name}</h2>'
        f'<p><span data-cell="state">{word}</span> <time data-cell="time">0:00</time></p></header>'
        f'<p id="note">{note}</p><input id="field">'
        '<button data-action="sign-out"><svg><use href="#out"/></svg>Sign out</button></article>'
    )


@pytest.fixture
def floor(page: Page, peer: Peer) -> Page:
    """A floor with Ada among others."""
    fill(peer.floor, 60)
    peer.floor.put("agent", "cisco:1", agent("Ada Aaa", "ready"))
    peer.answers[URL] = (200, panel("Ada Aaa", "Ready"))
    page.goto(peer.url)
    told(page, peer)
    return page


def open_panel(floor: Page) -> None:
    """Opens Ada's panel from her row."""
    floor.click("#agent-cisco-1 [data-cell=name]")
    expect(floor.locator("#panel h2")).to_have_text("Ada Aaa")


def test_it_opens_beside_the_table_and_moves_nothing(floor: Page) -> None:
    rows = "() => [...document.querySelectorAll('tr, #tools, #queues')].map((e) => e.getBoundingClientRect().toJSON())"
    floor.locator("#agent-cisco-1").scroll_into_view_if_needed()
    before = floor.evaluate(rows)

    open_panel(floor)

    expect(floor.locator("#needs")).to_be_hidden()
    expect(floor.locator("#panel h2")).to_be_focused()
    assert floor.evaluate("location.search") == "?agent=cisco%3A1"
    assert floor.evaluate(rows) == before


def test_the_way_back_says_how_many_need_the_viewer_whenever_the_panel_comes(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    for number in range(1, 4):
        peer.floor.put("agent", f"cisco:{number}", agent(f"Agent {number}", "wrap_up", since=400))
    peer.answers[URL] = (200, panel("Agent 1", "Wrap-up"))
    page.goto(peer.url)
    page.click("#agent-cisco-1 [data-cell=name]")
    count = page.locator("#panel [data-cell=needs-count]")
    expect(count).to_have_text("3")

    peer.push([("agent", "cisco:2", agent("Agent 2", "ready"))])

    expect(count).to_have_text("2")


@pytest.mark.parametrize(("needy", "words"), [(3, ""), (5, "all 5"), (9, "7 of 9")])
def test_a_narrow_page_shows_three_who_need_the_viewer_and_the_others_when_asked(
    page: Page, peer: Peer, needy: int, words: str
) -> None:
    page.set_viewport_size({"width": 768, "height": 860})
    peer.floor.put("source", "cisco", source())
    for number in range(needy):  # each past another limit: nobody shares a card
        limits = {"warn": 100, "limit": 200 + number}
        peer.floor.put("agent", f"cisco:{number}", agent(f"Agent {number}", "wrap_up", since=400, **limits))
    page.goto(peer.url)
    told(page, peer)
    shown = page.locator("#needs-list > li:visible")
    expect(shown).to_have_count(3)
    expect(page.locator("#needs-all")).to_have_text(words)
    if not words:
        return

    page.click("#needs-all")

    expect(shown).to_have_count(min(needy, 7))
    expect(page.locator("#needs-all")).to_be_hidden()
    expect(page.locator("#needs-more")).to_be_visible(visible=needy > 7)


def test_in_a_narrow_page_it_is_a_page_of_its_own_and_the_way_back_leads_to_the_row(floor: Page) -> None:
    floor.set_viewport_size({"width": 400, "height": 800})
    beside = (
        "() => [...document.querySelectorAll('main > :not(#side)')].filter((part) => part.checkVisibility()).length"
    )

    open_panel(floor)
    assert floor.evaluate(beside) == 0

    floor.click("#panel [data-do=close-panel]")
    expect(floor.locator("#agent-cisco-1 [data-cell=name]")).to_be_focused()
    assert floor.evaluate(beside) > 3


def test_escape_closes_it_and_the_focus_goes_back_to_the_row(floor: Page) -> None:
    floor.focus("#agent-cisco-1 [data-cell=name]")
    floor.keyboard.press("Enter")
    expect(floor.locator("#panel h2")).to_be_focused()

    floor.keyboard.press("Escape")

    expect(floor.locator("#needs")).to_be_visible()
    expect(floor.locator("#agent-cisco-1 [data-cell=name]")).to_be_focused()
    assert floor.evaluate("location.search") == ""


def test_it_follows_its_row_and_keeps_focus_and_what_was_typed(floor: Page, peer: Peer) -> None:
    open_panel(floor)
    floor.fill("#field", "half a word")
    floor.focus("#field")

    peer.answers[URL] = (200, panel("Ada Aaa", "Talking", since=0))
    peer.push([("agent", "cisco:1", agent("Ada Aaa", "talking", since=0))])

    expect(floor.locator("#panel [data-cell=state]")).to_have_text("Talking")
    expect(floor.locator("#field")).to_be_focused()
    expect(floor.locator("#field")).to_have_value("half a word")


def test_when_what_has_the_focus_is_gone_its_name_has_it(floor: Page, peer: Peer) -> None:
    open_panel(floor)
    floor.focus("#panel button")

    peer.answers[URL] = (200, panel("Ada Aaa", "Talking", since=0).replace("<button", "<b").replace("</button", "</b"))
    peer.push([("agent", "cisco:1", agent("Ada Aaa", "talking", since=0))])

    expect(floor.locator("#panel h2")).to_be_focused()


def test_a_text_that_is_selected_in_it_stays_so(floor: Page, peer: Peer) -> None:
    open_panel(floor)
    floor.evaluate("""() => {
        const {firstChild} = document.querySelector("#note");
        getSelection().setBaseAndExtent(firstChild, 2, firstChild, 6);
    }""")

    peer.answers[URL] = (200, panel("Ada Aaa", "Talking", since=0))
    peer.push([("agent", "cisco:1", agent("Ada Aaa", "talking", since=0))])

    expect(floor.locator("#panel [data-cell=state]")).to_have_text("Talking")
    assert floor.evaluate("String(getSelection())") == "note"


def test_its_time_ticks(floor: Page) -> None:
    open_panel(floor)
    time = floor.locator("#panel [data-cell=time]")
    before = time.inner_text()
    assert before.startswith("0:")
    expect(time).not_to_have_text(before)


def test_while_our_own_line_is_lost_it_stands_as_its_row_does_and_offers_nothing(
    floor: Page, peer: Peer, complaints: Complaints
) -> None:
    complaints.expect("Unexpected response code: 403")
    open_panel(floor)
    peer.admits = False
    peer.close_all(1001)

    deed, time = floor.locator("#panel [data-action=sign-out]"), floor.locator("#panel [data-cell=time]")
    expect(deed).to_have_attribute("aria-disabled", "true")
    expect(deed).to_have_attribute("title", "Not connected: nothing can be asked from here until the line is back.")
    floor.wait_for_timeout(1_100)
    stands = time.inner_text()
    floor.wait_for_timeout(1_100)
    assert time.inner_text() == stands

    peer.admits = True
    expect(deed).not_to_have_attribute("aria-disabled", "true", timeout=20_000)


def test_opened_while_our_own_line_is_lost_it_says_so_and_comes_when_the_line_is_back(
    floor: Page, peer: Peer, complaints: Complaints
) -> None:
    complaints.expect("Unexpected response code: 403")
    complaints.expect("ERR_FAILED")
    floor.route(f"**{URL}", lambda route: route.abort())
    peer.admits = False
    peer.close_all(1001)
    expect(floor.locator("body")).to_have_attribute("data-line", "lost")

    floor.click("#agent-cisco-1 [data-cell=name]")

    shown = floor.locator("#panel")
    expect(shown).to_contain_text("Not connected: what Ada Aaa does is shown here when the line is back.")
    expect(shown.get_by_role("heading", name="Ada Aaa")).to_be_focused()
    expect(shown.get_by_role("link", name="Needs you")).to_be_visible()

    floor.unroute(f"**{URL}")
    peer.admits = True
    floor.evaluate("dispatchEvent(new Event('online'))")  # no reason to wait any longer
    expect(shown.locator("[data-cell=state]")).to_have_text("Ready")
    expect(shown).not_to_contain_text("Not connected")
    expect(shown.get_by_role("heading", name="Ada Aaa")).to_be_focused()


def test_whose_agent_leaves_the_teams_says_so_and_leads_back(floor: Page, peer: Peer, complaints: Complaints) -> None:
    complaints.expect("404")
    open_panel(floor)
    peer.answers[URL] = (404, "<main><h1>Not found</h1></main>")

    peer.push([("agent", "cisco:1", None)])

    shown = floor.locator("#panel")
    expect(shown).to_contain_text(f"Ada Aaa {GONE}")
    expect(shown).not_to_contain_text("Not found")
    assert serious_violations(floor) == []
    expect(shown.get_by_role("heading", name="Ada Aaa")).to_be_focused()
    shown.get_by_role("link", name="Needs you").click()
    expect(floor.locator("#needs")).to_be_visible()
    assert floor.evaluate("location.search") == ""


def test_when_the_server_fails_it_says_so_and_never_shows_somebody_else(
    floor: Page, peer: Peer, complaints: Complaints
) -> None:
    complaints.expect("500")
    peer.floor.put("agent", "cisco:2", agent("Ben Bbb", "ready"))
    told(floor, peer)
    open_panel(floor)
    peer.answers["/agents/cisco:2/"] = (500, "<main><h1>Something went wrong</h1></main>")

    floor.click("#agent-cisco-2 [data-cell=name]")

    shown = floor.locator("#panel")
    expect(shown).to_contain_text("Ben Bbb cannot be shown now. It is tried again every few seconds.")
    expect(shown).not_to_contain_text("Something went wrong")
    expect(shown).not_to_contain_text("Ada Aaa")
    peer.answers["/agents/cisco:2/"] = (200, panel("Ben Bbb", "Ready").replace("cisco:1", "cisco:2"))
    peer.push([("agent", "cisco:2", agent("Ben Bbb", ext="22"))])
    expect(shown.locator("[data-cell=state]")).to_have_text("Ready")


def test_when_its_source_falls_silent_it_is_asked_for_anew(floor: Page, peer: Peer) -> None:
    open_panel(floor)
    peer.answers[URL] = (200, panel("Ada Aaa", "Ready", note="locked"))

    peer.push([("source", "cisco", source("stale"))])

    expect(floor.locator("#note")).to_have_text("locked")


def test_back_closes_it_and_forward_opens_it(floor: Page) -> None:
    open_panel(floor)
    floor.go_back()
    expect(floor.locator("#needs")).to_be_visible()
    floor.go_forward()
    expect(floor.locator("#panel h2")).to_have_text("Ada Aaa")


def test_its_actions_ask_in_place_too(floor: Page) -> None:
    open_panel(floor)
    floor.click("#panel [data-action=sign-out]")
    expect(floor.locator("#confirm")).to_contain_text("Sign Ada Aaa out?")


def test_a_changed_row_asks_for_the_panel_at_most_once_a_second(floor: Page, peer: Peer) -> None:
    open_panel(floor)
    asked: list[str] = []
    floor.on("request", lambda request: asked.append(request.url) if URL in request.url else None)

    for number in range(40):
        peer.push([("agent", "cisco:1", agent("Ada Aaa", ext=str(number)))])
        floor.wait_for_timeout(50)

    assert 1 <= len(asked) <= 4


def test_a_lost_source_is_one_card_and_its_rows_are_none(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    for number in range(3):
        peer.floor.put("agent", f"cisco:{number}", agent(f"Agent {number}", "wrap_up", since=400))
    page.goto(peer.url)
    expect(page.locator("#needs-list > li")).to_have_count(3)

    peer.push([("source", "cisco", source("down", since=4))])

    expect(page.locator("#needs-list > li")).to_have_count(1)
    expect(page.locator("#needs-list > li")).to_contain_text("lost; 3 rows stand still")
    expect(page.locator("[data-feed=cisco]")).to_have_attribute("data-feed-state", "down")
    expect(page.locator("#announce")).to_contain_text("cisco is lost since")
