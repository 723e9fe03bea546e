"""What the environment says (contract: Environment): each value read once, checked, and refused in one sentence.

Every name may be given as `NAME_FILE` instead: the file then holds the value. A refusal never repeats a secret.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from cryptography.fernet import Fernet

from dashboard.addresses import SQLITE, database_at, hosts_of, only_loopback, origins_of, redis_at
from dashboard.given import WrongEnvironment, listed, value_of
from dashboard.kept_keys import kept_key, new_field_key, new_secret_key

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
BOOLEANS = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}
LOG_FORMATS = ("console", "json")


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


def read(given: Mapping[str, str], var: Path) -> Environment:
    """The environment, checked; `var` is where keys and the SQLite database are kept. Raises WrongEnvironment."""
    values = {name: value_of(given, name) for name in NAMES}
    debug, hosts = _debug(values["DEBUG"]), hosts_of(values["ALLOWED_HOSTS"])
    if debug and not only_loopback(hosts):
        raise WrongEnvironment("DEBUG shows settings to strangers: it may be on only with ALLOWED_HOSTS on loopback.")
    database = database_at(values["DATABASE_URL"], var)
    keys_in_var = var if database["ENGINE"] == SQLITE else None
    return Environment(
        secret_key=_secret_key(values["SECRET_KEY"] or _kept("SECRET_KEY", new_secret_key, keys_in_var)),
        field_keys=_field_keys(values["FIELD_KEYS"] or _kept("FIELD_KEYS", new_field_key, keys_in_var)),
        database=database,
        redis_urls=redis_at(values["REDIS_URL"]),
        debug=debug,
        allowed_hosts=hosts,
        csrf_trusted_origins=origins_of(values["CSRF_TRUSTED_ORIGINS"]),
        time_zone=_time_zone(values["TIME_ZONE"]),
        log_format=_log_format(values["LOG_FORMAT"]),
    )


def _kept(name: str, make: Callable[[], str], var: Path | None) -> str:
    if var is None:
        raise WrongEnvironment(f"{name} is not set: with a database that others share, it must be given.")
    try:
        return kept_key(var / name.lower(), make)
    except OSError as error:
        raise WrongEnvironment(f"{name} is not set, and cannot be kept in {var} ({error.strerror}).") from error


def _debug(value: str) -> bool:
    if (value or "false").lower() not in BOOLEANS:
        raise WrongEnvironment("DEBUG is neither true nor false.")
    return BOOLEANS[(value or "false").lower()]


def _secret_key(value: str) -> str:
    """Long and varied enough (Django's security.W009)."""
    if len(value) < 50 or len(set(value)) < 5 or value.startswith("django-insecure-"):
        raise WrongEnvironment("SECRET_KEY is too weak: 50 random characters or more.")
    return value


def _field_keys(value: str) -> tuple[str, ...]:
    keys = listed(value)
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
    try:
        ZoneInfo("UTC")
    except ZoneInfoNotFoundError as error:
        raise WrongEnvironment("This machine knows no time zones: install the package tzdata.") from error
    if value and value not in available_timezones():
        raise WrongEnvironment(f"TIME_ZONE {value!r} is not known: use a name such as Europe/Berlin.")
    return value or "UTC"


def _log_format(value: str) -> str:
    if value and value not in LOG_FORMATS:
        raise WrongEnvironment(f"LOG_FORMAT {value!r} is not known: console or json.")
    return value or "console"
