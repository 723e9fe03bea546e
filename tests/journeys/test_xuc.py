"""Issue 5, what must be seen 2: what is asked of a XiVO XUC, by keyboard, and how each may end."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from cti_bridge.practice.xuc_peer import Peer
from tests.journeys.conftest import SignIn
from tests.journeys.floor_page import LONG_ENOUGH, expect_light, expect_outcome, expect_state, row
from tests.journeys.keyboard import press_until, to_row
from tests.journeys.site import Program, Site, until
from tests.journeys.xuc import xivo
from tests.services.chromium import screenshot

pytestmark = pytest.mark.journey

ANNA, DAVID = "xivo:19", "xivo:22"  # both of Orders, which may be listened to
QUESTION = "[popover]:popover-open"


@pytest.fixture
def up(site: Site, xuc: Peer) -> Program:
    """Web and bridge in one process, following it."""
    site.set_up(xivo(xuc.url))
    return site.start("up")


@pytest.fixture
def floor(up: Program, sign_in: SignIn) -> Page:
    """Sam's floor, live."""
    page = sign_in(up, "sam")
    expect_light(page, "xivo", "live")
    expect_state(page, ANNA, "ready")
    return page


def bar(page: Page) -> Locator:
    """The bar at the bottom."""
    return page.locator("#listening")


def sign_in_to_the_phone(page: Page, xuc: Peer) -> None:
    """Sam signs in to XiVO, by keyboard."""
    press_until(page, "Tab", "[popovertarget='my-sign-ins']")
    page.keyboard.press("Enter")
    press_until(page, "Tab", "#my-sign-ins [data-action='sign-in']")
    page.keyboard.press("Enter")
    until(lambda: "sam" in xuc.signed_in(), 10, "Sam is signed in")
    expect(page.locator("#my-sign-ins [data-sign-in='xivo:sam']")).to_have_attribute("data-state", "not_ready")
    page.keyboard.press("Escape")


def open_panel(page: Page, agent: str) -> Locator:
    """Enter, in the agent's row."""
    to_row(page, agent)
    page.keyboard.press("Enter")
    panel = page.locator(f'[data-panel="{agent}"]')
    expect(panel).to_be_visible()
    return panel


def press_in_panel(page: Page, agent: str, action: str) -> None:
    """An action of the panel, by keyboard, up to its question."""
    open_panel(page, agent)
    press_until(page, "Tab", f'[data-panel="{agent}"] [data-action="{action}"]')
    page.keyboard.press("Enter")
    expect(page.locator(QUESTION)).to_be_visible()


def test_a_pause_with_its_reason_is_confirmed_or_times_out_or_is_lost(floor: Page, xuc: Peer) -> None:
    to_row(floor, ANNA)
    floor.keyboard.press("n")
    press_until(floor, "Tab", f"{QUESTION} [name=reason]")
    floor.keyboard.press("A")  # At lunch
    press_until(floor, "Tab", f"{QUESTION} [data-cell=deed]")
    floor.keyboard.press("Enter")
    expect_outcome(floor, ANNA, "confirmed")
    expect_state(floor, ANNA, "not_ready")
    expect(row(floor, ANNA).locator("[data-cell=reason]")).to_have_text("At lunch")
    (sent,) = xuc.received(command="pauseAgent")
    assert '"reason"' in str(sent)

    to_row(floor, DAVID)
    xuc.ignore_next("pauseAgent")
    floor.keyboard.press("n")
    floor.keyboard.press("Enter")
    expect_outcome(floor, DAVID, "timed_out")  # XUC refuses by silence
    expect_state(floor, DAVID, "ready")

    xuc.ignore_next("unpauseAgent")
    to_row(floor, ANNA)
    floor.keyboard.press("r")
    floor.keyboard.press("Enter")
    until(lambda: len(xuc.received(command="unpauseAgent")) == 1, 5, "it was sent")
    xuc.drop_all()
    expect_outcome(floor, ANNA, "lost")
    expect_light(floor, "xivo", "live")


def test_a_recording_is_paused_and_goes_on(floor: Page, xuc: Peer) -> None:
    xuc.put_caller(3, "John Doe", "+33356782212")
    xuc.connect_caller(3, 19)
    expect_state(floor, ANNA, "reserved")
    xuc.answer_call(19)
    expect_state(floor, ANNA, "talking")

    press_in_panel(floor, ANNA, "pause-recording")
    floor.keyboard.press("Enter")
    expect(floor.locator(f'[data-panel="{ANNA}"]')).to_contain_text("paused")
    press_in_panel(floor, ANNA, "resume-recording")
    floor.keyboard.press("Enter")
    expect(floor.locator(f'[data-panel="{ANNA}"] [data-action="pause-recording"]')).to_be_visible()
    screenshot(floor, "journey-xuc-recording")


def test_listening_rings_sams_phone_and_stop_hangs_it_up(floor: Page, xuc: Peer) -> None:
    sign_in_to_the_phone(floor, xuc)
    xuc.put_caller(3, "John Doe", "+33356782212")
    xuc.connect_caller(3, 19)
    xuc.answer_call(19)
    expect_state(floor, ANNA, "talking")

    to_row(floor, ANNA)
    floor.keyboard.press("l")
    expect(floor.locator(QUESTION)).to_contain_text("may see it")
    floor.keyboard.press("Enter")
    expect(bar(floor)).to_contain_text("Anna", timeout=LONG_ENOUGH)
    expect(row(floor, ANNA)).to_have_attribute("data-ear", "true")
    screenshot(floor, "journey-xuc-listening")

    press_until(floor, "F6", "#listening")
    press_until(floor, "Tab", "#listening [data-action='stop-listening']")
    floor.keyboard.press("Enter")
    expect(bar(floor)).to_be_hidden(timeout=LONG_ENOUGH)
    assert len(xuc.received(login="sam", command="hangup")) == 1


def test_a_line_that_another_agent_uses_is_taken_over_only_when_that_is_agreed_to(floor: Page, xuc: Peer) -> None:
    xuc.sign_out(19)
    expect_state(floor, ANNA, "signed_out")

    press_in_panel(floor, ANNA, "sign-in")
    expect(floor.locator(f"{QUESTION} [name=extension]")).to_be_focused()
    floor.keyboard.press("Control+a")
    floor.keyboard.type("1004")
    expect(floor.locator(QUESTION)).to_contain_text(re.compile("signed in on 1004: this signs .* out"))
    floor.keyboard.press("Enter")

    expect_state(floor, ANNA, "ready")
    expect_state(floor, DAVID, "signed_out")


def test_an_unknown_line_is_refused_in_words(floor: Page, xuc: Peer) -> None:
    xuc.sign_out(19)
    expect_state(floor, ANNA, "signed_out")
    press_in_panel(floor, ANNA, "sign-in")
    expect(floor.locator(f"{QUESTION} [name=extension]")).to_be_focused()
    floor.keyboard.press("Control+a")
    floor.keyboard.type("7777")
    floor.keyboard.press("Enter")

    expect_outcome(floor, ANNA, "refused")


def test_an_agent_is_moved_on_the_board_by_keys_and_silence_times_out(floor: Page, up: Program, xuc: Peer) -> None:
    floor.goto(f"{up.url}/queues/membership/?queue=xivo:3&queue=xivo:8")
    chip = floor.locator(f"[data-queue='xivo:3'] [data-lane='0'] [data-agent='{ANNA}']")
    expect(chip).to_be_visible()

    def carry() -> None:
        chip.focus()
        for key in ("Space", "ArrowDown", "Space"):
            floor.keyboard.press(key)
        expect(floor.locator("#move")).to_be_visible()
        press_until(floor, "Tab", "#move button[form=move-do]")
        floor.keyboard.press("Enter")

    xuc.ignore_next("setAgentQueue")
    carry()
    expect(floor.locator("[data-outcome=timed_out]").first).to_be_visible()
    screenshot(floor, "journey-xuc-board")
    floor.reload()
    carry()
    expect(floor.locator(f"[data-queue='xivo:3'] [data-lane='1'] [data-agent='{ANNA}']")).to_be_visible()
    assert xuc.queues_of(19)[3] == 1


def test_a_queues_past_calls_are_asked_for_and_told_in_words(floor: Page, up: Program) -> None:
    floor.goto(f"{up.url}/queues/xivo:8/")
    press_until(floor, "Tab", "#ask-calls")
    floor.keyboard.press("Enter")

    expect(floor.locator("#queue-calls [data-fate=answered]").first).to_contain_text("answered")
    expect(floor.locator("#queue-calls [data-fate=divert_waittime]").first).to_be_visible()
    screenshot(floor, "journey-xuc-queue")
