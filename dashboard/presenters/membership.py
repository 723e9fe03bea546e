"""The membership board: queues as columns, penalties as lanes in them, agents by name in the lanes. Pure.

The page prints names alone: 500 agents who all serve 50 queues are 25,000 of them, and the browser makes chips of those
in view (static/js/board.js), from a table in which each agent's penalties stand in the order of the queues.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import QueryDict

from cti_bridge.connector import Action
from cti_bridge.floor.rows import Kind
from dashboard.presenters.known import in_words
from dashboard.presenters.order import fold
from dashboard.presenters.rights import Rights
from dashboard.presenters.strip import by_name

NOT_SERVED = -1  # in the browser's table
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
    names: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A queue: its lanes, and how many of the shown agents do not serve it."""

    key: str
    name: str
    source: str
    chosen: bool
    lanes: Sequence[Lane] = ()
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
    agents: Sequence[tuple[str, str]]
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
    columns = [_column(key, values, shown, serving, view) for key, values in queues]
    return Board(
        queues=columns,
        shown=[column for column in columns if column.chosen],
        agents=[(key, str(values["name"])) for key, values in shown],
        teams=sorted({(v["team"], str(v["team_name"])) for _, v in agents}, key=lambda t: (fold(t[1]), t[0])),
        without=[_without(source, rights) for source in sorted(kinds[Kind.SOURCE]) if not _works(rights, source)],
        differing=sum(differs(serving[key]) for key, _ in agents),
        table=_table(agents, serving, [key for key, _ in queues], {key: v["name"] for key, v in queues}),
    )


def lanes(penalties: Iterable[int]) -> list[int]:
    """The lanes of a queue: 0, each penalty that is in use, and the next one, which is free. As board_floor.js."""
    used = {0, *penalties}
    return sorted(used | {max(used) + 1})


def _column(
    key: str, values: Values, shown: Sequence[tuple[str, Values]], serving: Mapping[str, Values], view: View
) -> Column:
    chosen = not view.queues or key in view.queues
    column = Column(key=key, name=str(values["name"]), source=_source(key), chosen=chosen)
    if not chosen:
        return column
    by_penalty: dict[int, list[str]] = {}
    mine = others = 0
    for agent, agent_values in shown:
        if _source(agent) != column.source:
            continue
        mine += 1
        penalty = serving[agent].get("queues", {}).get(key)
        if penalty is None:
            others += 1
        else:
            by_penalty.setdefault(penalty, []).append(agent_values["name"])
    found = [Lane(penalty=penalty, names=by_penalty.get(penalty, ())) for penalty in lanes(by_penalty)]
    return Column(
        key=key,
        name=column.name,
        source=column.source,
        chosen=True,
        lanes=found,
        served=mine - others,
        others=others,
    )


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
