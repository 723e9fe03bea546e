"""A queue's figures as cells of the table: each its text, or `–` and why. static/js/queue_cells.js writes the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from cti_bridge.floor.figures import Count, Counts, Missing, gave_up_after, given, offered
from cti_bridge.floor.levels import wait_longer
from dashboard.presenters.explanation import UNKNOWN, grouped, percent
from dashboard.presenters.queue_words import say
from dashboard.presenters.times import clock

Values = Mapping[str, Any]  # docs/live.md, `queue`

SHORT = 15  # seconds: who gives up later waited in earnest, as XUC counts it

# The columns of counts, and what stands in them.
COUNTS: Mapping[str, Callable[[Counts], float | None]] = {
    "offered": offered,
    "answered": lambda counts: given(counts, Count.ANSWERED),
    "abandoned": lambda counts: given(counts, Count.ABANDONED),
    "abandoned-after": lambda counts: gave_up_after(counts, SHORT),
}
AGENTS = ("ready", "talking")


WORDS: Mapping[str, Promise] = {
    "waiting": pgettext_lazy("column", "Waiting"),
    "longest": pgettext_lazy("column", "Longest wait"),
    "expected-wait": pgettext_lazy("column", "Expected wait"),
    "offered": pgettext_lazy("column", "Offered"),
    "answered": pgettext_lazy("column", "Answered"),
    "abandoned": pgettext_lazy("column", "Abandoned"),
    "abandoned-after": pgettext_lazy("column", "Abandoned after 15 s"),
    "level": pgettext_lazy("column", "Service level"),
    "ready": pgettext_lazy("column", "Agents ready"),
    "talking": pgettext_lazy("column", "Agents talking"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure of one queue, or of all together. `why`: there is none, or not of all."""

    key: str
    text: str
    why: str = ""

    @property
    def word(self) -> str:
        """Its name, where no head of a column says it."""
        return str(WORDS[self.key])


def waiting(values: Values, source: str) -> Cell:
    """How many wait now."""
    return _number("waiting", values.get("waiting"), source)


def longest(values: Values, source: str, seconds: float | None) -> Cell:
    """The longest present wait; `seconds`: how long it is by now. Empty where nobody waits."""
    if seconds is not None:
        return Cell(key="longest", text=clock(seconds))
    if values.get("waiting") == 0:
        return Cell(key="longest", text="", why=say("nobody_waits"))
    sentence = "no_since" if "waiting" in values else "not_given"
    return Cell(key="longest", text=UNKNOWN, why=say(sentence, source=source))


def expected(values: Values, source: str) -> Cell:
    """How long one who calls now would wait, as the system guesses."""
    seconds = expected_of(values)
    return _none("expected-wait", source) if seconds is None else Cell(key="expected-wait", text=clock(seconds))


def expected_of(values: Values) -> float | None:
    """The expected wait in seconds; None where it is not given."""
    return given(values.get("figures", {}), Count.EXPECTED_WAIT_SECONDS)


def counts(values: Values, source: str) -> list[Cell]:
    """The calls of the system's own interval."""
    return [_number(key, count(values.get("figures", {})), source) for key, count in COUNTS.items()]


def level(values: Values, source: str, now: datetime) -> Cell:
    """The service level by the queue's own variant, with who waits too long already."""
    parts = level_parts(values, now)
    if parts:
        return Cell(key="level", text=percent(parts[0] / parts[1]))
    return Cell(key="level", text=UNKNOWN, why=say(f"level_{values['level_missing']}", source=source))


def level_parts(values: Values, now: datetime) -> tuple[float, float] | None:
    """Calls in time, and calls counted: who waits too long already is among these (metrics.md, pitfall 1).

    None where there is no level.
    """
    late = late_callers(values.get("level_lost_after"), values, now)
    if "level" in values:
        in_time, counted = values["level"]
        return in_time, counted + late
    return (0, late) if late and values["level_missing"] == Missing.NO_DATA else None


def late_callers(lost_after: int | None, values: Values, now: datetime) -> int:
    """How many wait longer than so many seconds, of whom we know: those whom the system told, or the longest alone."""
    if lost_after is None:
        return 0
    told, longest = values.get("waits", ()), [values["longest"]] if "longest" in values else []
    return max(wait_longer(lost_after, map(datetime.fromisoformat, waits), now) for waits in (told, longest))


def agents(values: Values, source: str) -> list[Cell]:
    """How many of the queue's agents are in a state, as the system counts them."""
    known = values.get("agents")
    return [_number(state, known.get(state, 0) if known else None, source) for state in AGENTS]


def _number(key: str, number: float | None, source: str) -> Cell:
    return _none(key, source) if number is None else Cell(key=key, text=grouped(number))


def _none(key: str, source: str) -> Cell:
    return Cell(key=key, text=UNKNOWN, why=say("not_given", source=source))
