"""Issue 3, what must be seen 1: whatever a system refuses about calls is a sentence that says what to do."""

import re

import pytest
from playwright.sync_api import expect

from cti_bridge.practice.generic_connector_peer import Peer
from tests.journeys.conftest import SignIn
from tests.journeys.floor_page import LONG_ENOUGH, row
from tests.journeys.keyboard import to_row
from tests.journeys.on_a_call import (
    ANNA,
    bar,
    barge_in,
    dialogs,
    drop_anna,
    floor_of_sam,
    listen,
    press_on_the_bar,
)
from tests.journeys.site import Program

pytestmark = pytest.mark.journey

REFUSALS = {  # each error that finesse.md 3.4 and generic_connector.md list, and a word of what to do about it
    "13145": "hold",
    "13139": "phone",
    "13140": "mobile",
    "13141": "bridge",
    "13142": "partition",
    "AUTHORIZATION_FAILURE": "supervisor",
    "NOT_FOUND": "know",
    "GENERAL_ERROR": "again",
    "CF_RESOURCE_BUSY": "again",
}

DROPPING = {  # and what the sentence says of it
    "AUTHORIZATION_FAILURE": "must hang up themselves",
    "NOT_FOUND": "look again who is in the call",
    "GENERAL_ERROR": "again",
}
HOLDING = {
    "CF_INVALID_OBJECT_STATE": "cannot be held",
    "GENERAL_ERROR": "again",
}


def test_each_refusal_of_listening_is_a_sentence_that_says_what_to_do(
    listening_up: Program, peer: Peer, sign_in: SignIn
) -> None:
    page = floor_of_sam(listening_up, peer, sign_in)
    to_row(page, ANNA)
    said = set()

    for code, word in REFUSALS.items():
        peer.refuse_next("silentmonitor", code)
        page.keyboard.press("l")
        slot = row(page, ANNA).locator('[data-outcome="refused"]')
        expect(slot).to_have_attribute("title", re.compile(word, re.IGNORECASE), timeout=LONG_ENOUGH)
        said.add(slot.get_attribute("title"))
        expect(bar(page)).to_be_hidden()

    assert len(said) >= len(REFUSALS) - 1
    assert dialogs(peer) == []


def test_each_refusal_of_barging_in_leaves_the_listening_as_it_was(
    listening_up: Program, peer: Peer, sign_in: SignIn
) -> None:
    page = floor_of_sam(listening_up, peer, sign_in)
    listen(page)

    for code, word in {"20700": "conference", "20999": "consult"}.items():
        peer.refuse_next("bargein", code)
        to_row(page, ANNA)
        page.keyboard.press("b")
        page.keyboard.press("Enter")
        slot = row(page, ANNA).locator('[data-outcome="refused"]')
        expect(slot).to_have_attribute("title", re.compile(word, re.IGNORECASE), timeout=LONG_ENOUGH)

    assert dialogs(peer) == ["SM"]
    expect(bar(page)).to_be_visible()


def test_each_refusal_of_dropping_and_of_holding_leaves_the_call_as_it_was(
    listening_up: Program, peer: Peer, sign_in: SignIn
) -> None:
    page = floor_of_sam(listening_up, peer, sign_in)
    listen(page)
    barge_in(page)

    for code, words in DROPPING.items():
        peer.refuse_next("dropparticipant", code)
        drop_anna(page)
        slot = row(page, ANNA).locator('[data-outcome="refused"]')
        expect(slot).to_have_attribute("title", re.compile(words), timeout=LONG_ENOUGH)
    for code, words in HOLDING.items():
        peer.refuse_next("holdcall", code)
        press_on_the_bar(page, "hold")
        said = bar(page).locator("[data-cell=bar-said]")
        expect(said).to_contain_text(words, timeout=LONG_ENOUGH)
        page.keyboard.press("Enter")  # seen: the button is itself again
        expect(said).to_be_empty()

    assert dialogs(peer) == ["CONFERENCE"]
    assert peer.calls_of("2001")[0]["part"] == "ACTIVE"
    assert "4001" in str(peer.calls_of("2001")[0]["addresses"])
    expect(bar(page)).to_have_attribute("data-barged", "true")
