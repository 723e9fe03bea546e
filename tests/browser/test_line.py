"""The page's line: it resumes where it was, acknowledges, beats, and says honestly when it is lost."""

from django.utils import translation
from playwright.sync_api import Page, expect

from tests.browser.floors import agent, fill, source
from tests.browser.page import render
from tests.browser.peer import Peer, ToldFloor
from tests.browser.waiting import told
from tests.services.chromium import Complaints


def openings(peer: Peer) -> list[dict[str, object]]:
    """What each socket opened with."""
    return [message["open"] for socket in peer.sockets for message in socket.said if "open" in message]


def test_a_page_opens_with_the_position_that_it_was_made_at(page: Page, peer: Peer) -> None:
    fill(peer.floor, 3)
    made_at = peer.floor.position()

    page.goto(peer.url)

    peer.until(lambda: len(openings(peer)) == 1)
    assert openings(peer) == [made_at]


def test_a_line_that_was_cut_resumes_where_it_was(page: Page, peer: Peer) -> None:
    fill(peer.floor, 3)
    page.goto(peer.url)
    told(page, peer)
    was_at = peer.floor.position()

    peer.close_all(1012)
    peer.push([("agent", "cisco:1001", agent("Grace While-Away"))])

    expect(page.locator("#agent-cisco-1001 [data-cell=name]")).to_have_text("Grace While-Away")
    assert openings(peer)[1] == was_at


def test_an_unknown_epoch_means_the_whole_and_what_it_does_not_name_is_gone(page: Page, peer: Peer) -> None:
    fill(peer.floor, 3)
    page.goto(peer.url)
    told(page, peer)

    peer.floor.epoch = "e2"
    peer.floor.put("agent", "cisco:1001", None)
    peer.close_all(1012)

    expect(page.locator("#agent-cisco-1001")).to_have_count(0)
    expect(page.locator("tr[data-agent]")).to_have_count(2)


def test_the_newest_frame_is_acknowledged(page: Page, peer: Peer) -> None:
    fill(peer.floor, 3)
    page.goto(peer.url)
    told(page, peer)

    for number in range(5):
        peer.push([("agent", "cisco:1001", agent(ext=str(number)))])

    [socket] = peer.sockets
    peer.until(lambda: {"ack": socket.frame} in socket.said, within=3)


def test_both_sides_beat(page: Page, peer: Peer) -> None:
    page.goto(peer.url)

    peer.until(lambda: any({"beat": 2} in socket.said for socket in peer.sockets), within=20)


def test_a_lost_line_says_so_marks_every_row_and_comes_back(page: Page, peer: Peer, complaints: Complaints) -> None:
    complaints.expect("Unexpected response code: 403")
    fill(peer.floor, 3)
    page.goto(peer.url)
    told(page, peer)

    peer.admits = False
    peer.close_all(1001)
    expect(page.locator("#banner")).to_contain_text("Not connected since")
    expect(page.locator("tr[data-fresh=false]")).to_have_count(3)
    expect(page.locator("#needs-nobody")).to_have_text("Not connected: who needs you is not known.")
    expect(page.locator("#needs-count")).to_have_text("–")
    row = page.locator("tr[data-state]").filter(has=page.locator("[data-cell=name]")).first
    row.locator("[data-cell=name]").focus()
    page.keyboard.press("o")
    expect(page.locator("#said")).to_contain_text("Not connected: nothing can be asked from here")
    page.keyboard.press("Escape")

    peer.admits = True
    expect(page.locator("#banner")).to_have_text("All systems are live.", timeout=20_000)
    expect(page.locator("#needs-nobody")).to_have_text("Nobody needs you now.")
    expect(page.locator("tr[data-fresh=true]")).to_have_count(3)


def test_a_silent_line_is_a_lost_line(page: Page, peer: Peer, complaints: Complaints) -> None:
    complaints.expect("Unexpected response code: 403")
    page.clock.install()
    fill(peer.floor, 3)
    page.goto(peer.url)
    told(page, peer)

    peer.beats = False
    peer.admits = False
    for _ in range(14):
        page.clock.run_for(1_000)

    expect(page.locator("#banner")).to_contain_text("Not connected since")


def test_who_was_signed_out_is_told_and_the_page_behind_stays(page: Page, peer: Peer, complaints: Complaints) -> None:
    fill(peer.floor, 3)
    page.goto(peer.url)
    told(page, peer)

    peer.answers["/"] = (401, "<p>Sign in</p>")
    complaints.expect("401")
    peer.close_all(4401)

    expect(page.locator("#signed-out")).to_be_visible()
    expect(page.locator("tr[data-agent]")).to_have_count(3)


def test_whose_teams_changed_gets_the_page_anew(page: Page, peer: Peer) -> None:
    fill(peer.floor, 3)
    page.goto(peer.url)
    told(page, peer)

    peer.floor.put("agent", "cisco:1099", agent("New Here"))
    peer.close_all(4401)

    expect(page.locator("#agent-cisco-1099")).to_be_visible()
    peer.until(lambda: len(peer.sockets) == 2)


def test_who_is_not_allowed_does_not_come_back(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    page.clock.install()
    page.goto(peer.url)
    told(page, peer)

    peer.close_all(4403)
    page.clock.run_for(60_000)

    expect(page.locator("#banner")).to_have_text("This floor is not yours to see.")
    assert len(peer.sockets) == 1


def test_what_a_bridge_says_in_a_push_stands_in_the_pages_language(page: Page) -> None:
    def in_german(floor: ToldFloor, query: str) -> str:
        with translation.override("de"):
            return render(floor, query)

    with Peer(in_german) as peer:
        peer.floor.put("source", "cisco", source())
        peer.floor.put("agent", "cisco:1", agent("Ada"))
        page.goto(peer.url)
        told(page, peer)

        peer.push(
            [
                (
                    "source",
                    "cisco",
                    source("failed")
                    | {"note": "Finesse does not know this login id. Wait a bit. The line to cti1:61613 was lost."},
                )
            ]
        )

        expect(page.locator("#banner")).to_contain_text(
            "Finesse kennt diese Anmeldekennung nicht. Wait a bit. Die Verbindung zu cti1:61613 ist abgerissen."
        )
        page.goto("about:blank")
