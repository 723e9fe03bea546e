"""Rows patched by pushes are rows loaded fresh, and nobody's focus, selection or place is lost by them."""

import random
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.floors import TEAMS, agent, ago, any_agent, fill, key_of, source
from tests.browser.peer import Peer
from tests.browser.waiting import told

# What pushes write: each row's attributes, and its cells but the first and the last. Times are the ticker's.
ROWS = """() => [...document.querySelectorAll("tr[data-agent]")].map((row) => {
    const attributes = [...row.attributes].filter(({name}) => !["class", "data-level"].includes(name));
    const cells = [...row.cells].slice(1, -1).map((cell) => {
        const copy = cell.cloneNode(true);
        for (const time of copy.querySelectorAll("time, .vh")) time.textContent = "";
        for (const link of copy.querySelectorAll("[tabindex]")) link.removeAttribute("tabindex");
        return copy.outerHTML;
    });
    return [Object.fromEntries(attributes.map(({name, value}) => [name, value])), cells];
})"""
HEADS = """() => [...document.querySelectorAll("tbody[data-group]:not([hidden])")].map((body) => [
    body.dataset.group, body.querySelector(".grp").innerText])"""
TILES = "() => document.querySelector('#tiles').innerText"
SHARES = "() => [...document.querySelectorAll('#share rect')].map((bar) => bar.width.baseVal.value)"


def random_frames(peer: Peer, chance: random.Random, frames: int) -> None:
    """Agents come, change, change teams and leave."""
    teams = list(TEAMS)
    for _ in range(frames):
        rows: list[tuple[str, str, dict[str, Any] | None]] = []
        for number in [chance.randrange(40) for _ in range(chance.randrange(1, 6))]:
            team = teams[2] if number % 3 == 2 else chance.choice(teams[:2])
            gone = chance.random() < 0.2
            rows.append(("agent", key_of(number, team), None if gone else any_agent(chance, number, team)))
        peer.push(rows)


def test_a_push_writes_the_cells_of_its_row(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    peer.floor.put("agent", "cisco:1001", agent(ext="4001"))
    page.goto(peer.url)

    peer.push([("agent", "cisco:1001", agent(state="not_ready", reason="10", label="Lunch", ext="4002", since=65))])

    row = page.locator("#agent-cisco-1001")
    expect(row).to_have_attribute("data-state", "not_ready")
    expect(row.locator("[data-cell=state]")).to_have_text("Not ready")
    expect(row.locator("[data-cell=reason]")).to_have_text("Lunch")
    expect(row.locator("[data-cell=ext]")).to_have_text("4002")
    expect(row.locator("[data-cell=time]")).to_have_text(re.compile(r"^1:[01]\d$"))


def test_the_day_stands_in_columns_once_a_system_tells_it_and_there_is_room(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    peer.floor.put("agent", "cisco:1001", agent(ext="4001"))
    peer.floor.put("agent", "cisco:1002", agent())
    page.set_viewport_size({"width": 1700, "height": 900})
    page.goto(peer.url)
    ready = page.locator("#agent-cisco-1001 [data-cell=day-ready]")
    told(page, peer)
    expect(ready).to_have_count(0)  # a seventh of what a row weighs, for nothing

    day = {"signed_in": ago(9000), "ready": 7723, "heard": ago(1)}
    peer.push([("agent", "cisco:1001", agent(ext="4001", day=day))])

    expect(ready).to_have_text("2:08:43")
    expect(page.locator("#agent-cisco-1002 .c-day")).to_have_text(["–"] * 4)
    expect(page.locator("#agent-cisco-1001 [data-cell=day-wrap-up]")).to_have_text("–")
    expect(page.locator("#agent-cisco-1001 [data-cell=day-in]")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(ready).to_be_hidden()


def test_somebody_on_two_systems_is_counted_once_and_both_rows_say_so(page: Page, peer: Peer) -> None:
    peer.floor.put("agent", "cisco:1001", agent(state="ready", person="p7"))
    peer.floor.put("agent", "xivo:19", agent(state="not_ready", team="xivo:acc", person="p7"))
    page.goto(peer.url)
    expect(page.locator("#count")).to_have_text("1 agent")

    peer.push([("agent", "xivo:19", agent(state="talking", team="xivo:acc", person="p7"))])

    expect(page.locator("#agent-cisco-1001 .also")).to_have_attribute("title", "also xivo: Talking")
    expect(page.locator("#agent-xivo-19 .also")).to_have_attribute("title", "also cisco: Ready")
    expect(page.locator("[data-tile=talking] b")).to_have_text("1")
    expect(page.locator("[data-tile=ready] b")).to_have_text("0")

    peer.push([("agent", "xivo:19", None)])
    expect(page.locator("[data-tile=ready] b")).to_have_text("1")
    expect(page.locator("#agent-cisco-1001 .also")).to_have_count(0)


def test_following_pushes_is_loading_fresh(page: Page, peer: Peer) -> None:
    fill(peer.floor, 30)
    for query in ("", "?group=state&sort=-time", "?group=none&sort=call&signed_out=hide"):
        page.goto(f"{peer.url}/{query}")

        random_frames(peer, random.Random(), frames=40)
        told(page, peer)
        page.mouse.move(5, 5)
        page.wait_for_timeout(1_100)  # the order settles at most once a second

        followed = [page.evaluate(each) for each in (ROWS, HEADS, TILES)]
        shares = page.evaluate(SHARES)
        page.reload()
        assert followed == [page.evaluate(each) for each in (ROWS, HEADS, TILES)]
        assert shares == pytest.approx(page.evaluate(SHARES), abs=0.11)


def test_focus_selection_popover_and_place_survive_a_thousand_changes_of_their_row(page: Page, peer: Peer) -> None:
    fill(peer.floor, 200)
    key = "cisco:1100"
    peer.floor.put("agent", key, agent("Ada Test", "ready"))
    page.goto(peer.url)
    row = page.locator("#agent-cisco-1100")
    row.scroll_into_view_if_needed()
    row.locator("[data-cell=name]").focus()
    page.evaluate("""() => {
        const {firstChild} = document.querySelector("#agent-cisco-1100 [data-cell=name]");
        getSelection().setBaseAndExtent(firstChild, 1, firstChild, 3);
        document.querySelector("#confirm").showPopover();
        document.querySelector("#agent-cisco-1100 [data-cell=name]").focus();
    }""")
    scrolled = page.evaluate("document.querySelector('#table').scrollTop")

    for number in range(1000):
        state = ("talking", "wrap_up", "not_ready", "ready")[number % 4]
        peer.push([("agent", key, agent("Ada Test", state, ext=str(number)))])
    told(page, peer)

    expect(row.locator("[data-cell=ext]")).to_have_text("999")
    expect(row.locator("[data-cell=name]")).to_be_focused()
    assert page.evaluate("String(getSelection())") == "da"
    assert page.evaluate("document.querySelector('#confirm').matches(':popover-open')")
    assert scrolled > 0
    assert page.evaluate("document.querySelector('#table').scrollTop") == scrolled


def test_when_the_focused_row_leaves_the_next_takes_the_focus(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    for number, name in enumerate(("Ada", "Ben", "Cleo")):
        peer.floor.put("agent", f"cisco:{number}", agent(name))
    page.goto(peer.url)
    page.locator("#agent-cisco-1 [data-cell=name]").focus()

    peer.push([("agent", "cisco:1", None)])

    expect(page.locator("#agent-cisco-2 [data-cell=name]")).to_be_focused()


def test_a_text_is_never_markup(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    peer.floor.put("agent", "cisco:1", agent("Ada"))
    page.goto(peer.url)

    peer.push([("agent", "cisco:1", agent("<img src=x onerror=alert(1)>", "not_ready", reason="1", label="<b>x</b>"))])

    expect(page.locator("#agent-cisco-1 [data-cell=name]")).to_have_text("<img src=x onerror=alert(1)>")
    expect(page.locator("#agents img, #agents [data-cell=reason] b")).to_have_count(0)


def test_one_flash_for_a_change_of_state_and_none_for_other_changes(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    peer.floor.put("agent", "cisco:1", agent("Ada", "ready"))
    page.goto(peer.url)
    row = page.locator("#agent-cisco-1")

    peer.push([("agent", "cisco:1", agent("Ada", "ready", ext="4001"))])
    expect(row.locator("[data-cell=ext]")).to_have_text("4001")
    expect(row).not_to_contain_class("flash")

    peer.push([("agent", "cisco:1", agent("Ada", "talking", ext="4001"))])
    expect(row).to_contain_class("flash")
    expect(row).not_to_contain_class("flash", timeout=2_000)


def test_nothing_flashes_while_more_than_ten_a_second_change(page: Page, peer: Peer) -> None:
    fill(peer.floor, 30)
    page.goto(peer.url)

    for state in ("ready", "talking"):
        peer.push(("agent", f"cisco:{1001 + n}", agent(f"A{n}", state)) for n in range(0, 30, 3))
    told(page, peer)

    assert page.locator(".flash").count() <= 10
