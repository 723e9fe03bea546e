"""The one call that a row shows, and how it says whom it is with."""

from collections.abc import Mapping
from typing import Any

from dashboard.presenters import words

_RINGING = ("ringing", "dialling")


def call_shown(agent: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Of an agent's calls the one that is talked on, else the first; None without a call."""
    calls = agent.get("calls")
    if not calls:
        return None
    shown: Mapping[str, Any] = next((call for call in calls if call["state"] == "active"), calls[0])
    return shown


def with_whom(call: Mapping[str, Any]) -> str:
    """Who a call is with, and that it rings; `–` where the source gives neither."""
    ringing = str(words.CALL_STATES[call["state"]]) if call["state"] in _RINGING else ""
    return " ".join(filter(None, (ringing, call.get("with", "")))) or "–"
