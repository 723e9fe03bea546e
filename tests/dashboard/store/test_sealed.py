"""The key is exchanged: afterwards the new one alone opens every secret, wherever it stands."""

import re
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import Model
from pytest_django import Settings

import dashboard
from dashboard.models import AskedCommand, CtiSignIn, Integration, Lookup, Person, TrailLine, Upload
from dashboard.secrets import reveal, seal
from dashboard.store.integrations import configs
from dashboard.store.sealed import PLACES, rotate

pytestmark = pytest.mark.usefixtures("database")

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SEALED = re.compile(r"sealed:[\w=-]+")


@pytest.fixture
def secrets(settings: Settings, database: str) -> set[str]:
    """A secret in each place, sealed by the old key; and the new key comes first."""
    settings.FIELD_KEYS = (OLD,)
    person = Person.objects.create(username="ada", role="administrator")
    cisco = Integration.objects.create(
        name="cisco", kind="generic_connector", settings={"password": seal("broker"), "also": [{"deep": seal("deep")}]}
    )
    CtiSignIn.objects.create(
        integration=cisco, login="2900", feed=True, settings={"password": seal("feed")}, typed=seal("typed")
    )
    asked = {"action": "sign-in", "source": "cisco", "subject": "cisco:2900", "team": "@1", "person": person.pk}
    AskedCommand.objects.create(secret=seal("asked"), asked_at=NOW, deadline=NOW, **asked)
    Upload.objects.create(person=person, kind="setup", text=seal("upload"), at=NOW)
    looked_up = {"source": "xivo", "queue": "xivo:3", "size": 10, "person": person.pk}
    Lookup.objects.create(answer=seal("looked up"), asked_at=NOW, deadline=NOW, **looked_up)
    settings.FIELD_KEYS = (NEW, OLD)
    return {"broker", "deep", "feed", "typed", "asked", "upload", "looked up"}


def _columns() -> list[tuple[type[Model], str]]:
    return [(model, field.column) for model in apps.get_models() for field in model._meta.concrete_fields]


def _found() -> dict[tuple[type[Model], str], list[str]]:
    """Every sealed text in the database, by the column in which it stands."""
    values = {place: str(list(_values(*place))) for place in _columns()}
    return {place: found for place, text in values.items() if (found := SEALED.findall(text))}


def _values(model: type[Model], column: str) -> Any:
    return model._default_manager.values_list(column, flat=True)


def test_afterwards_the_new_key_alone_opens_all_of_them(secrets: set[str], settings: Settings) -> None:
    rotated = rotate()

    settings.FIELD_KEYS = (NEW,)
    assert {reveal(sealed) for found in _found().values() for sealed in found} == secrets
    assert (rotated.anew, rotated.already, rotated.closed) == (len(secrets), 0, ())


def test_every_place_has_a_secret_in_this_test(secrets: set[str]) -> None:
    assert set(_found()) == {(model, model._meta.get_field(name).column) for model, name in PLACES}


def test_whoever_seals_has_its_column_among_the_places() -> None:
    """A module that is new here writes to a column of PLACES, or adds its own to them; then it is named here."""
    root = Path(dashboard.__file__).parent
    sealing = {
        str(file.relative_to(root))
        for file in root.rglob("*.py")
        if re.search(r"^from dashboard\.secrets import .*\bseal\b", file.read_text(encoding="utf-8"), re.M)
    }

    assert sealing == {"setup/sealing.py", "store/lookups.py", "store/uploads.py", "store/wishes.py"}


def test_a_second_time_nothing_is_left(secrets: set[str]) -> None:
    rotate()
    before = _found()

    assert (rotate().anew, rotate().already) == (0, len(secrets))
    assert _found() == before


def test_no_feed_begins_anew_by_it(secrets: set[str]) -> None:
    Integration.objects.update(settings={"password": Integration.objects.get().settings["password"]})
    before = [config.version for config in configs(b"key")]

    rotate()

    assert [config.version for config in configs(b"key")] == before


def test_what_no_key_opens_stays_and_is_named(secrets: set[str], settings: Settings) -> None:
    settings.FIELD_KEYS = (NEW,)
    before = _found()
    out = StringIO()

    with pytest.raises(CommandError, match=r"integration cisco") as failed:
        call_command("rotate_keys", stdout=out)

    assert _found() == before
    assert "sealed:" not in str(failed.value)
    assert OLD not in str(failed.value)


def test_the_command_says_how_many_and_when_the_old_key_can_go(secrets: set[str]) -> None:
    def said() -> str:
        out = StringIO()
        call_command("rotate_keys", stdout=out)
        return out.getvalue()

    assert "Sealed anew: 7." in said()
    assert "None was left to seal: the other keys can be taken away." in said()


def test_what_only_looks_sealed_is_nobodys_secret(secrets: set[str]) -> None:
    line = TrailLine.objects.create(at=NOW, step="asked", action="ready", why="sealed:by hand")

    rotate()

    assert TrailLine.objects.get(pk=line.pk).why == "sealed:by hand"
