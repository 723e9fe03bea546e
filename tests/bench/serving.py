"""A meter whose agents serve queues: each of its events gives one of them another penalty somewhere."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from cti_bridge.floor.events import FloorLoaded, MembershipChanged
from cti_bridge.floor.model import AgentId, Membership, Queue, QueueId
from tests.bench.metered import SOURCE, Metered

PENALTIES = 4


class Serving(Metered):
    """Every agent serves every one of so many queues; one in five not as by default."""

    def __init__(self, agents: int, rate: int, *, queues: int, loaded: Callable[[], None]) -> None:
        super().__init__(agents, rate, loaded=loaded)
        chance = random.Random(5)
        self._queues = [QueueId(f"{SOURCE}:q{n:02}") for n in range(queues)]
        self._served = [[chance.randrange(PENALTIES) for _ in self._queues] for _ in range(agents)]

    def _load(self) -> FloorLoaded:
        now = datetime.now(UTC)
        queues = tuple(Queue(id=queue, name=f"Queue {queue[-2:]}", heard_at=now) for queue in self._queues)
        members = tuple(self._membership(n) for n in range(len(self._served)))
        return replace(super()._load(), queues=queues, memberships=members)

    def _one(self, chance: random.Random) -> MembershipChanged:  # type: ignore[override]
        number = chance.randrange(len(self._served))
        self._served[number][chance.randrange(len(self._queues))] = chance.randrange(PENALTIES)
        return MembershipChanged(membership=self._membership(number))

    def _membership(self, number: int) -> Membership:
        served = tuple(zip(self._queues, self._served[number], strict=True))
        default = served if number % 5 else tuple((queue, 0) for queue in self._queues)
        return Membership(agent=AgentId(f"{SOURCE}:a{number}"), queues=served, default=default)
