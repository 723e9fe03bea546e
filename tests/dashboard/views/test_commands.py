"""Forcing a state: who may, what is refused in words, and what goes into the inbox."""

import pytest
from django.test import Client

from cti_bridge.floor.model import FeedState
from dashboard.models import AskedCommand, Person, ReasonPolicy, Stream, TrailLine
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

pytestmark = [pytest.mark.usefixtures("floor"), pytest.mark.django_db(transaction=False)]
BEN = "/agents/cisco:1002"
HTMX = {"HX-Request": "true"}


def test_sam_makes_an_agent_ready_and_it_is_asked(sam_client: Client, sam: Person) -> None:
    answer = sam_client.post(f"{BEN}/ready/", headers=HTMX)

    asked = AskedCommand.objects.get()
    assert (asked.action, asked.subject, asked.team, asked.person) == ("ready", "cisco:1002", "cisco:5000", sam.pk)
    assert f'data-command="{asked.pk}"' in html(answer)
    assert 'data-outcome="asked"' in html(answer)


def test_what_sam_saw_stands_in_the_trail(sam_client: Client) -> None:
    sam_client.post(f"{BEN}/ready/", headers=HTMX)

    assert TrailLine.objects.get().details["state"] == "not_ready"


def test_without_a_script_the_answer_is_the_agents_page(sam_client: Client) -> None:
    answer = sam_client.post(f"{BEN}/ready/", follow=True)

    assert answer.redirect_chain == [("/agents/cisco:1002/", 302)]
    assert "Ready, asked." in text(html(answer))


def test_it_is_not_there_for_a_stranger(lea_client: Client) -> None:
    assert lea_client.post(f"{BEN}/ready/").status_code == 404
    assert not AskedCommand.objects.exists()


def test_vic_may_look_and_not_act(vic_client: Client) -> None:
    assert vic_client.post(f"{BEN}/ready/").status_code == 403
    assert not AskedCommand.objects.exists()


def test_nobody_is_sent_to_the_sign_in(nobody: Client) -> None:
    assert nobody.post(f"{BEN}/ready/").status_code == 302
    assert not AskedCommand.objects.exists()


def test_a_link_cannot_act_and_whoever_comes_back_from_the_sign_in_finds_the_agent(sam_client: Client) -> None:
    answer = sam_client.get(f"{BEN}/ready/", follow=True)

    assert answer.redirect_chain == [("/agents/cisco:1002/", 302)]
    assert not AskedCommand.objects.exists()


def refused(client: Client, address: str, **fields: str) -> str:
    """The sentence of a refusal, which is never asked of a system."""
    answer = client.post(address, fields, headers=HTMX)
    assert answer.status_code == 422
    assert 'data-outcome="refused"' in html(answer)
    assert not AskedCommand.objects.exists()
    return text(html(answer))


def test_a_silent_source_is_not_asked(sam_client: Client) -> None:
    floors.put_source(FeedState.STALE)

    assert "cisco is not live: its actions are locked." in refused(sam_client, f"{BEN}/ready/")


def test_a_source_that_no_bridge_follows_is_not_asked(sam_client: Client) -> None:
    Stream.objects.update(lease_until=floors.ago(1))

    assert "cisco is not live" in refused(sam_client, f"{BEN}/ready/")


def test_a_state_from_which_it_is_not_possible_is_said(sam_client: Client) -> None:
    assert "Not possible in the state “Talking”." in refused(sam_client, "/agents/cisco:1001/ready/")


def test_who_is_signed_out_already_is_not_signed_out_again(sam_client: Client) -> None:
    assert "Dora Ünal is signed out already." in refused(sam_client, "/agents/cisco:1004/sign-out/")


def test_nobody_is_forced_out_of_a_protected_break(sam_client: Client) -> None:
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="10", protected=True)

    assert "protected break" in refused(sam_client, f"{BEN}/ready/")


def test_a_reason_that_may_not_be_forced_is_refused(sam_client: Client) -> None:
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="20", forceable=False)

    assert "cannot be forced" in refused(sam_client, "/agents/cisco:1001/not-ready/", reason="20")


def test_a_reason_goes_with_it_where_the_system_takes_one(sam_client: Client) -> None:
    sam_client.post("/agents/cisco:1001/not-ready/", {"reason": "20"}, headers=HTMX)

    assert AskedCommand.objects.get().parameters["reason"] == "20"


def test_a_refusal_without_a_script_is_the_agents_page_with_the_sentence(sam_client: Client) -> None:
    answer = sam_client.post("/agents/cisco:1001/ready/")

    assert answer.status_code == 422
    assert "Ready, refused. Not possible" in text(html(answer))
