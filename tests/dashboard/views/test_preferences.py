"""What people set for themselves."""

import pytest
from django.test import Client

from dashboard.models import Person
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
PAGE = "/preferences/"


def test_single_keys_can_be_switched_off_and_on_again(sam_client: Client, sam: Person) -> None:
    sam_client.post(PAGE, {"comfortable_rows": "on"})
    sam.refresh_from_db()
    assert (sam.single_keys, sam.comfortable_rows) == (False, True)
    assert 'data-single-keys="false"' in html(sam_client.get("/"))

    sam_client.post(PAGE, {"single_keys": "on"})
    sam.refresh_from_db()
    assert (sam.single_keys, sam.comfortable_rows) == (True, False)


def test_it_shows_what_is_set_and_that_it_was_kept(sam_client: Client) -> None:
    before = html(sam_client.get(PAGE))
    assert 'name="single_keys" checked' in before
    assert "Saved." not in text(before)

    assert "Saved." in text(html(sam_client.post(PAGE, {}, follow=True)))


def test_nothing_else_of_a_person_can_be_set_by_it(sam_client: Client, sam: Person) -> None:
    sam_client.post(PAGE, {"role": "administrator", "teams": '["cisco:5002"]', "username": "root"})

    sam.refresh_from_db()
    assert (sam.username, sam.role, sam.teams) == ("sam", "supervisor", ["cisco:5000", "cisco:5001"])


def test_everybody_who_is_signed_in_has_them(
    lea_client: Client, vic_client: Client, ada_client: Client, nobody: Client
) -> None:
    clients = (lea_client, vic_client, ada_client, nobody)

    assert [client.get(PAGE).status_code for client in clients] == [200, 200, 200, 302]


def test_the_way_to_it_stands_in_ones_own_menu(sam_client: Client) -> None:
    assert 'href="/preferences/"' in html(sam_client.get("/")).split('id="person-menu"')[1].split("</div>")[0]
