"""Issue 3, what must be seen 1: on somebody's call by keyboard alone."""

import pytest
from playwright.sync_api import expect

from cti_bridge.practice.generic_connector_peer import Peer
from tests.journeys.conftest import SignIn
from tests.journeys.floor_page import LONG_ENOUGH, expect_outcome, expect_state, row
from tests.journeys.on_a_call import (
    ANNA,
    bar,
    barge_in,
    dialogs,
    drop_anna,
    floor_of_sam,
    listen,
    press_on_the_bar,
    sent,
)
from tests.journeys.site import Program, until
from tests.services.chromium import screenshot, serious_violations

pytestmark = pytest.mark.journey


def test_listening_barging_in_dropping_holding_and_stopping_by_keyboard_alone(
    listening_up: Program, peer: Peer, sign_in: SignIn
) -> None:
    page = floor_of_sam(listening_up, peer, sign_in)

    listen(page)
    expect_outcome(page, ANNA, "confirmed")
    assert dialogs(peer) == ["SM"]
    expect(bar(page)).to_contain_text("Anna")
    expect(row(page, ANNA)).to_have_attribute("data-ear", "true")
    assert not serious_violations(page)
    screenshot(page, "journey-listening")

    press_on_the_bar(page, "hold")
    until(lambda: peer.calls_of("2001")[0]["part"] == "HELD", 10, "on hold")
    expect(bar(page).locator("[data-action=retrieve]")).to_be_visible(timeout=LONG_ENOUGH)
    press_on_the_bar(page, "retrieve")
    until(lambda: peer.calls_of("2001")[0]["part"] == "ACTIVE", 10, "retrieved")

    barge_in(page)
    assert dialogs(peer) == ["CONFERENCE"]
    expect(bar(page)).to_contain_text("heard")
    screenshot(page, "journey-barged-in")

    drop_anna(page)
    until(lambda: "4001" not in str(peer.calls_of("2001")[0]["addresses"]), 10, "Anna is out")
    expect_state(page, ANNA, "ready")

    press_on_the_bar(page, "stop-listening")
    until(lambda: peer.calls_of("2001") == [], 10, "Sam has left")
    expect(bar(page)).to_be_hidden(timeout=LONG_ENOUGH)
    assert [sent(peer, v) for v in ("silentmonitor", "bargein", "dropparticipant", "releasecall")] == [1, 1, 1, 1]


def test_the_bar_survives_a_reload_stands_on_every_page_and_says_why_it_ended(
    listening_up: Program, peer: Peer, sign_in: SignIn
) -> None:
    page = floor_of_sam(listening_up, peer, sign_in)
    listen(page)

    page.reload()
    expect(bar(page)).to_be_visible()
    second = page.context.new_page()
    second.goto(f"{listening_up.url}/activity/")
    expect(bar(second)).to_contain_text("Anna")

    peer.end_call("1001")
    for each in (page, second):
        expect(bar(each)).to_have_attribute("data-over", "true", timeout=LONG_ENOUGH)
        expect(bar(each)).to_contain_text("ended")
