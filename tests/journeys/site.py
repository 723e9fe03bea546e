"""A site of its own for a journey: its database, its settings, and Floorwalker's commands as processes."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from cryptography.fernet import Fernet

from tests.services.ports import free_port

ROOT = Path(__file__).resolve().parents[2]

CISCO = """
[site]
name = "North site"
time_zone = "UTC"

[[integration]]
name = "cisco"
kind = "generic_connector"
[integration.settings]
brokers = [{brokers}]
username = "bridge"
password = "env:GC_BROKER_PASSWORD"
platform = "{platform}"
time_zone = "UTC"
command_ttl_seconds = 3
[[integration.sign_in]]
feed = true
login_id = "2900"
password = "pw-2900"
extension = "4900"
[[integration.sign_in]]
user = "sam"
login_id = "2001"
password = "pw-2001"
extension = "4101"

[[person]]
username = "sam"
name = "Sam Supervisor"
role = "supervisor"
teams = ["cisco:5000", "cisco:5001"]
password = "env:PEOPLE_PASSWORD"

[[person]]
username = "lea"
name = "Lea Leader"
role = "supervisor"
teams = ["cisco:5002"]
password = "env:PEOPLE_PASSWORD"

[[person]]
username = "vic"
name = "Vic Viewer"
role = "viewer"
teams = ["cisco:5000"]
password = "env:PEOPLE_PASSWORD"

[[person]]
username = "ada"
name = "Ada Administrator"
role = "administrator"
password = "env:PEOPLE_PASSWORD"
"""


_FIELD_KEYS = Fernet.generate_key().decode()
_MADE: dict[str, bytes] = {}  # databases as files: with all tables (""), and with a setup file loaded


def until(condition: Callable[[], bool], within: float, what: str) -> float:
    """Returns the seconds it took for the condition to hold; fails with `what` when it takes longer."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > within:
            raise AssertionError(f"not within {within} s: {what}")
        time.sleep(0.02)
    return time.monotonic() - began


class Program:
    """One of Floorwalker's commands, running."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path, port: int) -> None:
        self.process = process
        self.log = log
        self.port = port

    @property
    def url(self) -> str:
        """Where it serves pages, where it does."""
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """Ends it at once (SIGKILL)."""
        self.process.kill()
        self.process.wait(10)

    def stop(self) -> None:
        """Ends it in order (SIGTERM); fails when that takes over fifteen seconds."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(15)


class Site:
    """Environment, database and programs of one installation. A context manager: leaves nothing running."""

    def __init__(self, **environment: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="floorwalker-site-"))
        self.programs: list[Program] = []
        self.environment = {
            **{k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")},
            "SECRET_KEY": "a-secret-key-for-journeys-which-is-quite-long-enough-0123456789",
            "FIELD_KEYS": _FIELD_KEYS,
            "DATABASE_URL": f"sqlite:///{self.folder}/db.sqlite3",
            "GC_BROKER_PASSWORD": "bridge-secret",
            "PEOPLE_PASSWORD": "a-password-for-journeys",
            "PYTHONPATH": str(ROOT),
            **environment,
        }

    def manage(self, *words: str) -> str:
        """Runs a command to its end and returns what it printed; fails when it fails."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def set_up(self, toml: str) -> None:
        """Makes the database and loads a setup file; on SQLite once for all sites of this process, then by copy."""
        file = self.folder / "setup.toml"
        file.write_text(toml)
        self._make("", "migrate", "--verbosity", "0")
        self._make(toml, "load_setup", str(file))

    def _make(self, made: str, *words: str) -> None:
        own = self.folder / "db.sqlite3"
        if self.environment["DATABASE_URL"] != f"sqlite:///{own}":
            self.manage(*words)
            return
        if made not in _MADE:
            self.manage(*words)
            _MADE[made] = own.read_bytes()
        own.write_bytes(_MADE[made])

    def start(self, command: str, *words: str, port: int = 0) -> Program:
        """Starts `up`, `serve` or `run_bridge`; those that serve pages answer when this returns (`port`: or any)."""
        port = 0 if command == "run_bridge" else port or free_port()
        bind = ("--bind", f"127.0.0.1:{port}") if port else ()
        log = self.folder / f"{command}-{len(self.programs)}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "manage.py", command, *bind, *words],
                cwd=ROOT,
                env=self.environment,
                stdout=out,
                stderr=out,
            )
        program = Program(process, log, port)
        self.programs.append(program)
        if port:
            until(lambda: self._answers(program), 30, f"{command} answers: {log.read_text()[-2000:]}")
        return program

    def _answers(self, program: Program) -> bool:
        assert program.process.poll() is None, program.log.read_text()
        try:
            with urllib.request.urlopen(f"{program.url}/healthz", timeout=2) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError):
            return False

    def __enter__(self) -> "Site":
        return self

    def __exit__(self, *_: object) -> None:
        for program in reversed(self.programs):
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.stop()
            if program.process.poll() is None:
                program.kill()
        print("\n".join(self.logs()))  # pytest shows it where the journey failed

    def logs(self) -> Iterator[str]:
        """What each program printed, for when something went wrong."""
        for program in self.programs:
            yield f"--- {program.log.name}\n{program.log.read_text()[-4000:]}"


def cisco(*brokers: str, platform: str = "ucce") -> str:
    """The setup file of a site with the Generic Connector behind these brokers."""
    return CISCO.format(brokers=", ".join(f'"{b}"' for b in brokers), platform=platform)
