"""up, serve and run_bridge as processes: how they start, what they say, and how they end."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from pytest_django import Settings

from dashboard.management.commands._starting import address, require_name
from tests.services.ports import free_port

REPOSITORY = Path(__file__).parents[3]
SECONDS = 30.0


class Running:
    """A manage.py command on a database of its own."""

    def __init__(self, database: Path, *words: str) -> None:
        environment = {k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", *words],
            cwd=REPOSITORY,
            env=environment | {"DATABASE_URL": f"sqlite:///{database}", "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def first_line(self) -> str:
        """What it says when it is ready."""
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def end(self, number: signal.Signals) -> tuple[int, str, str]:
        """Its code, and what it said from then on."""
        self.process.send_signal(number)
        return self.result()

    def result(self) -> tuple[int, str, str]:
        """Waits for its own end."""
        out, err = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, out, err


@contextmanager
def running(database: Path, *words: str) -> Iterator[Running]:
    """Starts a command; nothing of it is left."""
    started = Running(database, *words)
    try:
        yield started
    finally:
        if started.process.poll() is None:
            started.process.kill()
        started.process.communicate()


@pytest.fixture
def database(sqlite_template: Path, tmp_path: Path) -> Path:
    """A fresh, migrated SQLite file."""
    return Path(shutil.copy(sqlite_template, tmp_path / "floorwalker.sqlite3"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("command", ["up", "serve"])
def test_a_signal_ends_it_cleanly_even_with_an_idle_browser(
    database: Path, command: str, number: signal.Signals
) -> None:
    port = free_port()
    with running(database, command, "--bind", f"127.0.0.1:{port}") as it:
        assert it.first_line() == f"Floorwalker is at http://127.0.0.1:{port}/\n"
        browser = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        browser.request("GET", "/login/")
        assert browser.getresponse().read()

        code, _, err = it.end(number)

        browser.close()
    assert code == 0
    assert "Traceback" not in err
    assert "Task was destroyed" not in err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_bridge_cleanly_and_it_lets_go_of_its_sources(database: Path, number: signal.Signals) -> None:
    with ExitStack() as stack:
        rows = stack.enter_context(closing(sqlite3.connect(database, isolation_level=None)))
        rows.execute(
            "INSERT INTO dashboard_integration (name, kind, enabled, settings, nudges, key_digest)"
            " VALUES (?, ?, 1, '{}', 0, '')",
            ("north", "practice"),
        )
        it = stack.enter_context(running(database, "run_bridge", "--only", "north"))
        _until(lambda: rows.execute("SELECT count(*) FROM dashboard_floorrow").fetchone()[0] > 60)

        code, _, err = it.end(number)

        assert code == 0
        assert "Traceback" not in err
        assert rows.execute("SELECT lease_token FROM dashboard_stream WHERE name = 'north'").fetchone() == ("",)


def test_the_practice_floor_binds_to_loopback_only(database: Path) -> None:
    with running(database, "up", "--practice", "--bind", "0.0.0.0:8000") as it:
        code, _, err = it.result()

    assert code == 1
    assert err == "CommandError: The practice floor binds to loopback only: its passwords stand on the screen.\n"


@pytest.mark.parametrize("command", ["up", "serve"])
def test_nobody_else_is_let_in_while_only_this_machine_is_named(database: Path, command: str) -> None:
    with running(database, command, "--bind", "0.0.0.0:8000") as it:
        code, _, err = it.result()

    assert code == 1
    assert err.startswith("CommandError: To listen on 0.0.0.0, set ALLOWED_HOSTS to the name that people type")
    assert len(err.splitlines()) == 1


def test_with_a_name_others_are_let_in(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "desk.example.com"]

    require_name(address("0.0.0.0:8000"))


@pytest.mark.parametrize("command", ["up", "serve"])
def test_a_taken_port_is_told_in_one_sentence(database: Path, command: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with running(database, command, "--bind", f"127.0.0.1:{port}") as it:
            code, out, err = it.result()

    assert code == 1
    assert err == f"CommandError: 127.0.0.1:{port} cannot be listened on: Address already in use.\n"
    assert out == ""


@pytest.mark.parametrize("command", ["up", "serve", "run_bridge", "prune_history"])
def test_a_database_without_tables_is_told_in_one_sentence(tmp_path: Path, command: str) -> None:
    with running(tmp_path / "empty.sqlite3", command) as it:
        code, _, err = it.result()

    assert code == 1
    assert err == "CommandError: The database is not up to date: run `manage.py migrate` first.\n"


def test_migrate_says_in_one_sentence_that_there_is_no_database(tmp_path: Path) -> None:
    with running(tmp_path / "nowhere" / "floor.sqlite3", "migrate") as it:
        code, _, err = it.result()

    assert (code, err) == (1, "The database cannot be used: unable to open database file\n")


def test_a_bridge_refuses_a_name_that_is_none(database: Path) -> None:
    with running(database, "run_bridge", "--only", "nowhere") as it:
        code, _, err = it.result()

    assert (code, err) == (1, "CommandError: There is no integration nowhere.\n")


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)
