"""Who calls: names made here, and numbers from the ranges that regulators keep free for fiction."""

from random import Random

from cti_bridge.practice.names import any_name

# Ofcom, NANPA, Bundesnetzagentur, ARCEP and ACMA each keep these for drama and documentation: they ring nowhere.
RANGES: tuple[tuple[str, int], ...] = (
    ("+44 20 7946 0{:03d}", 1000),
    ("+44 161 496 0{:03d}", 1000),
    ("+1 212 555 01{:02d}", 100),
    ("+1 415 555 01{:02d}", 100),
    ("+49 30 23125{:03d}", 1000),
    ("+49 89 99998{:03d}", 1000),
    ("+33 1 99 00 {:04d}", 10000),
    ("+33 6 39 98 {:04d}", 10000),
    ("+61 2 5550 {:04d}", 10000),
)
NAMED_SHARE = 0.45


def number(rng: Random) -> str:
    """A number that no real person has."""
    pattern, size = rng.choice(RANGES)
    return pattern.format(rng.randrange(size))


def name(rng: Random) -> str:
    """The caller's name, where the centre knows it; else empty."""
    return any_name(rng) if rng.random() < NAMED_SHARE else ""
