"""An administrator makes a supervisor by keyboard alone, sees them come, and ends all their sessions."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.keyboard import press_until
from tests.journeys.site import Program, Site
from tests.services.chromium import Complaints, serious_violations

pytestmark = pytest.mark.journey

TEAMS = '[[team]]\nid = "cisco:5000"\nname = "Sales North"\n' + "".join(
    f'\n[[team]]\nid = "cisco:{6000 + number}"\nname = "Team {number}"\n' for number in range(30)
)
ADA_AND_TEAMS = f"""
[[person]]
username = "ada"
name = "Ada Administrator"
role = "administrator"
password = "env:PEOPLE_PASSWORD"

{TEAMS}
"""


@pytest.fixture
def served(site: Site) -> Program:
    """The web alone, with Ada, and more teams than one looks through."""
    site.set_up(ADA_AND_TEAMS)
    return site.start("serve")


@pytest.fixture
def another(chromium: Browser) -> Iterator[Page]:
    """A browser of somebody else."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def comes_in(page: Page, program: Program, username: str, password: str) -> None:
    """Signs in, to the floor."""
    page.goto(f"{program.url}/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.click("main [type=submit]")
    page.wait_for_selector("#main[data-position]")


def tab_to(page: Page, selector: str) -> None:
    """Tabs to something on the page, once that is there with its scripts."""
    page.locator(selector).first.wait_for()
    page.wait_for_load_state("load")
    press_until(page, "Tab", selector)


def write(page: Page, selector: str, text: str) -> None:
    """Tabs to a field and types."""
    tab_to(page, selector)
    page.keyboard.type(text)


def press(page: Page, selector: str) -> None:
    """Tabs to a link or a button and presses it."""
    tab_to(page, selector)
    page.keyboard.press("Enter")


def no_violations(page: Page) -> None:
    """Neither in light nor in dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert serious_violations(page) == []


def test_ada_makes_a_supervisor_who_comes_and_is_sent_away(
    served: Program, sign_in: SignIn, another: Page, complaints: Complaints
) -> None:
    complaints.expect("422")  # what is to be mended comes with that status
    ada = sign_in(served, "ada")
    ada.goto(f"{served.url}/settings/people/")
    no_violations(ada)

    press(ada, "a[href$='/people/new/']")
    write(ada, "[name=username]", "ada")
    write(ada, ".sieve-picks input", "north")
    expect(ada.locator("[name=teams]:visible")).to_have_count(1)
    tab_to(ada, "[name=teams][value='cisco:5000']")
    ada.keyboard.press("Space")
    press(ada, "form.sheet [type=submit]")
    expect(ada.get_by_text("Ada Administrator has this user name already.")).to_be_visible()
    no_violations(ada)

    tab_to(ada, "[name=username]")
    ada.keyboard.press("Control+A")
    ada.keyboard.type("max")
    press(ada, "form.sheet [type=submit]")
    expect(ada.locator("h1")).to_have_text("max")
    expect(ada.locator("[name=teams]:checked")).to_have_count(1)
    press(ada, "[action*=random-password] button")
    secret = ada.locator(".secret").inner_text()
    no_violations(ada)

    comes_in(another, served, "max", secret)
    expect(ada.locator("#sockets")).to_contain_text(re.compile("1 page is open:.*since", re.S), timeout=15_000)
    press(ada, "[action$='/end/'] button")

    expect(another.locator("#signed-out")).to_be_visible(timeout=4_000)
    expect(ada.get_by_text("Saved.")).to_be_visible()
