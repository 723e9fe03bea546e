"""The settings in a browser: each page clean in light and dark and at 400 px; a refused form says so where one is."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from dashboard.models import Person
from tests.browser.peer import Peer
from tests.dashboard.views.addresses import Things, every
from tests.dashboard.views.reading import html
from tests.services.chromium import Complaints, serious_violations

pytestmark = pytest.mark.usefixtures("orm_beside_chromium")

SITE = "/settings/site/"
WRONG = {"states_days": "0", "calls_days": "30", "trail_days": "365"}
WIDE, NARROW = {"width": 1280, "height": 860}, {"width": 400, "height": 860}
CONTRAST = {"runOnly": ["color-contrast"]}


@pytest.fixture
def peer() -> Iterator[Peer]:
    """Serves what the views answered, and our own files."""
    with Peer(lambda floor, query: "") as peer:
        yield peer


def pages(client: Client, things: Things) -> dict[str, str]:
    """Every page of the settings, by its address."""
    found = {address.url: client.get(address.url) for address in every(things) if address.url.startswith("/settings/")}
    return {
        url: html(answer)
        for url, answer in found.items()
        if answer.status_code == 200 and answer.content.startswith(b"<!doctype html>")
    }


def _too_pale(page: Page) -> list[str]:
    violations = Axe().run(page, options=CONTRAST).response["violations"]
    return [f"dark: {node['target']}" for found in violations for node in found["nodes"]]


@pytest.mark.journey
def test_every_page_is_clean_in_light_and_dark_and_at_400_pixels(
    page: Page, peer: Peer, ada_client: Client, things: Things
) -> None:
    shown = pages(ada_client, things)
    wrong: dict[str, object] = {}

    for number, (url, text) in enumerate(sorted(shown.items())):
        peer.answers[url] = (200, text)
        page.set_viewport_size(WIDE)
        page.emulate_media(color_scheme="light")
        page.goto(peer.url + url, wait_until="domcontentloaded")
        found = serious_violations(page)
        page.emulate_media(color_scheme="dark")
        found += _too_pale(page) if number % 3 == 0 else []  # they share their colours
        page.set_viewport_size(NARROW)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("at 400 px it scrolls sideways")
        if found:
            wrong[url] = found

    assert wrong == {}
    assert len(shown) >= 30


def refuse(peer: Peer, client: Client) -> None:
    """The server has the page, and answers what is sent with what is to be mended."""
    peer.answers[SITE] = (200, html(client.get(SITE)))


def send(page: Page, peer: Peer, client: Client) -> None:
    page.fill("[name=states_days]", WRONG["states_days"])
    answer = client.post(SITE, WRONG)
    assert answer.status_code == 422
    peer.answers[SITE] = (422, html(answer))
    page.get_by_role("button", name="Save").click()


def test_a_refused_form_has_the_focus_where_it_says_why(
    page: Page, peer: Peer, ada_client: Client, complaints: Complaints
) -> None:
    complaints.expect("422")
    refuse(peer, ada_client)
    page.goto(peer.url + SITE, wait_until="load")

    send(page, peer, ada_client)

    summary = page.locator("main [role=alert]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Keep states")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[name=states_days]")).to_be_focused()
    described = page.locator("[name=states_days]").get_attribute("aria-describedby") or ""
    assert any(page.locator(f"#{name}").text_content() for name in described.split() if name.endswith("_error"))


def test_without_a_script_it_is_the_same(chromium: Browser, peer: Peer, ada_client: Client) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    refuse(peer, ada_client)
    page.goto(peer.url + SITE)

    send(page, peer, ada_client)

    expect(page.locator("main [role=alert]")).to_be_focused()
    context.close()


def test_where_it_is_narrow_pages_and_sections_stand_in_menus(page: Page, peer: Peer, ada_client: Client) -> None:
    refuse(peer, ada_client)
    page.set_viewport_size(NARROW)
    page.goto(peer.url + SITE)
    pages, sections = page.get_by_role("navigation", name="Pages"), page.get_by_role("navigation", name="Settings")
    expect(pages.get_by_role("link")).to_have_count(0)

    pages.get_by_role("button", name="Menu").press("Enter")
    expect(pages.get_by_role("link", name="Settings")).to_have_attribute("aria-current", "page")
    page.keyboard.press("Tab")
    expect(pages.get_by_role("link", name="Floor")).to_be_focused()
    page.keyboard.press("Escape")
    expect(pages.get_by_role("button", name="Menu")).to_be_focused()

    sections.get_by_role("button", name="Site").click()
    expect(sections.get_by_role("link", name="People")).to_be_visible()
    assert serious_violations(page) == []


@pytest.mark.parametrize(
    ("fails", "said"), [("/settings/people/999/", "Not found"), ("", "No answer"), ("csrf", "Not sent")]
)
def test_where_no_answer_comes_that_is_said_and_nothing_typed_is_lost(
    page: Page, peer: Peer, ada_client: Client, ada: Person, complaints: Complaints, fails: str, said: str
) -> None:
    complaints.expect("40")
    complaints.expect("Failed to load resource")
    complaints.expect("htmx:")  # it writes down that nobody answered
    refuse(peer, ada_client)
    page.goto(peer.url + SITE, wait_until="load")
    page.fill("[name=name]", "North")

    if fails == "csrf":  # who signed in anew in another tab
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
        peer.answers[SITE] = (403, html(strict.post(SITE)))
    elif fails:
        peer.answers[SITE] = (404, html(ada_client.get(fails)))
    else:
        page.route(peer.url + SITE, lambda route: route.abort())
    before = page.locator("main [name=csrfmiddlewaretoken]").input_value()
    page.get_by_role("button", name="Save").click()

    summary = page.locator("main [role=alert]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text(said)
    expect(page.locator("[name=name]")).to_have_value("North")
    after = page.locator("main [name=csrfmiddlewaretoken]").input_value()
    assert (after != before) is bool(fails)


def test_who_is_signed_out_keeps_what_was_typed_and_signs_in_beside_it(
    page: Page, peer: Peer, ada_client: Client
) -> None:
    refuse(peer, ada_client)
    page.goto(peer.url + SITE, wait_until="load")
    page.fill("[name=name]", "North")

    page.route(peer.url + SITE, lambda route: route.fulfill(status=200, headers={"HX-Redirect": "/login/"}))
    page.get_by_role("button", name="Save").click()

    dialog = page.get_by_role("dialog", name="You are signed out")
    expect(dialog.get_by_role("link", name="Sign in again")).to_have_attribute("target", "_blank")
    expect(page.locator("[name=name]")).to_have_value("North")
