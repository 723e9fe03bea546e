"""What acknowledgements and heartbeats cost: a thousand sockets to which nothing is told, with and without them."""

import os
from dataclasses import dataclass

from tests.bench.installation import Installation
from tests.bench.telling import agents_written, load
from tests.services.redis import RedisServer

AGENTS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """CPU of the web process, in cores: with acknowledgements and heartbeats, and with the same sockets silent."""

    talking: float
    silent: float
    strangers: float

    @property
    def words(self) -> float:
        """What the acknowledgements and heartbeats alone cost."""
        return self.talking - self.silent


def idle(*, server: str, clients: int, seconds: float) -> Idle:
    """Each client acknowledges once a second and beats every fifth; the floor stands still."""
    with RedisServer() as redis, Installation(os.environ, redis_url=redis.url) as here:
        cookies = here.seed(clients, 5)
        with here.bridge(AGENTS, 0) as bridge:
            bridge.wait_for(lambda: agents_written(here.database) == AGENTS, "to write its floor")
        web, port = here.web(server)
        with web:
            silent = load(here, port, cookies, web, None, seconds=seconds, mode="silent")
            talking = load(here, port, cookies, web, None, seconds=seconds, mode="idle")
    strangers = max(silent.strangers, talking.strangers)
    return Idle(talking=talking.web_cpu, silent=silent.web_cpu, strangers=strangers)
