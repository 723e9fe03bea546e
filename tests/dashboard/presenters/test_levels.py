"""A queue's row says its service level with variant and threshold, or why it has none."""

import pytest

from dashboard.presenters.levels import level_values, ratio_values
from dashboard.presenters.policies import QueueRule

SET = {
    "answered": 1000.0,
    "abandoned": 60.0,
    "answered_within_20s": 860.0,
    "abandoned_within_20s": 20.0,
    "abandoned_within_5s": 10.0,
}


def test_the_queues_own_variant_counts_and_is_named() -> None:
    rule = QueueRule(service_level_variant="short_abandon_credit", short_abandon_seconds=5)

    assert level_values(SET, rule) == {
        "level": (870, 1060),
        "level_seconds": 20,
        "level_variant": "short_abandon_credit",
        "level_lost_after": 20,
    }


def test_of_the_answered_only_nobody_who_waits_is_lost() -> None:
    assert "level_lost_after" not in level_values(SET, QueueRule(service_level_variant="answered_only"))


@pytest.mark.parametrize(
    ("counts", "rule", "why"),
    [
        (dict.fromkeys(SET, 0.0), QueueRule(), "no_data"),
        ({}, QueueRule(), "not_given"),
        (SET, QueueRule(service_level_seconds=30), "other_threshold"),
    ],
)
def test_without_one_the_row_says_why(counts: dict[str, float], rule: QueueRule, why: str) -> None:
    said = level_values(counts, rule)

    assert (said["level_missing"], "level" in said) == (why, False)


def test_averages_are_told_as_what_they_are_made_of_and_only_those_that_can_be() -> None:
    counts = {"answered": 4.0, "wait_seconds_of_answered": 60.0, "handled": 0.0, "offered": 5.0, "abandoned": 1.0}

    assert ratio_values(counts) == {"asa": (60, 4), "abandonment": (1, 5)}
