"""What a person saw when asking, in words: the details of a command's first line."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.presenters import words
from dashboard.presenters.entries import AFTER, moment_of
from dashboard.presenters.times import clock, span

NAMES: words.Words = {
    "state": gettext_lazy("State"),
    "since": gettext_lazy("In state for"),
    "reason": gettext_lazy("Reason"),
    "call": gettext_lazy("Call"),
    "calls": gettext_lazy("Calls"),
    "type": gettext_lazy("Type of call"),
    "queue": gettext_lazy("Queue"),
    "sign_in": gettext_lazy("Own sign-in"),
    "source": gettext_lazy("System"),
    "heard": gettext_lazy("Age of the last word"),
}
CALL_TYPES: words.Words = {
    "queue": gettext_lazy("from a queue"),
    "direct_in": gettext_lazy("direct inbound"),
    "out": gettext_lazy("outbound"),
    "internal": gettext_lazy("internal"),
    "consult": gettext_lazy("consultation"),
    "conference": gettext_lazy("conference"),
    "monitor": gettext_lazy("listening"),
    "unknown": gettext_lazy("of unknown type"),
}


def seen_when_asking(details: Mapping[str, Any], asked_at: datetime) -> list[tuple[str, str]]:
    """Names and values of what was seen; what this version does not know stands as it is."""
    told = ((name, _value(name, value, details, asked_at)) for name, value in details.items() if name != AFTER)
    return [(str(NAMES.get(name, name)), text) for name, text in told if text]


def _value(name: str, value: Any, details: Mapping[str, Any], asked_at: datetime) -> str:
    if value in ("", None, [], {}, False):
        return ""
    if name in ("since", "heard") and (at := moment_of(details, name)):
        return _AGES[name](max(0.0, (asked_at - at).total_seconds()))
    if name == "state":
        return str(words.STATES.get(value, value))
    return _text(value)


def _text(value: Any) -> str:
    """A value of any shape in a line: a call is told by its parts."""
    match value:
        case list():
            return "; ".join(map(_text, value))
        case {**parts}:
            return ", ".join(_part(str(name), part) for name, part in parts.items() if part not in ("", None, [], {}))
        case True:
            return _("yes")
        case _:
            return str(value)


def _part(name: str, value: Any) -> str:
    if name == "type":
        return str(CALL_TYPES.get(value, value))
    if name == "state":
        return str(words.CALL_STATES.get(value, value))
    return _text(value)


_AGES: Mapping[str, Callable[[float], str]] = {
    "since": clock,
    "heard": span,
}
