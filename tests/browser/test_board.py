"""The membership board in a real browser: moved by keys and by hand, and shown as the system says it, never before."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.board_page import (
    BATCH,
    PREVIEW,
    answer_asked,
    answer_preview,
    asked,
    fields_of,
    render_board,
    serving,
    told_of,
)
from tests.browser.floors import agent, queue, source
from tests.browser.peer import Peer
from tests.services.chromium import Complaints, serious_violations

SALES, SUPPORT = "cisco:Sales", "cisco:Support"
ADA, BEN, CLEO = "cisco:1001", "cisco:1002", "cisco:1003"


@pytest.fixture
def peer() -> Iterator[Peer]:
    """A server with two queues: Ada and Ben serve Sales, Cleo serves Support, and Ben not as by default."""
    with Peer(render_board) as peer:
        peer.floor.put("source", "cisco", source())
        for name in ("Sales", "Support"):
            peer.floor.put("queue", f"cisco:{name}", queue(name))
        for key, name, state in (
            (ADA, "Ada Novak", "ready"),
            (BEN, "Ben Ito", "talking"),
            (CLEO, "Cleo Sand", "ready"),
        ):
            peer.floor.put("agent", key, agent(name, state))
        peer.floor.put("membership", ADA, serving({SALES: 0}))
        peer.floor.put("membership", BEN, serving({SALES: 0}, {SALES: 1}))
        peer.floor.put("membership", CLEO, serving({SUPPORT: 0}))
        answer_preview(peer, deed="move", queue=SUPPORT, penalty="1", out_of=SALES)
        yield peer


@pytest.fixture
def context(peer: Peer, context: BrowserContext) -> BrowserContext:
    """The browser leaves before the server does."""
    return context


@pytest.fixture
def board(page: Page, peer: Peer) -> Page:
    """The board, connected."""
    page.goto(peer.url)
    expect(chip(page, SALES, 0, ADA)).to_be_visible()
    peer.until(lambda: any("open" in said for socket in peer.sockets for said in socket.said))
    return page


def lane(page: Page, of: str, name: object) -> Locator:
    """A lane of a queue."""
    return page.locator(f"[data-queue='{of}'] [data-lane='{name}']")


def chip(page: Page, of: str, name: object, whom: str) -> Locator:
    """An agent's chip in a lane."""
    return lane(page, of, name).locator(f"[data-agent='{whom}']")


def wish(page: Page, of: str, name: object, whom: str = ADA) -> Locator:
    """Where an agent was asked to be."""
    return lane(page, of, name).locator(f"[data-wish='{whom}']")


def said(page: Page) -> Locator:
    """What a screen reader is told."""
    return page.locator("#board-said")


def carry_ada_to_support(page: Page) -> None:
    """By keys: up, one column on, one penalty down, and dropped."""
    page.keyboard.press("Tab")
    chip(page, SALES, 0, ADA).focus()
    for key in ("Space", "ArrowRight", "ArrowDown", "Space"):
        page.keyboard.press(key)


def ask(page: Page, peer: Peer) -> None:
    """Says yes to the preview; two orders are asked."""
    answer_asked(peer, ("c1", {ADA: {SUPPORT: 1}}), ("c2", {ADA: {SALES: None}}))
    page.click("#move button[form=move-do]")


def test_it_is_not_told_again_of_what_it_was_made_with(board: Page, peer: Peer) -> None:
    [opening] = [said for said in peer.sockets[0].said if "open" in said]

    assert opening["open"] == peer.floor.position()
    assert {"membership", "agent", "queue"} <= set(opening["only"]["kinds"])
    assert not {"membership", "agent", "queue"} & set(opening["anew"]["kinds"])


def test_keys_move_an_agent_and_the_systems_own_word_confirms_it(board: Page, peer: Peer) -> None:
    chip(board, SALES, 0, ADA).focus()
    board.keyboard.press("Space")
    expect(said(board)).to_contain_text("Ada Novak picked up from Sales, penalty 0.")
    board.keyboard.press("ArrowRight")
    board.keyboard.press("ArrowDown")
    expect(said(board)).to_have_text("Here: Support, penalty 1")
    board.keyboard.press("Space")

    expect(board.locator("#move")).to_contain_text("leaves Sales")
    expect(board.get_by_role("button", name="Cancel")).to_be_focused()
    assert [each.path for each in peer.asked] == [PREVIEW]
    assert fields_of(peer.asked[0].body) == {
        "agents": [ADA],
        "deed": ["move"],
        "queue": [SUPPORT],
        "penalty": ["1"],
        "out_of": [SALES],
        "out_of_penalty": ["0"],
    }

    ask(board, peer)

    expect(wish(board, SUPPORT, 1)).to_contain_text("Asked")
    expect(chip(board, SALES, 0, ADA)).to_have_attribute("data-leaving", "asked")
    expect(chip(board, SALES, 0, ADA)).to_be_focused()
    peer.push([told_of("c1", "confirmed"), told_of("c2", "confirmed"), ("membership", ADA, serving({SUPPORT: 1}))])
    expect(chip(board, SUPPORT, 1, ADA)).to_be_visible()
    expect(chip(board, SALES, 0, ADA)).to_have_count(0)
    expect(wish(board, SUPPORT, 1)).to_have_count(0)
    expect(board.locator("#selection")).to_contain_text("1 confirmed")
    expect(board.locator("#selection [data-do=undo]")).to_contain_text("Undo")
    expect(board.locator("#announce")).to_contain_text("1 confirmed")

    peer.answers[f"/queues/membership/{BATCH}/undo/"] = (200, asked(("c3", {ADA: {SALES: 0}}), undo=False))
    board.click("#selection [data-do=undo]")
    expect(wish(board, SALES, 0)).to_contain_text("Asked")
    expect(board.locator("#selection [data-do=undo]")).to_be_hidden()


def test_escape_leaves_all_as_it_was(board: Page, peer: Peer) -> None:
    chip(board, SALES, 0, ADA).focus()
    board.keyboard.press("Enter")
    board.keyboard.press("ArrowRight")
    board.keyboard.press("Escape")

    expect(said(board)).to_have_text("Nothing is moved.")
    expect(board.locator("[data-over]")).to_have_count(0)
    expect(chip(board, SALES, 0, ADA)).to_be_focused()
    assert not peer.asked


def test_with_control_they_stay_where_they_were_too(board: Page, peer: Peer) -> None:
    chip(board, SALES, 0, ADA).focus()
    for key in ("Space", "ArrowRight", "Control+Space"):
        board.keyboard.press(key)

    expect(board.locator("#move")).to_be_visible()
    sent = fields_of(peer.asked[0].body)
    assert sent == {"agents": [ADA], "deed": ["add"], "queue": [SUPPORT], "penalty": ["0"]}


def test_arrows_go_from_chip_to_chip_and_the_board_is_one_tab_stop(board: Page) -> None:
    chip(board, SALES, 0, ADA).focus()
    board.keyboard.press("ArrowDown")
    expect(chip(board, SALES, 0, BEN)).to_be_focused()
    board.keyboard.press("ArrowRight")

    expect(chip(board, SUPPORT, 0, CLEO)).to_be_focused()
    assert board.evaluate("document.querySelectorAll('#board [data-agent][tabindex=\"0\"]').length") == 1


def test_a_selection_is_dragged_with_the_hand(board: Page, peer: Peer) -> None:
    chip(board, SALES, 0, ADA).click()
    chip(board, SALES, 0, BEN).click()
    expect(board.locator("#selection")).to_contain_text("2 selected")

    chip(board, SALES, 0, ADA).drag_to(lane(board, SUPPORT, 1))

    expect(board.locator("#move")).to_be_visible()
    assert fields_of(peer.asked[0].body)["agents"] == [ADA, BEN]
    assert fields_of(peer.asked[0].body)["queue"] == [SUPPORT]


def test_a_whole_team_is_moved_by_the_head_of_a_lane(board: Page, peer: Peer) -> None:
    board.select_option("#board-tools [name=team]", "cisco:5000")

    lane(board, SALES, 0).get_by_role("button", name="All of Sales North").drag_to(lane(board, SUPPORT, 0))

    expect(board.locator("#move")).to_be_visible()
    sent = fields_of(peer.asked[0].body)
    assert (sent["team"], sent["deed"], sent["out_of_penalty"]) == (["cisco:5000"], ["move"], ["0"])
    assert "agents" not in sent


def test_what_timed_out_is_shown_where_it_was_asked_until_it_is_dismissed(board: Page, peer: Peer) -> None:
    carry_ada_to_support(board)
    ask(board, peer)

    peer.push([told_of("c1", "sent"), told_of("c2", "sent")])
    peer.push([told_of("c1", "timed_out"), told_of("c2", "timed_out")])

    expect(wish(board, SUPPORT, 1)).to_contain_text("Timed out")
    expect(chip(board, SALES, 0, ADA)).to_have_attribute("data-leaving", "timed_out")
    expect(board.locator("#selection")).to_contain_text("1 timed out")
    expect(board.locator("#selection [data-do=undo]")).to_be_hidden()  # there is nothing to take back
    board.click("#selection [data-do=batch-close]")
    expect(wish(board, SUPPORT, 1)).to_have_count(0)
    expect(chip(board, SALES, 0, ADA)).not_to_have_attribute("data-leaving", "timed_out")


def test_of_a_silent_system_all_stands_hatched(board: Page, peer: Peer) -> None:
    peer.push([("source", "cisco", source("stale"))])

    expect(board.locator(f"[data-queue='{SALES}'][data-stale]")).to_be_visible()


def test_a_lost_line_locks_it_and_is_said(board: Page, peer: Peer, complaints: Complaints) -> None:
    complaints.expect("Unexpected response code: 403")
    peer.admits = False
    peer.close_all(1001)
    expect(board.locator("#banner")).to_contain_text("Not connected since")

    chip(board, SALES, 0, ADA).focus()
    for key in ("Space", "ArrowRight", "Space"):
        board.keyboard.press(key)

    expect(board.locator("#move")).to_contain_text("Not connected: nothing can be asked")
    assert not peer.asked
    peer.admits = True


def test_who_differs_from_the_default_is_marked_and_found(board: Page, peer: Peer) -> None:
    expect(chip(board, SALES, 0, BEN)).to_have_attribute("aria-label", "Ben Ito, Talking, differs from the default")

    board.check("#board-tools [name=differs]", force=True)

    expect(chip(board, SALES, 0, ADA)).to_have_count(0)
    expect(board.locator("#board-tools [data-cell=shown]")).to_have_text("1 of 3 agents")
    peer.push([("membership", BEN, serving({SALES: 1}, {SALES: 1}))])
    expect(chip(board, SALES, 1, BEN)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(board: Page, peer: Peer, scheme: str) -> None:
    board.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    chip(board, SALES, 0, BEN).click()
    assert serious_violations(board) == []
    carry_ada_to_support(board)
    ask(board, peer)
    expect(wish(board, SUPPORT, 1)).to_be_visible()

    assert serious_violations(board) == []


def test_at_400_pixels_a_selection_is_moved_by_the_form(board: Page, peer: Peer) -> None:
    board.set_viewport_size({"width": 400, "height": 800})
    assert board.evaluate("document.documentElement.scrollWidth <= 400")

    chip(board, SALES, 0, ADA).click()
    board.click("#selection [data-do=move]")
    board.select_option("#moving [name=queue]", SUPPORT)
    board.click("#moving [type=submit]")

    expect(board.locator("#move")).to_be_visible()
    sent = fields_of(peer.asked[0].body)
    assert (sent["agents"], sent["queue"], sent["out_of"]) == ([ADA], [SUPPORT], [SALES])


def test_f6_goes_round_its_parts_and_its_keys_are_on_a_sheet(board: Page) -> None:
    board.focus("#board-tools [name=q]")
    board.keyboard.press("F6")
    expect(chip(board, SALES, 0, ADA)).to_be_focused()

    board.keyboard.press("?")
    expect(board.locator("#key-sheet")).to_contain_text("picks the agent up")
    board.keyboard.press("Escape")
    expect(chip(board, SALES, 0, ADA)).to_be_focused()

    board.keyboard.press("Shift+F6")
    expect(board.locator("#board-tools [name=q]")).to_be_focused()
