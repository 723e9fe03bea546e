"""A queue's past calls: asked for by a form, and looked for until the answer is there."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from cti_bridge.connector import Action, Capability
from cti_bridge.floor.lookups import CallFate, PastCall
from dashboard.models import Lookup, Person, TrailLine
from dashboard.store import lookups
from dashboard.views import reading
from tests.dashboard.views import floors
from tests.dashboard.views.queue_floors import give, put_queue
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor", "asked_by_the_system")

CALLS = "/queues/cisco:Sales/calls/"


@pytest.fixture
def asked_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that tells of past calls."""
    can = {"cisco": {Action.SEE_QUEUE_CALLS: Capability(works=True)}}
    monkeypatch.setattr(reading, "capabilities", lambda sources: can)


def asked(client: Client) -> str:
    """Asks; the address at which the answer will be."""
    answer = client.post(CALLS)
    assert answer.status_code == 303
    return str(answer["Location"])


def answer_with(*calls: PastCall) -> None:
    lookups.answer(Lookup.objects.get().pk, calls, floors.ago(0))


def test_asking_leaves_a_line_and_leads_to_where_the_answer_will_be(sam_client: Client) -> None:
    address = asked(sam_client)

    page = html(sam_client.get(address))
    assert "The system is asked… Look again" in text(page)
    assert TrailLine.objects.get().action == "see-queue-calls"


def test_the_page_looks_for_the_answer_until_it_is_there(sam_client: Client) -> None:
    waits = html(sam_client.post(CALLS, headers={"HX-Request": "true"}))
    address = waits.split('hx-get="')[1].split('"')[0]
    assert 'hx-trigger="load delay:400ms"' in waits

    began = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    answer_with(PastCall(began=began, seconds=95, fate=CallFate.DIVERTED_BY_WAIT, caller="+49 40 1234552"))

    page = html(sam_client.get(address, headers={"HX-Request": "true"}))
    assert "20 Nov, 09:30 1:35 +49 40 •••• 552 diverted: the wait would have been too long" in text(page)
    assert 'hx-trigger="load' not in page
    assert "1234552" not in page


def test_an_answer_without_calls_says_so(sam_client: Client) -> None:
    address = asked(sam_client)
    answer_with()

    assert "The system knows of no call." in text(html(sam_client.get(address)))


def test_a_refusal_is_told_in_its_words(sam_client: Client) -> None:
    address = asked(sam_client)
    lookups.refuse(Lookup.objects.get().pk, "It is busy.", floors.ago(0))

    page = html(sam_client.get(address))
    assert "It is busy." in page
    assert "Ask again" in page


def test_nobody_waits_longer_than_the_question_does(sam_client: Client) -> None:
    address = asked(sam_client)
    Lookup.objects.update(deadline=floors.ago(1))

    page = html(sam_client.get(address))
    assert "No answer came in time." in page
    assert 'hx-trigger="load' not in page


def test_who_may_look_may_ask_and_sees_no_answer_of_anothers(sam_client: Client, vic_client: Client) -> None:
    address = asked(vic_client)

    assert vic_client.get(address).status_code == 200
    assert sam_client.get(address).status_code == 404


def test_a_queue_of_another_team_is_not_asked_about(lea_client: Client) -> None:
    give("cisco:Sales", "cisco:5000")

    assert lea_client.post(CALLS).status_code == 404
    assert not Lookup.objects.exists()


def test_an_answer_is_found_under_its_own_queue_alone(sam_client: Client) -> None:
    put_queue("cisco:Support", "Support")
    address = asked(sam_client)

    assert sam_client.get(address.replace("Sales", "Support")).status_code == 404


def test_an_agent_asks_nothing(ann: Person, signed_in: Callable[[Person], Client]) -> None:
    assert signed_in(ann).post(CALLS).status_code == 403


def test_a_third_question_waits_for_the_first_two(sam_client: Client) -> None:
    asked(sam_client)
    asked(sam_client)

    answer = sam_client.post(CALLS, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "Your last questions are still open: wait a moment." in html(answer)


def test_a_system_that_keeps_none_is_not_asked(sam_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    none = {"cisco": {Action.SEE_QUEUE_CALLS: Capability(works=False, note="It keeps none.")}}
    monkeypatch.setattr(reading, "capabilities", lambda sources: none)

    assert sam_client.post(CALLS).status_code == 422
    assert "It keeps none." in html(sam_client.get("/queues/cisco:Sales/"))


def test_who_comes_back_by_a_link_from_the_sign_in_finds_the_queue_and_asked_nothing(sam_client: Client) -> None:
    answer = sam_client.get(CALLS)

    assert (answer.status_code, answer["Location"]) == (302, CALLS.removesuffix("calls/"))
    assert not Lookup.objects.exists()
