"""Issue 4, what must be seen 7: the settings are an administrator's. The addresses are found."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from dashboard.models import Person, TrailLine
from dashboard.presenters.sections import FOR_ALL
from tests.dashboard.views.addresses import FORM, Things, every, taking_forms

BACKEND = "django.contrib.auth.backends.ModelBackend"
OF_NO_ACCOUNT = {"TrailLine", "Session", "FloorRow", "Stream"}


def everything() -> dict[str, list[Any]]:
    """Every row of every table of ours, but for the trail."""
    models = [model for model in apps.get_models() if model.__name__ not in OF_NO_ACCOUNT]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


def settings(things: Things) -> list[str]:
    return [found.url for found in every(things) if found.administrates]


def test_every_address_of_the_settings_is_guarded(things: Things) -> None:
    unguarded = {
        found.name for found in every(things) if found.url.startswith("/settings/") and not found.administrates
    }

    assert unguarded == FOR_ALL
    assert len(settings(things)) > 40


@pytest.mark.parametrize("who", ["sam", "lea", "vic", "ben"])
def test_nobody_else_sees_or_changes_anything(
    who: str, request: pytest.FixtureRequest, signed_in: Callable[[Person], Client], things: Things
) -> None:
    person: Person = request.getfixturevalue(who)
    client, before = signed_in(person), everything()
    before["Person"] = everything()["Person"]  # with the time of the sign-in

    for address in settings(things):
        assert client.get(address).status_code in (403, 405), address
    tried = [found for found in taking_forms(things) if found.administrates]
    for found in tried:
        assert client.post(found.url, FORM).status_code == 403, found.url

    assert everything() == before
    lines = TrailLine.objects.exclude(step="opened")
    assert {(line.step, line.person) for line in lines} == {("denied", person.pk)}
    assert lines.count() == len(tried)


def test_a_form_that_another_site_made_ada_send_does_nothing(ada: Person, things: Things) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada, backend=BACKEND)
    before = everything()

    for found in taking_forms(things):
        if found.administrates:
            assert client.post(found.url, {**FORM, "csrfmiddlewaretoken": "x" * 64}).status_code == 403, found.url

    assert everything() == before
    assert set(TrailLine.objects.exclude(step="opened").values_list("step", flat=True)) == {"denied"}


def test_who_was_an_administrator_is_none_at_the_next_press(ada_client: Client, ada: Person, things: Things) -> None:
    Person.objects.filter(pk=ada.pk).update(role="supervisor")

    assert ada_client.get("/settings/people/").status_code == 403
