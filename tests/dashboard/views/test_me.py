"""An agent's own page: who listened, where the site lets agents know."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from dashboard.models import Person, Site, TrailLine

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
