"""Issue 3, what must be seen 4: two supervisors act on one agent in the same second, and both are told the truth."""

import re
import sqlite3
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from cti_bridge.practice.generic_connector_peer import Peer
from tests.journeys.conftest import SignIn, a_peer
from tests.journeys.floor_page import LONG_ENOUGH, expect_light, expect_outcome, expect_state, row
from tests.journeys.keyboard import to_row
from tests.journeys.on_a_call import ANNA, NUMBER, bar, sent, sign_in_to_the_phone
from tests.journeys.setups import with_lea
from tests.journeys.site import Site, until
from tests.services.activemq import Broker
from tests.services.chromium import screenshot

pytestmark = pytest.mark.journey


@pytest.fixture
def peer(broker: Broker) -> Iterator[Peer]:
    """A Generic Connector whose Lea supervises Sales North too."""
    with a_peer(broker, leas_teams=("5000", "5002")) as peer:
        yield peer


@pytest.fixture
def both(site: Site, broker: Broker, peer: Peer, sign_in: SignIn) -> tuple[Page, Page]:
    """The floors of Sam and of Lea."""
    site.set_up(with_lea(broker.url))
    up = site.start("up")
    sam, lea = sign_in(up, "sam"), sign_in(up, "lea")
    for page in (sam, lea):
        expect_light(page, "cisco", "live")
        expect_state(page, ANNA, "not_ready")
    return sam, lea


def activity(page: Page, *deeds: str) -> list[str]:
    """The activity page's lines of these deeds, the oldest first."""
    page.goto(urljoin(page.url, "/activity/"))
    told = [" ".join(line.inner_text().split()) for line in reversed(page.locator("tr[data-entry]").all())]
    return [line for line in told if any(deed in line for deed in deeds)]


def asked(site: Site, *actions: str) -> list[str]:
    """Who asked these, in the order in which the trail has it."""
    places = ", ".join("?" * len(actions))
    query = f"""
        SELECT p.name FROM dashboard_trailline t JOIN dashboard_person p ON p.id = t.person
        WHERE t.step = 'asked' AND t.action IN ({places}) ORDER BY t.id"""  # noqa: S608
    with sqlite3.connect(f"{site.folder}/db.sqlite3") as database:
        return [name for (name,) in database.execute(query, actions)]


def assert_both_see(both: tuple[Page, Page], deeds: tuple[str, ...], *lines: str) -> None:
    """Both activity pages have these lines in this order: who did what, and what came of it."""
    for page in both:
        for line, shown in zip(lines, activity(page, *deeds), strict=True):
            assert re.fullmatch(line, shown)


def test_of_two_who_listen_to_one_call_one_hears_it_and_the_other_is_told_why_not(
    site: Site, both: tuple[Page, Page], peer: Peer
) -> None:
    for page, login in zip(both, ("2001", "2002"), strict=True):
        sign_in_to_the_phone(page, peer, login)
    peer.set_state("1001", "READY")
    peer.start_call("1001", NUMBER, call_type="ACD_IN")
    for page in both:
        expect_state(page, ANNA, "talking")
        to_row(page, ANNA)
    peer.delay_next("silentmonitor", 1.0)  # whichever comes first is overtaken: neither is known when both are asked

    for page in both:
        page.keyboard.press("l")

    until(lambda: len(peer.calls_of("2001")) + len(peer.calls_of("2002")) == 1, 10, "one of them listens")
    sam, lea = both
    hears, is_refused = (sam, lea) if peer.calls_of("2001") else (lea, sam)
    expect(bar(hears)).to_contain_text("Anna", timeout=LONG_ENOUGH)
    expect_outcome(hears, ANNA, "confirmed")
    expect_outcome(is_refused, ANNA, "refused")
    slot = row(is_refused, ANNA).locator("[data-outcome=refused]")
    expect(slot).to_have_attribute("title", re.compile("somebody else listens"))
    expect(bar(is_refused)).to_be_hidden()
    for page in both:
        expect(row(page, ANNA)).to_have_attribute("data-ear", "true")
    screenshot(is_refused, "journey-two-supervisors")

    came = {"Sam Supervisor" if hears is sam else "Lea Leader": "Confirmed"}
    lines = [f".*{name}.*Listen.*{came.get(name, 'Refused')}.*" for name in asked(site, "listen")]
    assert len(lines) == 2 == sent(peer, "silentmonitor")
    assert_both_see(both, ("Listen",), *lines)


def test_of_not_ready_and_sign_out_in_the_same_second_both_pages_show_what_the_system_made_of_it(
    site: Site, both: tuple[Page, Page], peer: Peer
) -> None:
    sam, lea = both
    peer.set_state("1001", "READY")
    for page, key in ((sam, "n"), (lea, "o")):
        expect_state(page, ANNA, "ready")
        to_row(page, ANNA)
        page.keyboard.press(key)
        expect(page.locator("[popover]:popover-open")).to_contain_text("Anna")
    peer.delay_next("MakeNotReady", 0.5)  # the sign-out overtakes it

    for page in both:
        page.keyboard.press("Enter")

    expect_outcome(lea, ANNA, "confirmed")
    expect_outcome(sam, ANNA, "refused")
    for page in both:
        expect_state(page, ANNA, "signed_out")
    assert (peer.state_of("1001"), sent(peer, "makenotready"), sent(peer, "logout")) == ("LOGOUT", 1, 1)

    came = {"Sam Supervisor": "Not ready.*Refused", "Lea Leader": "Sign out.*Confirmed"}
    lines = [f".*{name}.*{came[name]}.*" for name in asked(site, "not-ready", "sign-out")]
    assert len(lines) == 2
    assert_both_see(both, ("Not ready", "Sign out"), *lines)
