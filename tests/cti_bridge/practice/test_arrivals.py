"""When callers call."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.practice.arrivals import BY_HOUR, HIGHEST, Demand, by_time_of_day

NOON = 12 * 3600.0


def arrivals(demand: Demand, seconds: float, second_of_day: float) -> int:
    rng, second, came = Random(1), 0.0, 0
    while second < seconds:
        second += demand.wait_for_candidate(rng)
        came += demand.calls(rng, second, second_of_day)
    return came


def test_as_many_come_as_the_rate_says() -> None:
    demand = Demand(rate=0.5, period=600, phase=0)

    assert arrivals(demand, 60_000, NOON) == pytest.approx(0.5 * 60_000 * by_time_of_day(NOON), rel=0.05)


def test_more_come_by_day_than_by_night() -> None:
    demand = Demand(rate=0.5, period=600, phase=0)

    assert arrivals(demand, 60_000, 10.5 * 3600) > 1.1 * arrivals(demand, 60_000, 3.5 * 3600)


@given(st.floats(0, 1e6), st.floats(0, 86_400))
def test_the_rate_never_leaves_its_bounds(second: float, second_of_day: float) -> None:
    demand = Demand(rate=1, period=1500, phase=0.3)

    assert 0.5 < demand.rate_at(second, second_of_day) <= HIGHEST


def test_a_day_has_24_hours_that_glide_into_each_other() -> None:
    assert len(BY_HOUR) == 24
    assert by_time_of_day(0.0) == pytest.approx(by_time_of_day(86_400.0))
    assert by_time_of_day(9.5 * 3600) == BY_HOUR[9]
