"""Issue 3, follow the next call: one press on a ready agent, and a question at the agent's next call."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from cti_bridge.practice.generic_connector_peer import Peer
from tests.journeys.conftest import SignIn
from tests.journeys.floor_page import LONG_ENOUGH, expect_light, expect_state, open_panel
from tests.journeys.keyboard import press_until
from tests.journeys.on_a_call import ANNA, NUMBER, bar, dialogs, sent, sign_in_to_the_phone
from tests.journeys.site import Program
from tests.services.chromium import screenshot, serious_violations

pytestmark = pytest.mark.journey

UNANSWERED = 20_000  # milliseconds: the question stands for fifteen seconds


@pytest.fixture
def following(listening_up: Program, peer: Peer, sign_in: SignIn) -> Page:
    """Sam's floor, signed in to the phone system; Anna is ready, and Sam follows her."""
    page = sign_in(listening_up, "sam")
    expect_light(page, "cisco", "live")
    sign_in_to_the_phone(page, peer)
    peer.set_state("1001", "READY")
    expect_state(page, ANNA, "ready")
    panel = open_panel(page, ANNA)
    panel.locator("[data-action=follow]").click()
    expect(panel).to_contain_text("Stop following", timeout=LONG_ENOUGH)
    return page


def question(page: Page) -> Locator:
    """What asks whether to listen."""
    return page.locator("#follow-prompt")


def test_at_the_next_call_sam_is_asked_with_a_countdown_and_listens_by_keyboard(following: Page, peer: Peer) -> None:
    peer.start_call("1001", NUMBER, call_type="ACD_IN")

    expect(question(following)).to_contain_text("Anna Keller is on a call. Listen?", timeout=LONG_ENOUGH)
    left = question(following).locator("[data-cell=follow-left]")
    expect(left).to_have_text(re.compile(r"1[0-4] s"))
    assert sent(peer, "silentmonitor") == 0
    assert not serious_violations(following)
    screenshot(following, "journey-following")

    press_until(following, "F6", "#follow-prompt")
    press_until(following, "Tab", "#follow-prompt [type=submit]")
    following.keyboard.press("Enter")

    expect(bar(following)).to_contain_text("Anna", timeout=LONG_ENOUGH)
    expect(question(following)).to_be_hidden()
    assert dialogs(peer) == ["SM"]


def test_a_question_that_nobody_answers_starts_nothing_and_is_not_asked_again(following: Page, peer: Peer) -> None:
    peer.start_call("1001", NUMBER, call_type="ACD_IN")
    expect(question(following)).to_contain_text("Anna Keller is on a call", timeout=LONG_ENOUGH)

    unanswered = question(following).locator("[data-cell=follow-said]")
    expect(unanswered).to_contain_text("nothing was started", timeout=UNANSWERED)
    peer.end_call("1001")
    expect_state(following, ANNA, "ready")
    peer.start_call("1001", NUMBER, call_type="ACD_IN")
    expect_state(following, ANNA, "talking")

    expect(question(following).locator("[data-cell=follow-choices]")).to_be_hidden()
    expect(bar(following)).to_be_hidden()
    assert (dialogs(peer), sent(peer, "silentmonitor")) == ([], 0)
