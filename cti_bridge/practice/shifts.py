"""Who is at work when: shifts staggered so that about 92 % of the agents are on shift at any moment, day or night.

A real person works eight hours of twenty-four. A practice floor must never look dead, so here the next shift of an
agent begins 40 minutes after the last one ended.
"""

from random import Random

ON_SHIFT = 8 * 3600.0
BETWEEN_SHIFTS = 40 * 60.0
CYCLE = ON_SHIFT + BETWEEN_SHIFTS


def phases(rng: Random, people: int) -> list[float]:
    """How far into its cycle each agent is at the start, in seconds: evenly staggered, in random order."""
    step = CYCLE / people
    order = list(range(people))
    rng.shuffle(order)
    return [(place + rng.random()) * step for place in order]


def until_end(phase: float, second: float) -> float:
    """Seconds to the end of the shift, at a simulated second; 0 or less, by how much, between shifts."""
    return ON_SHIFT - (phase + second) % CYCLE


def until_start(phase: float, second: float) -> float:
    """Seconds to the start of the next shift."""
    return CYCLE - (phase + second) % CYCLE
