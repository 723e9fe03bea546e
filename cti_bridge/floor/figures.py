"""What a queue's figures are called and count, and what is made of them: from counts alone, and nothing is estimated.

A figure is a count over a count, and is added up over queues count by count. Percentages are never averaged, and agents
never added up over queues: one agent serves several. Nothing offered is no data, neither 0 % nor 100 % (metrics.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Count(StrEnum):
    """A queue's counts, as `Queue.figures` names them: since the system began to count, as a rule at midnight."""

    OFFERED = "offered"  # calls that came to the queue: answered, abandoned or flowed out
    ANSWERED = "answered"
    ABANDONED = "abandoned"  # they gave up while they waited
    CLOSED = "closed"  # they came while the queue was closed
    TIMED_OUT = "timed_out"  # they waited as long as one may, and were sent elsewhere
    WAIT_SECONDS_OF_ANSWERED = "wait_seconds_of_answered"
    HANDLED = "handled"  # answered, and over: these have
    TALK_SECONDS = "talk_seconds"
    HOLD_SECONDS = "hold_seconds"
    WRAP_UP_SECONDS = "wrap_up_seconds"
    READY_SECONDS = "ready_seconds"  # of its agents, waiting for a call
    EXPECTED_WAIT_SECONDS = "expected_wait_seconds"  # of a call that comes now, as the system expects
    SIGNED_IN = "signed_in"  # agents, now
    TOLD_ANSWERED_PERCENT_15S = "told_answered_percent_15s"  # the system's own share of those offered
    TOLD_ABANDONED_PERCENT_15S = "told_abandoned_percent_15s"  # and of those who gave up after 15 s


def answered_within(seconds: int) -> str:
    """The name of: answered after a wait of so many seconds or less (`<=`)."""
    return f"answered_within_{seconds}s"


def abandoned_within(seconds: int) -> str:
    """The name of: gave up after a wait of so many seconds or less (`<=`)."""
    return f"abandoned_within_{seconds}s"


def abandoned_after(seconds: int) -> str:
    """The name of: gave up after a longer wait (`>`)."""
    return f"abandoned_after_{seconds}s"


SUMMED = (Count.OFFERED, Count.ANSWERED, Count.ABANDONED, Count.CLOSED, Count.TIMED_OUT, Count.HANDLED)
LARGEST = (Count.EXPECTED_WAIT_SECONDS,)  # over queues, the largest says most

Counts = Mapping[str, float]  # by Count, and by the names with a threshold


class Missing(StrEnum):
    """Why a figure has no value."""

    NOT_GIVEN = "not_given"  # the source does not count what it needs
    OTHER_THRESHOLD = "other_threshold"  # the source counts it, but at other seconds
    NO_DATA = "no_data"  # nothing was counted yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value with what it was made of, or why there is none: `value` is `counted / of` (a share, or seconds each).

    `lacks` names the counts that the source does not give.
    """

    value: float | None
    counted: float = 0.0
    of: float = 0.0
    missing: str = ""
    lacks: tuple[str, ...] = ()

    @property
    def percent(self) -> float | None:
        """A share in percent."""
        return None if self.value is None else 100 * self.value


def given(counts: Counts, name: str) -> float | None:
    """A count; None where the source does not give it, or says that it does not know (−1)."""
    count = counts.get(name)
    return None if count is None or count < 0 else count


def share(counted: float, of: float) -> Figure:
    """`counted` in `of`; no data where there is nothing to count in."""
    if of <= 0:
        return Figure(value=None, counted=counted, of=of, missing=Missing.NO_DATA)
    return Figure(value=counted / of, counted=counted, of=of)


def lacking(*names: str, missing: Missing = Missing.NOT_GIVEN) -> Figure:
    """A figure without the counts that it needs."""
    return Figure(value=None, missing=missing, lacks=names)


def offered(counts: Counts) -> float | None:
    """Calls that came: as told, else answered, abandoned and flowed out where all of them are."""
    told = given(counts, Count.OFFERED)
    if told is not None:
        return told
    parts = [given(counts, name) for name in (Count.ANSWERED, Count.ABANDONED, Count.CLOSED, Count.TIMED_OUT)]
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def gave_up_after(counts: Counts, seconds: int) -> float | None:
    """Who gave up after a longer wait (`>`): as told, else all who gave up without those who did within it."""
    told = given(counts, abandoned_after(seconds))
    if told is not None:
        return told
    gave_up, within = given(counts, Count.ABANDONED), given(counts, abandoned_within(seconds))
    return None if gave_up is None or within is None or within > gave_up else gave_up - within


def abandonment(counts: Counts) -> Figure:
    """Those who gave up, of those offered."""
    gave_up, came = given(counts, Count.ABANDONED), offered(counts)
    if gave_up is None or came is None:
        return lacking(*(n for n, c in ((Count.ABANDONED, gave_up), (Count.OFFERED, came)) if c is None))
    return share(gave_up, came)


def average_speed_of_answer(counts: Counts) -> Figure:
    """Seconds that an answered call had waited, on average. Those who still wait, and those who gave up, are not in."""
    return _each(counts, (Count.WAIT_SECONDS_OF_ANSWERED,), Count.ANSWERED)


def average_handle_time(counts: Counts) -> Figure:
    """Seconds of talk, hold and wrap-up of a call that was handled, on average."""
    return _each(counts, (Count.TALK_SECONDS, Count.HOLD_SECONDS, Count.WRAP_UP_SECONDS), Count.HANDLED)


def occupancy(counts: Counts) -> Figure:
    """The part of the agents' time that went to calls: talk, hold and wrap-up, of these and the time ready.

    Time not ready, reserved, or at work on something that is no call, is in neither.
    """
    busy = (Count.TALK_SECONDS, Count.HOLD_SECONDS, Count.WRAP_UP_SECONDS)
    lacks = [name for name in (*busy, Count.READY_SECONDS) if given(counts, name) is None]
    if lacks:
        return lacking(*lacks)
    worked = sum(counts[name] for name in busy)
    return share(worked, worked + counts[Count.READY_SECONDS])


def told_share(counts: Counts, name: Count) -> Figure:
    """A percentage that the system tells ready-made, as a share of its own: it can be shown, and never be added up.

    The 0 % that it tells while nothing was offered is no data (metrics.md).
    """
    told = given(counts, name)
    if told is None:
        return lacking(name)
    return Figure(value=None, missing=Missing.NO_DATA) if offered(counts) == 0 else Figure(value=told / 100)


def longest_wait(since: datetime | None, now: datetime) -> float | None:
    """Seconds since the start of the oldest wait; None where nobody waits, or nobody knows.

    A source whose clock is ahead of ours gives no wait below zero.
    """
    return None if since is None else max(0.0, (now - since).total_seconds())


def together(figures: Iterable[Figure]) -> Figure:
    """One figure over several queues, from their counts added up. Those without counts are left out.

    Where none has a value, the first one's reason stands.
    """
    found = list(figures)
    known = [figure for figure in found if figure.of > 0]
    if known:
        return share(sum(figure.counted for figure in known), sum(figure.of for figure in known))
    return next((figure for figure in found if figure.value is None), lacking())


def totals(queues: Iterable[Counts]) -> dict[str, float]:
    """Counts over several queues: sums, and the largest expected wait. What no queue gives is left out.

    No agents, who may serve several of them, and no percentages.
    """
    found = list(queues)
    total: dict[str, float] = {}
    for names, over in ((SUMMED, sum), (LARGEST, max)):
        for name in names:
            known = [count for counts in found if (count := given(counts, name)) is not None]
            if known:
                total[name] = over(known)
    return total


def _each(counts: Counts, seconds: tuple[Count, ...], of: Count) -> Figure:
    lacks = [name for name in (*seconds, of) if given(counts, name) is None]
    return lacking(*lacks) if lacks else share(sum(counts[name] for name in seconds), counts[of])
