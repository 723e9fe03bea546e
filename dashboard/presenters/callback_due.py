"""When a callback is due: overdue, now or later, by its day and its part of the day in the CTI system's time zone.

Pure (xuc.md 1.6: "callback due status, from dueDate and the preferred period's start and end"). Moments are compared
in UTC, so that a clock that is put forward or back makes no callback due twice, or never.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Any

_FIRST = datetime(1, 1, 1, tzinfo=UTC)
_LAST = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


class Due(StrEnum):
    """Whether the time to call is over, is, or is to come; UNSET: the system gave no day."""

    OVERDUE = "overdue"
    NOW = "now"
    LATER = "later"
    UNSET = "unset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From when until when somebody wants to be called, in UTC; `ends` itself is too late."""

    begins: datetime
    ends: datetime

    def due(self, now: datetime) -> Due:
        """How it stands at a moment."""
        if now < self.begins:
            return Due.LATER
        return Due.NOW if now < self.ends else Due.OVERDUE

    def turns(self, now: datetime) -> datetime | None:
        """The next moment at which it stands otherwise; None: never again."""
        return next((at for at in (self.begins, self.ends) if at > now), None)


def span_of(values: Mapping[str, Any], zone: tzinfo) -> Span | None:
    """The span of a callback (docs/live.md, `callback`); the whole day without a period, None without a day."""
    if not values.get("due"):
        return None
    day = date.fromisoformat(values["due"])
    starts = time.fromisoformat(values.get("starts", "00:00"))
    ends = time.fromisoformat(values.get("ends", "00:00"))
    last = day if starts < ends else _day_after(day)  # 22:00 to 02:00 ends tomorrow, and so does 00:00 to 00:00
    return Span(begins=min(_both(day, starts, zone)), ends=max(_both(last, ends, zone)))


def _both(day: date, at: time, zone: tzinfo) -> tuple[datetime, datetime]:
    """A time of the clock, by either of its meanings where the clock is changed in that hour."""
    first = datetime.combine(day, at, zone)
    return _in_utc(first.replace(fold=0)), _in_utc(first.replace(fold=1))


def _in_utc(local: datetime) -> datetime:
    """The same moment; the calendar's first and last hours, which UTC has not, end where it ends."""
    try:
        return local.astimezone(UTC)
    except OverflowError:
        return _FIRST if local.year == date.min.year else _LAST


def _day_after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day
