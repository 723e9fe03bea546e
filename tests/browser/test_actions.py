"""Asked is not done: an action is asked once in place, shown as asked at once, and follows the system's own word."""

import functools

import pytest
from playwright.sync_api import Page, expect

from tests.browser.floors import agent, ago, fill, reason, source
from tests.browser.page import PERSON, render
from tests.browser.peer import Peer, Values
from tests.browser.waiting import told
from tests.services.chromium import Complaints

ANSWER = '<p class="line" data-command="c1" data-outcome="asked" data-action="ready">Asked.</p>'
READY = "/agents/cisco:1/ready/"


@pytest.fixture
def floor(page: Page, peer: Peer) -> Page:
    """Ada is not ready; Ben talks on a floor that takes reasons."""
    peer.floor.put("source", "cisco", source())
    peer.floor.put("reason", "cisco:not_ready:10", reason("10", "Lunch"))
    peer.floor.put("agent", "cisco:1", agent("Ada", "not_ready"))
    peer.floor.put("agent", "cisco:2", agent("Ben", "talking"))
    peer.answers[READY] = (200, ANSWER)
    page.goto(peer.url)
    told(page, peer)
    return page


def command(outcome: str, **more: object) -> Values:
    """What the desk says of Sam's action on Ada."""
    said: Values = {"action": "ready", "subject": "cisco:1", "outcome": outcome, "by_id": PERSON, "by": "Sam"}
    return said | {"asked": ago(1)} | more


def ask_ready(floor: Page) -> None:
    """Presses Ready in Ada's row, and confirms."""
    floor.click("#agent-cisco-1 [data-action=ready]")
    floor.click("#confirm [data-cell=deed]")


def test_the_fitting_action_stands_in_the_slot_and_changes_with_the_state(floor: Page, peer: Peer) -> None:
    slot = floor.locator("#agent-cisco-1 .c-act button")
    expect(slot).to_have_attribute("data-action", "ready")

    peer.push([("agent", "cisco:1", agent("Ada", "ready"))])
    expect(slot).to_be_hidden()

    peer.push([("agent", "cisco:1", agent("Ada", "wrap_up"))])
    expect(slot).to_have_attribute("data-action", "ready")
    expect(slot).to_have_text("Ready Ada")


def test_it_asks_once_in_place_and_the_deeds_own_button_has_the_focus(floor: Page, peer: Peer) -> None:
    floor.click("#agent-cisco-1 [data-action=ready]")

    expect(floor.locator("#confirm")).to_be_visible()
    expect(floor.locator("#confirm")).to_contain_text("Make Ada ready?")
    expect(floor.locator("#confirm [data-cell=deed]")).to_be_focused()
    floor.keyboard.press("Escape")
    expect(floor.locator("#confirm")).to_be_hidden()
    assert peer.asked == []


def test_it_is_shown_as_asked_within_a_tenth_of_a_second(floor: Page) -> None:
    floor.evaluate("() => { window.fetch = () => new Promise(() => {}) }")  # a server that never answers
    floor.click("#agent-cisco-1 [data-action=ready]")

    took = floor.evaluate("""() => new Promise((resolve) => {
        const begun = performance.now();
        document.querySelector("#confirm [data-cell=deed]").click();
        const look = () => document.querySelector("#agent-cisco-1 [data-outcome=asked]")
            ? resolve(performance.now() - begun) : requestAnimationFrame(look);
        look();
    })""")

    assert took < 100


def test_it_is_posted_with_the_token(floor: Page, peer: Peer) -> None:
    ask_ready(floor)

    peer.until(lambda: len(peer.asked) == 1)
    assert peer.asked[0].path == READY
    assert "csrfmiddlewaretoken" in peer.asked[0].body
    expect(floor.locator("#agent-cisco-1 [data-command=c1]")).to_have_text("Asked Ada")


def test_confirmed_stands_four_seconds_and_gives_the_slot_back(floor: Page, peer: Peer) -> None:
    ask_ready(floor)
    peer.push([("command", "c1", command("sent"))])
    peer.push([("agent", "cisco:1", agent("Ada", "ready")), ("command", "c1", command("confirmed"))])

    slot = floor.locator("#agent-cisco-1 .c-act button")
    expect(slot).to_have_attribute("data-outcome", "confirmed")
    expect(floor.locator("#announce")).to_have_text("Ready Ada, confirmed.")
    expect(slot).to_be_hidden(timeout=6_000)


def test_refused_stands_until_it_is_dismissed_and_says_why(floor: Page, peer: Peer) -> None:
    ask_ready(floor)
    peer.push([("command", "c1", command("refused", said="Not from this state."))])
    slot = floor.locator("#agent-cisco-1 .c-act button")
    expect(slot).to_have_attribute("data-outcome", "refused")

    peer.push([("agent", "cisco:1", agent("Ada", "not_ready", reason="10", label="Lunch"))])
    told(floor, peer)
    expect(slot).to_have_attribute("data-outcome", "refused")

    slot.click()
    expect(floor.locator("#said")).to_contain_text("Not from this state.")
    floor.click("#said [data-do=dismiss]")
    expect(slot).not_to_have_attribute("data-outcome", "refused")
    expect(slot).to_have_attribute("data-action", "ready")


def test_it_stands_after_a_reload_too_and_says_why(floor: Page, peer: Peer) -> None:
    peer.floor.put("command", "c1", command("refused", said="Not from this state."))
    floor.reload()
    told(floor, peer)

    slot = floor.locator("#agent-cisco-1 [data-command=c1]")
    expect(slot).to_have_text("Refused Ada")
    slot.click()
    expect(floor.locator("#said")).to_contain_text("Not from this state.")
    floor.click("#said [data-do=dismiss]")
    expect(floor.locator("#agent-cisco-1 [data-action=ready]")).to_have_text("Ready Ada")

    floor.reload()
    told(floor, peer)

    expect(floor.locator("#agent-cisco-1 [data-action=ready]")).to_have_text("Ready Ada")


def test_deferred_timed_out_and_lost_are_shown(floor: Page, peer: Peer) -> None:
    ask_ready(floor)
    for outcome, words in (("deferred", "Deferred"), ("timed_out", "Timed out"), ("lost", "Lost")):
        peer.push([("command", "c1", command(outcome))])
        expect(floor.locator(f"#agent-cisco-1 [data-outcome={outcome}]")).to_contain_text(words)


def test_what_the_server_refuses_at_once_is_refused_in_its_words(
    floor: Page, peer: Peer, complaints: Complaints
) -> None:
    complaints.expect("422")
    peer.answers[READY] = (422, '<p data-outcome="refused">This reason cannot be forced on an agent.</p>')
    ask_ready(floor)

    floor.click("#agent-cisco-1 [data-outcome=refused]")
    expect(floor.locator("#said")).to_contain_text("This reason cannot be forced on an agent.")


def test_other_peoples_actions_do_not_take_the_viewers_slot(floor: Page, peer: Peer) -> None:
    peer.push([("command", "c9", command("refused", by_id=PERSON + 1))])
    told(floor, peer)

    expect(floor.locator("#agent-cisco-1 [data-outcome]")).to_have_count(0)


def test_who_may_only_look_is_offered_nothing_and_told_why(page: Page) -> None:
    with Peer(functools.partial(render, may_act=False)) as peer:
        peer.floor.put("source", "cisco", source())
        peer.floor.put("agent", "cisco:1", agent("Ada", "ready"))
        page.goto(peer.url)
        peer.push([("agent", "cisco:1", agent("Ada", "not_ready"))])
        told(page, peer)
        expect(page.locator("#agents [data-action]")).to_have_count(0)

        page.focus("#agent-cisco-1 [data-cell=name]")
        page.keyboard.press("r")

        expect(page.locator("#said")).to_contain_text("You may look at the floor, and not act on it.")
        page.goto("about:blank")


def test_letters_act_only_with_the_focus_in_a_row(floor: Page, peer: Peer) -> None:
    floor.keyboard.press("o")
    expect(floor.locator("#confirm")).to_be_hidden()

    floor.focus("#agent-cisco-2 [data-cell=name]")
    floor.keyboard.press("o")
    expect(floor.locator("#confirm")).to_contain_text("Sign Ben out?")
    floor.keyboard.press("Escape")

    floor.keyboard.press("n")
    expect(floor.locator("#confirm")).to_contain_text("Make Ben not ready?")
    floor.select_option("#confirm [name=reason]", "10")
    floor.keyboard.press("Escape")

    floor.focus("#tools [name=q]")
    floor.keyboard.type("nor")
    expect(floor.locator("#tools [name=q]")).to_have_value("nor")
    expect(floor.locator("#confirm")).to_be_hidden()


def test_a_silent_source_locks_its_actions_and_says_why(floor: Page, peer: Peer) -> None:
    peer.push([("source", "cisco", source("stale", since=3))])

    slot = floor.locator("#agent-cisco-1 .c-act button")
    expect(slot).to_have_attribute("aria-disabled", "true")
    expect(slot).to_have_accessible_description("cisco is not live: its actions are locked.")
    assert floor.locator(f"#{slot.get_attribute('aria-describedby')}").text_content() == slot.get_attribute("title")
    slot.click(force=True)  # Playwright itself presses nothing that is aria-disabled
    expect(floor.locator("#confirm")).to_be_hidden()
    expect(floor.locator("#said")).to_contain_text("cisco is not live: its actions are locked.")


def test_when_a_source_is_back_its_actions_are_open_again(page: Page, peer: Peer) -> None:
    fill(peer.floor, 200)
    page.goto(peer.url)
    peer.push([("source", "cisco", source("down", since=3))])
    expect(page.locator("tr[data-source=cisco][data-fresh=true]")).to_have_count(0)

    peer.push([("source", "cisco", source())])

    expect(page.locator("tr[data-source=cisco][data-fresh=false]")).to_have_count(0)
    expect(page.locator("[data-source=cisco] [data-action=ready][aria-disabled]")).to_have_count(0)


def test_a_source_that_came_after_the_page_can_be_acted_on(page: Page, peer: Peer) -> None:
    page.goto(peer.url)
    told(page, peer)

    peer.push([("source", "cisco", source()), ("agent", "cisco:1", agent("Ada", "not_ready"))])
    page.click("#agent-cisco-1 [data-action=ready]")

    expect(page.locator("#confirm")).to_be_visible()
