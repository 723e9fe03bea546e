"""An agent's day as a strip of states, with its figures as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.html import format_html

from dashboard.presenters import words
from dashboard.presenters.order import STATES
from dashboard.presenters.times import clock, moment

WIDTH = 1000.0


class Span(Protocol):
    """A time in one state; `until` None: it still lasts."""

    @property
    def state(self) -> str: ...
    @property
    def since(self) -> datetime: ...
    @property
    def until(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A span of the strip, in its 1,000 units; `title` says it in words, as HTML."""

    state: str
    x: str
    width: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The strip, the moments under it, and how long each state lasted in all."""

    bars: Sequence[Bar]
    start: str
    middle: str
    sums: Sequence[tuple[str, str, str]]  # state, its word, its time


def timeline(spans: Sequence[Span], now: datetime) -> Timeline | None:
    """The day from its first known state until now; None where nothing is known of it."""
    ended = [(span.state, span.since, span.until or now) for span in spans]
    ended = [(state, since, until) for state, since, until in ended if until > since]
    if not ended:
        return None
    start = ended[0][1]
    whole = (now - start).total_seconds() or 1.0
    return Timeline(
        bars=[_bar(state, since, until, start, whole) for state, since, until in ended],
        start=moment(start, to="minutes"),
        middle=moment(start + (now - start) / 2, to="minutes"),
        sums=_sums(ended),
    )


def _bar(state: str, since: datetime, until: datetime, start: datetime, whole: float) -> Bar:
    seconds = (until - since).total_seconds()
    return Bar(
        state=state,
        x=f"{WIDTH * (since - start).total_seconds() / whole:.1f}",
        width=f"{WIDTH * seconds / whole:.1f}",
        title=format_html(
            "{} {}–{}, {}",
            words.STATES[state],
            moment(since, to="minutes", named=False),
            moment(until, to="minutes"),
            clock(seconds),
        ),
    )


def _sums(spans: Sequence[tuple[str, datetime, datetime]]) -> list[tuple[str, str, str]]:
    seconds = dict.fromkeys(STATES, 0.0)
    for state, since, until in spans:
        seconds[state] += (until - since).total_seconds()
    longest_first = sorted(seconds.items(), key=lambda item: -item[1])
    return [(state, str(words.STATES[state]), clock(sum_)) for state, sum_ in longest_first if sum_ >= 1]
