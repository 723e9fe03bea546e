"""Fresh databases for tests with real transactions and threads: copies of a migrated template, never flushed.

(A flush would be refused: the trail only grows.) `database` runs a test on SQLite and on PostgreSQL.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker

from dashboard.environment import read

if TYPE_CHECKING:  # both are plugins of pytest: neither may import the other before it is one
    from tests.services.postgres import Postgres

TEMPLATE = "floorwalker_template"
_number = count(1)


def settings_of(url: str, var: Path) -> dict[str, Any]:
    """Django's settings of a database, as an installation with this DATABASE_URL has them."""
    given = {"DATABASE_URL": url, "SECRET_KEY": settings.SECRET_KEY, "FIELD_KEYS": ",".join(settings.FIELD_KEYS)}
    return read(given, var).database


@contextmanager
def standing_on(database: dict[str, Any]) -> Iterator[None]:
    """Points Django's default connection, in every thread that opens one from now on, at another database."""
    before, own = connections.settings["default"], connections["default"]
    connections.settings["default"] = connections.configure_settings({"default": database})["default"]
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = before
        connections["default"] = own


def migrate(database: dict[str, Any]) -> None:
    """Brings a database to the newest tables and triggers."""
    with standing_on(database):
        call_command("migrate", verbosity=0)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "floorwalker.sqlite3"
    with django_db_blocker.unblock():
        migrate(settings_of(f"sqlite:///{path}", path.parent))
    return path


@pytest.fixture(scope="session")
def postgres_template(
    postgres: "Postgres", tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> str:
    """The name of a migrated database, to be copied by CREATE DATABASE … TEMPLATE."""
    postgres.execute(f"CREATE DATABASE {TEMPLATE}")
    with django_db_blocker.unblock():
        migrate(settings_of(postgres.url_of(TEMPLATE), tmp_path_factory.mktemp("var")))
    return TEMPLATE


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database of each kind, for processes of their own too."""
    if request.param == "sqlite":
        copy = tmp_path / "floorwalker.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), copy)
        yield f"sqlite:///{copy}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    template: str = request.getfixturevalue("postgres_template")
    name = f"floorwalker_{next(_number)}"
    server.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield server.url_of(name)
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(database_url: str, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Django stands on a fresh database of each kind, with real transactions, in every thread."""
    with django_db_blocker.unblock(), standing_on(settings_of(database_url, tmp_path)):
        yield database_url
