"""A real Redis on a free port, that keeps nothing: for tests, benchmarks and journeys."""

import shutil
import socket
from collections.abc import Iterator

import pytest

from tests.services.server import HOST, Server

MISSING = "Redis is not installed: run 'apt-get install redis-server'."


class RedisServer(Server):
    """One Redis."""

    name = "Redis"

    def __init__(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            raise RuntimeError(MISSING)
        super().__init__()
        self._program = program

    @property
    def url(self) -> str:
        """Where it answers, as REDIS_URL takes it."""
        return f"redis://{HOST}:{self.port}/0"

    def _command(self) -> list[str]:
        where = ("--bind", HOST, "--port", str(self.port), "--dir", str(self.base))
        return [self._program, *where, "--save", "", "--appendonly", "no"]

    def _answers(self) -> bool:
        try:
            with socket.create_connection((HOST, self.port), timeout=1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(5) == b"+PONG"
        except OSError:
            return False


@pytest.fixture(scope="module")
def redis_server() -> Iterator[RedisServer]:
    """A running Redis for one module's tests; a test that ends it starts it again."""
    with RedisServer() as server:
        yield server
