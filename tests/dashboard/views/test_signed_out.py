"""A part of a page, asked for after the session ended, sends the whole page to the sign-in."""

import pytest
from django.test import Client

from dashboard.models import AskedCommand

pytestmark = pytest.mark.usefixtures("floor")
FROM_THE_FLOOR = {"HX-Request": "true", "HX-Current-URL": "http://testserver/?team=cisco:5000"}


@pytest.mark.parametrize("part", ["/agents/cisco:1001/", "/"])
def test_htmx_is_told_to_go_to_the_sign_in_and_to_come_back_to_its_page(nobody: Client, part: str) -> None:
    answer = nobody.get(part, headers=FROM_THE_FLOOR)

    assert answer.headers["HX-Redirect"] == "/login/?next=%2F%3Fteam%3Dcisco%3A5000"
    assert "Location" not in answer.headers
    assert not answer.content


def test_an_action_asks_nothing_and_is_told_so_too(nobody: Client) -> None:
    answer = nobody.post("/agents/cisco:1002/ready/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == "/login/?next=%2F"
    assert not AskedCommand.objects.exists()


def test_a_plain_page_is_sent_as_ever(nobody: Client) -> None:
    assert nobody.get("/agents/cisco:1001/").headers["Location"].startswith("/login/")


def test_a_page_of_another_host_is_not_what_the_sign_in_leads_to(nobody: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://elsewhere.example/x"}

    assert nobody.get("/", headers=headers).headers["HX-Redirect"] == "/login/?next=%2F"
