"""Time as reports count it: what still runs counts up to now, an interval's edge cuts it, days are the site's own."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From `start`, which is in it, to `end`, which is in the next one. Aware."""

    start: datetime
    end: datetime

    def __contains__(self, moment: datetime) -> bool:
        return self.start <= moment < self.end

    @property
    def length(self) -> timedelta:
        """In real time: a day may have 23 or 25 hours."""
        return self.end.astimezone(UTC) - self.start.astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span(Generic[K]):
    """Something that lasted, of a kind: a state, a call. `until` None: it still does."""

    kind: K
    since: datetime
    until: datetime | None = None


def within(span: Span[K], interval: Interval, now: datetime) -> timedelta:
    """How much of it lies in an interval. What still runs counts up to now, and nothing counts beyond now."""
    until = now if span.until is None else min(span.until, now)
    return max(timedelta(0), min(until, interval.end) - max(span.since, interval.start))


def summed(spans: Iterable[Span[K]], interval: Interval, now: datetime) -> dict[K, timedelta]:
    """Time by kind in an interval; a kind without any is left out."""
    total: defaultdict[K, timedelta] = defaultdict(timedelta)
    for span in spans:
        if lasted := within(span, interval, now):
            total[span.kind] += lasted
    return dict(total)


def day_of(moment: datetime, zone: tzinfo) -> Interval:
    """The day in which a moment lies, in a zone: from midnight to midnight, 23 or 25 hours where the clocks change."""
    return day(moment.astimezone(zone).date(), zone)


def day(of: date, zone: tzinfo) -> Interval:
    """A day of a zone, in UTC."""
    return Interval(start=_midnight(of, zone), end=_midnight(of + timedelta(days=1), zone))


def intervals(whole: Interval, length: timedelta) -> Iterator[Interval]:
    """The intervals of one length that make up a time; the last one may be shorter."""
    start = whole.start
    while start < whole.end:
        end = min(start + length, whole.end)
        yield Interval(start=start, end=end)
        start = end


def _midnight(of: date, zone: tzinfo) -> datetime:
    return datetime.combine(of, time(), zone).astimezone(UTC)
