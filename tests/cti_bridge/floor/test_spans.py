"""Time counted as reports count it: up to now, cut at an interval's edge, in days of the site's own zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.floor.spans import Interval, Span, day, day_of, intervals, summed, within

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)


def test_an_interval_has_its_start_and_not_its_end() -> None:
    hour = Interval(start=NINE, end=NINE + HOUR)

    assert NINE in hour
    assert NINE + HOUR not in hour


def test_nothing_counts_beyond_now() -> None:
    hour = Interval(start=NINE, end=NINE + HOUR)
    planned = Span(kind="ready", since=NINE, until=NINE + HOUR)

    assert within(planned, hour, NINE + HOUR / 2) == HOUR / 2
    assert within(planned, hour, NINE - HOUR) == timedelta(0)


def test_time_is_summed_by_kind_and_a_kind_without_any_is_left_out() -> None:
    hour = Interval(start=NINE, end=NINE + HOUR)
    spans = [
        Span(kind="ready", since=NINE - HOUR, until=NINE + HOUR / 4),
        Span(kind="talking", since=NINE + HOUR / 4, until=NINE + HOUR / 2),
        Span(kind="ready", since=NINE + HOUR / 2),
        Span(kind="wrap_up", since=NINE + HOUR),
    ]

    assert summed(spans, hour, NINE + 2 * HOUR) == {"ready": 3 * HOUR / 4, "talking": HOUR / 4}


@pytest.mark.parametrize(
    ("of", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 20), 24)],
)
def test_a_day_has_the_hours_that_its_zone_gives_it(of: date, hours: int) -> None:
    assert day(of, BERLIN).length == hours * HOUR
    assert sum(1 for _ in intervals(day(of, BERLIN), HOUR)) == hours


def test_a_moment_is_in_the_day_of_its_zone() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # half past midnight in Berlin

    assert day_of(late, BERLIN) == day(date(2026, 11, 21), BERLIN)
    assert late in day_of(late, BERLIN)


moments = st.integers(0, 4 * 24 * 60).map(lambda minutes: NINE + timedelta(minutes=minutes))


@given(ends=st.tuples(moments, moments), now=moments, length=st.integers(7, 300))
def test_what_is_cut_at_edges_is_nowhere_lost_and_nowhere_counted_twice(
    ends: tuple[datetime, datetime], now: datetime, length: int
) -> None:
    span = Span(kind="ready", since=min(ends), until=max(ends))
    whole = Interval(start=NINE, end=NINE + 5 * 24 * HOUR)

    parts = [within(span, part, now) for part in intervals(whole, timedelta(minutes=length))]

    assert sum(parts, timedelta(0)) == within(span, whole, now)


@given(moment=st.integers(0, 40 * 366 * 24 * 60).map(lambda minutes: NINE - timedelta(minutes=minutes)))
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "Asia/Kathmandu"])
def test_every_moment_is_in_one_day_and_days_follow_each_other(zone: str, moment: datetime) -> None:
    here = ZoneInfo(zone)
    found = day_of(moment, here)

    assert moment in found
    assert day_of(found.end, here).start == found.end
    assert day_of(found.start - timedelta(seconds=1), here).end == found.start
