"""The practice floor's installation: loaded once, with people whose passwords are made at random and kept in `var/`."""

import os
import secrets
from pathlib import Path

from django.db import transaction

from dashboard.models import Integration, Person
from dashboard.setup.loading import load

FILE = Path(__file__).with_name("practice.toml")
NAMES = ("sam", "ada", "ann")  # the supervisor, the administrator, the agent
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that reads like something else


class NotEmpty(Exception):
    """The practice floor would take over somebody who is here already; `str()` of it is one sentence."""


def prepare(var: Path) -> dict[str, str]:
    """Who can sign in, with which password; `var` is where they are kept. A second time, nothing changes.

    Raises NotEmpty.
    """
    kept = var / "practice-people.txt"
    passwords, made = _kept(kept)
    with transaction.atomic():
        loaded = _load_once()
        if made or loaded:
            for person in Person.objects.filter(username__in=NAMES):
                person.set_password(passwords[person.username])
                person.save(update_fields=["password"])
    return passwords


def _load_once() -> bool:
    """Loads the file where there is no practice floor yet; what people changed on it since stays."""
    if Integration.objects.filter(name="practice").exists():
        return False
    if somebody := Person.objects.filter(username__in=NAMES).first():
        raise NotEmpty(f"There is a {somebody.username} here already: practise on a database of its own.")
    load(FILE.read_text(encoding="utf-8"))
    return True


def _kept(path: Path) -> tuple[dict[str, str], bool]:
    """The passwords in the file, a name and a password a line; and whether they were made just now."""
    if path.exists():
        passwords = dict(line.split() for line in path.read_text(encoding="ascii").splitlines())
        if set(passwords) == set(NAMES):
            return passwords, False
    passwords = {name: _new_password() for name in NAMES}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.writelines(f"{name} {password}\n" for name, password in passwords.items())
    return passwords, True


def _new_password() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
