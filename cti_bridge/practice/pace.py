"""How fast a centre must run to make so many events a second, found by trying."""

from datetime import datetime, timedelta

from cti_bridge.practice.centre import Centre

FASTEST = 600.0
SLOWEST = 0.1
TRIES = 3
TRIAL = timedelta(seconds=8)


def speed_for(events_per_second: float, *, seed: int, agents: int, start: datetime) -> float:
    """The speed at which this centre makes about so many events in a real second, within SLOWEST and FASTEST.

    Tried several times, for the events do not grow as the speed does: queues tell their figures in real seconds.
    """
    speed = 1.0
    for _ in range(TRIES):
        trial = Centre(start=start, seed=seed, agents=agents, speed=speed)
        made = len(trial.advance(start + TRIAL)) / TRIAL.total_seconds()
        speed = max(SLOWEST, min(FASTEST, speed * events_per_second / max(made, 0.1)))
    return speed
