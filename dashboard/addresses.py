"""The addresses that the environment gives: of ourselves, of the database, of Redis. Each is refused in one sentence.

Some hold a password, so that no refusal repeats them.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ

from dashboard.given import WrongEnvironment, listed

_parsed: Callable[[str], dict[str, Any]] = environ.Env.db_url_config
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
SQLITE = "django.db.backends.sqlite3"
_HOST = re.compile(r"\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?|\[[0-9A-Fa-f:.]+\]")  # .example.com: all names below it


def only_loopback(hosts: Iterable[str]) -> bool:
    """Whether these names are all of this machine itself."""
    return all(host in LOOPBACK for host in hosts)


def hosts_of(value: str) -> tuple[str, ...]:
    """The names by which people call us; without any, this machine's own."""
    hosts = listed(value) or LOOPBACK
    for host in hosts:
        if host == "*":
            raise WrongEnvironment('ALLOWED_HOSTS may not be "*": name the hosts that people type.')
        if not _HOST.fullmatch(host):
            raise WrongEnvironment(
                "ALLOWED_HOSTS takes hosts without scheme or port, with commas between them (.example.com: every name "
                f"that ends so), and {host!r} is none."
            )
    return hosts


def origins_of(value: str) -> tuple[str, ...]:
    """The origins whose forms are taken, as browsers say them."""
    origins = listed(value.lower())
    for origin in origins:
        if not _is_origin(origin):
            raise WrongEnvironment(
                f"CSRF_TRUSTED_ORIGINS takes origins such as https://desk.example.com, and {origin!r} is none."
            )
    return origins


def _is_origin(origin: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc not in ("", "*") and not parts.path


def database_at(value: str, var: Path) -> dict[str, Any]:
    """Django's settings of the database; without an address, SQLite in `var`."""
    if not value:
        return _sqlite({"ENGINE": SQLITE, "NAME": str(var / "floorwalker.sqlite3")})
    if not value.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise WrongEnvironment("DATABASE_URL must begin with sqlite:/// or postgres://.")
    try:
        database: dict[str, Any] = _parsed(value)
    except ValueError as error:
        raise WrongEnvironment("DATABASE_URL cannot be read: is its password percent-encoded?") from error
    if database["ENGINE"] == SQLITE:
        return _sqlite(database)
    if not database["NAME"]:
        raise WrongEnvironment("DATABASE_URL names no database: postgres://user:password@host:5432/name.")
    return database


def _sqlite(database: dict[str, Any]) -> dict[str, Any]:
    """SQLite as the writer and its readers share it (architecture.md 11): writers queue, readers never wait."""
    if database["NAME"] == ":memory:":
        raise WrongEnvironment("DATABASE_URL names no file: a database in memory is another one for each thread.")
    database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000",
    }
    return database


def redis_at(value: str) -> tuple[str, ...]:
    """Redis's addresses: several, the hints are sharded; none, they stay in the process."""
    urls = listed(value)
    if not all(url.startswith(("redis://", "rediss://", "unix://")) for url in urls):
        raise WrongEnvironment("REDIS_URL must begin with redis://, rediss:// or unix://.")
    if not all(map(_can_be_called, urls)):
        raise WrongEnvironment("REDIS_URL cannot be read: write it like redis://user:password@host:6379/0.")
    return urls


def _can_be_called(url: str) -> bool:
    """Whether Redis's own library takes the address, port and options included. (It takes any word for database 0.)"""
    from redis.asyncio.connection import ConnectionPool

    try:
        pool: Any = ConnectionPool.from_url(url)
        pool.make_connection()
        database = "" if url.startswith("unix:") else urlsplit(url).path.strip("/")
    except (TypeError, ValueError):
        return False
    return not database or database.isdecimal()
