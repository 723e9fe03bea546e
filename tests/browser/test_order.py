"""What is shown in which order: as on the server's page of the same address, and held still under pointer and focus."""

import random

import pytest
from playwright.sync_api import Page, expect

from tests.browser.floors import agent, fill, source
from tests.browser.peer import Peer
from tests.browser.waiting import told

SHOWN = """() => [...document.querySelectorAll("tbody[data-group]:not([hidden])")].map((body) => [
    body.dataset.group,
    body.dataset.closed ?? "",
    [...body.querySelectorAll("tr[data-agent]:not([hidden])")].map((row) => row.dataset.agent),
])"""
STANDING = """() => ({
    q: document.querySelector("#tools [name=q]").value,
    team: document.querySelector("#tools [name=team]").value,
    state: document.querySelector("#tools [name=state]").value,
    group: document.querySelector("#tools [name=group]").value,
    hide: document.querySelector("#tools [name=signed_out]").checked,
    sources: [...document.querySelectorAll("#tools input[name=source]")].map(({value}) => value),
    sorted: [...document.querySelectorAll("#agents [aria-sort]")].map((head) => [head.innerText, head.ariaSort]),
    next: [...document.querySelectorAll("#agents [data-sort]")].map(({value}) => value),
    tiles: [...document.querySelectorAll("#tiles [aria-current]")].map(({dataset}) => dataset.tile),
    count: document.querySelector("#count").textContent,
    none: document.querySelector("#none-match").innerText,
})"""
COLUMNS = ("name", "state", "time", "call", "call-time", "team", "ext", "source")
VIEWS = (
    *(f"?sort={column}" for column in COLUMNS[::2]),
    *(f"?sort=-{column}&group=none" for column in COLUMNS[1::2]),
    "?group=state",
    "?group=state&closed=ready",
    "?q=elodie+ros",
    "?q=401&signed_out=hide",
    "?q=nobody",
    "?state=talking",
    "?state=talking&state=hold&signed_out=hide",
    "?state=signed_out&signed_out=hide",
    "?source=xivo",
    "?team=cisco%3A5000&closed=cisco%3A5000",
)


def expect_query(page: Page, query: str) -> None:
    """What stands after the "?" of the address."""
    page.wait_for_function("query => location.search.slice(1) === query", arg=query)


@pytest.fixture
def floor(page: Page, peer: Peer) -> Page:
    """A page of 60 agents."""
    fill(peer.floor, 60)
    page.goto(peer.url)
    return page


def test_going_to_an_address_gives_what_the_server_gives_for_it(floor: Page, peer: Peer) -> None:
    fill(peer.floor, 60, linked=True)
    floor.goto(peer.url)
    differing = []
    for view in VIEWS:
        floor.evaluate(
            "query => { history.pushState(null, '', '/' + query); dispatchEvent(new PopStateEvent('popstate')) }", view
        )
        shown = floor.evaluate(SHOWN), floor.evaluate(STANDING)
        floor.goto(f"{peer.url}/{view}")
        if shown != (floor.evaluate(SHOWN), floor.evaluate(STANDING)):
            differing.append(view)

    assert not differing


def test_a_filter_is_a_step_that_back_undoes_and_typing_is_none(floor: Page) -> None:
    floor.select_option("#tools [name=state]", "talking")
    expect_query(floor, "state=talking")
    floor.fill("#tools [name=q]", "ada")
    floor.fill("#tools [name=q]", "ada n")
    expect_query(floor, "q=ada+n&state=talking")

    floor.go_back()

    expect_query(floor, "")
    expect(floor.locator("#count")).to_have_text("60 agents")
    expect(floor.locator("#tools [name=q]")).to_have_value("")
    floor.go_forward()
    expect(floor.locator("#tools [name=q]")).to_have_value("ada n")


def test_a_tile_filters_and_pressed_again_leads_back(floor: Page) -> None:
    floor.click("[data-tile=talking]")
    states = {row.get_attribute("data-state") for row in floor.locator("tr[data-agent]:visible").all()}
    assert states == {"talking"}

    floor.click("[data-tile=talking]")
    expect(floor.locator("#count")).to_have_text("60 agents")


def test_a_filter_that_nobody_matches_says_so_and_offers_the_way_out(floor: Page) -> None:
    floor.fill("#tools [name=q]", "nobody has this name")
    expect(floor.locator("#none-match")).to_contain_text("None of 60 match.")

    floor.click("#none-match a")

    expect(floor.locator("#count")).to_have_text("60 agents")


def test_a_group_folds_away_and_comes_back(floor: Page) -> None:
    head = floor.locator("tbody[data-group='xivo:acc'] [data-do=collapse]")
    head.click()
    expect(head).to_have_attribute("aria-expanded", "false")
    expect(floor.locator("tbody[data-group='xivo:acc'] tr[data-agent]:visible")).to_have_count(0)
    expect_query(floor, "closed=xivo%3Aacc")

    head.click()
    expect(floor.locator("tbody[data-group='xivo:acc'] tr[data-agent]").first).to_be_visible()


def test_an_order_is_held_while_the_focus_is_in_the_table_and_sorted_on_demand(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    for number, name in enumerate(("Ada", "Ben", "Cleo", "Dan")):
        peer.floor.put("agent", f"cisco:{number}", agent(name, since=400 - 100 * number))
    page.goto(f"{peer.url}/?sort=time")
    page.focus("#agent-cisco-1 [data-cell=name]")

    peer.push([("agent", "cisco:0", agent("Ada", "talking", since=0))])
    told(page, peer)
    expect(page.locator("#held")).to_be_visible()
    expect(page.locator("#sort-now")).to_have_text("Sort 1")
    assert page.evaluate(SHOWN)[0][2] == ["cisco:0", "cisco:1", "cisco:2", "cisco:3"]

    page.keyboard.press(".")
    assert page.evaluate(SHOWN)[0][2] == ["cisco:1", "cisco:2", "cisco:3", "cisco:0"]
    expect(page.locator("#held")).to_be_hidden()
    expect(page.locator("#agent-cisco-1 [data-cell=name]")).to_be_focused()


def test_a_row_that_no_longer_matches_stays_while_the_pointer_is_in_the_table(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    for number, name in enumerate(("Ada", "Ben")):
        peer.floor.put("agent", f"cisco:{number}", agent(name))
    page.goto(f"{peer.url}/?state=ready")
    page.hover("#agent-cisco-0")

    peer.push([("agent", "cisco:0", agent("Ada", "talking"))])
    told(page, peer)
    expect(page.locator("#agent-cisco-0")).to_be_visible()
    expect(page.locator("#sort-now")).to_have_text("Sort 1")

    page.mouse.move(5, 5)
    expect(page.locator("#agent-cisco-0")).to_be_hidden()
    expect(page.locator("#count")).to_have_text("1 of 2")


def test_by_name_nothing_moves_whatever_the_agents_do(floor: Page, peer: Peer) -> None:
    before = floor.evaluate(SHOWN)
    chance = random.Random()
    rows = [(key, values) for key, values in peer.floor.present("agent").items()]

    for _ in range(10):
        key, values = chance.choice(rows)
        peer.push([("agent", key, values | {"state": chance.choice(("ready", "talking", "wrap_up"))})])
    told(floor, peer)

    assert floor.evaluate(SHOWN) == before
