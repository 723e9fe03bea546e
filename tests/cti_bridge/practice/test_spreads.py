"""How long things last."""

from random import Random
from statistics import mean, median

import pytest

from cti_bridge.practice.spreads import TALK, Spread


def test_durations_have_the_median_and_the_mean_they_say() -> None:
    rng = Random(1)

    drawn = [TALK.draw(rng) for _ in range(20_000)]

    assert median(drawn) == pytest.approx(TALK.median, rel=0.05)
    assert mean(drawn) == pytest.approx(TALK.mean, rel=0.05)


def test_what_is_found_under_way_is_longer_than_the_average_and_half_gone() -> None:
    rng = Random(1)

    found = [TALK.under_way(rng, longest=1e9) for _ in range(20_000)]

    assert mean(gone + left for gone, left in found) > 1.5 * TALK.mean
    assert mean(gone for gone, _ in found) == pytest.approx(mean(left for _, left in found), rel=0.1)


def test_what_is_found_under_way_is_no_older_than_said() -> None:
    rng = Random(1)

    assert max(Spread(1700, 0.2).under_way(rng, longest=600)[0] for _ in range(500)) == 600
