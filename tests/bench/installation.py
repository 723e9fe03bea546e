"""A fresh installation for each measurement: its own folder, SQLite database, people, and web process."""

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from cryptography.fernet import Fernet

from tests.bench.processes import Process
from tests.services.ports import free_port

DAPHNE = "daphne"
# Of its WebSocket implementations the one with the least CPU for 1,000 clients at 500 events/s: 0.62 cores.
# (wsproto 0.71; websockets 0.76, and uvicorn calls it deprecated.)
UVICORN = "uvicorn, websockets-sansio"
KEPT = ("PATH", "HOME", "LANG", "PYTHONPATH")


class Installation:
    """A context manager: its folder is gone afterwards."""

    def __init__(self, environment: Mapping[str, str], *, redis_url: str = "") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="floorwalker-bench-"))
        self.database = self.folder / "db.sqlite3"
        self.environment = {
            **{k: v for k, v in environment.items() if k in KEPT or k.endswith("_PASSWORD")},
            "SECRET_KEY": "a-secret-key-for-benchmarks-which-is-quite-long-enough-0123456789",
            "FIELD_KEYS": Fernet.generate_key().decode(),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DJANGO_SETTINGS_MODULE": "dashboard.settings",
            "REDIS_URL": redis_url,
        }
        self._count = 0

    def process(self, *words: str, **environment: str) -> Process:
        """Starts Python with these words."""
        self._count += 1
        log = self.folder / f"{self._count}.log"
        return Process(*words, environment=self.environment | environment, log=log)

    def run(self, *words: str, within: float = 60.0) -> str:
        """Runs Python with these words to their end; what was printed."""
        with self.process(*words) as process:
            return process.wait_to_end(within)

    def json(self, *words: str) -> dict[str, Any]:
        """What Python with these words said last, as JSON."""
        found: dict[str, Any] = json.loads(self.run(*words).splitlines()[-1])
        return found

    def seed(self, people: int, teams_each: int) -> Path:
        """Makes the database and its people; the file of their cookies."""
        self.run("manage.py", "migrate", "--verbosity", "0")
        cookies = self.folder / "cookies.txt"
        cookies.write_text(self.run("-m", "tests.bench.seed", str(people), str(teams_each)))
        return cookies

    def bridge(self, agents: int, rate: int, spared: int = 0) -> Process:
        """A bridge whose floor is written. `spared`: so many of its agents change by what is asked of them alone."""
        bridge = self.process("-m", "tests.bench.bridge_process", str(agents), str(rate), str(spared))
        try:
            bridge.wait_to_say("live")
        except RuntimeError:
            bridge.end()
            raise
        return bridge

    def web(self, server: str) -> tuple[Process, int]:
        """A web process that answers, and its port."""
        port = free_port()
        if server == DAPHNE:
            web = self.process("manage.py", "serve", "--bind", f"127.0.0.1:{port}")
        else:
            words = ("-m", "uvicorn", "dashboard.asgi:application", "--host", "127.0.0.1", "--port", str(port))
            quiet = ("--log-level", "warning", "--no-access-log", "--ws-per-message-deflate", "false")
            quiet += ("--ws-max-size", str(64 * 1024))
            web = self.process(*words, *quiet, "--ws", server.partition(", ")[2])
        try:
            web.wait_to_answer(f"http://127.0.0.1:{port}/login/")
        except RuntimeError:
            web.end()
            raise
        return web, port

    def __enter__(self) -> "Installation":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
