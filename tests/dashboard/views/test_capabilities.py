"""What the systems can do, as their own pages say it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from dashboard.models import Integration, Person
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
PAGE = "/settings/capabilities/"


@pytest.fixture(autouse=True)
def express(floor: None) -> None:
    """A second system, of which nobody but an administrator has a team."""
    Integration.objects.create(name="north", kind="generic_connector", settings={"platform": "uccx"})


def says(client: Client, action: str) -> list[str]:
    """Of one action, what each source says."""
    row = re.search(rf'<tr data-action="{action}">.*?</tr>', html(client.get(PAGE)), re.S)
    assert row
    return [text(cell) for cell in re.findall(r"<td.*?</td>", row.group(), re.S)]


def test_it_says_what_works_what_works_when_and_what_cannot_with_the_reason(ada_client: Client) -> None:
    assert says(ada_client, "sign-in")[0].startswith("works ")
    assert says(ada_client, "listen")[0].startswith("works when …")
    assert says(ada_client, "listen")[0].endswith("The agent is: Talking")
    assert says(ada_client, "drop")[1] == "cannot Contact Center Express cannot drop a participant."


def test_a_source_is_shown_to_those_who_have_a_team_of_it(sam_client: Client, vic_client: Client) -> None:
    assert [len(says(client, "listen")) for client in (sam_client, vic_client)] == [1, 1]


def test_an_agent_and_nobody_see_none(nobody: Client, ann: Person, signed_in: Callable[[Person], Client]) -> None:
    assert nobody.get(PAGE).status_code == 302
    assert signed_in(ann).get(PAGE).status_code == 403


def test_the_way_to_it_stands_in_the_navigation_of_those_who_may(
    sam_client: Client, ann: Person, signed_in: Callable[[Person], Client]
) -> None:
    assert f'href="{PAGE}"' in html(sam_client.get("/"))
    assert f'href="{PAGE}"' not in html(signed_in(ann).get("/me/"))


@pytest.mark.parametrize("page", [PAGE, "/agents/cisco:none/"])
def test_a_page_that_shows_who_reads_it_is_kept_by_no_cache(sam_client: Client, page: str) -> None:
    assert "no-store" in sam_client.get(page)["Cache-Control"]
