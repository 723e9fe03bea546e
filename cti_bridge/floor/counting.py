"""Counts a queue's calls one by one, for those who have the calls and not the counts.

A call belongs to the interval in which it was offered, whenever it was answered or given up.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from cti_bridge.floor.figures import Count, abandoned_within, answered_within
from cti_bridge.floor.spans import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedCall:
    """A call to a queue; without an end it still waits."""

    offered_at: datetime
    answered_at: datetime | None = None
    gave_up_at: datetime | None = None


def counted(calls: Iterable[OfferedCall], interval: Interval, limits: Collection[int]) -> dict[str, float]:
    """The counts of an interval's calls. `limits`: the seconds at which they are counted too; in time is `<=`."""
    ours = [call for call in calls if call.offered_at in interval]
    answers = [(c.answered_at - c.offered_at).total_seconds() for c in ours if c.answered_at is not None]
    given_up = [(c.gave_up_at - c.offered_at).total_seconds() for c in ours if c.gave_up_at is not None]
    found: dict[str, float] = {
        Count.OFFERED: len(ours),
        Count.ANSWERED: len(answers),
        Count.ABANDONED: len(given_up),
        Count.WAIT_SECONDS_OF_ANSWERED: sum(answers),
    }
    for limit in limits:
        found[answered_within(limit)] = sum(waited <= limit for waited in answers)
        found[abandoned_within(limit)] = sum(waited <= limit for waited in given_up)
    return found
