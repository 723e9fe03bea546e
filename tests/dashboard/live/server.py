"""A real web server in a process of its own, on a database of its own: daphne or uvicorn."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.live.sockets import LONGEST_MESSAGE
from tests.services.ports import free_port

HOST = "127.0.0.1"
START_SECONDS = 30.0
APPLICATION = "dashboard.asgi:application"
ROOT = Path(__file__).resolve().parents[3]
COMMANDS = {  # as README has them
    "daphne": f"manage.py serve --bind {HOST}:PORT",
    "uvicorn": f"-m uvicorn {APPLICATION} --ws-per-message-deflate false --ws-max-size {LONGEST_MESSAGE} "
    f"--host {HOST} --port PORT --log-level warning",
}


@dataclass
class Server:
    """A running server. Usable as a context manager."""

    kind: str
    environment: dict[str, str]
    log: Path
    port: int = field(default_factory=free_port)

    def __enter__(self) -> "Server":
        command = [sys.executable, *COMMANDS[self.kind].replace("PORT", str(self.port)).split()]
        with self.log.open("wb") as log:
            environment = os.environ | self.environment
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{self.kind} did not start: {self.log.read_text()}")
            time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://{HOST}:{self.port}/healthz", timeout=2)
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    @property
    def origin(self) -> str:
        """Where its pages come from."""
        return f"http://{HOST}:{self.port}"

    @property
    def address(self) -> str:
        """The floor's socket."""
        return f"ws://{HOST}:{self.port}/live/floor/"

    def memory(self) -> int:
        """Its resident memory, in bytes."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return 1024 * int(next(line.split()[1] for line in lines if line.startswith("VmRSS:")))
