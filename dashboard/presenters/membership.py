"""The membership board: queues as columns, penalties as lanes in them, agents by name in the lanes. Pure.

The page prints names alone, and not more than some thousands (500 agents who all serve 50 queues are 25,000): the
browser makes chips of those in view (static/js/board.js), from a table in which each agent's penalties stand in the
order of the queues.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from cti_bridge.connector import Action
from cti_bridge.floor.rows import Kind
from dashboard.presenters.known import in_words
from dashboard.presenters.order import fold
from dashboard.presenters.rights import Rights
from dashboard.presenters.strip import by_name

NOT_SERVED = -1  # in the browser's table
MOST_NAMES = 5000  # printed; beyond, a column says how many there are, and leads to a page of its own
NEEDED = (Action.SET_PENALTY, Action.LEAVE_QUEUE)

Values = Mapping[str, Any]


class Entry(Protocol):
    """A row of the cache, of any kind."""

    @property
    def kind(self) -> str: ...

    @property
    def key(self) -> str: ...

    @property
    def values(self) -> Values: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the address asks for: some queues (none: all), a team, names, those who differ from their default."""

    queues: tuple[str, ...] = ()
    team: str = ""
    q: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The agents who serve a queue with one penalty, in the order of their names."""

    penalty: int
    count: int
    names: str  # as one text: 25,000 of them are escaped by lanes, not by names


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A queue: its lanes, and how many of the shown agents do not serve it."""

    key: str
    name: str
    source: str
    chosen: bool
    lanes: Sequence[Lane] = ()
    is_folded: bool = False
    fresh: bool = True  # what its system said last still holds
    served: int = 0
    others: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """A system of which nobody can be moved between queues, and why not."""

    source: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All that templates/membership/page.html prints."""

    queues: Sequence[Column]
    shown: Sequence[Column]
    agent_options: SafeString  # for the form that works without a script
    queue_options: SafeString
    total: int
    teams: Sequence[tuple[str, str]]
    without: Sequence[Without]
    differing: int
    table: Mapping[str, object]  # for the browser


def view_of(asked: QueryDict) -> View:
    """The view that an address names."""
    return View(
        queues=tuple(asked.getlist("queue")),
        team=asked.get("team", ""),
        q=asked.get("q", "").strip(),
        differs=asked.get("differs", "") == "1",
    )


def differs(membership: Values) -> bool:
    """Whether somebody serves other queues than by default, or with other penalties (docs/live.md, `membership`)."""
    return "default" in membership and membership["default"] != membership.get("queues", {})


def board(entries: Iterable[Entry], view: View, rights: Rights) -> Board:
    """The board of one who sees these rows."""
    kinds: dict[str, dict[str, Values]] = {Kind.AGENT: {}, Kind.MEMBERSHIP: {}, Kind.QUEUE: {}, Kind.SOURCE: {}}
    for entry in entries:
        if entry.kind in kinds:
            kinds[entry.kind][entry.key] = entry.values
    serving = kinds[Kind.MEMBERSHIP]
    agents = sorted(
        ((key, values) for key, values in kinds[Kind.AGENT].items() if key in serving),
        key=lambda item: (fold(str(item[1]["name"])), item[0]),
    )
    shown = [(key, values) for key, values in agents if _shows(view, values, serving[key])]
    moved = {_source(key) for key in serving}
    queues = by_name((k, v) for k, v in kinds[Kind.QUEUE].items() if _source(k) in moved or _works(rights, _source(k)))
    columns = [
        replace(column, fresh=rights.fresh.get(column.source, False))
        for column in _columns(queues, shown, serving, view)
    ]
    return Board(
        queues=columns,
        shown=[column for column in columns if column.chosen],
        agent_options=_options((key, values["name"]) for key, values in shown),
        queue_options=_options((column.key, column.name) for column in columns),
        total=len(shown),
        teams=sorted({(v["team"], str(v["team_name"])) for _, v in agents}, key=lambda t: (fold(t[1]), t[0])),
        without=[_without(source, rights) for source in sorted(kinds[Kind.SOURCE]) if not _works(rights, source)],
        differing=sum(differs(serving[key]) for key, _ in agents),
        table=_table(agents, serving, [key for key, _ in queues], {key: v["name"] for key, v in queues}),
    )


def lanes(penalties: Iterable[int]) -> list[int]:
    """The lanes of a queue: 0, each penalty that is in use, and the next one, which is free. As board_floor.js."""
    used = {0, *penalties}
    return sorted(used | {max(used) + 1})


def _columns(
    queues: Sequence[tuple[str, Values]], shown: Sequence[tuple[str, Values]], serving: Mapping[str, Values], view: View
) -> list[Column]:
    """All queues, those that are chosen with their lanes; of very many names only the first columns' are printed."""
    names: dict[str, dict[int, list[str]]] = {key: {} for key, _ in queues if not view.queues or key in view.queues}
    for agent, values in shown:
        for queue, penalty in serving[agent].get("queues", {}).items():
            if (by_penalty := names.get(queue)) is not None:
                by_penalty.setdefault(penalty, []).append(values["name"])
    there = Counter(_source(agent) for agent, _ in shown)
    columns, printed = [], 0
    for key, values in queues:
        column = Column(key=key, name=str(values["name"]), source=_source(key), chosen=key in names)
        if column.chosen:
            served = sum(map(len, names[key].values()))
            is_folded = bool(printed) and printed + served > MOST_NAMES
            printed += 0 if is_folded else served
            found = [_lane(penalty, names[key].get(penalty, ()), is_folded) for penalty in lanes(names[key])]
            others = there[column.source] - served
            column = replace(column, lanes=found, served=served, others=others, is_folded=is_folded)
        columns.append(column)
    return columns


def _lane(penalty: int, names: Sequence[str], is_folded: bool) -> Lane:
    return Lane(penalty=penalty, count=len(names), names="" if is_folded else ", ".join(names))


def _table(
    agents: Sequence[tuple[str, Values]], serving: Mapping[str, Values], queues: Sequence[str], names: Mapping[str, str]
) -> dict[str, object]:
    """Agents with their penalties in the order of the queues; `default` only where it is known and another."""
    rows = []
    for key, values in agents:
        membership = serving[key]
        row: list[object] = [key, values["name"], values["team"], values["state"]]
        row.append(_in_order(membership.get("queues", {}), queues))
        row.append(1 if "default" in membership else 0)
        if differs(membership):
            row.append(_in_order(membership["default"], queues))
        rows.append(row)
    return {"queues": [[key, names[key]] for key in queues], "agents": rows}


def _options(named: Iterable[tuple[str, str]]) -> SafeString:
    return format_html_join("", '<option value="{}">{}</option>', named)


def _in_order(penalties: Mapping[str, int], queues: Sequence[str]) -> list[int]:
    return [penalties.get(queue, NOT_SERVED) for queue in queues]


def _shows(view: View, agent: Values, membership: Values) -> bool:
    if view.team and agent["team"] != view.team:
        return False
    if view.q and fold(view.q) not in fold(str(agent["name"])):
        return False
    return not view.differs or differs(membership)


def _works(rights: Rights, source: str) -> bool:
    return any(rights.capability(source, action).works for action in NEEDED)


def _without(source: str, rights: Rights) -> Without:
    return Without(source=source, why=in_words(rights.capability(source, Action.SET_PENALTY).note))


def _source(key: str) -> str:
    return key.partition(":")[0]
