"""A file waits for its agreeing: sealed, an hour, for whoever brought it and nobody else."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from cryptography.fernet import Fernet
from pytest_django import Settings

from dashboard.models import Person, Upload
from dashboard.store import uploads
from dashboard.store.pruning import prune

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FILE = 'password = "hunter2"'


def test_it_is_taken_once(ada: Person) -> None:
    upload = uploads.keep(ada, "setup", FILE, NOW)

    assert uploads.take(ada, upload.pk, "setup", NOW) == FILE
    assert uploads.take(ada, upload.pk, "setup", NOW) is None


def test_looking_takes_nothing(ada: Person) -> None:
    upload = uploads.keep(ada, "setup", FILE, NOW)

    assert uploads.look(ada, str(upload.pk), "setup", NOW) == FILE
    assert uploads.take(ada, str(upload.pk), "setup", NOW) == FILE


def test_it_stands_sealed(ada: Person) -> None:
    upload = uploads.keep(ada, "setup", FILE, NOW)

    assert "hunter2" not in Upload.objects.get(pk=upload.pk).text


def test_it_is_for_nobody_else_and_nothing_else(ada: Person, lea: Person) -> None:
    upload = uploads.keep(ada, "setup", FILE, NOW)

    assert uploads.take(lea, upload.pk, "setup", NOW) is None
    assert uploads.take(ada, upload.pk, "people", NOW) is None
    assert uploads.take(ada, uuid4(), "setup", NOW) is None
    assert uploads.take(ada, "no id at all", "setup", NOW) is None
    assert uploads.take(ada, upload.pk, "setup", NOW) == FILE


def test_after_an_hour_it_is_worth_nothing_and_then_gone(ada: Person) -> None:
    upload = uploads.keep(ada, "setup", FILE, NOW)
    young = uploads.keep(ada, "setup", FILE, NOW + timedelta(minutes=30))
    later = NOW + timedelta(minutes=60, seconds=1)

    assert uploads.take(ada, upload.pk, "setup", later) is None
    prune(later)

    assert list(Upload.objects.all()) == [young]


def test_without_its_key_it_has_to_be_brought_again(ada: Person, settings: Settings) -> None:
    upload = uploads.keep(ada, "setup", FILE, NOW)
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]

    assert uploads.look(ada, upload.pk, "setup", NOW) is None
