"""The table of `/queues/`: which queues a view shows, in which order, a row each, and all of them together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import pgettext

from dashboard.presenters import queue_cells as cells
from dashboard.presenters.feeds import Light
from dashboard.presenters.ids import queue_row_id, queue_url
from dashboard.presenters.level_rules import named, rule_key
from dashboard.presenters.limits import level as level_of
from dashboard.presenters.limits import passed
from dashboard.presenters.policies import NO_QUEUE_RULE, QueueRule
from dashboard.presenters.queue_cells import Cell, Values
from dashboard.presenters.queue_order import Queue, matches, ordered
from dashboard.presenters.queue_totals import Shown, totals
from dashboard.presenters.queue_view import BY_NAME, QueueView
from dashboard.presenters.queue_words import say
from dashboard.presenters.sparks import Spark, spark
from dashboard.presenters.times import clock


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
    seconds, many = _shown(key, values, looking).seconds, values.get("warn_waiting")
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
            cells.level(values, source, light.at),
            *cells.agents(values, source),
        ],
        spark=spark(looking.hours.get(key, ())),
    )


def _shown(key: str, values: Values, looking: Looking) -> Shown:
    return Shown(values=values, rule=rule_key(_rule(looking, key)), at=looking.light(key).at)


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


def _rule(looking: Looking, key: str) -> QueueRule:
    return looking.rules.get(key, NO_QUEUE_RULE)


def _source(key: str) -> str:
    return key.partition(":")[0]
