"""Secrets at rest: sealed with FIELD_KEYS, or only referred to; revealed where they are used, and nowhere before.

A reference may be typed by whoever administers, who also says where a system is and so who is told its password. So
none hands out what the installation itself lives by.
"""

import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from cti_bridge.errors import Fatal
from dashboard.environment import NAMES

SEALED, ENV, FILE = "sealed:", "env:", "file:"
KEPT = ("secret_key", "field_keys")  # in VAR (dashboard.environment)


class SecretMissing(Fatal):
    """A secret cannot be had. `str()` of it says which reference fails, never what it would have held."""


def is_reference(value: str) -> bool:
    """Whether a value only says where the secret is: `env:NAME`, `file:PATH`."""
    return value.startswith((ENV, FILE))


def is_sealed(value: str) -> bool:
    """Whether a value is a secret that `seal` has sealed."""
    return value.startswith(SEALED)


def seal(text: str) -> str:
    """The secret as it may be stored: `sealed:…`. The first of FIELD_KEYS seals."""
    return SEALED + _keys().encrypt(text.encode()).decode()


def resealed(value: str) -> str:
    """A sealed secret, sealed by the first of FIELD_KEYS; as it was, if it is so already. Raises SecretMissing."""
    token = value.removeprefix(SEALED)
    try:
        Fernet(settings.FIELD_KEYS[0]).decrypt(token.encode())
    except InvalidToken:
        return seal(_unsealed(token))
    return value


def reveal(value: str) -> str:
    """The secret behind `env:NAME`, `file:PATH` or `sealed:…`; anything else is the secret itself.

    Raises SecretMissing.
    """
    kind, _, rest = value.partition(":")
    match kind:
        case "env":
            return _from_environment(rest)
        case "file":
            return _from_file(rest)
        case "sealed":
            return _unsealed(rest)
        case _:
            return value


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


def _from_environment(name: str) -> str:
    if name in NAMES:
        raise SecretMissing(f"The environment variable {name} is Floorwalker's own.")
    try:
        return os.environ[name]
    except KeyError:
        raise SecretMissing(f"The environment variable {name} is not set.") from None


def _from_file(path: str) -> str:
    try:
        found = Path(path).resolve()
        if _is_our_own(found):
            raise SecretMissing(f"The file {path} is Floorwalker's own.")
        if found.exists() and not found.is_file():
            raise OSError  # a device or a pipe may have no end
        return found.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle; a NUL; no UTF-8
        raise SecretMissing(f"The file {path} cannot be read ({type(error).__name__}).") from None


def _is_our_own(path: Path) -> bool:
    """Whether a file holds our keys, or says where our database is: by name, or as the system tells of processes."""
    given = [os.environ.get(f"{name}_FILE", "") for name in NAMES]
    own = [Path(settings.VAR, name) for name in KEPT] + [Path(one) for one in given if one]
    return path.is_relative_to("/proc") or path in [one.resolve() for one in own]


def _unsealed(token: str) -> str:
    try:
        return _keys().decrypt(token.encode()).decode()
    except InvalidToken:
        raise SecretMissing("A stored secret was sealed with a key that FIELD_KEYS no longer holds.") from None
