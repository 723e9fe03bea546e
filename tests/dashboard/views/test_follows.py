"""Waiting for an agent's next call."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cti_bridge.floor.model import AgentId, AgentState
from dashboard.access import acted_on
from dashboard.models import AskedCommand, CtiSignIn, FloorRow, Follow, Person, TrailLine
from dashboard.store import follows
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
BEN = "/agents/cisco:1002/follow/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def phone(sam: Person) -> CtiSignIn:
    """Sam's sign-in at cisco, in; and Sam's team is listened to."""
    floors.switch_listening_on()
    floors.put_sign_in("cisco:2001", AgentState.NOT_READY, extension="4001")
    return CtiSignIn.objects.create(integration_id="cisco", login="2001", person=sam)


def test_one_press_waits_for_the_next_call_and_asks_nothing_of_the_system(
    sam_client: Client, sam: Person, phone: CtiSignIn
) -> None:
    answer = sam_client.post(BEN, headers=HTMX)

    follow = Follow.objects.get()
    assert (follow.person, follow.agent, follow.team) == (sam.pk, "cisco:1002", "cisco:5000")
    assert (follow.until - follow.asked_at).total_seconds() == 600
    assert "You are asked when Ben Ito takes the next call" in text(html(answer))
    assert not AskedCommand.objects.exists()


@pytest.mark.parametrize("again", [{}, {"stop": "1"}])
def test_another_press_ends_it(sam_client: Client, phone: CtiSignIn, again: dict[str, str]) -> None:
    sam_client.post(BEN, headers=HTMX)

    answer = sam_client.post(BEN, again, headers=HTMX)

    assert not Follow.objects.exists()
    assert "You no longer follow Ben Ito." in text(html(answer))


def test_it_can_be_ended_though_it_could_not_begin_any_more(sam_client: Client, phone: CtiSignIn) -> None:
    sam_client.post(BEN, headers=HTMX)
    floors.switch_listening_on(listening="off")

    assert sam_client.post(BEN, {"stop": "1"}, headers=HTMX).status_code == 200
    assert not Follow.objects.exists()


@pytest.mark.parametrize(("stop", "why"), [("1", "stopped"), ("asked", "asked")])
def test_it_can_be_ended_though_the_agent_is_sams_no_more(
    sam_client: Client, phone: CtiSignIn, stop: str, why: str
) -> None:
    sam_client.post(BEN, headers=HTMX)
    FloorRow.objects.filter(key="cisco:1002").update(team="cisco:5002")

    answer = sam_client.post(BEN, {"stop": stop}, headers=HTMX)

    assert "You no longer follow Ben Ito." in text(html(answer))
    assert not Follow.objects.exists()
    assert [(line.step, line.details.get("why")) for line in TrailLine.objects.order_by("pk")][1:] == [("ended", why)]
    assert sam_client.post(BEN, {"stop": stop}, headers=HTMX).status_code == 404


def test_it_ends_by_itself_when_the_agent_is_sams_no_more(sam_client: Client, phone: CtiSignIn) -> None:
    sam_client.post(BEN, headers=HTMX)
    assert follows.end_unseen(timezone.now(), sees=acted_on) == 0

    FloorRow.objects.filter(key="cisco:1002").update(team="cisco:5002")

    assert follows.end_unseen(timezone.now(), sees=acted_on) == 1
    assert not Follow.objects.exists()
    assert TrailLine.objects.get(step="ended").details == {"why": "unseen"}


def test_each_second_a_person_costs_the_same_however_many_they_follow(
    sam: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for agent in ("cisco:1001", "cisco:1002"):
        follows.ask(sam, AgentId(agent), team="cisco:5000", publish=lambda _: None)

    with django_assert_num_queries(5):  # whom they follow; the person with sign-ins and loans; the agents
        follows.end_unseen(timezone.now(), sees=acted_on)


def test_nobody_of_a_team_that_nobody_listens_to_is_followed(sam_client: Client, phone: CtiSignIn) -> None:
    floors.switch_listening_on(listening="off")

    answer = sam_client.post(BEN, headers=HTMX)

    assert answer.status_code == 422
    assert "Listening is off for this team" in text(html(answer))


def test_without_a_script_it_is_the_agents_page(sam_client: Client, phone: CtiSignIn) -> None:
    assert sam_client.post(BEN).headers["Location"] == "/agents/cisco:1002/"


def test_lea_vic_and_nobody_follow_nobody(
    lea_client: Client, vic_client: Client, nobody: Client, phone: CtiSignIn
) -> None:
    assert [client.post(BEN).status_code for client in (lea_client, vic_client, nobody)] == [404, 403, 302]
    assert not Follow.objects.exists()
    assert [line.step for line in TrailLine.objects.all()] == ["denied", "denied"]
