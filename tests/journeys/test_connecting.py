"""Issue 4, what must be seen 3: an administrator connects a Generic Connector through the pages alone, by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from cti_bridge.practice.generic_connector_peer import Peer
from tests.journeys.conftest import SignIn
from tests.journeys.floor_page import LONG_ENOUGH
from tests.journeys.keyboard import press_until
from tests.journeys.site import Program, Site
from tests.services.activemq import Broker
from tests.services.chromium import Complaints, serious_violations

pytestmark = pytest.mark.journey

ADA_ALONE = """
[[person]]
username = "ada"
name = "Ada Administrator"
role = "administrator"
password = "env:PEOPLE_PASSWORD"
"""


@pytest.fixture
def up(site: Site) -> Program:
    """Web and bridge in one process, with nobody but Ada, and nothing to follow."""
    site.set_up(ADA_ALONE)
    return site.start("up")


def there(page: Page, selector: str) -> None:
    """Waits for the page that has it, and for its scripts."""
    page.locator(selector).first.wait_for()
    page.wait_for_load_state("load")


def go(page: Page, selector: str) -> None:
    """Tabs to a link or a button, once it is there, and presses it."""
    there(page, selector)
    press_until(page, "Tab", selector)
    page.keyboard.press("Enter")


def write(page: Page, name: str, text: str) -> None:
    """Tabs to a field, once it is there, and types over what stands in it."""
    there(page, f"[name={name}]")
    press_until(page, "Tab", f"[name={name}]")
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def no_violations(page: Page) -> None:
    """Neither in light nor in dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert serious_violations(page) == []


def test_ada_connects_a_system_and_sees_the_floor_move(
    up: Program, broker: Broker, peer: Peer, sign_in: SignIn, complaints: Complaints
) -> None:
    complaints.expect("status of 422")
    page = sign_in(up, "ada")
    go(page, "#no-agents a")
    go(page, "main .first-steps a")
    go(page, "a[href$='/generic_connector/']")

    # a password that the broker does not take: the form is whole, the test says what to mend
    write(page, "name", "cisco")
    write(page, "settings-brokers", broker.url)
    write(page, "settings-username", "bridge")
    write(page, "settings-password", "not-the-password")
    write(page, "settings-time_zone", "Berlin")
    go(page, "main [type=submit]")
    expect(page.locator("#id_settings-time_zone_error")).to_have_text(
        "There is no time zone 'Berlin': write it like Europe/Berlin."
    )
    expect(page.locator("#id_settings-password_error")).to_contain_text("Type it again")
    no_violations(page)
    write(page, "settings-password", "not-the-password")
    write(page, "settings-time_zone", "UTC")
    go(page, "main [type=submit]")
    go(page, ".next-step a")
    write(page, "settings-login_id", "2900")
    write(page, "settings-password", "pw-2900")
    write(page, "settings-extension", "4900")
    go(page, "main [type=submit]")
    go(page, "#test")
    expect(page.locator(".tested > .line")).to_contain_text("It does not work yet.")
    assert page.locator(".test-steps [data-ok=false]").count() == 1
    no_violations(page)

    # mended: the test goes through, the light turns by itself, and the focus stayed where it was
    go(page, "a[href$='/cisco/change/']")
    write(page, "settings-password", "env:GC_BROKER_PASSWORD")
    go(page, "main [type=submit]")
    go(page, "#test")
    expect(page.locator(".tested > .line")).to_contain_text("It works.", timeout=20_000)
    expect(page.locator(".state-card .light-line")).to_have_attribute("data-feed-state", "live", timeout=LONG_ENOUGH)
    assert page.locator(".test-steps [data-ok=false]").count() == 0
    press_until(page, "Tab", "#following")
    page.wait_for_timeout(1500)  # it asks for itself anew each second
    assert page.evaluate("document.activeElement.id") == "following"

    press_until(page, "Shift+Tab", ".state-card a")
    page.keyboard.press("Enter")
    expect(page.locator("tr[data-agent]").first).to_be_visible()
    peer.set_state("1001", "READY")
    expect(page.locator("[data-agent='cisco:1001']").first).to_have_attribute("data-state", "ready")
    page.goto(f"{up.url}/settings/integrations/")
    expect(page.locator("[data-integration=cisco]")).to_contain_text("live")
    no_violations(page)
