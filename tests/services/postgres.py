"""A real PostgreSQL on a free port, quick and forgetful: for tests, benchmarks and journeys."""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.services.server import HOST, Server

HOME = Path("/usr/lib/postgresql")  # Debian keeps each version's programs apart
MISSING = "PostgreSQL is not installed: run 'apt-get install postgresql'."

QUICK = {  # a power cut may lose everything, a killed server nothing that was committed
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "max_wal_size": "256MB",
    "autovacuum": "off",
    "listen_addresses": HOST,
}


class Postgres(Server):
    """One PostgreSQL, with its own data."""

    name = "PostgreSQL"
    ends_by = signal.SIGINT
    dies_by = signal.SIGQUIT

    def __init__(self) -> None:
        self._bin = _newest_bin()
        self._user = _user_to_be()
        super().__init__()
        if self._user:
            shutil.chown(self.base, self._user)
        self._run("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")

    @property
    def url(self) -> str:
        """The server's own database, as DATABASE_URL takes it."""
        return self.url_of("postgres")

    def url_of(self, database: str) -> str:
        """Another database of this server, as DATABASE_URL takes it."""
        return f"postgres://postgres@{HOST}:{self.port}/{database}"

    def execute(self, sql: str) -> None:
        """Runs one statement in the server's own database, outside a transaction."""
        with psycopg.connect(self.url, autocommit=True) as line:
            line.execute(sql.encode())

    @property
    def _data(self) -> Path:
        return self.base / "data"

    def _command(self) -> list[str]:
        settings = [word for name, value in QUICK.items() for word in ("-c", f"{name}={value}")]
        where = ("-D", str(self._data), "-p", str(self.port), "-k", str(self.base))
        return [str(self._bin / "postgres"), *where, *settings]

    def _runs_as(self) -> dict[str, Any]:
        group = pwd.getpwnam(self._user).pw_gid if self._user else None
        return {"user": self._user, "group": group, "cwd": "/"}

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._bin / program), *map(str, arguments)]
        subprocess.run(command, check=True, capture_output=True, **self._runs_as())

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=1).close()
        except psycopg.OperationalError:
            return False
        return True


def _newest_bin() -> Path:
    found = [program.parent for program in HOME.glob("*/bin/initdb")]
    if not found:
        raise RuntimeError(MISSING)
    return max(found, key=lambda bin_: float(bin_.parent.name))


def _user_to_be() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as the user whom Debian's package made."""
    return "postgres" if os.geteuid() == 0 else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running PostgreSQL for the whole session; a test that ends it starts it again."""
    with Postgres() as server:
        yield server
