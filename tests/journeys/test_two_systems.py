"""Issue 5, what must be seen 1 and 3: a Generic Connector and a XiVO XUC at once, on one floor."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from cti_bridge.practice.generic_connector_peer import Peer as GenericConnector
from cti_bridge.practice.xuc_peer import Peer as Xuc
from tests.journeys.conftest import SignIn
from tests.journeys.floor_page import expect_light, expect_state, row
from tests.journeys.site import Program, Site, until
from tests.journeys.xuc import both
from tests.services.activemq import Broker
from tests.services.chromium import screenshot

pytestmark = pytest.mark.journey

ON_CISCO, ON_XIVO = "cisco:1001", "xivo:19"  # Anna, who is an agent on both
OTHER = "xivo:22"


@pytest.fixture
def up(site: Site, broker: Broker, peer: GenericConnector, xuc: Xuc) -> Program:
    """Web and bridge in one process, following both."""
    site.set_up(both(broker.url, xuc.url))
    return site.start("up")


@pytest.fixture
def floor(up: Program, sign_in: SignIn) -> Page:
    """Sam's floor, with both systems live."""
    page = sign_in(up, "sam")
    for source in ("cisco", "xivo"):
        expect_light(page, source, "live")
    return page


def rows_of(page: Page, source: str, fresh: str) -> int:
    """How many rows of a source are (not) fresh."""
    return page.locator(f'tr[data-source="{source}"][data-fresh="{fresh}"]').count()


def test_one_floor_of_both_where_somebody_on_both_is_counted_once(
    floor: Page, up: Program, peer: GenericConnector, xuc: Xuc
) -> None:
    expect(row(floor, ON_CISCO)).to_be_visible()
    expect(row(floor, ON_XIVO)).to_be_visible()
    shown = floor.locator("tr[data-agent]").count()
    expect(floor.locator("#count")).to_have_text(f"{shown - 1} agents")
    talking = floor.locator('[data-tile="talking"] b')

    peer.set_state("1001", "READY")
    expect(row(floor, ON_XIVO).locator(".also")).to_have_attribute("title", "also cisco: Ready")
    xuc.start_call(19)
    expect_state(floor, ON_XIVO, "talking")

    expect(row(floor, ON_CISCO).locator(".also")).to_have_attribute("title", "also xivo: Talking")
    expect(talking).to_have_text("1")
    screenshot(floor, "journey-two-systems")

    floor.goto(f"{up.url}/queues/")
    for queue in ("cisco:", "xivo:"):
        expect(floor.locator(f'[data-queue^="{queue}"]').first).to_be_visible()
    xuc.put_caller(11, "John Doe", "+33356782212", waited=30)
    expect(floor.locator('[data-queue="xivo:11"]')).to_have_attribute("data-waiting", "1")
    screenshot(floor, "journey-two-systems-queues")


def test_a_half_open_socket_greys_its_own_rows_within_15_s_and_all_is_whole_within_5_s_of_its_return(
    floor: Page, xuc: Xuc
) -> None:
    cisco, xivo = rows_of(floor, "cisco", "true"), rows_of(floor, "xivo", "true")
    assert cisco
    assert xivo

    xuc.freeze()
    took = until(lambda: rows_of(floor, "xivo", "false") == xivo, 20, "the rows of XiVO are stale")
    print(f"frozen to stale: {took:.1f} s")
    assert took < 16.5  # 15 s of silence, and the word's way to the page
    assert rows_of(floor, "cisco", "true") == cisco
    expect(floor.locator("#banner")).to_contain_text("xivo")
    expect(floor.locator('[data-feed="cisco"]')).to_have_attribute("data-feed-state", "live")
    screenshot(floor, "journey-xivo-silent")

    xuc.thaw()
    xuc.set_state(22, "AgentOnPause", cause="lunch")
    began = time.monotonic()
    until(lambda: rows_of(floor, "xivo", "true") == xivo, 12, "the rows of XiVO are fresh")
    took = time.monotonic() - began
    print(f"back to whole: {took:.1f} s")
    assert took < 5
    expect_state(floor, OTHER, "not_ready")
    expect(row(floor, OTHER).locator("[data-cell=reason]")).to_have_text(re.compile("At lunch"))


def test_a_lost_socket_is_told_and_comes_back_by_itself(floor: Page, xuc: Xuc) -> None:
    xivo = rows_of(floor, "xivo", "true")
    xuc.refuse_logins("UnhandledError")
    xuc.drop_all()

    expect_light(floor, "xivo", "down")
    expect(floor.locator("#banner")).to_contain_text("xivo is lost")
    xuc.allow_logins()
    expect_light(floor, "xivo", "live")
    until(lambda: rows_of(floor, "xivo", "true") == xivo, 10, "all rows are fresh")
