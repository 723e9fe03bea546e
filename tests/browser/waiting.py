"""Waits for what a page does, by its signs and with a deadline."""

from playwright.sync_api import Page, expect

from tests.browser.floors import queue
from tests.browser.peer import Peer


def told(page: Page, peer: Peer) -> None:
    """The page has written all that was pushed so far."""
    marker = f"told {peer.floor.revision}"
    peer.push([("queue", "cisco:marker", queue(marker))])
    expect(page.locator("[data-queue='cisco:marker'] [data-cell=queue-name]")).to_have_text(marker)
