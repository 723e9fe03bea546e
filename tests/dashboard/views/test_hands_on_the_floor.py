"""A raised hand where supervisors see it: on the plain floor, in the agent's row, and in the panel with what helps."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from dashboard.models import Person
from dashboard.store import hands
from dashboard.store.hints import unheard
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

PANEL = "/agents/cisco:1001/"


@pytest.fixture
def raised(floor: None, ann: Person) -> None:
    """Ann, who is Ada Novak on the floor, has raised a hand."""
    ann.agents = ["cisco:1001"]
    ann.save()
    hands.raise_hand(ann, "which form?", publish=unheard)
    floors.forget()


def needs(page: object) -> str:
    return html(page).split('id="needs"')[1].split("</section>")[0]  # type: ignore[arg-type]


def panel(client: Client) -> str:
    return html(client.get(PANEL, headers={"HX-Request": "true"}))


@pytest.mark.usefixtures("raised")
def test_it_is_the_first_card_and_a_mark_in_the_row(sam_client: Client, lea_client: Client) -> None:
    page = sam_client.get("/")

    first = text(needs(page).split("<li")[1])
    assert "Ada Novak raised a hand: “which form?”" in first
    assert "I’m coming" in first
    row = re.search(r'<tr[^>]*data-agent="cisco:1001".*?</tr>', html(page), re.DOTALL)
    assert row is not None
    assert 'data-hand="up"' in row[0]
    assert "row-hand" in row[0]
    assert "which form?" not in html(lea_client.get("/"))


@pytest.mark.usefixtures("raised")
def test_who_comes_can_lower_it_the_others_see_it_taken_and_a_viewer_is_offered_nothing(
    sam_client: Client, sam: Person, signed_in: Callable[[Person], Client], ada: Person, vic_client: Client
) -> None:
    assert f'action="{PANEL}hand/claim/"' in panel(sam_client)

    hands.claim("cisco:1001", by=sam, publish=unheard)
    floors.forget()

    assert f'action="{PANEL}hand/lower/"' in panel(sam_client)
    assert "you are coming" in text(needs(sam_client.get("/")))
    other = signed_in(ada)
    assert "/hand/" not in panel(other)
    assert "Sam Supervisor is coming" in text(panel(other))
    assert "Sam Supervisor is coming" in text(needs(other.get("/")))
    assert "/hand/" not in panel(vic_client)
