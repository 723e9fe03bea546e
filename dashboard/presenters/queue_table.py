"""The table of `/queues/`: which queues a view shows, in which order, a row each, and all of them together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import pgettext

from dashboard.presenters import queue_cells as cells
from dashboard.presenters.feeds import Light
from dashboard.presenters.ids import queue_row_id, queue_url
from dashboard.presenters.level_rules import named, rule_key
from dashboard.presenters.limits import level as level_of
from dashboard.presenters.limits import passed
from dashboard.presenters.order import fold
from dashboard.presenters.policies import NO_QUEUE_RULE, QueueRule
from dashboard.presenters.queue_cells import Cell, Values
from dashboard.presenters.queue_totals import Shown, totals
from dashboard.presenters.queue_view import BY_NAME, QueueView
from dashboard.presenters.queue_words import say
from dashboard.presenters.sparks import Spark, spark
from dashboard.presenters.times import age, clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's head: what a press on it sorts by, and whether it explains itself."""

    key: str
    word: str
    direction: str  # aria-sort
    next: str
    is_figure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """A queue, as templates/queues/_row.html prints it."""

    id: str
    key: str
    url: str
    source: str
    name: str
    fresh: bool
    waiting: int | None
    longest: str  # since when; empty where nobody waits
    warn: int
    limit: int
    warn_waiting: int | None
    level: str  # of the longest wait: "", "warn", "alarm"
    past: str
    many: bool  # more wait than a warning was set for
    rule: str
    rule_words: str
    cells: Sequence[Cell]
    spark: Spark


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueTable:
    """The whole table. `shown` of `total` match the view."""

    columns: Sequence[Column]
    rows: Sequence[QueueRow]
    totals: Sequence[Cell]
    longest: str  # since when the longest of all waits
    shown: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """What the table is made with, besides the queues and the view."""

    rules: Mapping[str, QueueRule]
    light: Callable[[str], Light]
    hours: Mapping[str, Sequence[int | None]]


Queue = tuple[str, Values]  # its key, and what is told of it (docs/live.md, `queue`)


def table(queues: Iterable[Queue], view: QueueView, looking: Looking) -> QueueTable:
    """The queues of a view."""
    everything = list(queues)
    found = ordered([queue for queue in everything if matches(view, *queue)], view.sort)
    since = [values["longest"] for _, values in found if "longest" in values]
    return QueueTable(
        columns=columns(view),
        rows=[row(key, values, looking) for key, values in found],
        totals=totals([_shown(key, values, looking) for key, values in found]),
        longest=min(since, key=datetime.fromisoformat, default=""),
        shown=len(found),
        total=len(everything),
    )


def row(key: str, values: Values, looking: Looking) -> QueueRow:
    """One queue's row."""
    source, light, rule = _source(key), looking.light(key), _rule(looking, key)
    seconds, many = _waited(values, light), values.get("warn_waiting")
    found = level_of(seconds, values) if light.fresh and seconds is not None else ""
    return QueueRow(
        id=queue_row_id(key),
        key=key,
        url=queue_url(key),
        source=source,
        name=values["name"],
        fresh=light.fresh,
        waiting=values.get("waiting"),
        longest=values.get("longest", ""),
        warn=values["warn"],
        limit=values["limit"],
        warn_waiting=many,
        level=found,
        past=say("past", limit=clock(passed(found, values))) if found else "",
        many=bool(light.fresh and many and values.get("waiting", 0) >= many),
        rule=rule_key(rule),
        rule_words=named(rule),
        cells=[
            cells.waiting(values, source),
            cells.longest(values, source, seconds),
            cells.expected(values, source),
            *cells.counts(values, source),
            cells.level(values, source, seconds),
            *cells.agents(values, source),
        ],
        spark=spark(looking.hours.get(key, ())),
    )


def _shown(key: str, values: Values, looking: Looking) -> Shown:
    seconds = _waited(values, looking.light(key))
    return Shown(values=values, rule=rule_key(_rule(looking, key)), seconds=seconds)


def _waited(values: Values, light: Light) -> float | None:
    return age(values["longest"], light.at) if "longest" in values else None


def columns(view: QueueView) -> list[Column]:
    """The heads of the columns that sort. Of figures the greatest come first at the first press."""
    return [
        Column(
            key=key,
            word=word,
            direction={key: "ascending", f"-{key}": "descending"}.get(view.sort, ""),
            next=_next(key, view.sort),
            is_figure=key != BY_NAME,
        )
        for key, word in _words()
    ]


def _next(key: str, sort: str) -> str:
    first, other = (key, f"-{key}") if key == BY_NAME else (f"-{key}", key)
    return other if sort == first else first


def _words() -> list[tuple[str, str]]:
    return [(BY_NAME, pgettext("column", "Queue")), *((key, str(word)) for key, word in cells.WORDS.items())]


def _share(values: Values) -> float | None:
    return values["level"][0] / values["level"][1] if "level" in values else None


def _counted(count: Callable[[Values], float | None]) -> Callable[[Values], float | None]:
    return lambda values: count(values.get("figures", {}))


def _agents(state: str) -> Callable[[Values], float | None]:
    return lambda values: values["agents"].get(state, 0) if "agents" in values else None


_KEYS: Mapping[str, Callable[[Values], Any]] = {
    "waiting": lambda values: values.get("waiting"),
    "longest": lambda values: -datetime.fromisoformat(values["longest"]).timestamp() if "longest" in values else None,
    "expected-wait": cells.expected_of,
    **{key: _counted(count) for key, count in cells.COUNTS.items()},
    "level": _share,
    **{state: _agents(state) for state in cells.AGENTS},
}


def ordered(queues: Iterable[Queue], sort: str) -> list[Queue]:
    """The queues as `sort` (a column, or `-` and a column) wants them; what has no such figure stands last."""
    column, back = sort.removeprefix("-"), sort.startswith("-")
    by_name = sorted(queues, key=lambda queue: (fold(queue[1]["name"]), queue[0]))
    if column not in _KEYS:
        return by_name[::-1] if sort == f"-{BY_NAME}" else by_name
    keyed = [(_KEYS[column](values), (key, values)) for key, values in by_name]
    there = sorted((pair for pair in keyed if pair[0] is not None), key=lambda pair: pair[0], reverse=back)
    return [queue for _, queue in there] + [queue for found, queue in keyed if found is None]


def matches(view: QueueView, key: str, values: Values) -> bool:
    """Whether a view shows a queue: every word of the search is in its name or is a part of its system's."""
    text = f"{fold(values['name'])} {_source(key)}"
    return (not view.source or _source(key) in view.source) and all(word in text for word in fold(view.q).split())


def _rule(looking: Looking, key: str) -> QueueRule:
    return looking.rules.get(key, NO_QUEUE_RULE)


def _source(key: str) -> str:
    return key.partition(":")[0]
