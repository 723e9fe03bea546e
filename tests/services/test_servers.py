"""The servers that other tests start: they come back on their port, and say what is missing when they cannot come."""

from pathlib import Path

import psycopg
import pytest

from tests.services import postgres as postgres_module
from tests.services.postgres import Postgres
from tests.services.redis import RedisServer


def test_redis_comes_back_on_its_port_after_a_kill() -> None:
    with RedisServer() as server:
        first = server.pid
        server.kill()
        assert not server._answers()

        server.start()

        assert server._answers()
        assert server.pid != first


def test_postgresql_keeps_what_was_committed_over_a_kill() -> None:
    with Postgres() as server:
        server.execute("CREATE TABLE kept (n int)")
        server.execute("INSERT INTO kept VALUES (1)")
        server.kill()
        with pytest.raises(psycopg.OperationalError):
            server.execute("SELECT 1")

        server.start()

        with psycopg.connect(server.url) as line:
            assert line.execute("SELECT n FROM kept").fetchall() == [(1,)]


def test_nothing_is_left_of_a_server_that_was_closed() -> None:
    with RedisServer() as redis, Postgres() as postgres:
        bases = (redis.base, postgres.base)

    assert not any(base.exists() for base in bases)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(postgres_module, "HOME", tmp_path)

    with pytest.raises(RuntimeError, match="apt-get install redis-server"):
        RedisServer()
    with pytest.raises(RuntimeError, match="apt-get install postgresql"):
        Postgres()
