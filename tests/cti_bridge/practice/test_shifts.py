"""Day and night, most people are on shift."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.practice import shifts


@given(st.integers(0, 1000), st.sampled_from([20, 60, 61, 500]), st.floats(0, 7 * 86_400))
def test_between_85_and_95_percent_are_on_shift_at_any_moment(seed: int, people: int, second: float) -> None:
    phases = shifts.phases(Random(seed), people)

    on_shift = sum(shifts.until_end(phase, second) > 0 for phase in phases)

    assert 0.85 <= on_shift / people <= 0.95 + 1 / people


def test_a_shift_ends_and_the_next_begins() -> None:
    phase = shifts.ON_SHIFT - 100

    assert shifts.until_end(phase, 0) == 100
    assert shifts.until_end(phase, 160) == -60
    assert shifts.until_start(phase, 160) == pytest.approx(shifts.BETWEEN_SHIFTS - 60)
