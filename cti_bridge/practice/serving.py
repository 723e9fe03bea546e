"""Which queues an agent serves when the centre opens, with which penalties; of a few it is not their default."""

from random import Random

LARGEST_PENALTY = 20
DIFFERS_SHARE = 0.14  # of the agents
FIRST_PENALTIES = (0, 0, 0, 1)  # in the line of work that is the team's own
OTHER_PENALTIES = (1, 2, 2, 3)  # where the agent helps out

Penalties = dict[str, int]  # by the queues' names


def penalties(rng: Random, skills: tuple[str, ...]) -> Penalties:
    """What an agent with these skills serves: the first is the team's own line of work."""
    return {skill: rng.choice(FIRST_PENALTIES if place == 0 else OTHER_PENALTIES) for place, skill in enumerate(skills)}


def default(rng: Random, now: Penalties, queues: list[str]) -> Penalties:
    """What the agent serves by default: the same, but for a few, to whom a supervisor has done something meanwhile."""
    if rng.random() >= DIFFERS_SHARE:
        return now
    other = rng.choice(queues)
    if other not in now and rng.random() < 0.5:
        return now | {other: rng.choice(OTHER_PENALTIES)}
    first = next(iter(now))
    return now | {first: now[first] + 1 if now[first] < OTHER_PENALTIES[-1] else 0}
