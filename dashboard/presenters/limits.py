"""How long a state lasts, and how far past its limits that is."""

from collections.abc import Mapping
from typing import Any

from dashboard.presenters import words
from dashboard.presenters.times import clock


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


def lasting(seconds: float, values: Mapping[str, Any]) -> str:
    """The time in state, with `≥` before an unknown start."""
    return words.say("since_unsure", time=clock(seconds)) if values.get("unsure") else clock(seconds)
