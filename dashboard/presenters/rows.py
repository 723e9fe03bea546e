"""An agent's row as HTML, from the same values that a push tells.

What changes only with the row is filled once and kept beside it, by language (`Kept.html`); what changes with the
clock, the source's light and the viewer is filled for each page.
"""

from collections.abc import Mapping, MutableMapping
from datetime import datetime
from functools import lru_cache
from html import escape
from typing import Any, Protocol

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from dashboard.presenters import words
from dashboard.presenters.blanks import Blanks, form_of
from dashboard.presenters.calls import call_shown, with_whom
from dashboard.presenters.feeds import Light
from dashboard.presenters.ids import agent_url, row_id
from dashboard.presenters.limits import level, passed
from dashboard.presenters.times import age, clock, moment

_DAY_CELLS = ("day_in", "day_ready", "day_not_ready", "day_wrap_up")
_EARLY = (
    *("id", "key", "url", "source", "team", "state", "since", "state_word", "name", "label", "pending", "queue"),
    *("with", "team_name", "ext", "more"),
)
_LATE = ("fresh", "now", "time", "past", "call_time", "slot", "hand", "also", "days")
HAND_WORDS = " row-hand"  # the id of the page's one sentence that says of a row that its agent's hand is up

# The attributes that stand in a row only where they say something, by the value that they say.
_SOMETIMES = {
    "reason": "data-reason",
    "tone": "data-tone",
    "pending": "data-pending",
    "channels": "data-channels",
    "no_listen": "data-no-listen",
    "person": "data-person",
    "warn": "data-warn",
    "limit": "data-limit",
}
_FLAGS = {"unsure": "data-unsure", "ear": "data-ear", "protected": "data-protected"}  # "true" where they stand
_OF_A_DAY = {"signed_in": "in", "ready": "ready", "not_ready": "not-ready", "wrap_up": "wrap-up"}
_FLAGS_OF_CALL = {"doubtful": "data-doubtful", "barged": "data-barged"}  # of the call that the row shows


class Kept(Protocol):
    """A row of the cache: its key, its values, and a place to keep what was made of them, by language."""

    @property
    def key(self) -> str: ...
    @property
    def values(self) -> Mapping[str, Any]: ...
    @property
    def html(self) -> MutableMapping[str, str]: ...


class RowForm:
    """The row in one language, to be filled as often as there are agents. Asked for its language once, not per row."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._blanks: Blanks = form_of("floor/_row.html", "row", early=_EARLY, late=_LATE)
        self._day: Blanks = form_of("floor/_row_day.html", "row", early=_DAY_CELLS)
        self._past = str(words.SENTENCES["past"])
        self._unsure = str(words.SENTENCES["since_unsure"])

    def row(
        self,
        agent: Kept,
        light: Light,
        *,
        hidden: bool = False,
        slot: str = "",
        hand: str = "",
        also: str = "",
        days: bool = False,
    ) -> str:
        """An agent's row, whole; `slot` is the row's action, as HTML, `hand` the mark of a hand that is up.

        `also` is what the same person is on other systems (linked.py), as HTML; `days`: the page has its columns.
        """
        prepared = agent.html.get(self._language)
        if prepared is None:
            prepared = agent.html[self._language] = self._blanks.prepare(_early(agent.key, agent.values))
        values, call = agent.values, call_shown(agent.values)
        seconds = age(values["since"], light.at)
        found = level(seconds, values) if light.fresh else ""
        time = clock(seconds)
        late = {
            "fresh": "true" if light.fresh else "false",
            "now": (f' data-level="{found}"' if found else "")
            + (f' data-hand="{hand}"' if hand else "")
            + (" hidden" if hidden else ""),
            "time": self._unsure.format(time=time) if "unsure" in values else time,
            "past": self._past.format(limit=clock(passed(found, values))) if found else "",
            "call_time": clock(age(call["since"], light.at)) if call and "since" in call else "",
            "slot": slot,
            "hand": HAND_WORDS if hand else "",
            "also": also,
            "days": self._days(agent) if days else "",
        }
        return self._blanks.finish(prepared, late)

    def empty(self) -> SafeString:
        """The row filled with nothing, for agents who appear later, and with the cells of the day."""
        prepared = self._blanks.prepare(dict.fromkeys(_EARLY, ""))
        late = dict.fromkeys(_LATE, "") | {"days": self._day_of({})}
        return mark_safe(self._blanks.finish(prepared, late))  # noqa: S308

    def _days(self, agent: Kept) -> str:
        kept_as = f"{self._language} day"
        if kept_as not in agent.html:
            agent.html[kept_as] = self._day_of(agent.values.get("day", {}))
        return agent.html[kept_as]

    def _day_of(self, day: Mapping[str, Any]) -> str:
        return self._day.finish(self._day.prepare(_day_cells(day)), {})


def row_form() -> RowForm:
    """The row in the present language."""
    return _form(get_language() or "")


_form = lru_cache(maxsize=16)(RowForm)


def empty_row() -> SafeString:
    """A row filled with nothing, in the present language."""
    return row_form().empty()


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


def _day_cells(day: Mapping[str, Any]) -> dict[str, str]:
    """The day as the system counts it, in words; `–` for what it does not tell."""
    cells = {f"day_{name}": clock(day[name]) if name in day else "–" for name in ("ready", "not_ready", "wrap_up")}
    since = moment(datetime.fromisoformat(day["signed_in"]), to="minutes") if "signed_in" in day else "–"
    return cells | {"day_in": since}


def _attributes(values: Mapping[str, Any], call: Mapping[str, Any] | None) -> str:
    said = [f' {name}="{escape(str(values[value]))}"' for value, name in _SOMETIMES.items() if value in values]
    said += [f' {name}="true"' for value, name in _FLAGS.items() if value in values]
    day = values.get("day", {})
    said += [' data-day="true"'] if day else []
    said += [f' data-day-{word}="{day[name]}"' for name, word in _OF_A_DAY.items() if name in day]
    if call:
        said += [f' {name}="true"' for value, name in _FLAGS_OF_CALL.items() if value in call]
        if "since" in call:
            said.append(f' data-call-since="{call["since"]}"')
    return "".join(said)
