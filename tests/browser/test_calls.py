"""Listening, barging in and dropping from a row: by key and by slot, asked where it must be, refused with a reason."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calls import ADA, SAM, TEAM, answer, command, heard, hearing, listening_floor, phone, talking
from tests.browser.floors import agent, source
from tests.browser.latency import asked_within
from tests.browser.peer import Peer
from tests.browser.waiting import told
from tests.services.chromium import serious_violations

LISTEN, BARGE_IN, DROP = f"/agents/{ADA}/listen/", f"/agents/{ADA}/barge-in/", f"/agents/{ADA}/drop/"
ROW = "#agent-cisco-1001"
SLOT = f"{ROW} .c-act button"
PARTIES = """<fieldset class="parties"><legend class="vh">Participants</legend>
<label><input type="radio" name="party" value="a-digest" required><span>Ada Novak <small>agent</small></span></label>
{more}
<label class="off"><input type="radio" name="party" value="c-digest" required aria-disabled="true"
 aria-describedby="party-why-2"><span>•••• 118 <small>not an agent</small></span>
<small class="why" id="party-why-2">This system drops agents only.</small></label></fieldset>"""
BEN = '<label><input type="radio" name="party" value="b-digest" required><span>Ben Ito</span></label>'


@pytest.fixture
def floor(page: Page, peer: Peer) -> Page:
    """Ada talks; Sam's phone is there and not ready; the focus is in Ada's row."""
    listening_floor(peer.floor)
    answer(peer, LISTEN, "listen")
    page.goto(peer.url)
    told(page, peer)
    page.focus(f"{ROW} [data-cell=name]")
    return page


def test_l_listens_without_a_question(floor: Page, peer: Peer) -> None:
    floor.keyboard.press("l")

    expect(floor.locator(f"{ROW} [data-outcome=asked]")).to_be_visible()
    expect(floor.locator("#confirm")).to_be_hidden()
    peer.until(lambda: [asked.path for asked in peer.asked] == [LISTEN])


def test_the_slot_of_who_talks_listens_too_and_follows_the_systems_word(floor: Page, peer: Peer) -> None:
    expect(floor.locator(SLOT)).to_have_text("Listen Ada Novak")
    floor.click(SLOT)
    expect(floor.locator(f"{ROW} [data-command=c1]")).to_have_text("Asked Ada Novak")

    peer.push(
        [
            ("command", "c1", command("listen", "confirmed")),
            ("sign_in", SAM, hearing(since=0)),
            ("agent", ADA, talking(ear=True)),
        ]
    )

    expect(floor.locator(f"{ROW} [data-outcome=confirmed]")).to_be_visible()
    expect(floor.locator("#listening")).to_contain_text("Listening to Ada Novak")


def test_a_key_that_is_held_down_or_pressed_twice_asks_once(floor: Page, peer: Peer) -> None:
    floor.keyboard.down("l")
    floor.keyboard.down("l")
    floor.keyboard.up("l")
    floor.keyboard.press("l")
    told(floor, peer)

    assert len(peer.asked) == 1


def test_it_is_seen_as_asked_within_a_tenth_of_a_second(floor: Page, peer: Peer) -> None:
    floor.evaluate("() => { window.fetch = () => new Promise(() => {}) }")  # a server that never answers

    assert asked_within(floor, ADA, "l") < 100


def test_where_the_team_wants_to_know_why_the_reason_is_asked_for(page: Page, peer: Peer) -> None:
    listening_floor(peer.floor, asks_why=True, purpose="coaching")
    answer(peer, LISTEN, "listen")
    page.goto(peer.url)
    told(page, peer)
    page.focus(f"{ROW} [data-cell=name]")
    page.keyboard.press("l")

    expect(page.locator("#confirm")).to_contain_text("Listen to Ada Novak?")
    expect(page.locator("#confirm")).to_contain_text("Purpose: coaching")
    expect(page.locator("#confirm [name=why]")).to_be_focused()
    page.keyboard.press("Enter")
    assert peer.asked == []

    page.keyboard.type("First week")
    page.keyboard.press("Enter")
    peer.until(lambda: len(peer.asked) == 1)
    assert "why=First+week" in peer.asked[0].body


@pytest.mark.parametrize(
    ("own", "who", "why"),
    [
        (phone("ready"), talking(), "You are “Ready” on cisco: make yourself not ready first."),
        (phone("signed_out"), talking(), "You are not signed in on cisco: sign in there first, with today's phone."),
        (phone(), talking(no_listen="private"), "A call between colleagues is not listened to."),
        (phone(), talking(ear=True), "Somebody else listens to Ada Novak: wait until they stop."),
        (phone(), agent("Ada Novak", "ready"), "Ada Novak is not talking: wait until they are."),
    ],
    ids=["oneself ready", "signed out", "private", "taken", "not talking"],
)
def test_what_is_in_the_way_is_said_and_nothing_is_sent(
    floor: Page, peer: Peer, own: dict[str, object], who: dict[str, object], why: str
) -> None:
    peer.push([("sign_in", SAM, own), ("agent", ADA, who)])
    told(floor, peer)

    floor.keyboard.press("l")

    expect(floor.locator("#said")).to_contain_text(why)
    assert peer.asked == []


def test_a_locked_slot_says_why_and_opens_when_the_viewer_is_not_ready(floor: Page, peer: Peer) -> None:
    peer.push([("sign_in", SAM, phone("ready"))])
    expect(floor.locator(SLOT)).to_have_attribute("aria-disabled", "true")
    expect(floor.locator(SLOT)).to_have_accessible_description(
        "You are “Ready” on cisco: make yourself not ready first."
    )

    peer.push([("sign_in", SAM, phone())])
    expect(floor.locator(SLOT)).not_to_have_attribute("aria-disabled", "true")


def test_who_is_never_listened_to_has_an_empty_slot(floor: Page, peer: Peer) -> None:
    peer.push([("agent", ADA, talking(no_listen="off"))])

    expect(floor.locator(SLOT)).to_be_hidden()


def test_an_ear_stands_on_the_row_of_whom_somebody_listens_to(floor: Page, peer: Peer) -> None:
    name = floor.locator(f"{ROW} [data-cell=name]")
    assert "somebody listens" not in name.evaluate("name => name.closest('tr').innerText")

    peer.push([("agent", ADA, talking(ear=True))])

    expect(floor.locator(ROW)).to_have_attribute("data-ear", "true")
    assert "somebody listens" in name.evaluate("name => name.closest('tr').innerText")


def test_b_barges_in_only_from_the_call_that_one_listens_to(floor: Page, peer: Peer) -> None:
    floor.keyboard.press("b")
    expect(floor.locator("#said")).to_contain_text("Only while you listen to Ada Novak: press Listen first.")
    floor.keyboard.press("Escape")

    answer(peer, BARGE_IN, "barge-in")
    peer.push([("sign_in", SAM, hearing())])
    expect(floor.locator("#listening")).to_be_visible()
    floor.keyboard.press("b")
    expect(floor.locator("#confirm")).to_contain_text("Barge in on Ada Novak's call? Everybody on it hears you.")
    floor.keyboard.press("Enter")

    peer.until(lambda: [asked.path for asked in peer.asked] == [BARGE_IN])


def test_d_lists_who_can_be_dropped_and_with_one_there_is_nothing_to_choose(floor: Page, peer: Peer) -> None:
    peer.answers[DROP] = (200, PARTIES.format(more=""))
    peer.push([("sign_in", SAM, heard())])
    expect(floor.locator("#listening")).to_contain_text("You are heard")
    floor.keyboard.press("d")

    expect(floor.locator("#confirm")).to_contain_text("Whom to drop from Ada Novak's call?")
    expect(floor.locator("#confirm [value=a-digest]")).to_be_checked()
    expect(floor.locator("#confirm [data-cell=deed]")).to_be_focused()
    expect(floor.locator("#confirm [value=c-digest]")).to_have_accessible_description("This system drops agents only.")
    answer(peer, DROP, "drop")
    floor.keyboard.press("Enter")

    peer.until(lambda: len(peer.asked) == 1)
    assert "party=a-digest" in peer.asked[0].body


def test_of_several_one_must_be_chosen_and_who_cannot_be_dropped_never_is(floor: Page, peer: Peer) -> None:
    peer.answers[DROP] = (200, PARTIES.format(more=BEN))
    peer.push([("sign_in", SAM, heard())])
    expect(floor.locator("#listening")).to_contain_text("You are heard")
    floor.keyboard.press("d")
    expect(floor.locator("#confirm [value=a-digest]")).to_be_focused()

    floor.locator("#confirm [value=c-digest]").click(force=True)
    expect(floor.locator("#confirm :checked[name=party]")).to_have_count(0)
    floor.click("#confirm [data-cell=deed]", force=True)
    assert peer.asked == []

    floor.locator("#confirm [value=b-digest]").check()
    answer(peer, DROP, "drop")
    floor.click("#confirm [data-cell=deed]")
    peer.until(lambda: len(peer.asked) == 1)
    assert "party=b-digest" in peer.asked[0].body


def test_a_question_gives_the_focus_back_to_its_row(floor: Page, peer: Peer) -> None:
    peer.push([("sign_in", SAM, hearing())])
    expect(floor.locator("#listening")).to_be_visible()
    floor.keyboard.press("b")
    floor.keyboard.press("Escape")

    expect(floor.locator(f"{ROW} [data-cell=name]")).to_be_focused()


def test_while_the_source_is_silent_nothing_is_asked_of_it(floor: Page, peer: Peer) -> None:
    peer.push([("source", "cisco", source("stale", since=4))])
    told(floor, peer)
    floor.keyboard.press("l")

    expect(floor.locator("#said")).to_contain_text("cisco is not live: its actions are locked.")


def test_when_terms_change_the_page_learns_them(floor: Page, peer: Peer) -> None:
    peer.push([("team", TEAM, {"name": "Sales North", "listening": "queue_calls", "asks_why": True})])
    told(floor, peer)
    floor.keyboard.press("l")

    expect(floor.locator("#confirm [name=why]")).to_be_focused()


def test_axe_finds_nothing_serious_in_the_list_of_participants(floor: Page, peer: Peer) -> None:
    peer.answers[DROP] = (200, PARTIES.format(more=BEN))
    peer.push([("sign_in", SAM, heard())])
    expect(floor.locator("#listening")).to_contain_text("You are heard")
    floor.keyboard.press("d")
    expect(floor.locator("#confirm [value=a-digest]")).to_be_focused()

    assert serious_violations(floor) == []
