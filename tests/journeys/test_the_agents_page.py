"""Issue 4: an agent's page and a supervisor's floor, of one real server: messages with receipts, and a raised hand."""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.setups import an_agent, practice_floor
from tests.journeys.site import Program, Site
from tests.services.chromium import Complaints, screenshot

pytestmark = pytest.mark.journey

AT_ONCE = 2.0  # seconds, from a press on one page to the other: one, and one more for a busy machine
LONG_ENOUGH = 10_000

# A form of Sam's, posted with the page's token as any of the page's own.
POSTED = """async ([url, fields]) => {
  const headers = {"HX-Request": "true", ...JSON.parse(document.body.getAttribute("hx-headers"))};
  return (await fetch(url, {method: "POST", body: new URLSearchParams(fields), headers})).status;
}"""


@pytest.fixture
def practice() -> Iterator[Program]:
    """Web and bridge in one process, with a small practice floor."""
    with Site() as site:
        site.set_up(practice_floor(an_agent("ann", "Ann Agent", 1001, password=True), agents=8))
        yield site.start("up")


@pytest.fixture
def opened(practice: Program, chromium: Browser, complaints: Complaints) -> Iterator[Callable[[str], Page]]:
    """Opens a browser of their own for somebody, signed in."""
    contexts = []

    def signed_in(username: str) -> Page:
        context = chromium.new_context(viewport={"width": 320 if username == "ann" else 1280, "height": 720})
        context.set_default_timeout(LONG_ENOUGH)
        complaints.watch(context)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{practice.url}/login/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", "a-password-for-journeys")
        page.click("main [type=submit]")
        page.wait_for_load_state("load")
        return page

    yield signed_in
    for context in contexts:
        context.close()


def took(deed: Callable[[], object]) -> float:
    """How many seconds something lasts."""
    begun = time.monotonic()
    deed()
    return time.monotonic() - begun


def test_a_message_is_confirmed_once_on_two_screens_and_a_hand_finds_somebody(
    opened: Callable[[str], Page], practice: Program
) -> None:
    sam = opened("sam")
    expect(sam.locator("tr[data-agent]")).to_have_count(8, timeout=LONG_ENOUGH)
    phone, desk = opened("ann"), opened("ann")
    for page in (phone, desk):
        expect(page.locator("[data-self='practice:1001'][data-fresh=true]")).to_be_visible()

    fields = {"content": "Billing is down.", "lasts": "for", "hours": "1", "minutes": "0", "agents": "practice:1001"}
    assert sam.evaluate(POSTED, ["/messages/", fields | {"must_confirm": "on", "important": "on"}]) == 200
    for page in (phone, desk):
        expect(page.locator("#messages:not([data-moved]) article")).to_contain_text("Billing is down.")
    phone.get_by_role("button", name="Confirm").click()
    assert took(lambda: expect(desk.locator("#messages")).to_contain_text("Confirmed ")) < AT_ONCE
    expect(desk.get_by_role("button", name="Confirm")).to_be_hidden()
    screenshot(phone, "journey-me")
    sam.goto(f"{practice.url}/messages/")
    expect(sam.locator("main")).to_contain_text(re.compile(r"1\s*confirmed\s*of one person"))

    sam.goto(f"{practice.url}/")
    expect(sam.locator("tr[data-agent]")).to_have_count(8)
    desk.fill("#hand-text", "A refund over 500")
    desk.get_by_role("button", name="Raise a hand").click()
    assert took(lambda: expect(sam.locator("[data-need=hand]")).to_contain_text("A refund over 500")) < AT_ONCE
    expect(phone.locator("#hand")).to_contain_text("Hand raised")
    assert sam.evaluate(POSTED, ["/agents/practice:1001/hand/claim/", {}]) == 200
    assert took(lambda: expect(phone.locator("#hand")).to_contain_text("Sam Supervisor is coming")) < AT_ONCE
    phone.get_by_role("button", name="Lower it").click()
    expect(sam.locator("[data-need=hand]")).to_have_count(0)
    expect(desk.get_by_role("button", name="Raise a hand")).to_be_visible()
