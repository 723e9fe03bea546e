"""What became of one's own messages, as one's page says it; nobody says it for somebody else."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from dashboard.models import Message, Person, Receipt, TrailLine
from dashboard.store import messages
from dashboard.store.hints import unheard
from dashboard.store.messages import Draft
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
SignedIn = Callable[[Person], Client]
STEPS = ("delivered", "seen", "confirmed")


@pytest.fixture
def ann(ann: Person) -> Person:
    """Ann is cisco:1001 on the floor."""
    ann.agents = ["cisco:1001"]
    ann.save()
    return ann


@pytest.fixture
def ann_client(ann: Person, signed_in: SignedIn) -> Client:
    """Ann, signed in."""
    return signed_in(ann)


@pytest.fixture
def told(ann: Person, sam: Person) -> Message:
    """An important message of Sam's to Ann's team."""
    return sent(sam, "Billing is down. Offer a call back.", important=True, must_confirm=True)


def sent(by: Person, content: str, **more: bool) -> Message:
    """A message for an hour."""
    draft = Draft(content=content, until=timezone.now() + timedelta(hours=1, seconds=30), teams=["cisco:5000"], **more)
    return messages.send(draft, by=by, publish=unheard)


def noted(of: Message) -> list[str]:
    """The steps that have their time."""
    receipt = Receipt.objects.get(message=of)
    return [step for step in STEPS if getattr(receipt, f"{step}_at")]


def test_a_page_says_delivered_seen_and_confirmed_of_many_at_once(ann_client: Client, sam: Person) -> None:
    first, second = sent(sam, "One", must_confirm=True), sent(sam, "Two")

    answer = ann_client.post("/me/receipts/", {"delivered": [first.pk, second.pk], "seen": [second.pk]})

    assert (answer.status_code, answer.content) == (204, b"")
    assert (noted(first), noted(second)) == (["delivered"], ["delivered", "seen"])
    assert ann_client.post("/me/receipts/", {"confirmed": [first.pk]}).status_code == 204
    assert noted(first) == list(STEPS)


def test_without_a_script_a_page_alone_delivers_nothing_and_the_form_confirms(
    ann_client: Client, told: Message
) -> None:
    page = html(ann_client.get("/me/"))
    assert noted(told) == []
    assert f'action="/me/messages/{told.pk}/confirm/"' in page

    answer = ann_client.post(f"/me/messages/{told.pk}/confirm/", follow=True)

    assert noted(told) == list(STEPS)
    assert "Confirmed" in text(html(answer).split("<template")[0].split('id="messages"')[1])


@pytest.mark.parametrize("step", STEPS)
def test_somebody_elses_message_is_not_there(told: Message, ann_client: Client, signed_in: SignedIn, step: str) -> None:
    ben = Person.objects.create(username="ben", role="agent", agents=["cisco:1002"])

    assert signed_in(ben).post("/me/receipts/", {step: [uuid4()]}).status_code == 404
    answer = signed_in(ben).post("/me/receipts/", {step: [told.pk]})

    assert answer.status_code == 404
    assert noted(told) == []
    assert signed_in(ben).post(f"/me/messages/{told.pk}/confirm/").status_code == 404
    assert TrailLine.objects.filter(step="denied", person=ben.pk).count() == 3


def test_what_is_ones_own_is_noted_beside_what_is_not(ann_client: Client, told: Message) -> None:
    answer = ann_client.post("/me/receipts/", {"seen": [told.pk, uuid4()], "confirmed": ["no id"]})

    assert answer.status_code == 404
    assert noted(told) == ["delivered", "seen"]


def test_who_is_no_agent_has_no_receipts_and_no_page(sam_client: Client, told: Message) -> None:
    assert sam_client.post("/me/receipts/", {"seen": [told.pk]}).status_code == 403
    assert sam_client.post(f"/me/messages/{told.pk}/confirm/").status_code == 403
    assert sam_client.get("/me/").status_code == 403


def test_important_ones_come_first_then_the_newest(ann_client: Client, told: Message, sam: Person) -> None:
    sent(sam, "Team photo")
    sent(sam, "Newest")

    page = html(ann_client.get("/me/"))

    assert page.index("Billing is down") < page.index("Newest") < page.index("Team photo")
    assert "Important Billing is down. Offer a call back. Sam Supervisor until" in text(page)
    assert "1 h 0 min left" in text(page)


def test_who_comes_later_gets_what_stands_and_what_was_deleted_is_gone(
    told: Message, sam: Person, signed_in: SignedIn
) -> None:
    late = Person.objects.create(username="late", role="agent", agents=["cisco:1002"])

    assert "Billing is down" in html(signed_in(late).get("/me/"))
    assert Receipt.objects.filter(message=told).count() == 2

    messages.delete(told, by=sam, publish=unheard)
    assert "Billing is down" not in html(signed_in(late).get("/me/"))
