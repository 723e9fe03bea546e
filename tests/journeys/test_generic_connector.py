"""Issue 2, what must be seen 2: a Generic Connector on a real ActiveMQ, one process, a real Chromium."""

import pytest
from playwright.sync_api import expect

from cti_bridge.practice.generic_connector_peer import Peer
from tests.journeys.conftest import SignIn, a_peer
from tests.journeys.floor_page import ask, expect_light, expect_outcome, expect_state, open_panel, row
from tests.journeys.site import Program, Site, cisco, until
from tests.services.activemq import Broker
from tests.services.chromium import Complaints, screenshot, serious_violations

pytestmark = pytest.mark.journey


@pytest.fixture
def up(site: Site, broker: Broker, peer: Peer) -> Program:
    """Web and bridge in one process, following that broker."""
    site.set_up(cisco(broker.url))
    return site.start("up")


def test_a_supervisor_sees_the_own_teams_live(up: Program, peer: Peer, sign_in: SignIn) -> None:
    page = sign_in(up, "sam")
    expect_light(page, "cisco", "live")
    expect(page.locator("tr[data-agent]")).to_have_count(16)
    assert {t.get_attribute("data-team") for t in page.locator("tr[data-agent]").all()} == {"cisco:5000", "cisco:5001"}
    expect(page.locator('[data-queue="cisco:Sales"]')).to_have_attribute("data-waiting", "2")

    peer.set_state("1001", "READY")
    expect_state(page, "cisco:1001", "ready")
    peer.start_call("1001", "+442079460123", call_type="ACD_IN")
    expect_state(page, "cisco:1001", "talking")

    assert not serious_violations(page)
    screenshot(page, "journey-floor")


def test_forcing_a_state_is_confirmed_by_the_systems_own_event(up: Program, peer: Peer, sign_in: SignIn) -> None:
    page = sign_in(up, "sam")
    peer.set_state("1001", "READY")
    expect_state(page, "cisco:1001", "ready")

    ask(page, "cisco:1001", "not-ready")

    expect_outcome(page, "cisco:1001", "confirmed")
    expect_state(page, "cisco:1001", "not_ready")
    assert peer.state_of("1001") == "NOT_READY"


def test_signing_out_an_agent_on_a_call_is_deferred_until_the_call_ends(
    up: Program, peer: Peer, sign_in: SignIn
) -> None:
    page = sign_in(up, "sam")
    peer.set_state("1001", "READY")
    peer.start_call("1001", "+442079460123", call_type="ACD_IN")
    expect_state(page, "cisco:1001", "talking")

    ask(page, "cisco:1001", "sign-out")

    expect_outcome(page, "cisco:1001", "deferred")
    expect(row(page, "cisco:1001")).to_have_attribute("data-pending", "signed_out")
    peer.end_call("1001")
    expect_outcome(page, "cisco:1001", "confirmed")
    expect_state(page, "cisco:1001", "signed_out")


def test_a_refusal_and_a_silence_are_each_told_in_words(up: Program, peer: Peer, sign_in: SignIn) -> None:
    page = sign_in(up, "sam")
    peer.set_state("1001", "READY")
    peer.set_state("1004", "READY")
    expect_state(page, "cisco:1004", "ready")
    peer.refuse_next("MakeNotReady", "CF_INVALID_OBJECT_STATE")

    ask(page, "cisco:1001", "not-ready")
    expect_outcome(page, "cisco:1001", "refused")
    expect(page.locator("#panel")).to_contain_text("state")

    peer.mute("MakeNotReady")
    ask(page, "cisco:1004", "not-ready")
    expect_outcome(page, "cisco:1004", "timed_out")
    screenshot(page, "journey-outcomes")


def test_a_killed_broker_turns_the_light_within_5_s_and_its_return_makes_the_floor_whole_within_5_s(
    up: Program, broker: Broker, peer: Peer, sign_in: SignIn
) -> None:
    page = sign_in(up, "sam")
    expect_light(page, "cisco", "live")

    broker.kill()
    until(lambda: page.locator('[data-feed="cisco"][data-feed-state="live"]').count() == 0, 5, "the light turns")
    expect(row(page, "cisco:1001")).to_have_attribute("data-fresh", "false")
    open_panel(page, "cisco:1001")
    expect(page.locator('#panel [data-action]:not([aria-disabled="true"])')).to_have_count(0)
    expect(page.locator("#banner")).to_contain_text("cisco")
    screenshot(page, "journey-stale")

    peer.set_state("1001", "READY")
    broker.start()
    peer.wait_until_up()
    until(lambda: page.locator('[data-feed="cisco"][data-feed-state="live"]').count() == 1, 5, "the light is back")
    expect_state(page, "cisco:1001", "ready", within=5000)
    expect(row(page, "cisco:1001")).to_have_attribute("data-fresh", "true")


def test_a_second_broker_takes_over_within_5_s(site: Site, broker: Broker, peer: Peer, sign_in: SignIn) -> None:
    with Broker() as second, a_peer(second) as other:
        other.set_state("1001", "READY")
        site.set_up(cisco(broker.url, second.url))
        page = sign_in(site.start("up"), "sam")
        expect_light(page, "cisco", "live")
        expect_state(page, "cisco:1001", "not_ready")

        broker.kill()

        expect_state(page, "cisco:1001", "ready", within=5000)
        expect_light(page, "cisco", "live", within=5000)


def test_a_system_out_of_service_stands_still_and_comes_back(up: Program, peer: Peer, sign_in: SignIn) -> None:
    page = sign_in(up, "sam")
    expect_light(page, "cisco", "live")

    peer.go_out_of_service()
    expect_light(page, "cisco", "down")
    peer.set_state("1001", "READY")
    peer.back()

    expect_light(page, "cisco", "live")
    expect_state(page, "cisco:1001", "ready")


def test_signing_in_myself_and_out_again(up: Program, peer: Peer, sign_in: SignIn, complaints: Complaints) -> None:
    page = sign_in(up, "sam")
    expect_light(page, "cisco", "live")
    assert not [c for c in peer.received if c.type == "Login#2001"]

    page.locator("[popovertarget='my-sign-ins']").click()
    chip = page.locator("#my-sign-ins [data-sign-in='cisco:2001']")
    chip.locator("[data-action='sign-in']").click()

    until(lambda: peer.state_of("2001") == "NOT_READY", 10, "Sam is signed in")
    expect(chip).to_have_attribute("data-state", "not_ready")
    chip.locator("[data-action='sign-out']").click()
    until(lambda: peer.state_of("2001") == "LOGOUT", 10, "Sam is signed out")
