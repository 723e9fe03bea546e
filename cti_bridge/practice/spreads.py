"""How long things last: log-normal spreads, as handle times in contact centres are, with their medians in seconds."""

import math
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Spread:
    """A log-normal duration: half last less than `median` seconds; `sigma` is the spread of its logarithm."""

    median: float
    sigma: float

    @property
    def mean(self) -> float:
        """The average, in seconds; above the median, for the tail is long."""
        return self.median * math.exp(self.sigma**2 / 2)

    def draw(self, rng: Random) -> float:
        """One duration, in seconds."""
        return rng.lognormvariate(math.log(self.median), self.sigma)

    def under_way(self, rng: Random, longest: float) -> tuple[float, float]:
        """Seconds gone (`longest` at most) and seconds left of one that somebody finds going on.

        Longer ones are met more often, in proportion to their length: that is the log-normal moved by sigma².
        """
        whole = rng.lognormvariate(math.log(self.median) + self.sigma**2, self.sigma)
        gone = rng.random() * whole
        return min(gone, longest), whole - gone


RING = Spread(3.5, 0.45)
TALK = Spread(104, 0.8)
HOLD = Spread(32, 0.7)
CONSULT = Spread(40, 0.6)
CONFERENCE = Spread(75, 0.6)
CHAT = Spread(55, 0.6)  # between colleagues
DIALLING = Spread(9, 0.5)
WRAP_UP = Spread(26, 0.65)
PATIENCE = Spread(130, 0.85)

HANDLE_SECONDS = RING.mean + TALK.mean + WRAP_UP.mean
