"""An agent's row as HTML, from the same values that a push tells.

What changes only with the row is filled once and kept beside it, by language (`Kept.html`); what changes with the
clock, the source's light and the viewer is filled for each page.
"""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, Protocol

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from dashboard.presenters import words
from dashboard.presenters.blanks import Blanks, form_of
from dashboard.presenters.calls import call_shown, with_whom
from dashboard.presenters.feeds import Light
from dashboard.presenters.ids import agent_url, row_id
from dashboard.presenters.limits import lasting, level, passed
from dashboard.presenters.times import age, clock

_EARLY = (
    *("id", "key", "url", "source", "team", "state", "since", "state_word", "name", "label", "pending", "queue"),
    *("with", "team_name", "ext", "more"),
)
_LATE = ("fresh", "now", "time", "past", "call_time", "slot")

# The attributes that stand in a row only where they say something, by the value that they say.
_SOMETIMES = {
    "reason": "data-reason",
    "tone": "data-tone",
    "pending": "data-pending",
    "channels": "data-channels",
    "warn": "data-warn",
    "limit": "data-limit",
}


class Kept(Protocol):
    """A row of the cache: its key, its values, and a place to keep what was made of them, by language."""

    @property
    def key(self) -> str: ...
    @property
    def values(self) -> Mapping[str, Any]: ...
    @property
    def html(self) -> MutableMapping[str, str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a row's late blanks depend on, besides the row."""

    light: Light
    hidden: bool = False
    slot: str = ""  # the row's action, as HTML


def row(agent: Kept, moment: Moment) -> SafeString:
    """The row, whole."""
    language = get_language() or ""
    form = _form(language)
    prepared = agent.html.get(language)
    if prepared is None:
        prepared = agent.html[language] = form.prepare(_early(agent.key, agent.values))
    return form.finish(prepared, _late(agent.values, moment))


def empty_row() -> SafeString:
    """The row filled with nothing, for agents who appear later."""
    form = _form(get_language() or "")
    return form.finish(form.prepare(dict.fromkeys(_EARLY, "")), dict.fromkeys(_LATE, ""))


@lru_cache(maxsize=16)
def _form(_language: str) -> Blanks:
    return form_of("floor/_row.html", "row", early=_EARLY, late=_LATE)


def _early(key: str, values: Mapping[str, Any]) -> dict[str, str]:
    call, pending = call_shown(values), values.get("pending")
    said = {
        "id": row_id(key),
        "key": key,
        "url": agent_url(key),
        "source": key.partition(":")[0],
        "team": values["team"],
        "state": values["state"],
        "since": values["since"],
        "state_word": str(words.STATES[values["state"]]),
        "name": values["name"],
        "label": values.get("label", ""),
        "pending": words.say("pending", state=words.STATES[pending]) if pending else "",
        "queue": call.get("queue", "") if call else "",
        "with": with_whom(call) if call else "",
        "team_name": values["team_name"],
        "ext": values.get("ext", ""),
    }
    filled = {name: escape(text) for name, text in said.items()}
    filled["more"] = _attributes(values, call)
    return filled


def _attributes(values: Mapping[str, Any], call: Mapping[str, Any] | None) -> str:
    said = [f' {name}="{escape(str(values[value]))}"' for value, name in _SOMETIMES.items() if value in values]
    if values.get("unsure"):
        said.append(' data-unsure="true"')
    if call and "since" in call:
        said.append(f' data-call-since="{call["since"]}"')
    return "".join(said)


def _late(values: Mapping[str, Any], moment: Moment) -> dict[str, str]:
    seconds = age(values["since"], moment.light.at)
    found = level(seconds, values) if moment.light.fresh else ""
    call = call_shown(values)
    return {
        "fresh": "true" if moment.light.fresh else "false",
        "now": (f' data-level="{found}"' if found else "") + (" hidden" if moment.hidden else ""),
        "time": lasting(seconds, values),
        "past": words.say("past", limit=clock(passed(found, values))) if found else "",
        "call_time": clock(age(call["since"], moment.light.at)) if call and "since" in call else "",
        "slot": moment.slot,
    }
