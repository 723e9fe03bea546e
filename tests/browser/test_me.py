"""An agent's own page: messages come, are confirmed and leave, in a hidden tab and over a lost line; hands go up."""

import re
import time
from collections.abc import Iterator
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.floors import ago, source
from tests.browser.me_page import AGENT, ANN, BILLING, PHOTO, key_of, own, render_me, told
from tests.browser.peer import Peer
from tests.services.chromium import Complaints, serious_violations

STEPS = ("delivered", "seen", "confirmed")
IMPORTANT = {"important": True, "must_confirm": True}
BILLING_IS_DOWN = "Billing is down until about 11:30. Offer a call back, do not transfer."

# Stands in for what no headless browser shows: a tab that is hidden, notifications, a loudspeaker.
PRETEND = """
  window.seen = {hidden: false, asked: 0, told: [], sounds: 0};
  Object.defineProperty(document, "hidden", {get: () => window.seen.hidden});
  document.hasFocus = () => !window.seen.hidden;
  window.turn = (hidden) => { window.seen.hidden = hidden; document.dispatchEvent(new Event("visibilitychange")); };
  window.Notification = class extends EventTarget {
    static permission = "default";
    static async requestPermission() { window.seen.asked += 1; return (this.permission = "granted"); }
    constructor(title, {body}) { super(); window.seen.told.push(`${title}: ${body}`); }
  };
  const Real = window.AudioContext;
  window.AudioContext = class extends Real { constructor() { super(); window.seen.sounds += 1; } };
"""


@pytest.fixture
def peer() -> Iterator[Peer]:
    """A server that has Ann's page and takes her receipts."""
    with Peer(render_me) as peer:
        peer.floor.put("source", "cisco", source())
        peer.floor.put("self", AGENT, own())
        peer.answers["/me/receipts/"] = (204, "")
        yield peer


@pytest.fixture
def ann(page: Page, peer: Peer) -> Page:
    """Ann's page on a telephone, with its line open."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.add_init_script(PRETEND)
    page.goto(peer.url)
    peer.until(lambda: any(socket.frame for socket in peer.sockets))
    return page


def receipts(peer: Peer) -> list[tuple[str, str]]:
    """All that was said on the line, then all that was posted: step and message."""
    said = [said for socket in peer.sockets for said in socket.said if "receipts" in said]
    pairs = [(step, id_) for each in said for step in STEPS for id_ in each.get(step, ())]
    return pairs + posted(peer)


def posted(peer: Peer) -> list[tuple[str, str]]:
    """What came by forms, since there was no line."""
    return [pair for asked in peer.asked if asked.path == "/me/receipts/" for pair in parse_qsl(asked.body)]


def press_confirm(page: Page) -> None:
    """Presses it once the messages stand still: sooner, a press might have been meant for another."""
    expect(page.locator("#messages:not([data-moved])")).to_be_visible()
    page.get_by_role("button", name="Confirm").click()


def test_a_message_is_painted_at_once_and_its_receipts_follow(ann: Page, peer: Peer) -> None:
    peer.push([told(PHOTO, "Team photo at 14:00 in the lobby.", at=60)])
    expect(ann.locator("#messages")).to_contain_text("Team photo")

    begun = time.monotonic()
    peer.push([told(BILLING, BILLING_IS_DOWN, at=90, **IMPORTANT)])
    expect(ann.locator("#messages")).to_contain_text("Billing is down")
    assert time.monotonic() - begun < 1

    articles = ann.locator("#messages article")
    expect(articles.first).to_contain_text("Important")  # it comes first, though it is older
    expect(articles.first).to_contain_text(re.compile(r"Sam Supervisor.*until \d\d:\d\d.*1 h [45] min left"))
    expect(ann.locator("#alarm")).to_contain_text("Important message from Sam Supervisor")
    expect(ann.locator("#announce")).to_contain_text("New message from Sam Supervisor: Team photo")
    peer.until(lambda: {("delivered", PHOTO), ("seen", PHOTO), ("delivered", BILLING)} <= set(receipts(peer)))

    press_confirm(ann)
    peer.until(lambda: ("confirmed", BILLING) in receipts(peer))
    expect(articles.first).to_contain_text(re.compile(r"Confirmed \d\d:\d\d"))
    assert len(receipts(peer)) == len(set(receipts(peer)))
    assert posted(peer) == []

    peer.push([("told", key_of(BILLING), None)])
    expect(articles).to_have_count(1)


def test_a_hidden_tab_tells_by_title_sound_and_notification_and_has_not_seen_it(ann: Page, peer: Peer) -> None:
    assert ann.evaluate("seen.asked") == 0  # nothing is asked without a press
    ann.get_by_role("button", name="Tell me by sound and notification").click()
    expect(ann.locator("#telling")).to_have_text(re.compile("Sound and notifications are on."))
    sounds = ann.evaluate("seen.sounds")

    ann.evaluate("turn(true)")
    peer.push([told(BILLING, BILLING_IS_DOWN, **IMPORTANT)])
    expect(ann).to_have_title("(1) New message · Floorwalker")
    peer.until(lambda: bool(ann.evaluate("seen.told.length")))
    assert ann.evaluate("[seen.asked, seen.told, seen.sounds]") == [
        1,
        [f"Important message: {BILLING_IS_DOWN}"],
        sounds + 1,
    ]
    peer.until(lambda: receipts(peer) == [("delivered", BILLING)])

    ann.evaluate("turn(false)")
    peer.until(lambda: ("seen", BILLING) in receipts(peer))
    expect(ann).to_have_title("My page · Floorwalker")


def test_a_lost_line_is_said_what_was_confirmed_meanwhile_is_sent_later_and_what_was_deleted_is_gone(
    ann: Page, peer: Peer, context: BrowserContext, complaints: Complaints
) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    complaints.expect("WebSocket connection")
    peer.push([told(BILLING, BILLING_IS_DOWN, **IMPORTANT), told(PHOTO, "Team photo")])
    peer.until(lambda: ("seen", PHOTO) in receipts(peer))

    peer.admits = False
    context.set_offline(True)
    peer.close_all(1012)
    expect(ann.locator("#banner")).to_contain_text("Not connected since")
    expect(ann.locator("#lights")).to_contain_text("not connected")
    expect(ann.locator(f"[data-self='{AGENT}']")).to_have_attribute("data-fresh", "false")
    press_confirm(ann)
    expect(ann.get_by_text("sent as soon as you are connected")).to_be_visible()
    ann.get_by_role("button", name="Raise a hand").click()
    expect(ann.get_by_role("alert").filter(has_text="nobody was told")).to_be_visible()

    peer.push([("told", key_of(PHOTO), None)])
    peer.admits = True
    context.set_offline(False)

    peer.until(lambda: ("confirmed", BILLING) in receipts(peer))
    expect(ann.locator("#banner")).to_be_hidden()
    expect(ann.locator("#messages article")).to_have_count(1)
    expect(ann.get_by_text(re.compile(r"Confirmed \d\d:\d\d"))).to_be_visible()


def test_what_could_not_be_sent_outlives_the_page(ann: Page, peer: Peer, complaints: Complaints) -> None:
    complaints.expect("503")
    complaints.expect("WebSocket connection")
    peer.answers["/me/receipts/"] = (503, "")
    peer.keeps = peer.admits = False
    peer.push([told(BILLING, BILLING_IS_DOWN, **IMPORTANT)])
    press_confirm(ann)
    peer.close_all(1012)
    expect(ann.get_by_text("sent as soon as you are connected")).to_be_visible()
    peer.until(lambda: ("confirmed", BILLING) in posted(peer))  # tried by a form too, which a proxy lets through
    assert peer.asked[0].headers["x-csrftoken"] == "a-token"

    peer.keeps = peer.admits = True
    peer.sockets.clear()
    peer.asked.clear()
    ann.reload()

    peer.until(lambda: ("confirmed", BILLING) in receipts(peer))
    peer.until(lambda: ann.evaluate("Object.keys(localStorage).length") == 0)  # kept, and forgotten only then


def test_a_press_on_what_has_just_moved_under_the_pointer_is_not_taken(ann: Page, peer: Peer) -> None:
    peer.push([told(PHOTO, "Team photo", must_confirm=True)])
    expect(ann.locator("#messages:not([data-moved])")).to_be_visible()
    ann.get_by_role("button", name="Confirm").hover()

    peer.push([told(BILLING, BILLING_IS_DOWN, **IMPORTANT)])
    expect(ann.locator("#messages[data-moved]")).to_be_visible()
    ann.mouse.down()
    ann.mouse.up()

    peer.until(lambda: ("seen", BILLING) in receipts(peer))
    assert not [message for step, message in receipts(peer) if step == "confirmed"]


def test_a_message_that_came_with_the_page_is_delivered_and_leaves_when_its_time_is_over(
    page: Page, peer: Peer
) -> None:
    page.clock.install()
    peer.floor.put(*told(PHOTO, "Over in a minute", left=60))
    page.goto(peer.url)
    expect(page.get_by_text("less than a minute left")).to_be_visible()
    peer.until(lambda: ("delivered", PHOTO) in receipts(peer))

    page.clock.fast_forward(61_000)

    expect(page.get_by_text("Over in a minute")).to_have_count(0)
    expect(page.get_by_text("No message for you now.")).to_be_visible()


def test_all_of_it_is_done_by_keyboard(ann: Page, peer: Peer) -> None:
    peer.answers["/me/hand/raise/"] = (200, f'<section id="hand" data-since="{ago(0)}" data-text="A refund"></section>')
    peer.push([told(BILLING, BILLING_IS_DOWN, **IMPORTANT)])
    expect(ann.get_by_role("button", name="Confirm")).to_be_visible()

    for _ in range(12):
        ann.keyboard.press("Tab")
        if ann.evaluate("document.activeElement.dataset.do") == "confirm":
            break
    ann.keyboard.press("Enter")
    peer.until(lambda: ("confirmed", BILLING) in receipts(peer))
    expect(ann.locator("#messages article")).to_be_focused()

    while ann.evaluate("document.activeElement.id") != "hand-text":
        ann.keyboard.press("Tab")
    ann.keyboard.type("A refund")
    ann.keyboard.press("Enter")
    expect(ann.locator("#hand")).to_contain_text(re.compile("Hand raised\\s*0:0\\d"))
    expect(ann.locator("#hand")).to_be_focused()  # a second Enter does not lower it
    assert "text=A+refund" in next(asked.body for asked in peer.asked if asked.path == "/me/hand/raise/")

    peer.push([("raised", str(ANN), {"text": "A refund", "since": ago(5), "claimed": ago(0), "by": "Sam Supervisor"})])
    expect(ann.locator("#hand")).to_contain_text("Sam Supervisor is coming")
    expect(ann.locator("#alarm")).to_have_text("Sam Supervisor is coming")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (160, "dark")], ids=["320 px", "at 200 % of it"])
def test_nothing_scrolls_sideways_and_axe_finds_nothing_serious(ann: Page, peer: Peer, width: int, scheme: str) -> None:
    ann.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    ann.set_viewport_size({"width": width, "height": 568})
    raised = {"text": "W" * 100, "since": ago(12)}
    peer.push(
        [
            told(BILLING, "Donaudampfschifffahrtsgesellschaftskapitän" * 3, **IMPORTANT),
            told(PHOTO, "Team photo", confirmed=ago(60), must_confirm=True),
            ("source", "cisco", source("stale", since=30, heard=30)),
            (
                "self",
                AGENT,
                own("not_ready", label="Lunch with the whole department", pending="signed_out", unsure=True),
            ),
            ("raised", str(ANN), raised),
        ]
    )
    expect(ann.locator("#banner")).to_contain_text("cisco is silent since")
    expect(ann.locator("[data-self] time")).to_contain_text("≥")
    stood = ann.locator("[data-self] time").text_content()
    expect(ann.locator("[data-when=up] time")).to_have_text("0:14")  # time goes on; that of the silent system stands
    assert ann.locator("[data-self] time").text_content() == stood

    assert ann.evaluate("document.documentElement.scrollWidth") == width
    assert serious_violations(ann) == []
