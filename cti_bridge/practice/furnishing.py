"""The centre's queues and seats, before anything happens: who serves what, and how many callers each queue gets."""

from collections import defaultdict
from collections.abc import Sequence
from random import Random

from cti_bridge.floor.model import AgentId, AgentState, QueueId
from cti_bridge.practice import serving
from cti_bridge.practice.arrivals import Demand
from cti_bridge.practice.days import AT_WORK_SHARE
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.people import TECHNICAL, Person, slug
from cti_bridge.practice.queues import ServiceQueue
from cti_bridge.practice.seats import Seat
from cti_bridge.practice.spreads import HANDLE_SECONDS

LOAD = 0.62  # of the hours at work, spent on callers
RUSH = 1.3  # how much more than its share the technical queue gets, so that somebody usually waits


def furnish(hall: Hall, people: Sequence[Person], chance: Random) -> None:
    """Puts everybody's seat and queues into an empty hall; `chance` decides on penalties."""
    queues = {queue.name: queue for queue in _queues(hall, people)}
    names = list(queues)
    for person in people:
        now = serving.penalties(chance, person.skills)
        default = serving.default(chance, now, names)
        serves = {queues[name]: penalty for name, penalty in now.items()}
        hall.seats[person.login] = Seat(
            id=AgentId(f"{hall.source}:{person.login}"),
            person=person,
            extension=person.extension,
            serves=serves,
            by_default={queues[name]: penalty for name, penalty in default.items()},
        )
        for queue in serves:
            queue.states[AgentState.SIGNED_OUT] += 1


def _queues(hall: Hall, people: Sequence[Person]) -> list[ServiceQueue]:
    """One for each skill, with callers for as many heads as serve it."""
    heads: dict[str, float] = defaultdict(float)
    for person in people:
        for skill in person.skills:
            heads[skill] += 1 / len(person.skills)
    for name, count in heads.items():
        rush = RUSH if name.startswith(TECHNICAL) else 1.0
        demand = Demand(
            rate=LOAD * AT_WORK_SHARE * count * rush / HANDLE_SECONDS,
            period=hall.rng.uniform(1200, 2100),
            phase=hall.rng.random(),
        )
        queue = ServiceQueue(id=QueueId(f"{hall.source}:{slug(name)}"), name=name, demand=demand)
        hall.queues[queue.id] = queue
    return list(hall.queues.values())
