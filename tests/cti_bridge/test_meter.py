"""How a source does is counted over the last minute, and how late it stands over the last ten seconds."""

import pytest

from cti_bridge.meter import Meter


@pytest.mark.parametrize(("at", "found"), [(0, 3), (30, 3), (59.9, 3), (60, 0), (10_000, 0)])
def test_what_was_said_counts_for_a_minute(at: float, found: int) -> None:
    meter = Meter()
    meter.said(1, 1000.0)
    meter.said(2, 1000.9)

    assert meter.events_a_minute(1000.0 + at) == found


def test_each_second_counts_by_itself() -> None:
    meter = Meter()
    for second in range(200):
        meter.said(10, 1000.0 + second)

    assert meter.events_a_minute(1199.5) == 600
    assert meter.events_a_minute(1229.5) == 300


def test_the_lag_is_that_of_the_oldest_that_waited() -> None:
    meter = Meter()
    meter.waits(1.0)
    meter.waits(1.5)

    meter.written(meter.taken(), 2.0)

    assert meter.lag_seconds(2.0) == 1.0


def test_the_longest_lag_is_told_for_ten_seconds() -> None:
    meter = Meter()
    for came, written in [(1.0, 1.1), (2.0, 2.5), (4.0, 4.2), (9.0, 9.01)]:
        meter.waits(came)
        meter.written(meter.taken(), written)

    found = [meter.lag_seconds(at) for at in (9.5, 12.5, 12.6, 14.3, 20.0)]

    assert found == [0.5, 0.5, 0.2, 0.01, None]


def test_what_could_not_be_written_waits_as_long_as_before() -> None:
    meter = Meter()
    meter.waits(1.0)
    since = meter.taken()
    meter.waits(3.0)

    meter.put_back(since)
    meter.written(meter.taken(), 6.0)

    assert meter.lag_seconds(6.0) == 5.0


def test_a_write_of_nothing_that_came_has_no_lag() -> None:
    meter = Meter()

    meter.written(meter.taken(), 5.0)

    assert meter.lag_seconds(5.0) is None
