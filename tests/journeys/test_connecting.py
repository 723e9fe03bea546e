"""Issue 4, what must be seen 3: a Generic Connector is connected through the pages alone, and the floor moves."""

import pytest
from playwright.sync_api import Page, expect

from cti_bridge.practice.generic_connector_peer import Peer
from tests.journeys.conftest import SignIn
from tests.journeys.floor_page import LONG_ENOUGH, expect_light, expect_state
from tests.journeys.site import Program, Site
from tests.services.activemq import Broker
from tests.services.chromium import screenshot, serious_violations

pytestmark = pytest.mark.journey

NOBODY_BUT_ADA = """
[[person]]
username = "ada"
name = "Ada Administrator"
role = "administrator"
password = "env:PEOPLE_PASSWORD"
"""


@pytest.fixture
def up(site: Site) -> Program:
    """An installation without a system, with one administrator: web and bridge in one process."""
    site.set_up(NOBODY_BUT_ADA)
    return site.start("up")


def test_an_administrator_connects_a_system_on_pages_and_sees_its_floor_move(
    up: Program, broker: Broker, peer: Peer, sign_in: SignIn
) -> None:
    page = sign_in(up, "ada")
    page.locator("main a[href*='/settings/']").first.click()  # the empty floor leads there
    choose_the_generic_connector(page)

    page.fill("[name=name]", "cisco")
    page.get_by_label("Brokers").fill(broker.url)
    page.get_by_label("User", exact=True).fill("bridge")
    page.locator("input[type=password]").first.fill("wrong-secret")
    save(page)
    page.get_by_role("link", name="Add a feed sign-in").first.click()
    page.get_by_label("Login id").fill("2900")
    page.locator("input[type=password]").first.fill("pw-2900")
    page.get_by_label("Extension").fill("4900")
    save(page)

    try_it(page)
    expect(page.locator(".test-steps li[data-ok=false]")).to_contain_text("password", timeout=LONG_ENOUGH)
    page.get_by_role("link", name="Settings", exact=True).last.click()
    page.locator("input[type=password]").first.fill("bridge-secret")
    save(page)
    try_it(page)
    expect(page.locator("#one")).to_contain_text("In service", timeout=LONG_ENOUGH)
    expect(page.locator(".tested .line[data-outcome=confirmed]")).to_be_visible(timeout=LONG_ENOUGH)
    expect(page.locator("#one .light-line[data-feed-state=live]")).to_be_visible(timeout=LONG_ENOUGH)
    screenshot(page, "journey-connected")
    assert not serious_violations(page)
    assert "bridge-secret" not in page.content()

    page.goto(up.url)
    expect_light(page, "cisco", "live")
    peer.set_state("1001", "READY")
    expect_state(page, "cisco:1001", "ready")


def choose_the_generic_connector(page: Page) -> None:
    """From the integrations to the form of this vendor."""
    if "/+/" not in page.url:
        page.locator("main a[href$='/settings/integrations/+/']").first.click()
    page.locator("main a[href$='/+/generic_connector/']").click()


def save(page: Page) -> None:
    """Presses the form's own button, and waits for what comes next."""
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 303):
        page.locator("#main form.sheet [type=submit]").first.click()
    page.wait_for_load_state("networkidle")


def try_it(page: Page) -> None:
    """Presses Test, and waits until a bridge has begun."""
    page.click("#test")
    expect(page.locator(".test-steps li").first).to_be_visible(timeout=LONG_ENOUGH)
