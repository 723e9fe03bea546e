"""Sam's way onto a call of Anna's in a journey: the site that allows it, the keys that lead there, and what is seen."""

from playwright.sync_api import Locator, Page, expect

from cti_bridge.practice.generic_connector_peer import Peer
from tests.journeys.conftest import SignIn
from tests.journeys.floor_page import LONG_ENOUGH, expect_light, expect_state
from tests.journeys.keyboard import press_until, to_row
from tests.journeys.site import Program, until

ANNA, NUMBER = "cisco:1001", "+442079460123"


def bar(page: Page) -> Locator:
    """The bar at the bottom."""
    return page.locator("#listening")


def dialogs(peer: Peer) -> list[str]:
    """The types of the calls that Finesse has for Sam."""
    return [str(call["call_type"]) for call in peer.calls_of("2001")]


def sent(peer: Peer, verb: str) -> int:
    """How often a command came to the Generic Connector."""
    return sum(command.type.lower().startswith(f"{verb}#") for command in peer.received)


def sign_in_to_the_phone(page: Page, peer: Peer, login: str = "2001") -> None:
    """Somebody signs in to the phone system, by keyboard."""
    press_until(page, "Tab", "[popovertarget='my-sign-ins']")
    page.keyboard.press("Enter")
    press_until(page, "Tab", "#my-sign-ins [data-action='sign-in']")
    page.keyboard.press("Enter")
    until(lambda: peer.state_of(login) == "NOT_READY", 10, f"{login} is signed in")
    expect(page.locator(f"#my-sign-ins [data-sign-in='cisco:{login}']")).to_have_attribute(
        "data-state", "not_ready", timeout=LONG_ENOUGH
    )
    page.keyboard.press("Escape")


def floor_of_sam(up: Program, peer: Peer, sign_in: SignIn) -> Page:
    """Sam's floor, signed in to the phone system, with Anna on a call that may be listened to."""
    page = sign_in(up, "sam")
    expect_light(page, "cisco", "live")
    sign_in_to_the_phone(page, peer)
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
