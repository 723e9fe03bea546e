"""When a callback is due, at the edges: midnight, clocks that are changed, no period, no day, a period that is over."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.presenters.callback_due import Due, span_of

PARIS = ZoneInfo("Europe/Paris")


def due(at: str, *, zone: ZoneInfo = PARIS, **values: str) -> Due:
    """How a request is due at a moment of its system's own clock, or of UTC (`…Z`)."""
    moment = datetime.fromisoformat(at)
    span = span_of(values, zone)
    return span.due(moment if moment.tzinfo else moment.replace(tzinfo=zone)) if span else Due.UNSET


AFTERNOON = {"due": "2026-11-20", "starts": "14:00", "ends": "18:00"}


@pytest.mark.parametrize(
    ("at", "how"),
    [
        ("2026-11-19T15:00", Due.LATER),
        ("2026-11-20T13:59:59", Due.LATER),
        ("2026-11-20T14:00", Due.NOW),
        ("2026-11-20T17:59:59", Due.NOW),
        ("2026-11-20T18:00", Due.OVERDUE),
        ("2026-11-21T15:00", Due.OVERDUE),
    ],
)
def test_it_is_later_until_its_period_begins_and_overdue_once_it_is_over_today(at: str, how: Due) -> None:
    assert due(at, **AFTERNOON) is how


def test_the_clock_is_that_of_the_system_and_no_other() -> None:
    moment = "2026-11-20T13:30+00:00"  # half past two in Paris, half past eight in New York

    assert due(moment, **AFTERNOON) is Due.NOW
    assert due(moment, zone=ZoneInfo("America/New_York"), **AFTERNOON) is Due.LATER


def test_a_day_begins_and_ends_at_its_own_midnight() -> None:
    whole_day = {"due": "2026-11-20"}

    assert due("2026-11-19T23:59:59", **whole_day) is Due.LATER
    assert due("2026-11-20T00:00", **whole_day) is Due.NOW
    assert due("2026-11-20T23:59:59", **whole_day) is Due.NOW
    assert due("2026-11-21T00:00", **whole_day) is Due.OVERDUE


def test_a_period_over_midnight_ends_on_the_next_day() -> None:
    night = {"due": "2026-11-20", "starts": "22:00", "ends": "02:00"}

    assert due("2026-11-20T01:00", **night) is Due.LATER
    assert due("2026-11-21T01:59", **night) is Due.NOW
    assert due("2026-11-21T02:00", **night) is Due.OVERDUE


def test_without_a_day_nobody_can_say() -> None:
    assert due("2026-11-20T15:00") is Due.UNSET
    assert due("2026-11-20T15:00", starts="14:00", ends="18:00") is Due.UNSET


def test_when_the_clock_is_put_forward_a_period_in_the_lost_hour_is_not_lost() -> None:
    lost = {"due": "2026-03-29", "starts": "02:00", "ends": "03:00"}  # at two it is three in Paris

    assert due("2026-03-29T00:30+00:00", **lost) is Due.NOW
    assert due("2026-03-29T01:00+00:00", **lost) is Due.OVERDUE


def test_when_the_clock_is_put_back_the_hour_that_comes_twice_counts_twice() -> None:
    twice = {"due": "2026-10-25", "starts": "02:00", "ends": "02:30"}

    assert due("2026-10-24T23:59+00:00", **twice) is Due.LATER
    assert due("2026-10-25T00:00+00:00", **twice) is Due.NOW  # the first 02:00, in summer time
    assert due("2026-10-25T01:29+00:00", **twice) is Due.NOW  # the second 02:29, in winter time
    assert due("2026-10-25T01:30+00:00", **twice) is Due.OVERDUE


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_calendars_ends_stop_nothing(day: str) -> None:
    for zone in (PARIS, ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")):
        assert due("2026-11-20T15:00", zone=zone, due=day) in (Due.OVERDUE, Due.LATER)


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.times(),
    st.times(),
    st.sampled_from(["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
def test_no_request_is_overdue_before_it_was_due(day: date, starts: object, ends: object, zone: str) -> None:
    span = span_of({"due": day.isoformat(), "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}, ZoneInfo(zone))

    assert span is not None
    assert span.begins < span.ends
    assert span.due(span.begins) is Due.NOW
    assert span.turns(span.begins) == span.ends
    assert span.turns(span.ends) is None
    assert span.turns(datetime(2025, 1, 1, tzinfo=UTC)) == span.begins
