"""How far past its limits something is, and in which words."""

from collections.abc import Mapping
from typing import Any


def level(seconds: float, values: Mapping[str, Any]) -> str:
    """`""`, `"warn"` or `"alarm"`, by the seconds `warn` and `limit` of a row's values."""
    limit = values.get("limit")
    if limit and seconds >= limit:
        return "alarm"
    warn = values.get("warn")
    return "warn" if warn and seconds >= warn else ""


def passed(found: str, values: Mapping[str, Any]) -> int:
    """The limit that was passed, in seconds."""
    return int(values["limit"] if found == "alarm" else values["warn"])
