"""Issue 3, what must be seen 1 and 2: on somebody's call by keyboard, and what is true after each thing that dies."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from cti_bridge.practice.generic_connector_peer import Peer
from tests.journeys.conftest import SignIn
from tests.journeys.floor_page import LONG_ENOUGH, expect_light, expect_outcome, expect_state, row
from tests.journeys.keyboard import press_until, to_row
from tests.journeys.site import Program, Site, cisco, until
from tests.services.activemq import Broker
from tests.services.chromium import screenshot, serious_violations

pytestmark = pytest.mark.journey

ANNA, NUMBER = "cisco:1001", "+442079460123"
LISTENING = """
[[team]]
id = "cisco:5000"
listening = "queue_calls"
purpose = "Quality coaching, works agreement 12"
"""


def listened_to(*brokers: str) -> str:
    """The setup of a site where the calls of ready agents are queue calls, and one team may be listened to."""
    declared = 'platform = "ucce"\nready_calls_are_queue_calls = true'
    return cisco(*brokers).replace('platform = "ucce"', declared) + LISTENING


@pytest.fixture
def up(site: Site, broker: Broker, peer: Peer) -> Program:
    """Web and bridge in one process, following that broker."""
    site.set_up(listened_to(broker.url))
    return site.start("up")


def bar(page: Page) -> Locator:
    """The bar at the bottom."""
    return page.locator("#listening")


def dialogs(peer: Peer) -> list[str]:
    """The types of the calls that Finesse has for Sam."""
    return [str(call["call_type"]) for call in peer.calls_of("2001")]


def sent(peer: Peer, verb: str) -> int:
    """How often a command came to the Generic Connector."""
    return sum(command.type.lower().startswith(f"{verb}#") for command in peer.received)


def anna_takes_a_call(peer: Peer) -> None:
    """A caller from the queue reaches Anna, who was ready."""
    peer.set_state("1001", "READY")
    peer.start_call("1001", NUMBER, call_type="ACD_IN")


def sam_is_signed_in(page: Page, peer: Peer) -> None:
    """Sam signs in to the phone system, by keyboard."""
    press_until(page, "Tab", "[popovertarget='my-sign-ins']")
    page.keyboard.press("Enter")
    press_until(page, "Tab", "#my-sign-ins [data-action='sign-in']")
    page.keyboard.press("Enter")
    until(lambda: peer.state_of("2001") == "NOT_READY", 10, "Sam is signed in")
    expect(page.locator("#my-sign-ins [data-sign-in='cisco:2001']")).to_have_attribute("data-state", "not_ready")
    page.keyboard.press("Escape")


def floor_of_sam(up: Program, peer: Peer, sign_in: SignIn) -> Page:
    """Sam's floor, signed in to the phone system, with Anna on a call that may be listened to."""
    page = sign_in(up, "sam")
    expect_light(page, "cisco", "live")
    sam_is_signed_in(page, peer)
    expect_state(page, ANNA, "not_ready")
    peer.set_state("1001", "READY")
    expect_state(page, ANNA, "ready")
    peer.start_call("1001", NUMBER, call_type="ACD_IN")
    expect_state(page, ANNA, "talking")
    return page


def listen(page: Page) -> None:
    """L, in Anna's row."""
    to_row(page, ANNA)
    page.keyboard.press("l")
    expect(bar(page)).to_be_visible(timeout=LONG_ENOUGH)


def barge_in(page: Page) -> None:
    """B, in Anna's row, and the deed."""
    to_row(page, ANNA)
    page.keyboard.press("b")
    expect(page.locator("[popover]:popover-open")).to_contain_text("Anna")
    page.keyboard.press("Enter")
    expect(bar(page)).to_have_attribute("data-barged", "true", timeout=LONG_ENOUGH)


def drop_anna(page: Page) -> None:
    """D, in Anna's row, and Anna among those who can be dropped."""
    to_row(page, ANNA)
    page.keyboard.press("d")
    asked = page.locator("[popover]:popover-open")
    expect(asked).to_contain_text("Anna")
    expect(asked.locator("[aria-disabled='true']").first).to_be_visible()  # the caller: agents only
    press_until(page, "Tab", "[popover]:popover-open [name=party]")
    page.keyboard.press("Enter")


def press_on_the_bar(page: Page, action: str) -> None:
    """A button of the bar, by F6 and Tab."""
    press_until(page, "F6", "#listening")
    press_until(page, "Tab", f"#listening [data-action='{action}']")
    page.keyboard.press("Enter")


def test_listening_barging_in_dropping_holding_and_stopping_by_keyboard_alone(
    up: Program, peer: Peer, sign_in: SignIn
) -> None:
    page = floor_of_sam(up, peer, sign_in)

    listen(page)
    expect_outcome(page, ANNA, "confirmed")
    assert dialogs(peer) == ["SM"]
    expect(bar(page)).to_contain_text("Anna")
    expect(row(page, ANNA)).to_have_attribute("data-ear", "true")
    assert not serious_violations(page)
    screenshot(page, "journey-listening")

    press_on_the_bar(page, "hold")
    until(lambda: peer.calls_of("2001")[0]["part"] == "HELD", 10, "on hold")
    expect(bar(page).locator("[data-action=retrieve]")).to_be_visible(timeout=LONG_ENOUGH)
    press_on_the_bar(page, "retrieve")
    until(lambda: peer.calls_of("2001")[0]["part"] == "ACTIVE", 10, "retrieved")

    barge_in(page)
    assert dialogs(peer) == ["CONFERENCE"]
    expect(bar(page)).to_contain_text("heard")
    screenshot(page, "journey-barged-in")

    drop_anna(page)
    until(lambda: "4001" not in peer.calls_of("2001")[0]["addresses"], 10, "Anna is out")
    expect_state(page, ANNA, "ready")

    press_on_the_bar(page, "stop-listening")
    until(lambda: peer.calls_of("2001") == [], 10, "Sam has left")
    expect(bar(page)).to_be_hidden(timeout=LONG_ENOUGH)
    assert [sent(peer, v) for v in ("silentmonitor", "bargein", "dropparticipant", "releasecall")] == [1, 1, 1, 1]


REFUSALS = {  # each error that finesse.md 3.4 and generic_connector.md list, and a word of what to do about it
    "13145": "hold",
    "13139": "phone",
    "13140": "mobile",
    "13141": "bridge",
    "13142": "partition",
    "AUTHORIZATION_FAILURE": "supervisor",
    "NOT_FOUND": "know",
    "GENERAL_ERROR": "again",
    "CF_RESOURCE_BUSY": "again",
}


def test_each_refusal_of_listening_is_a_sentence_that_says_what_to_do(up: Program, peer: Peer, sign_in: SignIn) -> None:
    page = floor_of_sam(up, peer, sign_in)
    to_row(page, ANNA)
    said = set()

    for code, word in REFUSALS.items():
        peer.refuse_next("silentmonitor", code)
        page.keyboard.press("l")
        slot = row(page, ANNA).locator('[data-outcome="refused"]')
        expect(slot).to_have_attribute("title", re.compile(word, re.IGNORECASE), timeout=LONG_ENOUGH)
        said.add(slot.get_attribute("title"))
        expect(bar(page)).to_be_hidden()

    assert len(said) >= len(REFUSALS) - 1
    assert dialogs(peer) == []


def test_each_refusal_of_barging_in_leaves_the_listening_as_it_was(up: Program, peer: Peer, sign_in: SignIn) -> None:
    page = floor_of_sam(up, peer, sign_in)
    listen(page)

    for code, word in {"20700": "conference", "20999": "consult"}.items():
        peer.refuse_next("bargein", code)
        to_row(page, ANNA)
        page.keyboard.press("b")
        page.keyboard.press("Enter")
        slot = row(page, ANNA).locator('[data-outcome="refused"]')
        expect(slot).to_have_attribute("title", re.compile(word, re.IGNORECASE), timeout=LONG_ENOUGH)

    assert dialogs(peer) == ["SM"]
    expect(bar(page)).to_be_visible()


def test_the_bar_survives_a_reload_stands_on_every_page_and_says_why_it_ended(
    up: Program, peer: Peer, sign_in: SignIn
) -> None:
    page = floor_of_sam(up, peer, sign_in)
    listen(page)

    page.reload()
    expect(bar(page)).to_be_visible()
    second = page.context.new_page()
    second.goto(f"{up.url}/activity/")
    expect(bar(second)).to_contain_text("Anna")

    peer.end_call("1001")
    for each in (page, second):
        expect(bar(each)).to_have_attribute("data-over", "true", timeout=LONG_ENOUGH)
        expect(bar(each)).to_contain_text("ended")


@pytest.mark.parametrize("barged", [False, True], ids=["while listening", "when barged in"])
@pytest.mark.parametrize("dies", ["bridge", "broker", "web"])
def test_whatever_dies_the_page_tells_the_truth_within_5_s_of_its_return_and_nothing_is_sent_twice(
    site: Site, broker: Broker, peer: Peer, sign_in: SignIn, dies: str, barged: bool
) -> None:
    site.set_up(listened_to(broker.url))
    bridge, web = site.start("run_bridge"), site.start("serve")
    page = floor_of_sam(web, peer, sign_in)
    listen(page)
    if barged:
        barge_in(page)
    before = {verb: sent(peer, verb) for verb in ("silentmonitor", "bargein")}

    back = {"bridge": bridge_dies, "broker": broker_dies, "web": web_dies}[dies](site, bridge, broker, web, peer)
    if dies == "web":
        page.goto(f"{back.url}/")

    expect_light(page, "cisco", "live", within=10_000)
    expect(bar(page)).to_be_visible(timeout=5_000)
    expect(bar(page)).not_to_have_attribute("data-doubtful", "true")
    press_on_the_bar(page, "stop-listening")
    until(lambda: peer.calls_of("2001") == [], 10, "Sam has left")
    expect(bar(page)).to_be_hidden(timeout=LONG_ENOUGH)
    assert {verb: sent(peer, verb) for verb in before} == before
    page.goto(f"{(back if dies == 'web' else web).url}/activity/")
    expect(page.locator("main")).to_contain_text("Anna")


def bridge_dies(site: Site, bridge: Program, broker: Broker, web: Program, peer: Peer) -> Program:
    """SIGKILL, and another bridge comes."""
    bridge.kill()
    return another_bridge(site)


def another_bridge(site: Site) -> Program:
    """A bridge that has come to live, once the dead one's lease is over."""
    bridge = site.start("run_bridge")
    until(lambda: "cisco is live" in bridge.log.read_text(), 15, "the next bridge is live")
    return bridge


def broker_dies(site: Site, bridge: Program, broker: Broker, web: Program, peer: Peer) -> Program:
    """SIGKILL, and the broker comes back."""
    broker.kill()
    until(lambda: "cisco is lost" in bridge.log.read_text(), 10, "the bridge noticed")
    broker.start()
    peer.wait_until_up()
    return bridge


def web_dies(site: Site, bridge: Program, broker: Broker, web: Program, peer: Peer) -> Program:
    """SIGKILL, and another web process comes."""
    web.kill()
    return site.start("serve")


def test_a_listening_that_ended_while_no_bridge_lived_is_over_on_the_page_and_in_the_trail(
    site: Site, broker: Broker, peer: Peer, sign_in: SignIn
) -> None:
    site.set_up(listened_to(broker.url))
    bridge, web = site.start("run_bridge"), site.start("serve")
    page = floor_of_sam(web, peer, sign_in)
    listen(page)

    bridge.kill()
    peer.end_call("1001")
    another_bridge(site)

    expect(bar(page)).to_have_attribute("data-over", "true", timeout=5_000)
    page.goto(f"{web.url}/activity/")
    expect(page.locator("main")).to_contain_text("Listen")
