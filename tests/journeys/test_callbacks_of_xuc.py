"""Issue 5, what must be seen 2, of callbacks: confirmed by XUC's event, or failed by its silence, and said so."""

import pytest
from playwright.sync_api import expect

from cti_bridge.practice.xuc_peer import Peer
from tests.journeys.conftest import SignIn
from tests.journeys.site import Site
from tests.journeys.xuc import xivo
from tests.services.chromium import screenshot

pytestmark = pytest.mark.journey
FREE = "#requests [data-action=take-callback]:not([aria-disabled])"


def as_an_agent(setup: str) -> str:
    """Sam's own sign-in is the user of agent 19, who is ready on phone 1001."""
    for of_sam, of_the_agent in (("sam", "agent19"), ("pw-sam", "pw-agent19"), ("9001", "1001")):
        for name in ("login", "password", "phone"):
            setup = setup.replace(f'{name} = "{of_sam}"', f'{name} = "{of_the_agent}"')
    return setup


def test_each_step_is_confirmed_by_xucs_event_and_each_silence_is_said(site: Site, xuc: Peer, sign_in: SignIn) -> None:
    site.set_up(as_an_agent(xivo(xuc.url)))
    up = site.start("up")
    page = sign_in(up, "sam")
    page.goto(f"{up.url}/callbacks/")
    page.wait_for_load_state("load")
    page.click(".chip")
    page.click("#my-sign-ins [data-action=sign-in]")
    expect(page.locator(FREE).first).to_be_attached()
    page.keyboard.press("Escape")
    line, mine = page.locator("#callback-line"), page.locator("[data-taken=mine]")

    page.locator(FREE).first.click()
    expect(line).to_contain_text("Take a callback, confirmed.")
    assert xuc.received("agent19", "takeCallback")

    mine.locator("[data-action=start-callback]").first.click()
    expect(line).to_contain_text("Call back, confirmed.")

    mine.locator("[data-action=reschedule-callback]").click()
    form = page.locator("form:popover-open")
    form.locator("[name=due]").fill("2030-01-02")
    form.locator("[name=period]").select_option(index=1)
    form.locator("[type=submit]").click()
    expect(line).to_contain_text("Re-schedule a callback, confirmed.")
    expect(page.locator("#requests")).to_contain_text("Wed 2 Jan 2030")

    xuc.ignore_next("takeCallback")
    page.locator(FREE).first.click()
    expect(line).to_contain_text("Take a callback, timed out. No answer in time.")
    expect(page.locator(".c-deeds .came")).to_contain_text("timed out")
    screenshot(page, "callbacks-timed-out")
