"""Keys that nobody gave: made once, kept in `var/` where only their owner reads them, and found again."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet


def new_secret_key() -> str:
    """A key for Django's signatures."""
    return secrets.token_urlsafe(64)


def new_field_key() -> str:
    """A key that seals stored secrets."""
    return Fernet.generate_key().decode()


def kept_key(path: Path, make: Callable[[], str]) -> str:
    """The key in `path`, made there if there is none. Processes that start at once all get the same one.

    Raises OSError where it can be neither read nor written.
    """
    with suppress(FileNotFoundError):
        return path.read_text(encoding="ascii").strip()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(make() + "\n")
    try:
        with suppress(FileExistsError):  # another process was first: its key stands
            os.link(draft, path)
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
