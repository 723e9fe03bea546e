"""Issue 3, what must be seen 2: what is true on a call after bridge, broker or web process died."""

import pytest
from playwright.sync_api import expect

from cti_bridge.practice.generic_connector_peer import Peer
from tests.journeys.conftest import SignIn
from tests.journeys.floor_page import LONG_ENOUGH, expect_light, expect_outcome
from tests.journeys.keyboard import to_row
from tests.journeys.on_a_call import ANNA, bar, barge_in, floor_of_sam, listen, press_on_the_bar, sent
from tests.journeys.setups import listened_to
from tests.journeys.site import Program, Site, until
from tests.services.activemq import Broker
from tests.services.chromium import Complaints

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(
    ("dies", "barged"),
    [("bridge", True), ("broker", False), ("web", False)],
    ids=["bridge, when barged in", "broker, while listening", "web, while listening"],
)
def test_whatever_dies_the_page_tells_the_truth_within_5_s_of_its_return_and_nothing_is_sent_twice(
    site: Site, broker: Broker, peer: Peer, sign_in: SignIn, complaints: Complaints, dies: str, barged: bool
) -> None:
    if dies == "web":
        complaints.expect("WebSocket connection to")  # the page knocks meanwhile, and the browser says so
    site.set_up(listened_to(broker.url))
    bridge, web = site.start("run_bridge"), site.start("serve")
    page = floor_of_sam(web, peer, sign_in)
    listen(page)
    if barged:
        barge_in(page)
    before = {verb: sent(peer, verb) for verb in ("silentmonitor", "bargein")}

    back = {"bridge": bridge_dies, "broker": broker_dies, "web": web_dies}[dies](site, bridge, broker, web, peer)
    if dies == "web":
        page.goto(f"{back.url}/")

    expect_light(page, "cisco", "live", within=10_000)
    expect(bar(page)).to_be_visible(timeout=5_000)
    expect(bar(page)).not_to_have_attribute("data-doubtful", "true")
    press_on_the_bar(page, "stop-listening")
    until(lambda: peer.calls_of("2001") == [], 10, "Sam has left")
    expect(bar(page)).to_be_hidden(timeout=LONG_ENOUGH)
    assert {verb: sent(peer, verb) for verb in before} == before
    page.goto(f"{(back if dies == 'web' else web).url}/activity/")
    expect(page.locator("main")).to_contain_text("Anna")


def bridge_dies(site: Site, bridge: Program, broker: Broker, web: Program, peer: Peer) -> Program:
    """SIGKILL, and another bridge comes."""
    bridge.kill()
    return another_bridge(site)


def another_bridge(site: Site) -> Program:
    """A bridge that has come to live, once the dead one's lease is over."""
    bridge = site.start("run_bridge")
    until(lambda: "cisco is live" in bridge.log.read_text(), 15, "the next bridge is live")
    return bridge


def broker_dies(site: Site, bridge: Program, broker: Broker, web: Program, peer: Peer) -> Program:
    """SIGKILL, and the broker comes back."""
    broker.kill()
    until(lambda: "cisco is lost" in bridge.log.read_text(), 10, "the bridge noticed")
    broker.start()
    peer.wait_until_up()
    return bridge


def web_dies(site: Site, bridge: Program, broker: Broker, web: Program, peer: Peer) -> Program:
    """SIGKILL, and another web process comes."""
    web.kill()
    return site.start("serve")


def test_a_listening_that_ended_while_no_bridge_lived_is_over_on_the_page_and_in_the_trail(
    site: Site, broker: Broker, peer: Peer, sign_in: SignIn
) -> None:
    site.set_up(listened_to(broker.url))
    bridge, web = site.start("run_bridge"), site.start("serve")
    page = floor_of_sam(web, peer, sign_in)
    listen(page)

    bridge.kill()
    peer.end_call("1001")
    another_bridge(site)

    expect(bar(page)).to_have_attribute("data-over", "true", timeout=5_000)
    page.goto(f"{web.url}/activity/")
    expect(page.locator("main")).to_contain_text("Listen")


def test_a_listening_that_begins_while_the_bridge_dies_has_its_bar_when_the_next_one_lives(
    site: Site, broker: Broker, peer: Peer, sign_in: SignIn
) -> None:
    site.set_up(listened_to(broker.url))
    bridge, web = site.start("run_bridge"), site.start("serve")
    page = floor_of_sam(web, peer, sign_in)
    peer.delay(4)  # what the system says of it reaches nobody any more
    to_row(page, ANNA)
    page.keyboard.press("l")
    until(lambda: sent(peer, "silentmonitor") == 1, 10, "the order has left")

    bridge.kill()
    peer.delay(0)
    another_bridge(site)

    expect(bar(page)).to_contain_text("Anna", timeout=5_000)
    expect_outcome(page, ANNA, "lost")
    press_on_the_bar(page, "stop-listening")
    until(lambda: peer.calls_of("2001") == [], 10, "Sam has left")
    assert sent(peer, "silentmonitor") == 1
