"""Issue 4, what must be seen 4: a real peer's reason codes come in, are changed, go out and in again; among 500."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cti_bridge.practice.generic_connector_peer import Peer
from tests.journeys.conftest import SignIn
from tests.journeys.floor_page import expect_light
from tests.journeys.keyboard import press_until
from tests.journeys.site import Program, Site, cisco
from tests.services.activemq import Broker
from tests.services.chromium import serious_violations

pytestmark = pytest.mark.journey

PAGE = "/settings/reason-codes/"
PAPER = """
[[integration]]
name = "paper"
kind = "practice"
enabled = false
"""
CODE = """
[[reason_code]]
source = "paper"
category = "not_ready"
code = "{number}"
label = "Errand {number}"
tone = "teal"
"""


@pytest.fixture
def up(site: Site, broker: Broker, peer: Peer) -> Program:
    """A live Generic Connector that gives reason codes, and a system on paper with 500."""
    site.set_up(cisco(broker.url) + PAPER + "".join(CODE.format(number=number) for number in range(1, 501)))
    return site.start("up")


def test_codes_of_the_peer_come_in_are_changed_go_out_and_come_in_again(
    up: Program, sign_in: SignIn, tmp_path: Path
) -> None:
    page = sign_in(up, "ada")
    expect_light(page, "cisco", "live")

    page.goto(f"{up.url}{PAGE}import/cisco/")
    expect(page.locator("[data-part=new]")).to_contain_text("Sold")  # a wrap-up reason: a label is all that it has
    page.get_by_role("button", name=re.compile("Import .* codes")).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto(f"{up.url}{PAGE}import/cisco/")
    expect(page.locator("#main")).to_contain_text("Importing now would change nothing.")

    page.goto(f"{up.url}{PAGE}")
    _change_by_keyboard(page)
    assert serious_violations(page) == []

    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download as CSV").click()
    file = tmp_path / "codes.csv"
    downloading.value.save_as(file)
    page.goto(f"{up.url}{PAGE}csv/")
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator("#main")).to_contain_text("loading it would change nothing")
    assert file.read_text(encoding="utf-8-sig").count("\n") > 500


def _change_by_keyboard(page: Page) -> None:
    """Finds one of 500, words it anew in its row, looks into another and leaves it as it is."""
    expect(page.locator("tr[id^=reason-]:has-text('Errand')")).to_have_count(500)
    press_until(page, "Tab", "[name=q]")
    page.keyboard.type("errand 499")
    expect(page.locator("tr[id^=reason-]")).to_have_count(1)
    press_until(page, "Tab", "td.act a")

    page.keyboard.press("Enter")
    expect(page.locator("tr.editing [name=label]")).to_be_focused()
    assert serious_violations(page) == []
    page.keyboard.press("Control+A")
    page.keyboard.type("=Errand; the last but one")
    press_until(page, "Tab", "[name=tone]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    row = page.locator("tr[id^=reason-]")
    expect(row).to_contain_text("=Errand; the last but one")
    expect(row).to_contain_text("Blue")

    expect(row.get_by_role("link", name="Edit")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("tr.editing [name=label]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(row.get_by_role("link", name="Edit")).to_be_focused()
