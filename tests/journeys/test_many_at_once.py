"""Issue 3, what must be seen 3: one deed for two hundred agents by keyboard, and the way back."""

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from cti_bridge.practice.generic_connector_peer import Peer
from tests.journeys.conftest import SignIn, a_peer
from tests.journeys.floor_page import LONG_ENOUGH, expect_light, expect_outcome, expect_state
from tests.journeys.keyboard import press_until, to_row
from tests.journeys.on_a_call import NUMBER, sent
from tests.journeys.site import Site, cisco
from tests.services.activemq import Broker
from tests.services.chromium import screenshot, serious_violations

pytestmark = pytest.mark.journey

SALES = [
    str(number if number < 1025 else 9000 + number) for number in range(1001, 1661, 3)
]  # 220 agents of Sales North
READY, TALKING, OUT, PROTECTED = SALES[:60], SALES[60:100], SALES[100:115], SALES[115:120]
CANNOT = len(OUT) + len(PROTECTED)
STATUTORY_BREAK = """
[[reason_code]]
source = "cisco"
category = "not_ready"
code = "11"
protected = true
"""
SHOWN = "tr[data-agent]:not([hidden])"
ON_A_CALL = ("talking", "hold")


@pytest.fixture
def crowd(broker: Broker) -> Iterator[Peer]:
    """A Generic Connector of three teams with 220 agents each."""
    with a_peer(broker, agents=660) as peer:
        for agent in (*READY, *TALKING):
            peer.set_state(agent, "READY")
        for agent in TALKING:
            peer.start_call(agent, NUMBER, call_type="ACD_IN")
        for agent in OUT:
            peer.set_state(agent, "LOGOUT")
        for agent in PROTECTED:
            peer.set_state(agent, "NOT_READY", "11")
        yield peer


def floor(page: Page) -> Counter[str]:
    """How many of the rows that are shown are in each state."""
    states = page.eval_on_selector_all(SHOWN, "rows => rows.map(row => row.dataset.state)")
    return Counter(states)


def figures(dialog: Locator) -> list[int]:
    """At once, when their call ends, cannot."""
    return [int(text) for text in dialog.locator("dd").all_text_contents()]


def show_sales_alone(page: Page) -> None:
    """The filter of teams."""
    press_until(page, "F6", "#tools")
    press_until(page, "Tab", "#tools [name=team]")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#tools [name=team]")).to_have_value("cisco:5000")
    expect(page.locator(SHOWN)).to_have_count(len(SALES))


def select_all_shown(page: Page) -> None:
    """Ctrl+A, in the table."""
    press_until(page, "F6", "#table")
    press_until(page, "Tab", "#table tbody")
    press_until(page, "ArrowDown", "tr[data-agent]")
    page.keyboard.press("Control+a")
    expect(page.locator("#selection [data-cell=selecting]")).to_be_visible()


def preview(page: Page, action: str) -> Locator:
    """What would come of it, before anything is sent."""
    press_until(page, "F6", "#selection")
    press_until(page, "Tab", f"#selection [data-action='{action}']")
    page.keyboard.press("Enter")
    dialog = page.locator("#bulk")
    expect(dialog.locator("[data-bulk]")).to_be_visible()
    return dialog


def test_two_hundred_agents_are_signed_out_as_the_preview_said(
    site: Site, broker: Broker, crowd: Peer, sign_in: SignIn
) -> None:
    site.set_up(cisco(broker.url) + STATUTORY_BREAK)
    page = sign_in(site.start("up"), "sam")
    expect_light(page, "cisco", "live")
    show_sales_alone(page)
    select_all_shown(page)

    dialog = preview(page, "sign-out")
    before = floor(page)
    later = sum(before[state] for state in ON_A_CALL)
    assert later == len(TALKING)
    assert before["signed_out"] == len(OUT)
    assert figures(dialog) == [len(SALES) - later - CANNOT, later, CANNOT]
    assert not serious_violations(page)
    screenshot(page, "journey-many-preview")

    press_until(page, "Tab", "#bulk [type=submit][form=bulk-do]")
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()  # above twenty it asks why
    assert sent(crowd, "logout") == 0
    press_until(page, "Shift+Tab", "#bulk [name=why]")
    page.keyboard.type("The line is closed early today")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()

    at_once = len(SALES) - later - CANNOT
    expect(page.locator(f"{SHOWN} [data-outcome=confirmed]")).to_have_count(at_once, timeout=30_000)
    expect(page.locator(f"{SHOWN} [data-outcome=deferred]")).to_have_count(later)
    expect(page.locator("#selection [data-cell=batch-counts]")).to_have_text(
        f"{at_once} confirmed · {later} deferred", use_inner_text=True
    )
    assert at_once + later == 200 == sent(crowd, "logout")
    assert floor(page) == Counter(signed_out=at_once + len(OUT), talking=later, not_ready=len(PROTECTED))
    assert {crowd.state_of(agent) for agent in PROTECTED} == {"NOT_READY"}
    screenshot(page, "journey-many-outcomes")

    crowd.end_call(TALKING[0])
    expect_state(page, f"cisco:{TALKING[0]}", "signed_out")
    expect(page.locator("#selection [data-cell=batch-counts]")).to_contain_text(f"{later - 1} deferred")


def test_undo_makes_those_ready_who_were_so_before_and_stand_as_they_were_put(
    site: Site, broker: Broker, peer: Peer, sign_in: SignIn
) -> None:
    anna, david, greta, jonas = "1001", "1004", "1007", "1010"
    site.set_up(cisco(broker.url))
    page = sign_in(site.start("up"), "sam")
    for agent in (anna, david, greta):
        peer.set_state(agent, "READY")
    peer.set_state(jonas, "WORK")
    for agent, state in ((anna, "ready"), (david, "ready"), (greta, "ready"), (jonas, "wrap_up")):
        expect_state(page, f"cisco:{agent}", state)
    for agent in (anna, david, greta, jonas):
        to_row(page, f"cisco:{agent}")
        page.keyboard.press(" ")

    dialog = preview(page, "not-ready")
    assert figures(dialog) == [4, 0, 0]
    press_until(page, "Tab", "#bulk [type=submit][form=bulk-do]")
    page.keyboard.press("Enter")
    for agent in (anna, david, greta, jonas):
        expect_outcome(page, f"cisco:{agent}", "confirmed")
        expect_state(page, f"cisco:{agent}", "not_ready")
    peer.set_state(greta, "LOGOUT")
    expect_state(page, f"cisco:{greta}", "signed_out")

    press_until(page, "F6", "#selection")
    press_until(page, "Tab", "#selection [data-do=undo]")
    page.keyboard.press("Enter")

    for agent in (anna, david):
        expect_state(page, f"cisco:{agent}", "ready")
    expect(page.locator("#selection [data-cell=batch-counts]")).to_have_text("2 confirmed", timeout=LONG_ENOUGH)
    assert [peer.state_of(agent) for agent in (greta, jonas)] == ["LOGOUT", "NOT_READY"]
    assert sent(peer, "makeready") == 2
