"""The call that one listens to, or has barged into: held, taken back, left; whatever became of the agent's team."""

import pytest
from django.test import Client

from cti_bridge.floor.model import AgentState, CallState, CallType, FeedState
from cti_bridge.floor.rows import PartyOnRow
from dashboard.models import AskedCommand, CtiSignIn, Person, TrailLine
from dashboard.models.people import Role
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
MINE = "/sign-ins/cisco:2001"
HTMX = {"HX-Request": "true"}
ACTIONS = ["stop-listening", "hold", "retrieve"]


@pytest.fixture(autouse=True)
def phone(sam: Person) -> CtiSignIn:
    """Sam's sign-in at cisco."""
    return CtiSignIn.objects.create(integration_id="cisco", login="2001", person=sam)


def refused(client: Client, action: str, status: int = 422) -> str:
    answer = client.post(f"{MINE}/{action}/", headers=HTMX)
    assert answer.status_code == status
    assert not AskedCommand.objects.exists()
    return text(html(answer))


@pytest.mark.parametrize("action", ["stop-listening", "hold"])
def test_sam_leaves_or_holds_the_call_that_sam_listens_to(sam_client: Client, sam: Person, action: str) -> None:
    floors.put_own_call()

    answer = sam_client.post(f"{MINE}/{action}/", headers=HTMX)

    asked = AskedCommand.objects.get()
    assert (asked.action, asked.subject, asked.team) == (action, "cisco:1001", "cisco:5000")
    assert (asked.parameters["sign_in"], asked.parameters["call"]) == ("cisco:2001", "cisco:m1")
    assert 'data-outcome="asked"' in html(answer)
    assert TrailLine.objects.get().details["state"] == "talking"


def test_sam_takes_back_what_is_on_hold(sam_client: Client) -> None:
    floors.put_own_call(state=CallState.HELD)

    assert "on hold already" in refused(sam_client, "hold")
    sam_client.post(f"{MINE}/retrieve/", headers=HTMX)

    assert AskedCommand.objects.get().action == "retrieve"


@pytest.mark.parametrize("action", ACTIONS)
def test_without_such_a_call_there_is_nothing_to_do(sam_client: Client, action: str) -> None:
    floors.put_sign_in("cisco:2001", AgentState.NOT_READY, extension="4001")

    assert "You are not on a call." in refused(sam_client, action)


def test_an_ordinary_call_of_ones_own_is_left_alone(sam_client: Client) -> None:
    floors.put_own_call(CallType.DIRECT_IN)

    assert "You are not on a call." in refused(sam_client, "stop-listening")


def test_a_silent_source_is_asked_nothing(sam_client: Client) -> None:
    floors.put_own_call()
    floors.put_source(FeedState.DOWN)

    assert "cisco is not live" in refused(sam_client, "stop-listening")


def test_it_ends_though_the_team_is_no_longer_sams_and_nobody_may_listen_any_more(
    sam_client: Client, sam: Person
) -> None:
    floors.put_own_call()
    floors.switch_listening_on(listening="off")
    sam.teams, sam.role = ["cisco:5002"], Role.VIEWER
    sam.save()

    assert sam_client.post(f"{MINE}/stop-listening/", headers=HTMX).status_code == 200


def test_after_the_agent_was_dropped_it_is_still_about_that_agent(sam_client: Client, sam: Person) -> None:
    AskedCommand.objects.create(
        action="intercept",
        source="cisco",
        subject="cisco:1001",
        team="cisco:5000",
        person=sam.pk,
        parameters={"sign_in": "cisco:2001"},
        asked_at=floors.ago(20),
        deadline=floors.ago(5),
        outcome="confirmed",
    )
    floors.put_own_call(barged=True, whose="", others=(PartyOnRow(address="4012"),))

    sam_client.post(f"{MINE}/stop-listening/", headers=HTMX)

    assert AskedCommand.objects.get(action="stop-listening").subject == "cisco:1001"


def test_a_call_of_which_nobody_knows_whose_it_is_can_be_left_too(sam_client: Client, sam: Person) -> None:
    floors.put_own_call(whose="")

    sam_client.post(f"{MINE}/stop-listening/", headers=HTMX)

    asked = AskedCommand.objects.get()
    assert (asked.source, asked.subject, asked.team) == ("cisco", "cisco:2001", f"@{sam.pk}")


def test_without_a_script_it_comes_back_to_the_floor(sam_client: Client) -> None:
    floors.put_own_call()

    assert sam_client.post(f"{MINE}/stop-listening/").headers["Location"] == "/"
    assert sam_client.get(f"{MINE}/stop-listening/").headers["Location"] == "/"
    assert AskedCommand.objects.count() == 1


@pytest.mark.parametrize("action", ACTIONS)
def test_somebody_elses_is_not_there_and_the_try_is_written_down(
    lea_client: Client, ada_client: Client, lea: Person, action: str
) -> None:
    floors.put_own_call()

    refused(lea_client, action, status=404)
    refused(ada_client, action, status=404)

    line = TrailLine.objects.filter(person=lea.pk).get()
    assert (line.step, line.action, line.subject) == ("denied", action, "cisco:2001")


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_is_sent_to_the_sign_in(nobody: Client, action: str) -> None:
    assert nobody.post(f"{MINE}/{action}/").headers["Location"].startswith("/login/")
