"""For everybody: axe-core finds nothing serious, light or dark, also in what scripts have made."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.floors import agent, fill, source
from tests.browser.peer import Peer
from tests.browser.waiting import told
from tests.services.chromium import serious_violations


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_what_pushes_have_made(page: Page, peer: Peer, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    fill(peer.floor, 12)
    page.goto(peer.url)

    peer.push(
        [
            ("agent", "cisco:90", agent("New Here", "not_ready", since=3000)),
            ("agent", "cisco:91", agent("New Too", "wrap_up", team="cisco:5001")),
            ("queue", "cisco:New", {"name": "New queue", "waiting": 2, "warn": 60, "limit": 120, "level_seconds": 20}),
            ("source", "genesys", source("failed", note="Wrong password")),
            ("source", "xivo", source("stale", since=4)),
        ]
    )
    told(page, peer)
    expect(page.locator("#banner")).to_contain_text("xivo is silent since")

    assert serious_violations(page) == []


def test_axe_finds_nothing_serious_in_an_open_question(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    peer.floor.put("agent", "cisco:1", agent("Ada", "not_ready"))
    page.goto(peer.url)
    page.click("#agent-cisco-1 [data-action=ready]")
    expect(page.locator("#confirm")).to_be_visible()

    assert serious_violations(page) == []
