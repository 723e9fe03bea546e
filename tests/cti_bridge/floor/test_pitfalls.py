"""The nine pitfalls of metrics.md, one after the other."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cti_bridge.connectors.generic_connector.mapping import figure as from_finesse
from cti_bridge.floor import figures
from cti_bridge.floor.counting import OfferedCall, counted
from cti_bridge.floor.events import SourceChanged, SourceHeard
from cti_bridge.floor.figures import Missing
from cti_bridge.floor.levels import Target, Variant, service_level, wait_longer
from cti_bridge.floor.model import FeedState, SourceId
from cti_bridge.floor.spans import Interval, Span, day, within
from cti_bridge.floor.state import Floor

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
HOUR = Interval(start=NINE, end=NINE + timedelta(hours=1))
IN_20 = Target(seconds=20, variant=Variant.ABANDONS_NEGATIVE)


def after(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


def test_1_who_waits_past_the_threshold_counts_against_the_level_already() -> None:
    counts = {"answered": 9.0, "abandoned": 0.0, "answered_within_20s": 9.0}
    waits = [after(0), after(30), after(45)]  # 60, 30 and 15 seconds ago

    late = wait_longer(20, waits, after(60))

    assert late == 2
    assert service_level(counts, IN_20).value == 1
    assert service_level(counts, IN_20, late).value == 9 / 11


@pytest.mark.parametrize(
    ("variant", "lost_after"),
    [
        (Variant.ABANDONS_NEGATIVE, 20),
        (Variant.ABANDONS_POSITIVE, 20),
        (Variant.ABANDONS_IGNORED, 20),
        (Variant.SHORT_ABANDON_CREDIT, 30),  # who gives up now may still have credit
        (Variant.ANSWERED_ONLY, None),  # who gives up counts nowhere
    ],
)
def test_1_and_only_where_nothing_can_save_it_any_more(variant: Variant, lost_after: int | None) -> None:
    assert replace(IN_20, variant=variant, short_abandon_seconds=30).lost_after == lost_after


@pytest.mark.parametrize(("seconds", "in_time"), [(19.9, 1), (20, 1), (20.1, 0)])
def test_2_in_time_means_at_the_threshold_too(seconds: float, in_time: int) -> None:
    answered = OfferedCall(offered_at=NINE, answered_at=after(seconds))
    gave_up = OfferedCall(offered_at=NINE, gave_up_at=after(seconds))

    counts = counted([answered, gave_up], HOUR, limits=[20])

    assert (counts["answered_within_20s"], counts["abandoned_within_20s"]) == (in_time, in_time)
    assert wait_longer(20, [NINE], after(seconds)) == 1 - in_time


def test_2_and_at_the_short_abandon_limit_too() -> None:
    counts = counted([OfferedCall(offered_at=NINE, gave_up_at=after(5))], HOUR, limits=[5, 20])
    level = service_level(counts, replace(IN_20, variant=Variant.SHORT_ABANDON_CREDIT))

    assert level.value == 1


def test_3_a_call_belongs_to_the_interval_in_which_it_was_offered() -> None:
    next_hour = Interval(start=HOUR.end, end=HOUR.end + timedelta(hours=1))
    across = OfferedCall(offered_at=HOUR.end - timedelta(seconds=5), answered_at=HOUR.end + timedelta(seconds=5))

    assert counted([across], HOUR, limits=[20])["answered_within_20s"] == 1
    assert counted([across], next_hour, limits=[20])["offered"] == 0


def test_4_a_state_that_still_runs_counts_up_to_now() -> None:
    talking = Span(kind="talking", since=after(600))

    assert within(talking, HOUR, after(900)) == timedelta(seconds=300)


def test_4_and_is_split_at_the_intervals_edge() -> None:
    talking = Span(kind="talking", since=NINE - timedelta(minutes=10))
    before = Interval(start=NINE - timedelta(hours=1), end=NINE)

    assert within(talking, before, after(300)) == timedelta(minutes=10)
    assert within(talking, HOUR, after(300)) == timedelta(minutes=5)


def test_5_a_day_may_have_23_hours_or_25_and_a_night_shift_is_in_two() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    spring, autumn = day(date(2026, 3, 29), berlin), day(date(2026, 10, 25), berlin)
    shift = Span(kind="ready", since=datetime(2026, 10, 24, 22, tzinfo=berlin), until=autumn.start + 6 * HOUR.length)
    saturday = day(date(2026, 10, 24), berlin)

    assert (spring.length, autumn.length) == (timedelta(hours=23), timedelta(hours=25))
    assert within(shift, saturday, autumn.end) == timedelta(hours=2)
    assert within(shift, autumn, autumn.end) == timedelta(hours=6)


def test_6_agents_are_never_added_up_over_queues_nor_percentages_averaged() -> None:
    small = {"answered": 1.0, "abandoned": 0.0, "answered_within_20s": 0.0, "signed_in": 9.0}
    large = {"answered": 99.0, "abandoned": 0.0, "answered_within_20s": 99.0, "signed_in": 9.0}
    small["told_answered_percent_15s"], large["told_answered_percent_15s"] = 0.0, 100.0

    both = figures.together(service_level(counts, IN_20) for counts in (small, large))

    assert both.value == 0.99  # and not the 50 % between 0 and 100
    assert figures.totals([small, large]) == {"answered": 100.0, "abandoned": 0.0}


@pytest.mark.parametrize("variant", Variant)
def test_7_nothing_offered_is_no_data(variant: Variant) -> None:
    counts = counted([], HOUR, limits=[5, 20])
    level = service_level(counts, replace(IN_20, variant=variant))

    assert (level.value, level.missing) == (None, Missing.NO_DATA)
    assert figures.abandonment(counts).missing == Missing.NO_DATA
    assert figures.average_speed_of_answer(counts).missing == Missing.NO_DATA


def test_8_minus_one_is_not_known() -> None:
    counts = {"offered": 7.0, "abandoned": -1.0}

    assert from_finesse("-1") is None
    assert figures.abandonment(counts).missing == Missing.NOT_GIVEN
    assert figures.totals([counts]) == {"offered": 7.0}


def test_9_a_clock_ahead_of_ours_makes_no_wait_below_zero_and_the_skew_is_kept() -> None:
    floor = Floor()
    floor.apply(SourceChanged(source=SourceId("xivo"), state=FeedState.LIVE, at=NINE))
    floor.apply(SourceHeard(source=SourceId("xivo"), at=NINE, skew_seconds=90.0))

    assert figures.longest_wait(after(90), NINE) == 0
    assert floor.sources[SourceId("xivo")].skew_seconds == 90.0
    assert floor.sources[SourceId("xivo")].heard_at == NINE  # ours
