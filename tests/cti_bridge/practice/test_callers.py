"""Nobody real is ever called."""

import re
from random import Random

from cti_bridge.practice import callers

# What the regulators keep for fiction, written here anew.
FICTION = re.compile(
    r"\+44 (20 7946|161 496) 0\d{3}|\+1 \d{3} 555 01\d\d|\+49 (30 23125|89 99998)\d{3}"
    r"|\+33 (1 99 00|6 39 98) \d{4}|\+61 2 5550 \d{4}"
)


def test_every_number_is_reserved_for_fiction() -> None:
    rng = Random(1)

    assert all(FICTION.fullmatch(callers.number(rng)) for _ in range(2000))


def test_some_callers_have_names() -> None:
    rng = Random(1)

    named = sum(bool(callers.name(rng)) for _ in range(1000))

    assert 350 < named < 550
