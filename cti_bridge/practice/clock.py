"""Turns simulated seconds into the times that are told: at speed 10, a call of ten minutes lasts one."""

from datetime import datetime, timedelta

DAY = 86_400.0


class SimClock:
    """`speed` simulated seconds pass in each real one; second 0 is `start` on both."""

    def __init__(self, start: datetime, speed: float) -> None:
        if start.tzinfo is None:
            raise ValueError("The practice centre's start must be an aware time.")
        if speed <= 0:
            raise ValueError("The practice centre's speed must be above 0.")
        self.start = start
        self.speed = speed
        self._start_of_day = start.replace(hour=0, minute=0, second=0, microsecond=0)

    def at(self, second: float) -> datetime:
        """The real time of a simulated second."""
        return self.start + timedelta(seconds=second / self.speed)

    def second(self, at: datetime) -> float:
        """The simulated second at a real time."""
        return (at - self.start).total_seconds() * self.speed

    def second_of_day(self, second: float) -> float:
        """How far into its simulated day a simulated second lies."""
        return ((self.start - self._start_of_day).total_seconds() + second) % DAY
