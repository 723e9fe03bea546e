"""After the session ended, whatever the page asks for is answered by a dialog; the sign-in is never written into it."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.floors import agent, source
from tests.browser.peer import Peer
from tests.browser.waiting import told


def to_the_sign_in(route: Route) -> None:
    """What the server answers then (dashboard/signed_out.py)."""
    route.fulfill(status=200, headers={"HX-Redirect": "/login/?next=%2F"}, body="")


@pytest.fixture
def floor(page: Page, peer: Peer) -> Page:
    """A floor whose server has forgotten its viewer's session."""
    peer.floor.put("source", "cisco", source())
    peer.floor.put("agent", "cisco:1", agent("Ada", "not_ready"))
    page.goto(peer.url)
    told(page, peer)
    page.route("**/agents/**", to_the_sign_in)
    return page


def test_an_action_was_not_done_and_a_dialog_says_why(floor: Page) -> None:
    floor.click("#agent-cisco-1 [data-action=ready]")
    floor.click("#confirm [data-cell=deed]")

    expect(floor.locator("#signed-out")).to_be_visible()
    slot = floor.locator("#agent-cisco-1 [data-outcome=refused]")
    expect(slot).to_have_attribute("title", "You are signed out")


def test_a_panel_stays_closed_and_the_page_behind_as_it_was(floor: Page) -> None:
    floor.click("#agent-cisco-1 [data-cell=name]")

    expect(floor.locator("#signed-out")).to_be_visible()
    expect(floor.locator("#panel")).to_be_hidden()
    expect(floor.locator("#panel")).to_be_empty()
    expect(floor.locator("#needs")).to_be_visible()
