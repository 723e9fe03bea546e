"""Secrets on their way in and out of a setup file: sealed when they are typed, references when they are dumped."""

import os
import re
from collections.abc import Collection, Mapping
from typing import Any

from dashboard.secrets import ENV, FILE, SecretMissing, is_reference, is_sealed, reveal, seal
from dashboard.setup.errors import WrongSetup

Standing = Mapping[str, str]  # what a dump's `env:NAME` stands for in this installation: the sealed secret
NONE: Standing = {}


def sealed_fields(
    fields: Mapping[str, Any],
    secrets: Collection[str],
    standing: Mapping[str, Any],
    key: str,
    known: Standing = NONE,
) -> dict[str, Any]:
    """The fields as they are stored. A secret that stands sealed already is not sealed anew.

    A file that this installation gave, loaded into it again, changes nothing: where the environment does not have the
    name that the dump made up for a secret (`known`), that secret stays.
    """
    return {
        name: _sealed(value, standing.get(name), f"{key}.{name}", known) if name in secrets and value else value
        for name, value in fields.items()
    }


def _sealed(value: str, standing: Any, key: str, known: Standing) -> str:
    if is_sealed(value):
        raise WrongSetup(key, "was sealed by an installation for itself: give the secret, env:NAME or file:PATH.")
    if value in (ENV, FILE):
        raise WrongSetup(key, "names nothing: give the secret, env:NAME or file:PATH.")
    if is_reference(value):
        made_up = standing and known.get(value) == standing and value.removeprefix(ENV) not in os.environ
        return str(standing) if made_up else value
    return str(standing) if standing and _holds(str(standing), value) else seal(value)


def _holds(stored: str, secret: str) -> bool:
    """Whether a sealed value is this secret; not when its key is gone."""
    try:
        return is_sealed(stored) and reveal(stored) == secret
    except SecretMissing:
        return False


class Names:
    """Names of environment variables for sealed secrets, made from their place; each is given once.

    `taken` are names that the installation's own references have: they are somebody else's.
    """

    def __init__(self, taken: Collection[str] = ()) -> None:
        self._taken = frozenset(taken)
        self.given: list[str] = []
        self.stands_for: dict[str, str] = {}  # `env:NAME`: the secret as it is stored
        self.referred_to: list[str] = []  # references that stood there: `env:NAME`, `file:PATH`

    def referred(self, fields: Mapping[str, Any], secrets: Collection[str], *place: str) -> dict[str, Any]:
        """The fields as they are dumped: no secret among them, only where it is to be found."""
        return {
            name: self._reference(str(value), (*place, name)) if name in secrets and value else value
            for name, value in fields.items()
        }

    def _reference(self, stored: str, place: tuple[str, ...]) -> str:
        if is_reference(stored):
            if stored not in self.referred_to:
                self.referred_to.append(stored)
            return stored
        name = re.sub(r"[^A-Z0-9]+", "_", "_".join(("FLOORWALKER", *place)).upper())
        while name in self.given or name in self._taken:
            name += "_"
        self.given.append(name)
        self.stands_for[f"{ENV}{name}"] = stored
        return f"{ENV}{name}"
