"""A real Redis on a free port, that keeps nothing: for tests, benchmarks and journeys."""

import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.ports import free_port

HOST = "127.0.0.1"
MISSING = "Redis is not installed: run 'apt-get install redis-server'."


class RedisServer:
    """One server. The port stays the same over `stop`, `kill` and `start`. Usable as a context manager."""

    def __init__(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            raise RuntimeError(MISSING)
        self._program = program
        self.port = free_port()
        self.base = Path(tempfile.mkdtemp(prefix="redis-"))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers, as REDIS_URL takes it."""
        return f"redis://{HOST}:{self.port}/0"

    @property
    def pid(self) -> int:
        """The server's process."""
        assert self._process is not None, "Redis is not running"
        return self._process.pid

    def start(self, *, within: float = 10.0) -> "RedisServer":
        """Starts it, or starts it again on the same port; returns when it answers."""
        if self._process is not None:
            return self
        command = [self._program, "--bind", HOST, "--port", str(self.port), "--dir", str(self.base)]
        with (self.base / "log.txt").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--save", "", "--appendonly", "no"], stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + within
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"Redis did not start: {(self.base / 'log.txt').read_text()[-2000:]}")
            time.sleep(0.02)
        return self

    def stop(self) -> None:
        """Ends it in order (SIGTERM)."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Ends it at once (SIGKILL)."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """Ends it and removes its files."""
        self.kill()
        shutil.rmtree(self.base, ignore_errors=True)

    def __enter__(self) -> "RedisServer":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answers(self) -> bool:
        try:
            with socket.create_connection((HOST, self.port), timeout=1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(5) == b"+PONG"
        except OSError:
            return False

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


@pytest.fixture(scope="module")
def redis_server() -> Iterator[RedisServer]:
    """A running Redis for one module's tests; a test that ends it starts it again."""
    with RedisServer() as server:
        yield server
