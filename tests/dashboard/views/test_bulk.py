"""One deed for many agents: the preview, what is asked, and the way back."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cti_bridge.floor.model import AgentState, FeedState
from dashboard.models import AskedCommand, FloorRow, Person, ReasonPolicy, TrailLine
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
HTMX = {"HX-Request": "true"}
ADA, BEN, CLEO, DORA = (f"cisco:100{n}" for n in range(1, 5))
READY = [f"cisco:20{n:02}" for n in range(25)]


@pytest.fixture
def crew() -> None:
    """Twenty-five more in Sam's team, all ready."""
    floors.put_agents(*(floors.agent(key, f"Agent {key[-2:]}", AgentState.READY) for key in READY))


def preview(client: Client, action: str, *agents: str) -> HttpResponse:
    return client.post("/bulk/preview/", {"action": action, "agents": agents}, headers=HTMX)


def ask(client: Client, action: str, *agents: str, why: str = "") -> HttpResponse:
    return client.post("/bulk/", {"action": action, "agents": agents, "why": why}, headers=HTMX)


def figures(page: HttpResponse) -> list[str]:
    """At once, later, cannot."""
    return re.findall(r"<dd>(\d+)</dd>", html(page))


def test_the_preview_says_who_at_once_who_later_and_who_not_and_why(sam_client: Client) -> None:
    page = preview(sam_client, "sign-out", ADA, BEN, DORA)

    assert figures(page) == ["1", "1", "1"]
    said = text(html(page))
    assert "Sign out 2 agents" in said
    assert "Dora Ünal : signed out already" in said
    assert "3 are selected. Nothing is sent until you say so." in said
    assert not AskedCommand.objects.exists()


def test_cancel_has_the_first_focus_and_the_button_repeats_verb_and_number(sam_client: Client) -> None:
    page = html(preview(sam_client, "not-ready", ADA))

    assert 'form="bulk-leave" autofocus' in page
    assert '<button type="submit" class="go prim" form="bulk-do">Make 1 agent not ready</button>' in page


def test_names_of_many_with_the_same_reason_stand_folded(sam_client: Client, crew: None) -> None:
    floors.put_source(FeedState.STALE)

    page = html(preview(sam_client, "sign-out", *READY[:5]))

    assert page.count("<details") == 1
    assert "5 agents : cisco is not live: its actions are locked." in text(page)
    assert 'aria-disabled="true"' in page


def test_nobody_is_forced_out_of_a_protected_break(sam_client: Client) -> None:
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="10", protected=True)

    page = preview(sam_client, "sign-out", BEN)

    assert figures(page) == ["0", "0", "1"]
    assert "in a protected break (Lunch)" in text(html(page))
    assert ask(sam_client, "sign-out", BEN).status_code == 422
    assert not AskedCommand.objects.exists()


def test_each_of_many_gets_a_command_of_one_batch(sam_client: Client, sam: Person, crew: None) -> None:
    answer = ask(sam_client, "not-ready", *READY[:3])

    asked = list(AskedCommand.objects.all())
    assert {(one.subject, one.action, one.team, one.person) for one in asked} == {
        (key, "not-ready", "cisco:5000", sam.pk) for key in READY[:3]
    }
    (batch,) = {one.batch for one in asked}
    assert f'data-batch="{batch}"' in html(answer)
    assert 'data-undo="30"' in html(answer)
    assert {line.details["state"] for line in TrailLine.objects.all()} == {"ready"}


def test_who_cannot_is_left_out_and_named(sam_client: Client) -> None:
    answer = ask(sam_client, "sign-out", ADA, DORA)

    assert [one.subject for one in AskedCommand.objects.all()] == [ADA]
    assert "Dora Ünal : signed out already" in text(html(answer))


@pytest.mark.parametrize("asked", [preview, ask])
def test_who_went_to_another_team_since_they_were_selected_is_named_and_does_not_keep_the_others_from_it(
    sam_client: Client, crew: None, asked: Callable[..., HttpResponse]
) -> None:
    floors.moves(BEN, "cisco:5002")

    answer = asked(sam_client, "sign-out", ADA, BEN)

    assert "Ben Ito : is no longer among your agents" in text(html(answer))
    assert [one.subject for one in AskedCommand.objects.all()] == ([ADA] if asked is ask else [])
    assert not TrailLine.objects.filter(step="denied").exists()


def test_when_all_of_them_have_gone_it_says_so(sam_client: Client) -> None:
    floors.moves(BEN, "cisco:5002")

    answer = ask(sam_client, "sign-out", BEN)

    assert answer.status_code == 422
    assert "Ben Ito : is no longer among your agents" in text(html(answer))


def test_a_name_that_comes_twice_is_asked_once(sam_client: Client) -> None:
    ask(sam_client, "sign-out", ADA, ADA)

    assert AskedCommand.objects.count() == 1


def test_above_twenty_a_reason_is_asked_for(sam_client: Client, crew: None) -> None:
    assert "required above 20 agents" in text(html(preview(sam_client, "sign-out", *READY[:21])))
    assert "required above 20 agents" not in text(html(preview(sam_client, "sign-out", *READY[:20])))

    answer = ask(sam_client, "sign-out", *READY[:21])

    assert answer.status_code == 422
    assert 'data-bulk="sign-out"' in html(answer)
    assert "Give a reason" in text(html(answer))
    assert not AskedCommand.objects.exists()

    ask(sam_client, "sign-out", *READY[:21], why="Fire drill, building B")

    assert AskedCommand.objects.count() == 21
    assert {line.why for line in TrailLine.objects.all()} == {"Fire drill, building B"}


def test_a_whole_floor_can_be_selected(sam_client: Client) -> None:
    keys = [f"cisco:{n}" for n in range(10_000, 12_000)]
    floors.put_agents(*(floors.agent(key, key, AgentState.READY) for key in keys))

    assert figures(preview(sam_client, "sign-out", *keys)) == ["2000", "0", "0"]


@pytest.mark.parametrize("action", ["ready", "listen", "", "sign-in"])
def test_nothing_else_is_done_for_many(sam_client: Client, action: str) -> None:
    assert preview(sam_client, action, ADA).status_code == 404
    assert ask(sam_client, action, ADA).status_code == 404
    assert not AskedCommand.objects.exists()


def test_nobody_selected_is_nothing_to_show(sam_client: Client) -> None:
    assert preview(sam_client, "sign-out").status_code == 404


def test_without_a_script_it_stands_on_a_page_of_its_own(sam_client: Client) -> None:
    page = sam_client.post("/bulk/preview/", {"action": "sign-out", "agents": [ADA]})

    assert "<html" in html(page)
    assert "Sign out 1 agent" in text(html(page))


# -- the way back -------------------------------------------------------------------------------------------------


def came_true(state: AgentState = AgentState.NOT_READY, *, since: float = 0, **more: object) -> str:
    """All that was asked is confirmed, and the agents stand so; the address of the way back."""
    asked = AskedCommand.objects.all()
    asked.update(outcome="confirmed", settled_at=timezone.now(), **more)
    for one in asked:
        floors.put_agents(floors.agent(one.subject, one.subject, state, since=since))
    return f"/bulk/{asked[0].batch}/undo/"


def undone() -> list[str]:
    """Who was made ready again."""
    return sorted(one.subject for one in AskedCommand.objects.filter(action="ready"))


def test_who_was_ready_before_is_made_ready_again(sam_client: Client, crew: None) -> None:
    ask(sam_client, "not-ready", *READY[:2], ADA)

    answer = sam_client.post(came_true(), headers=HTMX)

    assert undone() == READY[:2]
    back = AskedCommand.objects.filter(action="ready").first()
    assert back
    assert f'data-batch="{back.batch}"' in html(answer)
    assert f"{ADA} : was not in “ready” before" in text(html(answer))
    assert "data-undo" not in html(answer)


def test_who_does_something_else_by_now_is_left_alone(sam_client: Client, crew: None) -> None:
    ask(sam_client, "not-ready", *READY[:2])
    way_back = came_true()
    floors.put_agents(floors.agent(READY[0], "Busy", AgentState.TALKING, since=0))

    answer = sam_client.post(way_back, headers=HTMX)

    assert undone() == [READY[1]]
    assert "Busy : has changed state since" in text(html(answer))


def test_who_came_back_into_the_same_state_by_themselves_is_left_alone(sam_client: Client, crew: None) -> None:
    ask(sam_client, "not-ready", *READY[:2])
    way_back = came_true()
    AskedCommand.objects.filter(subject=READY[0]).update(settled_at=timezone.now() - timedelta(seconds=10))

    sam_client.post(way_back, headers=HTMX)

    assert undone() == [READY[1]]


def test_who_has_gone_to_another_team_meanwhile_does_not_keep_the_others_from_it(
    sam_client: Client, crew: None
) -> None:
    ask(sam_client, "not-ready", *READY[:2])
    way_back = came_true()
    FloorRow.objects.filter(key=READY[0]).update(team="cisco:5002")

    answer = sam_client.post(way_back, headers=HTMX)

    assert undone() == [READY[1]]
    said = text(html(answer))
    assert f"{READY[0]} : is no longer among your agents" in said
    assert not TrailLine.objects.filter(step="denied").exists()


def test_nor_when_all_have_gone(sam_client: Client, crew: None) -> None:
    ask(sam_client, "not-ready", READY[0])
    way_back = came_true()
    FloorRow.objects.filter(key=READY[0]).update(team="cisco:5002")

    answer = sam_client.post(way_back, headers=HTMX)

    assert (answer.status_code, undone()) == (422, [])


def test_what_has_not_been_confirmed_is_not_undone(sam_client: Client, crew: None) -> None:
    ask(sam_client, "not-ready", READY[0])
    batch = AskedCommand.objects.get().batch

    answer = sam_client.post(f"/bulk/{batch}/undo/", headers=HTMX)

    assert answer.status_code == 422
    assert "Nobody can be made ready again. 1: it has not been confirmed" in text(html(answer))


def test_after_half_a_minute_there_is_no_way_back(sam_client: Client, crew: None) -> None:
    ask(sam_client, "not-ready", READY[0])

    answer = sam_client.post(came_true(asked_at=timezone.now() - timedelta(seconds=31)), headers=HTMX)

    assert answer.status_code == 422
    assert "Too late" in text(html(answer))


def test_nobody_is_signed_in_by_somebody_else_so_a_sign_out_has_no_way_back(sam_client: Client, crew: None) -> None:
    assert "data-undo" not in html(ask(sam_client, "sign-out", READY[0]))

    answer = sam_client.post(came_true(AgentState.SIGNED_OUT), headers=HTMX)

    assert answer.status_code == 422
    assert not undone()


def test_a_batch_of_somebody_else_is_not_there(sam_client: Client, ada_client: Client, crew: None) -> None:
    ask(sam_client, "not-ready", READY[0])

    assert ada_client.post(came_true(), headers=HTMX).status_code == 404
    assert not undone()


# -- who may ------------------------------------------------------------------------------------------------------


def test_one_who_was_never_sams_is_left_out_without_a_word_about_them_and_written_down(
    sam_client: Client, sam: Person
) -> None:
    said = text(html(ask(sam_client, "sign-out", ADA, CLEO)))

    assert f"{CLEO} : is no longer among your agents" in said
    assert "Cleo Sand" not in said
    assert [one.subject for one in AskedCommand.objects.all()] == [ADA]
    line = TrailLine.objects.get(step="denied")
    assert (line.action, line.person, line.subject, line.team) == ("bulk", sam.pk, CLEO, "cisco:5002")


@pytest.mark.parametrize("address", ["/bulk/preview/", "/bulk/"])
def test_others_agents_alone_are_not_there(sam_client: Client, sam: Person, address: str) -> None:
    assert sam_client.post(address, {"action": "sign-out", "agents": [CLEO]}).status_code == 404
    assert not AskedCommand.objects.exists()
    line = TrailLine.objects.get()
    assert (line.step, line.person, line.subject, line.team) == ("denied", sam.pk, CLEO, "cisco:5002")


@pytest.mark.parametrize("address", ["/bulk/preview/", "/bulk/"])
def test_vic_may_not_and_it_is_written_down(vic_client: Client, vic: Person, address: str) -> None:
    assert vic_client.post(address, {"action": "sign-out", "agents": [ADA]}).status_code == 403
    assert TrailLine.objects.get().person == vic.pk
    assert not AskedCommand.objects.exists()


def test_ada_administers_and_may_for_all(ada_client: Client) -> None:
    assert figures(preview(ada_client, "sign-out", ADA, CLEO)) == ["1", "1", "0"]


@pytest.mark.parametrize("address", ["/bulk/preview/", "/bulk/", "/bulk/3f0c3b3e-0000-4000-8000-000000000000/undo/"])
def test_nobody_is_sent_to_the_sign_in(nobody: Client, address: str) -> None:
    assert nobody.post(address, {"action": "sign-out", "agents": [ADA]}).headers["Location"].startswith("/login/")


def test_a_link_cannot_act(sam_client: Client) -> None:
    assert sam_client.get("/bulk/").headers["Location"] == "/"


def test_a_forged_form_asks_nothing_and_is_written_down(sam: Person) -> None:
    forger = Client(enforce_csrf_checks=True)
    forger.force_login(sam, backend="django.contrib.auth.backends.ModelBackend")

    assert forger.post("/bulk/", {"action": "sign-out", "agents": [ADA]}).status_code == 403
    assert TrailLine.objects.get().action == "bulk"
