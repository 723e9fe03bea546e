"""Signing an agent in on a phone, and pausing a recording: who may, whom it signs out, and what is asked."""

from dataclasses import replace

import pytest
from django.test import Client

from cti_bridge.floor.model import AgentState, CallState, CallType, Day, Recording
from cti_bridge.floor.rows import AgentRow, CallOnRow, Kind, SignInRow
from dashboard.models import AskedCommand, CtiSignIn, Integration, Person
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

pytestmark = [pytest.mark.usefixtures("xivo"), pytest.mark.django_db(transaction=False)]
HTMX = {"HX-Request": "true"}
ALICE, JOHN, OTHER = "/agents/xivo:22", "/agents/xivo:24", "/agents/xivo:30"


@pytest.fixture
def xivo(floor: None, sam: Person) -> None:
    """A XiVO beside cisco: Alice is signed out, John talks on a recorded call, and Zoe's team is not Sam's."""
    sam.teams = [*sam.teams, "xivo:5"]
    sam.save()
    Integration.objects.create(name="xivo", kind="xuc", settings={"url": "http://127.0.0.1:8090"})
    floors.put_source(source="xivo")
    floors.put_agents(
        floors.agent("xivo:22", "Alice Johnson", AgentState.SIGNED_OUT, team="xivo:5", extension=""),
        john(),
        floors.agent("xivo:30", "Zoe Quiet", AgentState.READY, team="xivo:6", extension="1009"),
        source="xivo",
    )


def john(recording: Recording | None = Recording.ON, **more: object) -> AgentRow:
    call = CallOnRow(
        id="xivo:agent-24",
        state=CallState.ACTIVE,
        type=CallType.QUEUE,
        media="voice",
        since=floors.ago(30),
        recording=recording,
    )
    more = {"extension": "1001", "calls": (call,), **more}
    return floors.agent("xivo:24", "John Waynes", AgentState.TALKING, team="xivo:5", **more)


def asked() -> AskedCommand:
    return AskedCommand.objects.get()


def refused(client: Client, address: str, **fields: str) -> str:
    """The sentence of a refusal, which is never asked of a system."""
    answer = client.post(address, fields, headers=HTMX)
    assert answer.status_code == 422
    assert not AskedCommand.objects.exists()
    return text(html(answer))


def test_sam_signs_an_agent_in_on_a_free_phone(sam_client: Client) -> None:
    answer = sam_client.post(f"{ALICE}/sign-in/", {"extension": " 1002 "}, headers=HTMX)

    assert "Sign in, asked." in text(html(answer))
    assert (asked().action, asked().subject, asked().team) == ("sign-in", "xivo:22", "xivo:5")
    assert asked().parameters["extension"] == "1002"


def test_whom_it_signs_out_is_named_and_has_to_be_agreed_to(sam_client: Client) -> None:
    named = "John Waynes is signed in on 1001: this signs John Waynes out."

    assert named in text(html(sam_client.get(f"{ALICE}/sign-in/?extension=1001", headers=HTMX)))
    assert named in refused(sam_client, f"{ALICE}/sign-in/", extension="1001")
    assert named in refused(sam_client, f"{ALICE}/sign-in/", extension="1001", agreed="xivo:99")
    assert sam_client.post(f"{ALICE}/sign-in/", {"extension": "1001", "agreed": "xivo:24"}).status_code == 302
    assert asked().seen["taken"] == "xivo:24"


def test_an_agent_of_another_team_is_neither_named_nor_signed_out(sam_client: Client) -> None:
    for agreed in ("", "?", "xivo:30"):
        said = refused(sam_client, f"{ALICE}/sign-in/", extension="1009", agreed=agreed)

        assert "Somebody of another team is signed in on 1009: choose another phone." in said
        assert "Zoe" not in said


def test_who_is_signed_in_is_not_signed_in_again_and_a_phone_has_to_be_typed(sam_client: Client) -> None:
    assert "John Waynes is signed in already." in refused(sam_client, f"{JOHN}/sign-in/", extension="1005")
    for none in ("  ", "10\x0002", "10\n02", "1" * 41):
        assert "Which phone?" in refused(sam_client, f"{ALICE}/sign-in/", extension=none)


def test_the_panel_offers_signing_in_to_who_is_out_and_the_recordings_other_half_to_who_talks(
    sam_client: Client,
) -> None:
    alice, first = html(sam_client.get(f"{ALICE}/")), html(sam_client.get(f"{JOHN}/"))
    floors.put_agents(john(Recording.PAUSED), source="xivo")
    then = html(sam_client.get(f"{JOHN}/"))

    assert 'data-action="sign-in"' in alice
    assert 'data-action="sign-in"' not in first.replace("data-sign-in", "")
    assert 'data-action="pause-recording"' in first
    assert 'data-action="resume-recording"' in then
    assert "Recording paused" in text(then)


def test_a_recording_is_paused_and_resumed_where_there_is_one(sam_client: Client) -> None:
    assert "is not paused" in refused(sam_client, f"{JOHN}/resume-recording/")

    sam_client.post(f"{JOHN}/pause-recording/", headers=HTMX)

    assert (asked().action, asked().parameters["on"]) == ("pause-recording", False)


def test_a_call_that_is_not_recorded_has_nothing_to_pause(sam_client: Client) -> None:
    floors.put_agents(john(None), source="xivo")

    assert "call is not recorded now" in refused(sam_client, f"{JOHN}/pause-recording/")


def test_a_stranger_finds_nobody_and_a_viewer_may_look(sam_client: Client, vic_client: Client, vic: Person) -> None:
    vic.teams = ["xivo:5"]
    vic.save()

    for address, fields in (("sign-in", {"extension": "1002"}), ("pause-recording", {})):
        assert sam_client.post(f"{OTHER}/{address}/", fields).status_code == 404
        assert vic_client.post(f"{JOHN}/{address}/", fields).status_code == 403
    assert not AskedCommand.objects.exists()


def test_who_listens_is_told_that_the_agent_may_see_it(sam_client: Client, sam: Person) -> None:
    floors.switch_listening_on("xivo:5")
    CtiSignIn.objects.create(integration_id="xivo", login="sam", person=sam)
    own = SignInRow(id="xivo:sam", state=AgentState.NOT_READY, since=floors.ago(9), extension="1000")
    floors.put([(Kind.SIGN_IN, "", own.id, own)], source="xivo")

    said = html(sam_client.get(f"{JOHN}/"))

    assert 'popovertarget="confirm-listen"' in said
    assert "that somebody listens: John Waynes may see it." in text(said)


def test_the_day_stands_in_the_panel_as_the_system_counts_it(sam_client: Client) -> None:
    day = Day(at=floors.ago(5), signed_in_at=floors.ago(3600), ready=434, not_ready=0)
    floors.put_agents(john(day=day), source="xivo")

    said = text(html(sam_client.get(f"{JOHN}/")))

    assert "Today, as xivo counts it" in said
    assert "Signed in since" in said
    assert "Ready 7:14 Not ready 0:00" in said
    assert said.index("Ready 7:14") < said.index("Actions"), "the figures stand where the panel opens"


def test_who_is_signed_out_is_not_said_to_be_signed_in_since(sam_client: Client) -> None:
    day = Day(at=floors.ago(5), signed_in_at=floors.ago(3600), ready=434)
    floors.put_agents(replace(john(day=day), state=AgentState.SIGNED_OUT, calls=()), source="xivo")

    panel, floor = text(html(sam_client.get(f"{JOHN}/"))), html(sam_client.get("/"))

    assert "Signed in at" in panel
    assert "Signed in since" not in panel
    assert "data-day-in=" not in floor
    assert 'data-day-ready="434' in floor
