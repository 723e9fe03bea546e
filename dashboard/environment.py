"""What the environment says (contract: Environment): each value read once, checked, and refused in one sentence.

Every name may be given as `NAME_FILE` instead: the file then holds the value. A refusal never repeats a secret.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import environ
from cryptography.fernet import Fernet

from dashboard.kept_keys import kept_key, new_field_key, new_secret_key

_parsed: Callable[[str], dict[str, Any]] = environ.Env.db_url_config
NAMES = (
    "SECRET_KEY",
    "DEBUG",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_URL",
    "REDIS_URL",
    "FIELD_KEYS",
    "TIME_ZONE",
    "LOG_FORMAT",
)
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
BOOLEANS = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}
LOG_FORMATS = ("console", "json")
SQLITE = "django.db.backends.sqlite3"


class WrongEnvironment(Exception):
    """A value that is wrong, unsafe or missing; `str()` of it is the one sentence that stops the start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What this installation was told. Secrets never print."""

    secret_key: str = field(repr=False)
    field_keys: tuple[str, ...] = field(repr=False)  # the first seals; all of them reveal
    database: dict[str, Any] = field(repr=False)
    redis_urls: tuple[str, ...] = field(repr=False)  # several: sharded; none: hints stay in the process
    debug: bool
    allowed_hosts: tuple[str, ...]
    csrf_trusted_origins: tuple[str, ...]
    time_zone: str
    log_format: str

    @property
    def only_loopback(self) -> bool:
        """Whether nobody but this machine is served, so that plain http is safe."""
        return only_loopback(self.allowed_hosts)


def only_loopback(hosts: Iterable[str]) -> bool:
    """Whether these names are all of this machine itself."""
    return all(host in LOOPBACK for host in hosts)


def read(given: Mapping[str, str], var: Path) -> Environment:
    """The environment, checked; `var` is where keys and the SQLite database are kept. Raises WrongEnvironment."""
    values = {name: _value(given, name) for name in NAMES}
    debug, hosts = _debug(values["DEBUG"]), _hosts(values["ALLOWED_HOSTS"])
    if debug and not only_loopback(hosts):
        raise WrongEnvironment("DEBUG shows settings to strangers: it may be on only with ALLOWED_HOSTS on loopback.")
    database = _database(values["DATABASE_URL"], var)
    keys_in_var = var if database["ENGINE"] == SQLITE else None
    return Environment(
        secret_key=_secret_key(values["SECRET_KEY"] or _kept("SECRET_KEY", new_secret_key, keys_in_var)),
        field_keys=_field_keys(values["FIELD_KEYS"] or _kept("FIELD_KEYS", new_field_key, keys_in_var)),
        database=database,
        redis_urls=_redis_urls(values["REDIS_URL"]),
        debug=debug,
        allowed_hosts=hosts,
        csrf_trusted_origins=_origins(values["CSRF_TRUSTED_ORIGINS"]),
        time_zone=_time_zone(values["TIME_ZONE"]),
        log_format=_log_format(values["LOG_FORMAT"]),
    )


def _value(given: Mapping[str, str], name: str) -> str:
    """A value, or what its NAME_FILE holds; empty when neither is set."""
    path = given.get(f"{name}_FILE", "")
    if not path:
        return given.get(name, "").strip()
    if given.get(name):
        raise WrongEnvironment(f"{name} and {name}_FILE are both set: keep one of them.")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongEnvironment(f"{name}_FILE names {path}, which cannot be read ({type(error).__name__}).") from error


def _kept(name: str, make: Callable[[], str], var: Path | None) -> str:
    if var is None:
        raise WrongEnvironment(f"{name} is not set: with a database that others share, it must be given.")
    try:
        return kept_key(var / name.lower(), make)
    except OSError as error:
        raise WrongEnvironment(f"{name} is not set, and cannot be kept in {var} ({error.strerror}).") from error


def _list(value: str) -> tuple[str, ...]:
    return tuple(word for word in (part.strip() for part in value.split(",")) if word)


def _debug(value: str) -> bool:
    if (value or "false").lower() not in BOOLEANS:
        raise WrongEnvironment("DEBUG is neither true nor false.")
    return BOOLEANS[(value or "false").lower()]


def _hosts(value: str) -> tuple[str, ...]:
    hosts = _list(value) or LOOPBACK
    for host in hosts:
        if host == "*":
            raise WrongEnvironment('ALLOWED_HOSTS may not be "*": name the hosts that people type.')
        if "/" in host or (":" in host and not host.startswith("[")):
            raise WrongEnvironment(f"ALLOWED_HOSTS takes hosts without scheme or port, and {host!r} is none.")
    return hosts


def _origins(value: str) -> tuple[str, ...]:
    origins = _list(value.lower())  # as browsers say them
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.netloc == "*":
            raise WrongEnvironment(
                f"CSRF_TRUSTED_ORIGINS takes origins such as https://desk.example.com, and {origin!r} is none."
            )
    return origins


def _database(value: str, var: Path) -> dict[str, Any]:
    """Django's settings of the database. Its address may hold a password, so that no refusal repeats it."""
    if not value:
        return _sqlite({"ENGINE": SQLITE, "NAME": str(var / "floorwalker.sqlite3")})
    if value.partition(":")[0] not in ("sqlite", "postgres", "postgresql"):
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


def _redis_urls(value: str) -> tuple[str, ...]:
    urls = _list(value)
    if not all(url.startswith(("redis://", "rediss://", "unix://")) for url in urls):
        raise WrongEnvironment("REDIS_URL must begin with redis://, rediss:// or unix://.")
    return urls


def _secret_key(value: str) -> str:
    """Long and varied enough (Django's security.W009)."""
    if len(value) < 50 or len(set(value)) < 5 or value.startswith("django-insecure-"):
        raise WrongEnvironment("SECRET_KEY is too weak: 50 random characters or more.")
    return value


def _field_keys(value: str) -> tuple[str, ...]:
    keys = _list(value)
    if not keys:
        raise WrongEnvironment("FIELD_KEYS holds no key: it is a comma-separated list of Fernet keys.")
    for place, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError as error:
            raise WrongEnvironment(
                f"FIELD_KEYS: key {place} is no Fernet key (32 random bytes, URL-safe base64)."
            ) from error
    return keys


def _time_zone(value: str) -> str:
    if value and value not in available_timezones():
        raise WrongEnvironment(f"TIME_ZONE {value!r} is not known: use a name such as Europe/Berlin.")
    return value or "UTC"


def _log_format(value: str) -> str:
    if value and value not in LOG_FORMATS:
        raise WrongEnvironment(f"LOG_FORMAT {value!r} is not known: console or json.")
    return value or "console"
