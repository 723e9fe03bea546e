"""An agent's panel and page."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cti_bridge.floor.model import AgentState
from dashboard.models import AskedCommand, Person, Site, StateLogEntry
from tests.dashboard.views import floors
from tests.dashboard.views.reading import button, html, text

pytestmark = pytest.mark.usefixtures("floor")
ADA, BEN, CLEO = "/agents/cisco:1001/", "/agents/cisco:1002/", "/agents/cisco:1003/"


def test_it_shows_sam_the_call_with_its_masked_number_and_its_variables(sam_client: Client) -> None:
    page = sam_client.get(ADA)

    said = text(html(page))
    assert "Queue Sales With +49 40 •••• 552" in said
    assert "Order no. A-20917" in said


def test_a_number_anywhere_in_a_calls_variables_is_masked_unless_the_site_says_otherwise(sam_client: Client) -> None:
    told = floors.call("4012", variables=(("Ring", "back at 49 40 1234552"), ("Order no.", "A-20917")))
    floors.put_agents(floors.agent("cisco:1001", "Ada Novak", AgentState.TALKING, calls=(told,)))

    said = text(html(sam_client.get(ADA)))
    assert "1234552" not in said
    assert "back at 494 •••• 552" in said
    assert "A-20917" in said

    Site.objects.create(mask_numbers=False)
    floors.forget()

    assert "back at 49 40 1234552" in text(html(sam_client.get(ADA)))


def test_for_htmx_it_is_the_panel_alone(sam_client: Client) -> None:
    panel = html(sam_client.get(ADA, headers={"HX-Request": "true"}))

    assert "<html" not in panel
    assert panel.lstrip().startswith("<article")


def test_it_is_not_there_for_a_stranger(lea_client: Client, sam_client: Client) -> None:
    assert lea_client.get(ADA).status_code == 404
    assert sam_client.get(CLEO).status_code == 404
    assert sam_client.get("/agents/cisco:none/").status_code == 404


def test_ann_has_no_floor_and_cannot_learn_who_is_on_it(ann: Person, signed_in: Callable[[Person], Client]) -> None:
    client = signed_in(ann)

    assert [client.get(page).status_code for page in (ADA, "/agents/cisco:none/")] == [403, 403]


def test_it_locks_every_action_for_vic_and_says_why(vic_client: Client) -> None:
    page = vic_client.get(BEN)

    assert 'aria-disabled="true"' in button(page, "ready")
    assert "You may look at the floor, and not act on it." in text(html(page))


def test_it_sends_nobody_to_the_sign_in(nobody: Client) -> None:
    assert nobody.get(ADA).status_code == 302


def test_an_action_that_is_not_possible_is_focusable_and_says_why(sam_client: Client) -> None:
    page = sam_client.get(ADA)

    assert 'aria-disabled="true"' in button(page, "ready")
    assert " disabled" not in button(page, "ready")
    assert "Not possible in the state “Talking”." in text(html(page))


def test_an_action_that_is_possible_asks_once_naming_agent_and_deed(sam_client: Client) -> None:
    page = sam_client.get(BEN)

    assert 'popovertarget="confirm-sign-out"' in button(page, "sign-out")
    assert "Sign Ben Ito out?" in text(html(page))


def test_it_shows_ones_own_outcomes_and_nobody_elses(sam_client: Client, sam: Person, lea: Person) -> None:
    for person, said in ((sam, "mine"), (lea, "not mine")):
        AskedCommand.objects.create(
            action="ready",
            source="cisco",
            subject="cisco:1002",
            team="cisco:5000",
            person=person.pk,
            asked_at=timezone.now(),
            deadline=timezone.now(),
            outcome="refused",
            said=said,
        )

    said = text(html(sam_client.get(BEN)))

    assert "Ready, refused. mine" in said
    assert "not mine" not in said


def test_it_draws_the_day_and_says_its_figures(sam_client: Client) -> None:
    now = timezone.now()
    for state, minutes in ((AgentState.READY, 3), (AgentState.TALKING, 1)):
        StateLogEntry.objects.create(
            source="cisco",
            agent="cisco:1001",
            team="cisco:5000",
            state=state,
            since=now - timedelta(minutes=minutes),
            since_is_known=True,
            at=now,
        )

    page = html(sam_client.get(ADA))

    assert page.count('<rect data-state="ready"') == 1
    assert "Ready 2:00" in text(page)


def test_the_day_begins_at_the_sites_midnight_where_the_team_has_no_zone_of_its_own(sam_client: Client) -> None:
    Site.objects.create(time_zone="Etc/GMT+5")  # five hours behind UTC, all year
    long_ago = timezone.now() - timedelta(days=2)
    StateLogEntry.objects.create(
        source="cisco",
        agent="cisco:1001",
        team="cisco:5000",
        state=AgentState.READY,
        since=long_ago,
        since_is_known=True,
        at=long_ago,
    )

    axis = html(sam_client.get(ADA)).split('<p class="ax"')[1].split("</p>")[0]
    assert text(axis).startswith('aria-hidden="true"> 00:00 -05')
    assert 'T05:00:00Z" data-clock="minutes"' in axis


def test_times_of_the_clock_are_in_the_sites_zone_which_is_named(sam_client: Client) -> None:
    Site.objects.create(time_zone="Etc/GMT-3")
    at = floors.ago(48)
    floors.put_agents(floors.agent("cisco:1001", "Ada Novak", AgentState.TALKING, calls=(floors.call("4012"),)))

    page = html(sam_client.get(ADA))

    there = (at + timedelta(hours=3)).strftime("%H:%M")
    assert f"Since {there}" in text(page)
    assert re.search(rf'<time datetime="{at:%Y-%m-%dT%H:%M}[^"]*Z" data-clock="seconds">{there}:\d\d \+03</time>', page)


def test_its_times_stand_while_its_source_is_silent(sam_client: Client) -> None:
    floors.put_source(floors.FeedState.STALE)

    assert 'data-fresh="false"' in html(sam_client.get(ADA))
