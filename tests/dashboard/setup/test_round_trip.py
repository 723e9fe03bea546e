"""Issue 4, what must be seen 6: a dump, loaded into an empty installation where its secrets are set, gives the same."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest
from django.db import transaction
from django.db.models import Model
from hypothesis import HealthCheck, given, settings

from dashboard.models import (
    CtiSignIn,
    Integration,
    IntegrationSetting,
    Lent,
    Person,
    QueuePolicy,
    ReasonPolicy,
    Site,
    TeamPolicy,
)
from dashboard.secrets import is_sealed, reveal
from dashboard.setup import schema
from dashboard.setup.dumping import as_setup, dump, written
from dashboard.setup.loading import load
from dashboard.store.integrations import configs
from tests.dashboard.setup.installations import REFERENCES, TYPED, setups

TABLES: tuple[type[Model], ...] = (
    Lent,
    CtiSignIn,
    IntegrationSetting,
    Integration,
    Person,
    TeamPolicy,
    QueuePolicy,
    ReasonPolicy,
    Site,
)
NOT_IN_A_FILE = {"id", "last_login", "password"}  # numbers of rows, and what a person typed or did
pytestmark = pytest.mark.django_db


@contextmanager
def for_a_while() -> Iterator[None]:
    """Nothing of it stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def everything() -> dict[str, list[str]]:
    """What the installation is to whoever uses it: every row, with secrets revealed and people by name."""
    people = {person.pk: person.username for person in Person.objects.all()}
    return {model.__name__: sorted(str(_row(row, people)) for row in model._default_manager.all()) for model in TABLES}


def _row(row: Model, people: dict[int, str]) -> dict[str, Any]:
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in NOT_IN_A_FILE}
    if isinstance(row, Site | TeamPolicy | QueuePolicy):
        values["id"] = row.pk
    if "person_id" in values:
        values["person_id"] = people.get(values["person_id"])
    return {name: _revealed(value) for name, value in values.items()}


def _revealed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _revealed(inner) for name, inner in sorted(value.items())}
    return reveal(value) if isinstance(value, str) and value.startswith(("sealed:", "env:", "file:")) else value


def empty() -> None:
    for model in TABLES:
        model._default_manager.all().delete()


def secrets_by_name() -> dict[str, str]:
    """What the environment must hold for the dump: what an administrator sets who moves the installation."""
    return {name.removeprefix("env:"): reveal(sealed) for name, sealed in as_setup()[1].stands_for.items()}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(setups(REFERENCES | TYPED))
def test_any_installation_is_the_same_in_its_new_place(setup: schema.Setup) -> None:
    with for_a_while(), mock.patch.dict(os.environ, {"CTI": "of the environment"}):
        load(written(setup))
        before, feeds, (text, names) = everything(), configs(b"key"), dump()
        needed = secrets_by_name()
        empty()

        with mock.patch.dict(os.environ, needed):
            load(text)

            assert sorted(needed) == sorted(names)
            assert everything() == before
            assert configs(b"key") == feeds
            assert _body(dump()[0]) == _body(text)
            assert load(text) == []


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(setups(REFERENCES | TYPED))
def test_where_it_came_from_it_changes_nothing(setup: schema.Setup) -> None:
    with for_a_while():
        load(written(setup))
        before = everything_as_stored()

        assert load(dump()[0]) == []
        assert everything_as_stored() == before


def everything_as_stored() -> list[Any]:
    return [list(model._default_manager.order_by("pk").values()) for model in TABLES]


MARKER = "marker-4711-secret"
FILE = f"""
[[integration]]
name = "cisco"
kind = "generic_connector"
[integration.settings]
brokers = ["stomp://127.0.0.1:61613"]
password = "{MARKER}"
[[integration.sign_in]]
feed = true
login_id = "2900"
password = "{MARKER}"
"""


def test_a_typed_secret_that_becomes_a_reference_is_one_where_the_name_is_set() -> None:
    """Whoever sets the names where the file came from has moved the secrets out of the database."""
    load(FILE)

    with mock.patch.dict(os.environ, secrets_by_name()):
        load(dump()[0])

    assert Integration.objects.get().settings["password"] == "env:FLOORWALKER_CISCO_PASSWORD"
    assert not is_sealed(CtiSignIn.objects.get().settings["password"])


def test_a_name_that_the_installation_refers_to_already_is_not_given_again() -> None:
    load(
        FILE.replace(
            f'login_id = "2900"\npassword = "{MARKER}"', 'login_id = "1"\npassword = "env:FLOORWALKER_CISCO_PASSWORD"'
        )
    )

    text, names = dump()

    assert names == ["FLOORWALKER_CISCO_PASSWORD_"]
    assert text.count("env:FLOORWALKER_CISCO_PASSWORD_") == 1


def _body(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("# needs")).strip()
