"""Service levels: which calls count as served in time. There is no single formula, so each names its own (metrics.md).

In time means `<=`, at the threshold T and at the short-abandon limit. A call that waits longer than that counts against
the level already, though nobody knows yet what becomes of it, in every variant in which it must end up so.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from cti_bridge.floor.figures import (
    Count,
    Counts,
    Figure,
    Missing,
    abandoned_after,
    abandoned_within,
    answered_within,
    given,
    lacking,
    share,
)

_THRESHOLD = re.compile(r"(?:answered|abandoned)_(?:within|after)_(\d+)s")


class Variant(StrEnum):
    """How those who gave up count."""

    ANSWERED_ONLY = "answered_only"  # answered ≤ T / answered
    ABANDONS_POSITIVE = "abandons_positive"  # (answered ≤ T + abandoned ≤ T) / (answered + abandoned)
    ABANDONS_IGNORED = "abandons_ignored"  # answered ≤ T / (answered + abandoned − abandoned ≤ T)
    SHORT_ABANDON_CREDIT = "short_abandon_credit"  # (answered ≤ T + abandoned ≤ short) / (answered + abandoned)
    ABANDONS_NEGATIVE = "abandons_negative"  # answered ≤ T / (answered + abandoned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A queue's own service level: seconds within which a call is served in time, and how who gave up counts."""

    seconds: int
    variant: Variant
    short_abandon_seconds: int = 5

    @property
    def lost_after(self) -> int | None:
        """Seconds of waiting after which a call counts against the level, whatever becomes of it.

        None where that is open: of the answered only, who waits long and gives up never counts.
        """
        match self.variant:
            case Variant.ANSWERED_ONLY:
                return None
            case Variant.SHORT_ABANDON_CREDIT:
                return max(self.seconds, self.short_abandon_seconds)
            case _:
                return self.seconds


def service_level(counts: Counts, target: Target, late: int = 0) -> Figure:
    """The share of calls in time. `late`: how many wait now, longer than `target.lost_after`.

    Where the source counts at other seconds, there is none: levels at 15 s say nothing of those at 20.
    """
    needs = _needs(counts, target)
    if lacks := tuple(name for name, count in needs.items() if count is None):
        return lacking(*lacks, missing=_why(counts, lacks))
    known = {name: count for name, count in needs.items() if count is not None}
    in_time, answered = known[answered_within(target.seconds)], known[Count.ANSWERED]
    if target.variant is Variant.ANSWERED_ONLY:
        return share(in_time, answered)
    finished = answered + known[Count.ABANDONED]
    of = finished + late
    match target.variant:
        case Variant.ABANDONS_POSITIVE:
            return share(in_time + known[abandoned_within(target.seconds)], of)
        case Variant.ABANDONS_IGNORED:
            return share(in_time, of - known[abandoned_within(target.seconds)])
        case Variant.SHORT_ABANDON_CREDIT:
            return share(in_time + known[abandoned_within(target.short_abandon_seconds)], of)
        case Variant.ABANDONS_NEGATIVE:
            return share(in_time, of)
        case _:
            assert_never(target.variant)


def wait_longer(seconds: int, waits: Iterable[datetime], now: datetime) -> int:
    """How many of those who wait since these moments have waited longer than so many seconds (`>`: in time is `<=`)."""
    return sum(now - since > timedelta(seconds=seconds) for since in waits)


def thresholds(counts: Counts) -> tuple[int, ...]:
    """The seconds at which a source counts, the smallest first."""
    found = (_THRESHOLD.fullmatch(name) for name in counts if given(counts, name) is not None)
    return tuple(sorted({int(match.group(1)) for match in found if match}))


def _needs(counts: Counts, target: Target) -> dict[str, float | None]:
    """What a variant is made of, by name; None for what the source does not give."""
    needs = {name: given(counts, name) for name in (Count.ANSWERED, answered_within(target.seconds))}
    if target.variant is not Variant.ANSWERED_ONLY:
        needs[Count.ABANDONED] = given(counts, Count.ABANDONED)
    match target.variant:
        case Variant.ABANDONS_POSITIVE | Variant.ABANDONS_IGNORED:
            needs[abandoned_within(target.seconds)] = _gave_up(counts, target.seconds)
        case Variant.SHORT_ABANDON_CREDIT:
            needs[abandoned_within(target.short_abandon_seconds)] = _gave_up(counts, target.short_abandon_seconds)
        case _:
            pass
    return needs


def _gave_up(counts: Counts, seconds: int) -> float | None:
    """Who gave up within so many seconds: as told, else all but those who gave up after them."""
    told = given(counts, abandoned_within(seconds))
    if told is not None:
        return told
    gave_up, later = given(counts, Count.ABANDONED), given(counts, abandoned_after(seconds))
    return None if gave_up is None or later is None else max(0.0, gave_up - later)


def _why(counts: Counts, lacks: tuple[str, ...]) -> Missing:
    is_only_elsewhere = bool(thresholds(counts)) and all(_THRESHOLD.fullmatch(name) for name in lacks)
    return Missing.OTHER_THRESHOLD if is_only_elsewhere else Missing.NOT_GIVEN
