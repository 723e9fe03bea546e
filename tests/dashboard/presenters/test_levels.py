"""Service levels by metrics.md's test set, and by what a source leaves out."""

import pytest

from dashboard.presenters.levels import service_level
from dashboard.presenters.policies import QueueRule

SET = {
    "answered": 1000,
    "abandoned": 60,
    "answered_within_20s": 860,
    "abandoned_within_20s": 20,
    "abandoned_within_5s": 10,
}


@pytest.mark.parametrize(
    ("variant", "percent"),
    [
        ("answered_only", 86.0),
        ("abandons_positive", 83.0),
        ("abandons_ignored", 82.7),
        ("short_abandon_credit", 82.1),
        ("abandons_negative", 81.1),
    ],
)
def test_each_variant_of_the_test_set(variant: str, percent: float) -> None:
    level = service_level(SET, QueueRule(service_level_variant=variant))

    assert level is not None
    assert round(100 * level[0] / level[1], 1) == percent


def test_nothing_offered_is_no_data() -> None:
    assert service_level(dict.fromkeys(SET, 0), QueueRule()) is None


@pytest.mark.parametrize("missing", ["answered", "abandoned", "answered_within_20s"])
def test_what_the_source_does_not_give_is_not_guessed(missing: str) -> None:
    given = {name: count for name, count in SET.items() if name != missing}

    assert service_level(given, QueueRule()) is None


def test_another_threshold_needs_its_own_count() -> None:
    assert service_level(SET, QueueRule(service_level_seconds=30)) is None
