"""Which agents a view shows, in which groups, in which order: the same as the browser does (static/js/order.js)."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from dashboard.presenters.calls import call_shown, with_whom
from dashboard.presenters.views import BY_STATE, BY_TEAM, View

STATES = ("ready", "talking", "reserved", "hold", "wrap_up", "not_ready", "busy", "signed_out", "unknown")
_PLACE = {state: place for place, state in enumerate(STATES)}

Values = Mapping[str, Any]


class Agent(NamedTuple):
    """An agent's key and values (docs/live.md, `agent`)."""

    key: str
    values: Values

    @property
    def source(self) -> str:
        """Where it is from."""
        return self.key.partition(":")[0]


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """Letters alone: no case, no accents, so that `e` finds and sorts with `É`."""
    lower = text.lower()
    if lower.isascii():
        return lower
    parts = unicodedata.normalize("NFKD", lower.replace("ß", "ss"))
    return "".join(letter for letter in parts if not unicodedata.category(letter).startswith("M"))


def _call(values: Values) -> str | None:
    call = call_shown(values)
    return fold(f"{call.get('queue', '')} {with_whom(call)}") if call else None


def _call_since(values: Values) -> datetime | None:
    call = call_shown(values)
    return datetime.fromisoformat(call["since"]) if call and "since" in call else None


def _day(values: Values, name: str) -> Any:
    told = values.get("day", {}).get(name)
    return datetime.fromisoformat(told) if isinstance(told, str) else told


# What each column sorts by; None (nothing there) stands last, whichever way round.
_KEYS: Mapping[str, Callable[[Agent], Any]] = {
    "name": lambda agent: fold(agent.values["name"]),
    "state": lambda agent: _PLACE.get(agent.values["state"], -1),
    "time": lambda agent: datetime.fromisoformat(agent.values["since"]),
    "call": lambda agent: _call(agent.values),
    "call-time": lambda agent: _call_since(agent.values),
    "day-in": lambda agent: _day(agent.values, "signed_in"),
    "day-ready": lambda agent: _day(agent.values, "ready"),
    "day-not-ready": lambda agent: _day(agent.values, "not_ready"),
    "day-wrap-up": lambda agent: _day(agent.values, "wrap_up"),
    "team": lambda agent: fold(agent.values["team_name"]),
    "ext": lambda agent: agent.values.get("ext"),
    "source": lambda agent: agent.source,
}
COLUMNS = tuple(_KEYS)


def ordered(agents: Iterable[Agent], sort: str) -> list[Agent]:
    """The agents as `sort` (a column, or `-` and a column) wants them; equals stand by name, then by id."""
    column, back = sort.removeprefix("-"), sort.startswith("-")
    by_name = sorted(agents, key=lambda agent: (fold(agent.values["name"]), agent.key))
    if column not in _KEYS or sort == "name":
        return by_name
    key = _KEYS[column]
    keyed = [(key(agent), agent) for agent in by_name]
    there = [pair for pair in keyed if pair[0] is not None]
    there.sort(key=lambda pair: pair[0], reverse=back)
    return [agent for _, agent in there] + [agent for k, agent in keyed if k is None]


def grouped(agents: Iterable[Agent], group: str) -> list[tuple[str, list[Agent]]]:
    """The agents by team id or state, or all under "" where nothing is grouped; each group in the order given."""
    if group not in (BY_TEAM, BY_STATE):
        return [("", list(agents))]
    groups: dict[str, list[Agent]] = {}
    for agent in agents:
        groups.setdefault(agent.values[group], []).append(agent)
    if group == BY_STATE:
        return sorted(groups.items(), key=lambda item: _PLACE.get(item[0], -1))
    return sorted(groups.items(), key=lambda item: (fold(item[1][0].values["team_name"]), item[0]))


def matching(view: View) -> Callable[[Agent], bool]:
    """Whether a view shows an agent. Who is signed out is shown when that state is asked for by name."""
    words = fold(view.q).split()
    hide = not view.signed_out and "signed_out" not in view.state

    def shows(agent: Agent) -> bool:
        values = agent.values
        return (
            (not hide or values["state"] != "signed_out")
            and (not view.team or values["team"] in view.team)
            and (not view.state or values["state"] in view.state)
            and (not view.source or agent.source in view.source)
            and (not words or _found(words, values))
        )

    return shows


def _found(words: Iterable[str], values: Values) -> bool:
    text = f"{fold(values['name'])} {values.get('ext', '')}"
    return all(word in text for word in words)
