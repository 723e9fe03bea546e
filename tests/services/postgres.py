"""A real PostgreSQL on a free port, quick and forgetful: for tests, benchmarks and journeys."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.services.ports import free_port

HOME = Path("/usr/lib/postgresql")  # Debian keeps each version's programs apart
HOST = "127.0.0.1"
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


class Postgres:
    """One server with its own data. The port stays the same over `stop`, `kill` and `start`. A context manager."""

    def __init__(self) -> None:
        self._bin = _newest_bin()
        self._user = _user_to_be()
        self.port = free_port()
        self.base = Path(tempfile.mkdtemp(prefix="postgres-"))
        if self._user:
            shutil.chown(self.base, self._user)
        self._process: subprocess.Popen[bytes] | None = None
        self._run("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")

    @property
    def url(self) -> str:
        """The server's own database, as DATABASE_URL takes it."""
        return self.url_of("postgres")

    def url_of(self, database: str) -> str:
        """Another database of this server, as DATABASE_URL takes it."""
        return f"postgres://postgres@{HOST}:{self.port}/{database}"

    @property
    def pid(self) -> int:
        """The server's first process."""
        assert self._process is not None, "PostgreSQL is not running"
        return self._process.pid

    def start(self, *, within: float = 30.0) -> "Postgres":
        """Starts it, or starts it again on the same port; returns when it answers."""
        if self._process is not None:
            return self
        settings = [word for name, value in QUICK.items() for word in ("-c", f"{name}={value}")]
        command = [self._bin / "postgres", "-D", self._data, "-p", str(self.port), "-k", str(self.base), *settings]
        with (self.base / "log.txt").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True, user=self._user, group=self._group, cwd="/"
            )
        deadline = time.monotonic() + within
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"PostgreSQL did not start: {(self.base / 'log.txt').read_text()[-2000:]}")
            time.sleep(0.05)
        return self

    def execute(self, sql: str) -> None:
        """Runs one statement in the server's own database, outside a transaction."""
        with psycopg.connect(self.url, autocommit=True) as line:
            line.execute(sql.encode())

    def stop(self) -> None:
        """Ends it in order; who is connected is thrown out."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Ends it at once, as a power cut would."""
        self._end(signal.SIGQUIT)

    def close(self) -> None:
        """Ends it and removes its data."""
        self.kill()
        shutil.rmtree(self.base, ignore_errors=True)

    def __enter__(self) -> "Postgres":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def _data(self) -> Path:
        return self.base / "data"

    @property
    def _group(self) -> int | None:
        return pwd.getpwnam(self._user).pw_gid if self._user else None

    def _run(self, program: str, *arguments: object) -> None:
        command = [self._bin / program, *map(str, arguments)]
        subprocess.run(command, check=True, capture_output=True, user=self._user, group=self._group, cwd="/")

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=1).close()
        except psycopg.OperationalError:
            return False
        return True

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=5)


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
