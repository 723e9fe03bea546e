"""Service levels by metrics.md's test set, and by what a source leaves out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.floor.figures import Missing, together
from cti_bridge.floor.levels import Target, Variant, service_level, thresholds

SET = {
    "answered": 1000.0,
    "abandoned": 60.0,
    "answered_within_20s": 860.0,
    "abandoned_within_20s": 20.0,
    "abandoned_within_5s": 10.0,
}
XUC = {"answered": 90.0, "abandoned": 10.0, "answered_within_15s": 80.0, "abandoned_after_15s": 6.0}

every_variant = pytest.mark.parametrize("variant", Variant)


@pytest.mark.parametrize(
    ("variant", "percent"),
    [
        (Variant.ANSWERED_ONLY, 86.0),
        (Variant.ABANDONS_POSITIVE, 83.0),
        (Variant.ABANDONS_IGNORED, 82.7),
        (Variant.SHORT_ABANDON_CREDIT, 82.1),
        (Variant.ABANDONS_NEGATIVE, 81.1),
    ],
)
def test_each_variant_of_the_test_set(variant: Variant, percent: float) -> None:
    level = service_level(SET, Target(seconds=20, variant=variant))

    assert level.percent is not None
    assert round(level.percent, 1) == percent


@every_variant
def test_without_its_inputs_there_is_none_and_they_are_named(variant: Variant) -> None:
    target = Target(seconds=20, variant=variant)
    needed = [name for name in SET if service_level({**SET, name: -1}, target).value is None]

    assert {"answered", "answered_within_20s"} <= set(needed)
    for name in needed:
        level = service_level({n: count for n, count in SET.items() if n != name}, target)
        assert (level.value, level.lacks) == (None, (name,))


def test_a_system_that_counts_agents_and_waiting_calls_only_has_no_level() -> None:
    level = service_level({}, Target(seconds=20, variant=Variant.ABANDONS_NEGATIVE))

    assert level.missing == Missing.NOT_GIVEN
    assert level.lacks == ("answered", "answered_within_20s", "abandoned")


@every_variant
def test_a_system_that_counts_at_15_seconds_has_no_level_at_20(variant: Variant) -> None:
    level = service_level(XUC, Target(seconds=20, variant=variant))

    assert (level.value, level.missing) == (None, Missing.OTHER_THRESHOLD)
    assert thresholds(XUC) == (15,)


@pytest.mark.parametrize(
    ("variant", "counted", "of"),
    [
        (Variant.ANSWERED_ONLY, 80, 90),
        (Variant.ABANDONS_POSITIVE, 84, 100),  # 10 gave up, 6 of them after 15 s
        (Variant.ABANDONS_IGNORED, 80, 96),
        (Variant.ABANDONS_NEGATIVE, 80, 100),
    ],
)
def test_and_at_15_it_has(variant: Variant, counted: int, of: int) -> None:
    level = service_level(XUC, Target(seconds=15, variant=variant))

    assert (level.counted, level.of) == (counted, of)


def test_credit_for_short_abandons_needs_its_own_limit() -> None:
    credit = Target(seconds=15, variant=Variant.SHORT_ABANDON_CREDIT, short_abandon_seconds=5)

    assert service_level(XUC, credit).missing == Missing.OTHER_THRESHOLD
    assert service_level(XUC, credit).lacks == ("abandoned_within_5s",)


@st.composite
def a_days_counts(draw: st.DrawFn) -> dict[str, float]:
    """What a day may count at 20 and 5 seconds, without a contradiction."""
    answered, abandoned = draw(st.integers(0, 500)), draw(st.integers(0, 500))
    gave_up_soon = draw(st.integers(0, abandoned))
    return {
        "answered": answered,
        "abandoned": abandoned,
        "answered_within_20s": draw(st.integers(0, answered)),
        "abandoned_within_5s": draw(st.integers(0, gave_up_soon)),
        "abandoned_within_20s": gave_up_soon,
    }


@given(counts=a_days_counts(), variant=st.sampled_from(Variant), late=st.integers(0, 50))
def test_a_level_is_a_share_and_who_waits_too_long_never_betters_it(
    counts: dict[str, float], variant: Variant, late: int
) -> None:
    target = Target(seconds=20, variant=variant)
    level, with_late = service_level(counts, target), service_level(counts, target, late)

    assert level.value is None or 0 <= level.value <= 1
    assert level.value is not None or level.missing == Missing.NO_DATA
    assert level.value is None or (with_late.value is not None and with_late.value <= level.value)


@given(days=st.lists(a_days_counts(), min_size=1, max_size=6), variant=st.sampled_from(Variant))
def test_the_level_of_several_queues_is_that_of_all_their_calls(days: list[dict[str, float]], variant: Variant) -> None:
    target = Target(seconds=20, variant=variant)
    all_calls = {name: sum(counts[name] for counts in days) for name in SET}

    level = together(service_level(counts, target) for counts in days)

    assert level.value == service_level(all_calls, target).value


@given(counts=a_days_counts())
def test_negative_is_the_strictest_of_those_that_count_all_calls(counts: dict[str, float]) -> None:
    levels = {v: service_level(counts, Target(seconds=20, variant=v)).value for v in Variant}
    strict = levels[Variant.ABANDONS_NEGATIVE]

    for variant in (Variant.ABANDONS_POSITIVE, Variant.ABANDONS_IGNORED, Variant.SHORT_ABANDON_CREDIT):
        other = levels[variant]
        assert strict is None or other is None or strict <= other + 1e-12
