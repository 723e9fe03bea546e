"""Every figure says what it is, by which formula and threshold, and, where it has no value, why."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from cti_bridge.floor.figures import Count
from dashboard.presenters.explained import Explained, explained, explained_of
from dashboard.presenters.figure_words import ABOUT, name_of
from dashboard.presenters.policies import QueueRule
from dashboard.presenters.times import stamp

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
SET = {
    "offered": 1060.0,
    "answered": 1000.0,
    "abandoned": 60.0,
    "answered_within_20s": 860.0,
    "abandoned_within_20s": 20.0,
    "abandoned_within_5s": 10.0,
}
XUC = {
    "offered": 110.0,
    "answered": 90.0,
    "abandoned": 10.0,
    "closed": 10.0,
    "answered_within_15s": 80.0,
    "abandoned_after_15s": 6.0,
    "told_answered_percent_15s": 72.7,
    "expected_wait_seconds": 75.0,
}


def figure(
    key: str, counts: dict[str, float] | None = None, *, rule: QueueRule | None = None, **more: Any
) -> Explained:
    """One figure of a queue of the system `xivo`."""
    values = {"name": "Sales", "figures": counts or {}, **more}
    found = explained_of(values, rule or QueueRule(), source="xivo", now=NINE)
    (one,) = [each for each in found if each.key == key]
    return one


def test_the_service_level_of_the_test_set_is_explained_by_all_five_variants() -> None:
    level = figure("level", SET)

    assert (level.value, level.setting) == ("81.1 %", "Abandons negative, within 20 s")
    assert level.formula == "answered ≤ 20 s / (answered + abandoned)"
    assert [(each.title, each.value, each.chosen) for each in level.variants] == [
        ("Answered only", "86.0 %", False),
        ("Abandons positive", "83.0 %", False),
        ("Abandons ignored", "82.7 %", False),
        ("Short-abandon credit", "82.1 %", False),
        ("Abandons negative", "81.1 %", True),
    ]


def test_a_threshold_that_the_system_does_not_count_at_is_said() -> None:
    level = figure("level", XUC)

    assert (level.value, level.why) == (
        "–",
        "xivo counts at 15 s, and does not give: calls answered within 20 s.",
    )
    assert {each.value for each in level.variants} == {"–"}


def test_one_variant_may_lack_what_the_others_have() -> None:
    level = figure("level", XUC, rule=QueueRule(service_level_seconds=15))

    lacking = [(each.key, each.why) for each in level.variants if each.why]
    assert level.value == "80.0 %"
    assert lacking == [
        ("short_abandon_credit", "xivo counts at 15 s, and does not give: calls abandoned within 5 s."),
    ]


def test_the_systems_own_percentage_stands_beside_it_and_is_named_as_such() -> None:
    told = figure("told-level", XUC)

    assert (told.value, told.by_the_system) == ("72.7 %", True)
    assert "told-level" not in {each.key for each in explained_of({}, QueueRule(), source="cisco", now=NINE)}


def test_the_systems_own_percentage_of_nothing_is_no_data_and_says_so() -> None:
    its = figure("told-level", XUC | {"offered": 0.0, "told_answered_percent_15s": 0.0})

    assert (its.value, its.why) == ("–", "Nothing was counted yet: that is no data, and not 0 %.")


def test_a_count_that_follows_from_others_is_made_of_them_and_not_said_to_be_the_systems() -> None:
    made = figure("abandoned-after", SET | {"abandoned_within_15s": 15.0})

    assert (made.value, made.by_the_system) == ("45", False)
    assert figure("abandoned-after", XUC).by_the_system


def test_thousands_stand_apart() -> None:
    assert figure("offered", {"offered": 11211.0}).value == "11\u202f211"
    assert figure("offered", {"offered": 999.0}).value == "999"


def test_nothing_offered_is_no_data_and_says_so() -> None:
    level = figure("level", dict.fromkeys(SET, 0.0))

    assert (level.value, level.why) == ("–", "Nothing was counted yet: that is no data, and not 0 %.")


def test_who_waits_too_long_counts_against_it_already_and_how_many_is_said() -> None:
    waits = [stamp(NINE - timedelta(seconds=seconds)) for seconds in (300, 21, 20)]

    level = figure("level", SET, waits=waits)

    assert level.value == "81.0 %"  # 860 of 1062
    assert "At least 2 callers now." in level.counts


def test_of_whom_nobody_tells_the_oldest_alone_is_known_to_wait() -> None:
    level = figure("level", SET, longest="2026-11-20T08:55:00Z", waiting=7)

    assert "At least 1 caller now." in level.counts


def test_of_the_answered_only_nobody_who_waits_counts() -> None:
    level = figure("level", SET, rule=QueueRule(service_level_variant="answered_only"), waits=["2026-11-20T08:00:00Z"])

    assert level.value == "86.0 %"
    assert level.counts == ("In time means within the threshold, or exactly at it.",)


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("offered", "110", ""),
        ("abandoned-after", "6", ""),
        ("abandonment", "9.1 %", ""),
        ("expected-wait", "1:15", ""),
        ("asa", "–", "xivo does not give: the waiting time of answered calls."),
        ("aht", "–", "xivo does not give: talk time, hold time, wrap-up time, calls handled."),
        ("waiting", "–", "xivo does not give this figure."),
        ("ready", "–", "xivo does not give this figure."),
        ("longest", "–", "xivo does not say since when they wait."),
    ],
)
def test_what_the_system_gives_is_shown_and_what_it_lacks_is_named(key: str, value: str, why: str) -> None:
    one = figure(key, XUC)

    assert (one.value, one.why) == (value, why)


def test_averages_are_times() -> None:
    counts = {"answered": 4.0, "wait_seconds_of_answered": 60.0}

    assert figure("asa", counts).value == "0:15"


def test_the_longest_wait_is_ticked_by_us_and_nobody_waiting_is_no_dash() -> None:
    assert figure("longest", longest="2026-11-20T08:58:45Z", waiting=1).value == "1:15"
    assert (figure("longest", waiting=0).value, figure("longest", waiting=0).why) == ("", "Nobody waits.")


def test_agents_that_the_system_counts_are_counted_even_where_none_is_ready() -> None:
    assert figure("ready", agents={"talking": 2}).value == "0"


def test_over_all_queues_each_figure_is_explained_without_a_value() -> None:
    all_of_them = explained()

    assert [each.key for each in all_of_them] == list(ABOUT)
    (level,) = [each for each in all_of_them if each.key == "level"]
    assert level.variants[-1].formula == "answered ≤ T / (answered + abandoned)"
    assert {(each.value, each.chosen) for each in level.variants} == {("", False)}


@pytest.mark.parametrize("one", explained(), ids=lambda one: one.key)
def test_every_figure_says_what_counts_or_what_it_is_made_of(one: Explained) -> None:
    assert one.title
    assert one.formula or one.counts
    assert all(sentence.endswith(".") for sentence in (*one.counts, *one.leaves_out))


def test_every_count_has_a_name_in_words() -> None:
    made_of = [
        c for c in Count if c not in (Count.CLOSED, Count.TIMED_OUT, Count.EXPECTED_WAIT_SECONDS, Count.SIGNED_IN)
    ]

    assert not [count for count in made_of if "percent" not in count and name_of(count) == count]
    assert name_of("abandoned_within_5s") == "calls abandoned within 5 s"


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    with translation.override("de"):
        assert figure("level", SET).variants[0].value.startswith("86,0")
