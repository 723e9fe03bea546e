"""What is made of a queue's counts: averages, shares and totals, or the reason why there is none."""

from datetime import UTC, datetime, timedelta

import pytest

from cti_bridge.floor import figures
from cti_bridge.floor.figures import Count, Missing

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
DAY = {
    "offered": 110.0,
    "answered": 100.0,
    "abandoned": 6.0,
    "wait_seconds_of_answered": 1500.0,
    "handled": 90.0,
    "talk_seconds": 16200.0,
    "hold_seconds": 900.0,
    "wrap_up_seconds": 2700.0,
    "ready_seconds": 6600.0,
    "expected_wait_seconds": 12.0,
    "signed_in": 9.0,
    "told_answered_percent_15s": 82.5,
}


def without(*names: str) -> dict[str, float]:
    return {name: count for name, count in DAY.items() if name not in names}


def test_the_average_speed_of_answer_is_over_the_answered_calls_alone() -> None:
    asa = figures.average_speed_of_answer(DAY)

    assert (asa.value, asa.counted, asa.of) == (15.0, 1500.0, 100.0)


def test_the_average_handle_time_is_talk_hold_and_wrap_up_over_the_handled() -> None:
    assert figures.average_handle_time(DAY).value == 220.0


def test_occupancy_names_the_time_that_it_is_a_part_of() -> None:
    occupancy = figures.occupancy(DAY)

    assert (occupancy.value, occupancy.counted, occupancy.of) == (0.75, 19800.0, 26400.0)


def test_abandonment_is_of_those_offered() -> None:
    assert figures.abandonment(DAY).of == 110.0


def test_offered_is_what_was_answered_abandoned_and_flowed_out() -> None:
    counts = {"answered": 100.0, "abandoned": 6.0, "closed": 3.0, "timed_out": 1.0}

    assert figures.offered(counts) == 110.0
    assert figures.abandonment(counts) == figures.abandonment(DAY)


def test_offered_is_not_guessed_where_nobody_tells_what_flowed_out() -> None:
    abandonment = figures.abandonment({"answered": 100.0, "abandoned": 6.0})

    assert (abandonment.value, abandonment.missing, abandonment.lacks) == (None, Missing.NOT_GIVEN, ("offered",))


@pytest.mark.parametrize(
    ("figure", "lacks"),
    [
        (figures.average_speed_of_answer, ("wait_seconds_of_answered",)),
        (figures.average_handle_time, ("hold_seconds", "handled")),
        (figures.occupancy, ("ready_seconds",)),
        (figures.abandonment, ("abandoned",)),
    ],
)
def test_what_the_source_does_not_give_is_named(figure: object, lacks: tuple[str, ...]) -> None:
    made = figure(without(*lacks))  # type: ignore[operator]

    assert (made.value, made.missing, made.lacks) == (None, Missing.NOT_GIVEN, lacks)


def test_a_percentage_that_the_system_tells_stands_by_itself() -> None:
    told = figures.told_share(DAY, Count.TOLD_ANSWERED_PERCENT_15S)

    assert (told.percent, told.of) == (82.5, 0.0)  # of nothing: it can never be added up
    assert figures.told_share({}, Count.TOLD_ANSWERED_PERCENT_15S).missing == Missing.NOT_GIVEN


def test_the_percentage_that_it_tells_while_nothing_was_offered_is_no_data() -> None:
    idle = {"offered": 0.0, "told_answered_percent_15s": 0.0}

    assert figures.told_share(idle, Count.TOLD_ANSWERED_PERCENT_15S).missing == Missing.NO_DATA
    assert figures.told_share(idle | {"offered": 4.0}, Count.TOLD_ANSWERED_PERCENT_15S).value == 0


@pytest.mark.parametrize(
    ("counts", "after"),
    [
        ({"abandoned": 10.0, "abandoned_within_15s": 4.0}, 6.0),
        ({"abandoned": 10.0, "abandoned_within_15s": 4.0, "abandoned_after_15s": 7.0}, 7.0),
        ({"abandoned": 10.0, "abandoned_within_20s": 4.0}, None),
        ({"abandoned": 10.0, "abandoned_within_15s": -1.0}, None),
        ({"abandoned": 3.0, "abandoned_within_15s": 4.0}, None),
        ({"abandoned_within_15s": 4.0}, None),
    ],
)
def test_who_gave_up_later_is_told_or_what_is_left_and_never_guessed(
    counts: dict[str, float], after: float | None
) -> None:
    assert figures.gave_up_after(counts, 15) == after


def test_the_longest_wait_runs_from_the_start_of_the_oldest() -> None:
    assert figures.longest_wait(NINE, NINE + timedelta(seconds=75)) == 75
    assert figures.longest_wait(None, NINE) is None


def test_totals_are_sums_and_the_largest_expected_wait() -> None:
    assert figures.totals([DAY, {"answered": 5.0, "expected_wait_seconds": 40.0}]) == {
        "offered": 110.0,
        "answered": 105.0,
        "abandoned": 6.0,
        "handled": 90.0,
        "expected_wait_seconds": 40.0,
    }


def test_together_leaves_out_who_does_not_tell() -> None:
    both = figures.together([figures.average_speed_of_answer(DAY), figures.average_speed_of_answer({})])

    assert both.value == 15.0


def test_together_of_nobody_who_tells_says_why() -> None:
    assert figures.together([figures.average_speed_of_answer({})]).lacks == ("wait_seconds_of_answered", "answered")
    assert figures.together([]).value is None
