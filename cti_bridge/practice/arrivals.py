"""When callers call: a Poisson stream per queue whose rate follows the time of day and the queue's own tide."""

import math
from dataclasses import dataclass
from random import Random

# Calls of each hour of the day (UTC) against the average. Nights are quieter, never dead: somebody may look then.
BY_HOUR = (
    0.93, 0.92, 0.91, 0.90, 0.90, 0.92, 0.95, 1.00, 1.05, 1.08, 1.10, 1.08,
    1.04, 1.03, 1.06, 1.08, 1.06, 1.03, 1.00, 0.98, 0.97, 0.96, 0.95, 0.94,
)  # fmt: skip
TIDE = 0.3
HIGHEST = max(BY_HOUR) * (1 + TIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """How many callers a queue gets: `rate` a second on average, swelling and ebbing every `period` seconds."""

    rate: float
    period: float
    phase: float

    def rate_at(self, second: float, second_of_day: float) -> float:
        """Callers a second at a simulated moment."""
        tide = 1 + TIDE * math.sin(2 * math.pi * (second / self.period + self.phase))
        return self.rate * by_time_of_day(second_of_day) * tide

    def wait_for_candidate(self, rng: Random) -> float:
        """Seconds to the next candidate of a Poisson stream at the highest rate (to be thinned by `calls`)."""
        return rng.expovariate(self.rate * HIGHEST)

    def calls(self, rng: Random, second: float, second_of_day: float) -> bool:
        """Whether the candidate of this moment does call: thinning makes the stream's rate vary (Lewis and Shedler)."""
        return rng.random() * self.rate * HIGHEST < self.rate_at(second, second_of_day)


def by_time_of_day(second_of_day: float) -> float:
    """The factor of a moment of the day, gliding from the middle of one hour to the middle of the next."""
    hour, part = divmod(second_of_day / 3600 - 0.5, 1)
    before, after = BY_HOUR[int(hour) % 24], BY_HOUR[(int(hour) + 1) % 24]
    return before + (after - before) * part
