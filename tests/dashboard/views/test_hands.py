"""Raised hands, by forms: an agent raises and lowers the own one, a supervisor of the team goes there or lowers it."""

from collections.abc import Callable

import pytest
from django.test import Client

from dashboard.models import Person, RaisedHand, TrailLine
from dashboard.models.people import Role
from dashboard.store import hands
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
SignedIn = Callable[[Person], Client]
HTMX = {"HX-Request": "true"}
CLAIM, LOWER = "/agents/cisco:1001/hand/claim/", "/agents/cisco:1001/hand/lower/"


@pytest.fixture
def ann_client(ann: Person, signed_in: SignedIn) -> Client:
    """Ann, who is cisco:1001 on the floor."""
    ann.agents = ["cisco:1001"]
    ann.save()
    return signed_in(ann)


def raises(ann_client: Client, words: str = "A refund over 500") -> None:
    """Ann raises a hand, as plain as a form is."""
    answer = ann_client.post("/me/hand/raise/", {"text": words})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/")


def test_it_is_up_on_the_page_until_it_is_lowered(ann_client: Client) -> None:
    raises(ann_client, "  A refund over 500 ")
    said = text(html(ann_client.get("/me/")))
    assert "Hand raised 0:00" in said
    assert "A refund over 500" in said

    assert ann_client.post("/me/hand/lower/").headers["Location"] == "/me/"

    assert not RaisedHand.objects.exists()
    assert "A refund over 500" not in html(ann_client.get("/me/"))


def test_for_the_pages_module_the_answer_is_the_hand_as_it_stands(ann_client: Client) -> None:
    answer = ann_client.post("/me/hand/raise/", {"text": "<b>Help</b>"}, headers=HTMX)

    assert answer.status_code == 200
    assert 'data-text="&lt;b&gt;Help&lt;/b&gt;"' in html(answer)
    assert "<html" not in html(answer)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["a plain form", "the page's module"])
def test_more_than_a_hundred_characters_are_not_taken_and_the_page_says_so(
    ann_client: Client, headers: dict[str, str]
) -> None:
    answer = ann_client.post("/me/hand/raise/", {"text": "a" * 101}, headers=headers)

    assert answer.status_code == 422
    assert "at most 100 characters" in text(html(answer))
    assert not RaisedHand.objects.exists()


def test_on_no_floor_nobody_would_see_it(ann: Person, signed_in: SignedIn) -> None:
    ann.agents = ["cisco:9999"]
    ann.save()

    answer = signed_in(ann).post("/me/hand/raise/", {})

    assert answer.status_code == 422
    assert "Nobody would see it" in text(html(answer))


@pytest.mark.parametrize("address", ["/me/hand/raise/", "/me/hand/lower/"])
def test_who_is_no_agent_has_no_hand_to_raise(sam_client: Client, address: str) -> None:
    assert sam_client.post(address).status_code == 403
    assert TrailLine.objects.get().step == "denied"


def test_a_supervisor_goes_there_and_the_agent_sees_who(ann_client: Client, sam_client: Client) -> None:
    raises(ann_client)

    answer = sam_client.post(CLAIM, headers=HTMX)

    assert answer.status_code == 200
    assert 'data-outcome="confirmed"' in html(answer)
    assert "Sam Supervisor is coming" in text(html(ann_client.get("/me/")))


def test_a_second_supervisor_is_told_who_goes_already_and_does_not_take_it_over(
    ann_client: Client, sam_client: Client, sam: Person, signed_in: SignedIn
) -> None:
    second = Person.objects.create(username="max", name="Max", role=Role.SUPERVISOR, teams=["cisco:5000"])
    raises(ann_client)
    sam_client.post(CLAIM)

    answer = signed_in(second).post(CLAIM, headers=HTMX)

    assert answer.status_code == 422
    assert 'data-outcome="refused"' in html(answer)
    assert "Sam Supervisor" in text(html(answer))
    assert RaisedHand.objects.get().claimed_by == sam.pk


def test_a_hand_that_is_down_cannot_be_claimed(ann_client: Client, sam_client: Client) -> None:
    assert sam_client.post(CLAIM, headers=HTMX).status_code == 422
    assert sam_client.post(LOWER, headers=HTMX).status_code == 200  # it is down, as wanted


def test_a_supervisor_lowers_it_and_is_back_at_the_agent(ann_client: Client, sam_client: Client) -> None:
    raises(ann_client)

    assert sam_client.post(LOWER).headers["Location"] == "/agents/cisco:1001/"

    assert not RaisedHand.objects.exists()


@pytest.mark.parametrize("address", [CLAIM, LOWER])
def test_it_is_nothing_to_a_stranger_nor_to_who_may_look_only(
    ann_client: Client, lea_client: Client, vic_client: Client, address: str
) -> None:
    raises(ann_client)

    assert lea_client.post(address).status_code == 404
    assert vic_client.post(address).status_code == 403
    assert ann_client.post(address).status_code == 403

    assert RaisedHand.objects.get().claimed_by is None
    assert TrailLine.objects.filter(step="denied").count() == 3


def test_who_raises_it_again_and_again_is_asked_to_wait(ann_client: Client) -> None:
    for _ in range(hands.MOST_RAISED):
        raises(ann_client)
        ann_client.post("/me/hand/lower/")

    answer = ann_client.post("/me/hand/raise/", {"text": "Again"}, headers=HTMX)

    assert answer.status_code == 422
    assert "Wait a minute, then raise it again." in text(html(answer))
    assert not RaisedHand.objects.exists()
