"""Secrets on their way in and out of a setup file: sealed when they are typed, references when they are dumped."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from dashboard.secrets import SecretMissing, is_reference, is_sealed, reveal, seal
from dashboard.setup.errors import WrongSetup


def sealed_fields(
    fields: Mapping[str, Any], secrets: Collection[str], standing: Mapping[str, Any], key: str
) -> dict[str, Any]:
    """The fields as they are stored. A secret that stands sealed already is not sealed anew."""
    return {
        name: _sealed(value, standing.get(name), f"{key}.{name}") if name in secrets and value else value
        for name, value in fields.items()
    }


def _sealed(value: str, standing: Any, key: str) -> str:
    if is_sealed(value):
        raise WrongSetup(key, "was sealed by an installation for itself: give the secret, env:NAME or file:PATH.")
    if is_reference(value):
        return value
    return str(standing) if standing and _holds(str(standing), value) else seal(value)


def _holds(stored: str, secret: str) -> bool:
    """Whether a sealed value is this secret; not when its key is gone."""
    try:
        return is_sealed(stored) and reveal(stored) == secret
    except SecretMissing:
        return False


class Names:
    """Names of environment variables for sealed secrets, made from their place; each is given once."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def referred(self, fields: Mapping[str, Any], secrets: Collection[str], *place: str) -> dict[str, Any]:
        """The fields as they are dumped: no secret among them, only where it is to be found."""
        return {
            name: self._reference(str(value), (*place, name)) if name in secrets and value else value
            for name, value in fields.items()
        }

    def _reference(self, stored: str, place: tuple[str, ...]) -> str:
        if is_reference(stored):
            return stored
        name = re.sub(r"[^A-Z0-9]+", "_", "_".join(("FLOORWALKER", *place)).upper())
        while name in self.given:
            name += "_"
        self.given.append(name)
        return f"env:{name}"
