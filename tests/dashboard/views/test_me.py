"""An agent's own page: how they stand, and who listened, where the site lets agents know."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cti_bridge.floor.model import AgentState
from dashboard.models import Person, Site, TrailLine
from tests.dashboard.views import floors
from tests.dashboard.views.reading import text

SignedIn = Callable[[Person], Client]


@pytest.fixture
def ann_at_the_phone(ann: Person) -> Person:
    """Ann is cisco:1001 on the floor."""
    ann.agents = ["cisco:1001"]
    ann.save()
    return ann


def listened(by: Person, agent: str, *steps: str, **details: object) -> None:
    """A listening with its lines, a second apart, a quarter of an hour ago."""
    command, at = uuid4(), timezone.now() - timedelta(minutes=15)
    for seconds, step in enumerate(steps):
        TrailLine.objects.create(
            at=at + timedelta(seconds=seconds),
            command=command,
            step=step,
            action="listen",
            person=by.pk,
            source="cisco",
            subject=agent,
            team="cisco:5000",
            why="a complaint" if step == "asked" else "",
            details=details if step == "ended" else {},
        )


def test_an_agent_sees_who_listened_and_whether_they_joined_and_no_reason(
    ann_at_the_phone: Person, sam: Person, signed_in: SignedIn
) -> None:
    Site.objects.create(agent_sees_listens=True)
    listened(sam, "cisco:1001", "asked", "sent", "confirmed", "ended", barged=True)
    listened(sam, "cisco:1001", "asked", "sent", "confirmed")

    page = signed_in(ann_at_the_phone).get("/me/").content.decode()

    assert page.count("Sam Supervisor") == 2
    assert "listened, then joined the call" in page
    assert "still on the call" in page
    assert "a complaint" not in page


def test_what_did_not_come_true_and_others_are_not_shown(
    ann_at_the_phone: Person, sam: Person, signed_in: SignedIn
) -> None:
    Site.objects.create(agent_sees_listens=True)
    listened(sam, "cisco:1001", "asked", "sent", "refused")
    listened(sam, "cisco:1002", "asked", "sent", "confirmed", "ended")

    page = signed_in(ann_at_the_phone).get("/me/").content.decode()

    assert "Sam Supervisor" not in page
    assert "Nobody." in page


@pytest.mark.parametrize("told", [None, False])
def test_without_the_sites_setting_nothing_of_it_is_shown(
    ann_at_the_phone: Person, sam: Person, signed_in: SignedIn, told: bool | None
) -> None:
    if told is not None:
        Site.objects.create(agent_sees_listens=told)
    listened(sam, "cisco:1001", "asked", "sent", "confirmed", "ended")

    assert "Sam Supervisor" not in signed_in(ann_at_the_phone).get("/me/").content.decode()


def test_an_agent_of_whom_nobody_has_said_which_one_is_told_whom_to_ask(ann: Person, signed_in: SignedIn) -> None:
    Site.objects.create(agent_sees_listens=True)

    assert "Nobody has said yet which agent you are" in signed_in(ann).get("/me/").content.decode()


@pytest.mark.usefixtures("floor")
def test_an_agent_sees_the_own_state_and_system_and_nothing_else_of_the_floor(
    ann_at_the_phone: Person, signed_in: SignedIn
) -> None:
    page = signed_in(ann_at_the_phone).get("/me/").content.decode()

    said = text(page)
    assert "cisco live" in said
    assert "Talking 0:12" in said
    assert "Sales North" in said
    assert "Ben Ito" not in page
    assert "1234" not in page  # the customer's number is nobody's on this page


@pytest.mark.usefixtures("floor")
def test_what_a_silent_system_said_last_stands_and_the_page_says_since_when(
    ann_at_the_phone: Person, signed_in: SignedIn
) -> None:
    floors.put_source("stale", since=30)

    page = signed_in(ann_at_the_phone).get("/me/").content.decode()

    assert "cisco is silent since" in text(page)
    assert "It stands as it was then." in text(page)
    assert 'data-fresh="false"' in page


@pytest.mark.usefixtures("floor")
def test_an_unknown_start_is_shown_as_at_least(ann_at_the_phone: Person, signed_in: SignedIn) -> None:
    floors.put_agents(floors.agent("cisco:1001", "Ada Novak", AgentState.READY, since=70, since_is_known=False))

    assert "Ready ≥ 1:10" in text(signed_in(ann_at_the_phone).get("/me/").content.decode())


@pytest.mark.usefixtures("floor")
def test_several_identities_stand_together_and_one_on_no_floor_is_unknown(
    ann_at_the_phone: Person, signed_in: SignedIn
) -> None:
    ann_at_the_phone.agents = ["cisco:1001", "cisco:9999"]
    ann_at_the_phone.save()

    said = text(signed_in(ann_at_the_phone).get("/me/").content.decode())

    assert "Talking 0:12" in said
    assert "Unknown –" in said
