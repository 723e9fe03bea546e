"""Listening, barging in, taking a call and dropping somebody: who may, what is refused in words, what is asked."""

import re

import pytest
from django.test import Client

from cti_bridge.floor.model import AgentState, CallState, FeedState
from cti_bridge.floor.rows import PartyOnRow
from dashboard.models import AskedCommand, CtiSignIn, Person, TrailLine
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
ADA = "/agents/cisco:1001"
HTMX = {"HX-Request": "true"}
CALLER = PartyOnRow(address="+49 40 1234552")
COLLEAGUE = PartyOnRow(address="1002", agent="cisco:1002", name="Ben Ito", is_agent=True)
ACTIONS = ["listen", "barge-in", "intercept", "drop"]


@pytest.fixture
def phone(sam: Person) -> CtiSignIn:
    """Sam's sign-in at cisco: in, with a phone, not ready; and Sam's team is listened to."""
    floors.switch_listening_on()
    floors.put_sign_in("cisco:2001", AgentState.NOT_READY, extension="4001")
    return CtiSignIn.objects.create(integration_id="cisco", login="2001", person=sam)


@pytest.fixture
def listening(phone: CtiSignIn) -> None:
    """Sam listens to Ada."""
    floors.put_own_call()


@pytest.fixture
def heard(phone: CtiSignIn) -> None:
    """Sam has barged in on Ada's call with a caller and with Ben."""
    floors.put_own_call(barged=True, others=(CALLER, COLLEAGUE))


def refused(client: Client, action: str, status: int = 422, **fields: str) -> str:
    """The sentence of a refusal, which is never asked of a system."""
    answer = client.post(f"{ADA}/{action}/", fields, headers=HTMX)
    assert answer.status_code == status
    assert not AskedCommand.objects.exists()
    return text(html(answer))


def test_sam_listens_on_sams_own_phone(sam_client: Client, sam: Person, phone: CtiSignIn) -> None:
    answer = sam_client.post(f"{ADA}/listen/", headers=HTMX)

    asked = AskedCommand.objects.get()
    assert (asked.action, asked.subject, asked.team, asked.person) == ("listen", "cisco:1001", "cisco:5000", sam.pk)
    assert asked.parameters["sign_in"] == "cisco:2001"
    assert f'data-command="{asked.pk}" data-outcome="asked"' in html(answer)


def test_a_phone_rings_fifteen_seconds_at_most(sam_client: Client, phone: CtiSignIn) -> None:
    sam_client.post(f"{ADA}/listen/", headers=HTMX)

    asked = AskedCommand.objects.get()
    assert (asked.deadline - asked.asked_at).total_seconds() == pytest.approx(15, abs=1)


def test_the_line_is_written_before_anything_is_sent_and_keeps_what_sam_saw(
    sam_client: Client, phone: CtiSignIn
) -> None:
    sam_client.post(f"{ADA}/listen/", headers=HTMX)

    line = TrailLine.objects.get()
    assert (line.step, line.action, line.details["state"]) == ("asked", "listen", "talking")
    assert line.details["call"] == {"type": "queue", "state": "active", "queue": "Sales"}
    assert "1234552" not in str(line.details)


def test_of_several_sign_ins_it_is_the_one_that_is_in(sam_client: Client, sam: Person, phone: CtiSignIn) -> None:
    CtiSignIn.objects.create(integration_id="cisco", login="2000", person=sam)

    sam_client.post(f"{ADA}/listen/", headers=HTMX)

    assert AskedCommand.objects.get().parameters["sign_in"] == "cisco:2001"


def test_without_a_sign_in_it_says_what_is_missing(sam_client: Client) -> None:
    floors.switch_listening_on()

    assert "You have no sign-in on cisco" in refused(sam_client, "listen")


def test_a_team_that_nobody_listens_to_is_not_listened_to(sam_client: Client, phone: CtiSignIn) -> None:
    floors.switch_listening_on(listening="off")

    assert "Listening is off for this team" in refused(sam_client, "listen")


def test_an_excluded_agent_is_not(sam_client: Client, phone: CtiSignIn) -> None:
    floors.switch_listening_on(excluded=["cisco:1001"])

    assert "Nobody listens to Ada Novak" in refused(sam_client, "listen")


def test_who_is_ready_takes_no_calls_first(sam_client: Client, phone: CtiSignIn) -> None:
    floors.put_sign_in("cisco:2001", AgentState.READY, extension="4001")

    assert "make yourself not ready first" in refused(sam_client, "listen")


def test_who_listens_already_is_told_so(sam_client: Client, listening: None) -> None:
    assert "You are on Ada Novak's call already." in refused(sam_client, "listen")


@pytest.mark.parametrize("action", ACTIONS)
def test_a_silent_source_is_asked_nothing(sam_client: Client, heard: None, action: str) -> None:
    floors.put_source(FeedState.STALE)

    assert "cisco is not live" in refused(sam_client, action)


def test_where_the_team_asks_for_a_reason_there_must_be_one(sam_client: Client, phone: CtiSignIn) -> None:
    floors.switch_listening_on(reason_required=True)

    assert "Give a reason" in refused(sam_client, "listen")
    assert "Give a reason" in refused(sam_client, "listen", why="  ")

    sam_client.post(f"{ADA}/listen/", {"why": "New on the team"}, headers=HTMX)

    assert TrailLine.objects.get().why == "New on the team"


def test_a_reason_without_end_or_with_what_no_table_takes_is_refused_in_words(
    sam_client: Client, phone: CtiSignIn
) -> None:
    assert "At most 500 characters" in refused(sam_client, "listen", why="x" * 501)
    assert refused(sam_client, "listen", why="a\0b")


def test_sam_barges_in_from_the_call_that_sam_listens_to(sam_client: Client, listening: None) -> None:
    sam_client.post(f"{ADA}/barge-in/", headers=HTMX)

    asked = AskedCommand.objects.get()
    assert (asked.action, asked.parameters["call"]) == ("barge-in", "cisco:m1")
    assert asked.batch is None


@pytest.mark.parametrize("action", ["barge-in", "intercept"])
def test_nobody_barges_in_who_does_not_listen(sam_client: Client, phone: CtiSignIn, action: str) -> None:
    assert "Only while you listen to Ada Novak" in refused(sam_client, action)


def test_taking_the_call_asks_two_steps_as_one(sam_client: Client, listening: None) -> None:
    answer = sam_client.post(f"{ADA}/intercept/", headers=HTMX)

    asked = AskedCommand.objects.get()
    assert (asked.action, asked.parameters["then"], asked.parameters["then_address"]) == ("intercept", "drop", "1001")
    assert asked.batch
    assert "Take the call, asked." in text(html(answer))


def digests(page: str) -> dict[str, str]:
    """The participants that the list offers: what it reads, and what it posts."""
    labels = re.findall(r'<label.*?value="([^"]*)"(.*?)</label>', page, re.S)
    return {text("<" + rest): digest for digest, rest in labels}


def test_the_list_names_all_others_and_never_a_number_or_oneself(sam_client: Client, heard: None) -> None:
    page = html(sam_client.get(f"{ADA}/drop/", headers=HTMX))

    assert "1234552" not in page
    said = text(page)
    assert [name in said for name in ("Ada Novak", "Ben Ito", "+49 40 •••• 552")] == [True, True, True]
    assert "4001" not in said
    assert "checked" not in page


def test_sam_drops_the_caller_by_what_stands_for_the_number(sam_client: Client, heard: None) -> None:
    page = html(sam_client.get(f"{ADA}/drop/", headers=HTMX))
    caller = next(digest for name, digest in digests(page).items() if "552" in name)

    sam_client.post(f"{ADA}/drop/", {"party": caller}, headers=HTMX)

    asked = AskedCommand.objects.get()
    assert (asked.action, asked.parameters["address"]) == ("drop", "+49 40 1234552")
    assert "1234552" not in str(TrailLine.objects.get().details)


@pytest.mark.parametrize("party", ["", "+49 40 1234552", "4001", "0" * 64, "é"])
def test_who_is_not_in_the_list_is_not_dropped(sam_client: Client, heard: None, party: str) -> None:
    assert "no longer in the call" in refused(sam_client, "drop", party=party)


def test_nobody_is_dropped_before_sam_is_heard(sam_client: Client, listening: None) -> None:
    assert "barge in first" in refused(sam_client, "drop")
    page = html(sam_client.get(f"{ADA}/drop/", headers=HTMX))
    assert "barge in first" in text(page)
    assert "radio" not in page


def test_without_a_script_the_list_stands_on_the_agents_page(sam_client: Client, heard: None) -> None:
    assert sam_client.get(f"{ADA}/drop/").headers["Location"] == f"{ADA}/"


def test_a_call_that_nobody_is_sure_of_is_not_acted_on(sam_client: Client, phone: CtiSignIn) -> None:
    floors.put_own_call(doubtful=True)

    assert "It is not certain" in refused(sam_client, "barge-in")


def test_a_call_that_still_rings_is_not_barged_into(sam_client: Client, phone: CtiSignIn) -> None:
    floors.put_own_call(state=CallState.RINGING)

    assert "Only while you listen" in refused(sam_client, "barge-in")


# -- who may ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ACTIONS)
def test_it_is_not_there_for_lea_and_the_try_is_written_down(lea_client: Client, lea: Person, action: str) -> None:
    refused(lea_client, action, status=404)

    line = TrailLine.objects.get()
    assert (line.step, line.action, line.person, line.subject) == ("denied", action, lea.pk, "cisco:1001")
    assert line.team == "cisco:5000"


@pytest.mark.parametrize("action", ACTIONS)
def test_vic_may_not_and_the_try_is_written_down(vic_client: Client, vic: Person, action: str) -> None:
    refused(vic_client, action, status=403)

    line = TrailLine.objects.get()
    assert (line.step, line.action, line.person, line.role) == ("denied", action, vic.pk, "viewer")


def test_ada_administers_and_may_on_her_own_phone(ada_client: Client, ada: Person) -> None:
    floors.switch_listening_on()
    assert "You have no sign-in on cisco" in refused(ada_client, "listen")

    CtiSignIn.objects.create(integration_id="cisco", login="2000", person=ada)
    floors.put_sign_in("cisco:2000", AgentState.NOT_READY, extension="4000")

    assert ada_client.post(f"{ADA}/listen/", headers=HTMX).status_code == 200


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_is_sent_to_the_sign_in(nobody: Client, action: str) -> None:
    assert nobody.post(f"{ADA}/{action}/").headers["Location"].startswith("/login/")
    assert not AskedCommand.objects.exists()
    assert not TrailLine.objects.exists()


@pytest.mark.parametrize("action", ["listen", "barge-in", "intercept"])
def test_a_link_cannot_act(sam_client: Client, listening: None, action: str) -> None:
    assert sam_client.get(f"{ADA}/{action}/").headers["Location"] == f"{ADA}/"
    assert not AskedCommand.objects.exists()


@pytest.mark.parametrize("action", ACTIONS)
def test_a_forged_form_asks_nothing_and_is_written_down(sam: Person, listening: None, action: str) -> None:
    forger = Client(enforce_csrf_checks=True)
    forger.force_login(sam, backend="django.contrib.auth.backends.ModelBackend")

    refused(forger, action, status=403)

    line = TrailLine.objects.get()
    assert (line.step, line.action, line.subject) == ("denied", action, "cisco:1001")


def test_of_several_sign_ins_with_calls_it_is_the_one_that_is_on_the_agents(
    sam_client: Client, sam: Person, listening: None
) -> None:
    CtiSignIn.objects.create(integration_id="cisco", login="1999", person=sam)
    floors.put_sign_in("cisco:1999", AgentState.TALKING, extension="4009", calls=(floors.call("+49 40 1"),))

    sam_client.post(f"{ADA}/barge-in/", headers=HTMX)

    assert AskedCommand.objects.get().parameters["sign_in"] == "cisco:2001"
