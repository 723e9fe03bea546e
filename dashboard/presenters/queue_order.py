"""Which queues a view shows, and in which order."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from cti_bridge.floor.model import source_of
from dashboard.presenters import queue_cells as cells
from dashboard.presenters.order import fold
from dashboard.presenters.queue_cells import Values
from dashboard.presenters.queue_view import BY_NAME, QueueView

Queue = tuple[str, Values]  # its key, and what is told of it (docs/live.md, `queue`)


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
    text = f"{fold(values['name'])} {source_of(key)}"
    return (not view.source or source_of(key) in view.source) and all(word in text for word in fold(view.q).split())
