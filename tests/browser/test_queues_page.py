"""The queues' page in a real browser: what is told is written into it, and is what the server would have written."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.floors import ago, source
from tests.browser.peer import Peer, ToldFloor
from tests.browser.queues_page import CREDIT, render_queues, told
from tests.services.chromium import serious_violations

LONG = "Kreditkartenabrechnungsstelle"
COUNTED = {"offered": 11211, "answered": 90, "abandoned": 10, "abandoned_within_15s": 4, "expected_wait_seconds": 75}
CELLS = """page => {
  const cells = [...page.querySelectorAll("#queue-table [data-cell], #queue-table [data-total]")];
  const nameOf = (cell) => `${cell.closest("tr").id} ${cell.dataset.cell ?? cell.dataset.total}`;
  return Object.fromEntries(cells.map((cell) => [nameOf(cell), [cell.textContent, cell.title]]));
}"""
ROWS = """page => [...page.querySelectorAll("#queue-table tr[data-queue]")].map(({ dataset }) => ({ ...dataset }))"""


@pytest.fixture
def peer() -> Iterator[Peer]:
    """A server with two live systems and four queues."""
    with Peer(render_queues) as peer:
        for name in ("cisco", "xivo"):
            peer.floor.put("source", name, source())
        peer.floor.put("queue", "cisco:Sales", told("Sales", 2, 45))
        peer.floor.put("queue", "cisco:Support", told("Support"))
        peer.floor.put("queue", "cisco:Credit", told(LONG, None, level_variant=CREDIT))
        peer.floor.put("queue", "xivo:11", told("Accueil", 1, 30))
        yield peer


@pytest.fixture
def context(peer: Peer, context: BrowserContext) -> BrowserContext:
    """The browser leaves before the server does."""
    return context


@pytest.fixture
def queues(page: Page, peer: Peer) -> Page:
    """The page, connected."""
    page.goto(peer.url)
    peer.until(lambda: any("open" in said for socket in peer.sockets for said in socket.said))
    return page


def shown(page: Page, wanted: str) -> object:
    """What the page says."""
    return page.evaluate(f"({wanted})(document)")


def served(page: Page, floor: ToldFloor, wanted: str) -> object:
    """What the server would say now."""
    parsed = "new DOMParser().parseFromString(html, 'text/html')"
    return page.evaluate(f"html => ({wanted})({parsed})", render_queues(floor, ""))


def test_it_asks_for_queues_and_lights_beside_what_is_the_viewers_own(queues: Page, peer: Peer) -> None:
    [opening] = [said for said in peer.sockets[0].said if "open" in said]

    assert {"queue", "source"} <= set(opening["only"]["kinds"])
    assert not {"agent", "callers", "membership"} & set(opening["only"]["kinds"])


def test_what_is_told_is_written_as_the_server_would_write_it(queues: Page, peer: Peer) -> None:
    agents, waits = {"ready": 3, "talking": 5}, [ago(150), ago(90), ago(20)]
    peer.push(
        [
            (
                "queue",
                "cisco:Sales",
                told("Sales", 7, 150, figures=COUNTED, level=[80, 100], agents=agents, waits=waits),
            ),
            ("queue", "cisco:Support", told("Support", 0, figures=COUNTED | {"offered": -1}, level=[15, 30])),
            ("queue", "cisco:Credit", told(LONG, None, level_missing="no_data", level_variant=CREDIT)),
            ("queue", "xivo:11", told("Accueil", 4, 70, figures={"answered": 0}, warn_waiting=3)),
            ("source", "cisco", source("stale", since=20, heard=25)),  # so that its times stand
            ("source", "xivo", source("down", since=30, heard=31)),
        ]
    )
    expect(queues.locator("#queue-cisco-Sales [data-cell=waiting]")).to_have_text("7")
    expect(queues.locator("#banner")).to_contain_text("cisco is silent since")

    assert queues.locator("#queue-cisco-Sales [data-cell=level]").text_content() == "78.4 %"  # 80 of 102
    assert shown(queues, CELLS) == served(queues, peer.floor, CELLS)
    assert shown(queues, ROWS) == served(queues, peer.floor, ROWS)


def test_a_change_leaves_order_and_focus_where_they_are(queues: Page, peer: Peer) -> None:
    queues.focus("#queue-cisco-Support a")

    peer.push([("queue", "cisco:Support", told("Support", 9, 130))])

    row = queues.locator("#queue-cisco-Support")
    expect(row.locator("[data-cell=waiting]")).to_have_text("9")
    expect(row).to_have_attribute("data-level", "alarm")
    expect(row.locator("[data-cell=past]")).to_have_text("past 2:00")
    expect(row.locator("a")).to_be_focused()
    expect(queues.locator("#queue-totals [data-total=waiting]")).to_have_text("≥ 12")


def test_a_lost_line_lets_the_times_stand(queues: Page, peer: Peer) -> None:
    peer.admits = False
    peer.close_all(1001)

    expect(queues.locator("#banner")).to_contain_text("Not connected since")
    expect(queues.locator("#queue-cisco-Sales")).to_have_attribute("data-fresh", "false")
    peer.admits = True


def test_a_new_queue_is_asked_for_with_what_is_filtered_by(queues: Page, peer: Peer) -> None:
    peer.floor.put("queue", "cisco:New", told("New"))
    peer.answers["/queues/"] = (200, render_queues(peer.floor, "", "_table"))

    peer.push([("queue", "cisco:New", told("New", 3, 12))])

    expect(queues.locator("#queue-cisco-New [data-cell=waiting]")).to_have_text("3")


def test_a_figure_says_what_it_is_by_keyboard(queues: Page) -> None:
    queues.focus("#ask-level")
    queues.keyboard.press("Enter")
    expect(queues.locator("#what-level")).to_be_visible()
    expect(queues.locator("#title-level")).to_be_focused()

    queues.keyboard.press("Escape")

    expect(queues.locator("#what-level")).to_be_hidden()
    expect(queues.locator("#ask-level")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_for_everybody_and_for_every_width(page: Page, peer: Peer, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(peer.url)
    peer.push([("source", "xivo", source("stale", since=4)), ("queue", "cisco:Support", told("Support", 9, 130))])
    expect(page.locator("#queue-xivo-11")).to_have_attribute("data-fresh", "false")
    assert serious_violations(page) == []

    page.set_viewport_size({"width": 400, "height": 860})

    assert page.evaluate("document.documentElement.scrollWidth") == 400
    assert serious_violations(page) == []
