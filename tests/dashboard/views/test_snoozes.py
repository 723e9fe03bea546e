"""Putting off what needs the viewer: theirs alone, honoured by the plain page, taken back when they want it."""

from collections.abc import Callable

import pytest
from django.test import Client

from dashboard.models import Person, Snooze, TrailLine
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
URL = "/needs/snooze/"
BEN = "agent cisco:1002"
HTMX = {"HX-Request": "true"}


def needs(client: Client) -> str:
    """What "Needs you" says on a page without a script."""
    floors.forget()
    return text(html(client.get("/")).split('id="needs"')[1].split("</section>")[0])


def test_it_is_gone_from_ones_own_page_and_from_nobody_elses(sam_client: Client, vic_client: Client) -> None:
    assert sam_client.post(URL, {"about": BEN}).headers["Location"] == "/"

    assert "Ben Ito Not ready" not in needs(sam_client)
    assert "1 put off" in needs(sam_client)
    assert "Ben Ito Not ready" in needs(vic_client)
    assert not TrailLine.objects.exists()


@pytest.mark.parametrize("taken_back", [{"back": "1"}, {"back": "1", "about": BEN}])
def test_it_is_taken_back(sam_client: Client, taken_back: dict[str, str]) -> None:
    sam_client.post(URL, {"about": BEN})

    assert sam_client.post(URL, taken_back, headers=HTMX).status_code == 204
    assert "Ben Ito Not ready" in needs(sam_client)


def test_who_may_only_look_has_a_list_of_their_own_too(vic_client: Client, vic: Person) -> None:
    assert vic_client.post(URL, {"about": BEN}, headers=HTMX).status_code == 204
    assert Snooze.objects.get().person == vic.pk


def test_a_warning_is_put_off_until_it_gets_worse_and_the_button_says_so(sam_client: Client) -> None:
    assert "Put off for ten minutes, or until it gets worse" in html(sam_client.get("/"))
    assert sam_client.post(URL, {"about": "warn queue cisco:Sales"}, headers=HTMX).status_code == 204


@pytest.mark.parametrize(
    "about", ["warn agent cisco:1002", "", "agent", "nothing cisco:1002", "agent cisco:\x01", f"agent {'x' * 190}"]
)
def test_what_could_never_need_anybody_is_not_kept(sam_client: Client, about: str) -> None:
    assert sam_client.post(URL, {"about": about}, headers=HTMX).status_code == 422
    assert not Snooze.objects.exists()


def test_an_agent_has_no_list_and_nobody_is_shown_the_sign_in(
    signed_in: Callable[[Person], Client], ann: Person, nobody: Client
) -> None:
    assert signed_in(ann).post(URL, {"about": BEN}).status_code == 403
    assert nobody.post(URL, {"about": BEN}).headers["Location"].startswith("/login/")
    assert not Snooze.objects.exists()
