"""What every vendor's settings need: read from what was stored, and wrong in one sentence."""

from collections.abc import Mapping
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from cti_bridge.errors import Fatal

T = TypeVar("T")


def settings_of(kind: type[T], settings: Mapping[str, Any]) -> T:
    """The settings as a vendor's own type. Raises Fatal with one sentence that names the key, and never a secret."""
    try:
        return msgspec.convert(dict(settings), kind)
    except msgspec.ValidationError as error:
        raise Fatal(f"The settings cannot work: {str(error).rstrip('.')}.") from None


def zone_named(name: str) -> ZoneInfo:
    """A time zone. ValueError with one sentence where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        raise ValueError(f"There is no time zone {name!r}: write it like Europe/Berlin.") from None
