"""Times of the clock stand in the viewer's own zone, whatever the site's is: on the page, in pushes and in panels."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from dashboard.presenters.times import moment
from tests.browser.floors import agent, ago, source
from tests.browser.peer import Peer
from tests.browser.waiting import told
from tests.services.chromium import Complaints

TOKYO = timedelta(hours=9)


@pytest.fixture
def page(chromium: Browser, complaints: Complaints, peer: Peer) -> Iterator[Page]:
    """Somebody looks from Tokyo at a site that is elsewhere."""
    context = chromium.new_context(timezone_id="Asia/Tokyo", viewport={"width": 1280, "height": 860})
    complaints.watch(context)
    with timezone.override(ZoneInfo("America/New_York")):
        yield context.new_page()
    context.close()


def in_tokyo(stamp: str) -> str:
    """A moment as a clock in Tokyo shows it."""
    return f"{datetime.fromisoformat(stamp) + TOKYO:%H:%M:%S}"


def test_the_banner_says_the_same_moment_on_the_page_and_after_a_push(page: Page, peer: Peer) -> None:
    silent = source("stale", since=75)
    peer.floor.put("source", "cisco", silent)
    peer.floor.put("agent", "cisco:1", agent("Ada"))
    page.goto(peer.url)

    sentence = f"cisco is silent since {in_tokyo(silent['since'])}. 1 row stands"
    expect(page.locator("#banner")).to_contain_text(sentence)
    peer.push([("source", "cisco", source())])
    expect(page.locator("#banner")).to_have_text("All systems are live.")
    peer.push([("source", "cisco", silent)])
    expect(page.locator("#banner")).to_contain_text(sentence)


def test_a_panel_says_times_in_the_viewers_zone_each_time_it_comes(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    peer.floor.put("agent", "cisco:1", agent("Ada"))
    since = datetime.fromisoformat(ago(60)).astimezone(UTC)
    panel = (
        f'<article id="agent-panel" data-panel="cisco:1" data-since="{ago(60)}"><h2 tabindex="-1">Ada</h2>'
        f'<span data-cell="time"></span>{moment(since)}</article>'
    )
    peer.answers["/agents/cisco:1/"] = (200, panel)
    page.goto(peer.url)
    told(page, peer)

    page.click("#agent-cisco-1 [data-cell=name]")

    expect(page.locator("#panel [data-clock]")).to_have_text(f"{since + TOKYO:%H:%M:%S}")
