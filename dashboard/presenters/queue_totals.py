"""The queues together, by metrics.md: counts are added, of waits the longest is taken, shares are made of counts again.

Agents are never added up over queues. The same as static/js/queue_totals.js writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.presenters import queue_cells as cells
from dashboard.presenters.explanation import UNKNOWN, grouped, percent
from dashboard.presenters.queue_cells import Cell, Values
from dashboard.presenters.queue_words import say
from dashboard.presenters.times import age, clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A queue of the table: by which rule its service level counts, and the moment at which its waits stand."""

    values: Values
    rule: str
    at: datetime

    @property
    def seconds(self) -> float | None:
        """How long the longest wait is by then."""
        return age(self.values["longest"], self.at) if "longest" in self.values else None


def totals(queues: Sequence[Shown]) -> list[Cell]:
    """A cell for each column of figures, in their order."""
    told = [queue.values for queue in queues]
    figures = [values.get("figures", {}) for values in told]
    expected = [seconds for values in told if (seconds := cells.expected_of(values)) is not None]
    return [
        _sum("waiting", [values.get("waiting") for values in told]),
        _longest(queues),
        _of("expected-wait", clock(max(expected, default=0)), len(expected), len(queues)),
        *(_sum(key, [count(each) for each in figures]) for key, count in cells.COUNTS.items()),
        _level(queues),
        *(Cell(key=state, text=UNKNOWN, why=say("by_agents")) for state in cells.AGENTS),
    ]


def _sum(key: str, numbers: Sequence[float | None]) -> Cell:
    known = [number for number in numbers if number is not None]
    return _of(key, grouped(sum(known)), len(known), len(numbers))


def _of(key: str, figure: str, known: int, queues: int) -> Cell:
    """A figure made of those queues whose system gives it."""
    if not known:
        return Cell(key=key, text=UNKNOWN, why=say("nowhere"))
    if known < queues:
        return Cell(key=key, text=say("at_least", figure=figure), why=say("partly", count=queues - known))
    return Cell(key=key, text=figure)


def _longest(queues: Sequence[Shown]) -> Cell:
    waits = [queue.seconds for queue in queues if queue.seconds is not None]
    told = len(waits) + sum(1 for queue in queues if queue.seconds is None and queue.values.get("waiting") == 0)
    if not waits and told == len(queues):
        return Cell(key="longest", text="", why=say("nobody_waits"))
    return _of("longest", clock(max(waits, default=0)), told if waits else 0, len(queues))


def _level(queues: Sequence[Shown]) -> Cell:
    parts = [(found, queue.rule) for queue in queues if (found := cells.level_parts(queue.values, queue.at))]
    if not parts:
        return Cell(key="level", text=UNKNOWN, why=say("nowhere"))
    if len({rule for _, rule in parts}) > 1:
        return Cell(key="level", text=UNKNOWN, why=say("by_rules"))
    text = percent(sum(in_time for (in_time, _), _ in parts) / sum(counted for (_, counted), _ in parts))
    left = len(queues) - len(parts)
    return Cell(key="level", text=text, why=say("partly", count=left) if left else "")
