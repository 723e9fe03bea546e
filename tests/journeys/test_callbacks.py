"""Issue 5, what must be seen 2, of callbacks: by keyboard, each step confirmed by the system's own word, and live."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.keyboard import press_until
from tests.journeys.site import Program, Site
from tests.services.chromium import Complaints, screenshot, serious_violations

pytestmark = pytest.mark.journey

SETUP = """
[site]
name = "North site"
time_zone = "Europe/Berlin"

[[integration]]
name = "practice"
kind = "practice"
[integration.settings]
agents = 30
[[integration.sign_in]]
user = "sam"
login = "sam"
extension = "3001"
agent = "1001"

[[person]]
username = "sam"
name = "Sam Supervisor"
role = "supervisor"
teams = ["practice:*"]
password = "env:PEOPLE_PASSWORD"
"""
TWO_COME_IN = """
from dataclasses import replace
from django.db import transaction
from dashboard.models import FloorRow
from dashboard.store.bodies import decode, encode
from dashboard.store.streams import next_shared_revision, put_rows
like = FloorRow.objects.filter(kind="callback", gone=False).first()
new = [replace(decode("callback", like.body), id=key, name=name, agent=None, ticket="")
       for key, name in (("practice:new-1", "Nora Newcomer"), ("practice:new-2", "Otto Other"))]
with transaction.atomic():  # as a bridge writes: the order of commits is the order of revisions
    revision = next_shared_revision("practice")
    put_rows("practice", revision, [("callback", like.team, one.id, encode(one), False) for one in new])
"""
FREE = "#requests [data-action=take-callback]:not([aria-disabled])"


@pytest.fixture
def up(site: Site) -> Program:
    """Web and bridge on a practice floor, where Sam's phone is an agent's."""
    site.set_up(SETUP)
    return site.start("up")


@pytest.fixture
def page(up: Program, sign_in: SignIn) -> Page:
    """Sam, before the callbacks."""
    page = sign_in(up, "sam")
    page.goto(f"{up.url}/callbacks/")
    page.wait_for_load_state("load")
    return page


def signs_in(page: Page) -> None:
    """Sam signs in with the practice phone, and so as an agent."""
    page.click(".chip")
    page.fill("#my-sign-ins [name=password]", "any")
    page.click("#my-sign-ins [data-action=sign-in]")
    expect(page.locator(FREE).first).to_be_attached()  # by itself: the page heard of it
    page.keyboard.press("Escape")


def test_sam_takes_calls_and_closes_by_keyboard_and_each_step_is_the_systems_own_word(page: Page) -> None:
    taking = page.locator("#requests [data-action=take-callback]").first
    expect(taking).to_have_attribute("aria-disabled", "true")
    expect(taking).to_have_attribute("title", re.compile("You are not signed in on practice"))
    signs_in(page)

    press_until(page, "Tab", FREE)
    key = page.evaluate("document.activeElement.closest('tr').dataset.callback")
    row = page.locator(f"tr[data-callback='{key}']")
    page.keyboard.press("Enter")
    expect(row).to_have_attribute("data-taken", "mine")
    expect(page.locator("#callback-line")).to_contain_text("Take a callback, confirmed.")
    expect(row.locator("[data-action=start-callback]").first).to_be_focused()

    page.keyboard.press("Enter")
    expect(row.locator("[data-action=close-callback]").first).to_be_focused()
    expect(row).to_contain_text("call started")

    page.keyboard.press("Enter")
    form = row.locator("form:popover-open")
    expect(form.locator("[name=status]")).to_be_focused()
    assert not serious_violations(page)
    screenshot(page, "callbacks-closing")
    page.keyboard.press("A")  # Answered
    press_until(page, "Tab", "form:popover-open [name=comment]")
    page.keyboard.type("Called back, all is well")
    press_until(page, "Tab", "form:popover-open [type=submit]")
    page.keyboard.press("Enter")
    expect(row).to_have_count(0)
    expect(page.locator("#callback-line")).to_contain_text("Close a callback, confirmed.")
    expect(page.locator(":focus")).not_to_have_count(0)


def test_what_is_typed_stays_while_the_lists_go_on_and_who_closes_it_on_its_own_page_comes_back_to_them(
    page: Page, up: Program, complaints: Complaints
) -> None:
    complaints.expect("status of 422")
    complaints.expect("404")  # it is no more
    signs_in(page)
    page.locator(FREE).first.click()
    page.locator("[data-taken=mine] [data-action=start-callback]").first.click()
    page.locator("[data-taken=mine] [data-action=reschedule-callback]").first.click()
    form = page.locator("form:popover-open")
    form.locator("[name=comment]").fill("not before noon")
    form.locator("[name=period]").select_option(index=1)

    form.locator("[type=submit]").click()
    expect(form.locator("[data-cell=wrong]")).to_contain_text("go together")
    with page.expect_response(lambda answer: "/callbacks/?" in answer.url):
        page.evaluate("htmx.trigger('#callbacks', 'told')")  # as when a row is told

    expect(form.locator("[name=comment]")).to_have_value("not before noon")
    expect(form.locator("[data-cell=wrong]")).to_contain_text("go together")

    page.keyboard.press("Escape")
    page.locator("[data-taken=mine] .c-who a").first.click()
    page.locator("[name=status]").select_option("Answered")
    page.locator("[data-action=close-callback]").click()
    page.wait_for_url(f"{up.url}/callbacks/")
    expect(page.locator("#callback-line")).to_contain_text("Close a callback, confirmed.")


def test_who_comes_in_is_there_by_itself_and_who_is_on_another_page_is_counted(
    page: Page, site: Site, up: Program
) -> None:
    page.fill("[name=q]", "Newcomer")
    page.press("[name=q]", "Enter")
    expect(page.locator("#requests-none")).to_contain_text("match")

    site.manage("shell", "--no-imports", "--command", TWO_COME_IN)

    expect(page.locator("#requests tr[data-callback]")).to_have_count(1)
    expect(page.locator("#requests")).to_contain_text("Nora Newcomer")
    expect(page.locator("[data-do=show-news]")).to_have_text("1 new request is not on this page")


def test_for_everybody_in_light_and_dark_on_a_wide_and_a_narrow_page(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in (1280, 400):
            page.set_viewport_size({"width": width, "height": 860})
            expect(page.locator("#requests tr[data-callback]").first).to_be_visible()

            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert not serious_violations(page)
            screenshot(page, f"callbacks-{scheme}-{width}")
