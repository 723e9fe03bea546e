"""What the hub delivers to many sockets, how late, and at what cost: bridge, web and load as separate processes."""

import json
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.installation import Installation
from tests.bench.processes import Machine, Process
from tests.services.redis import RedisServer

SAMPLED = 20  # sockets whose every row is read


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the load process measured, and the CPU, in cores, that everybody took meanwhile."""

    found: dict[str, Any]
    web_cpu: float
    bridge_cpu: float
    strangers: float

    @property
    def cpu_per_row(self) -> float:
        """Microseconds of the web process for one delivered row."""
        return self.web_cpu * 1e6 / max(1, self.found["rows_per_second"])


def tell(*, server: str, clients: int, teams_each: int, rate: int, seconds: float, agents: int = 5000) -> Told:
    """Lets a bridge say `rate` events a second to so many clients."""
    with RedisServer() as redis, Installation(os.environ, redis_url=redis.url) as here:
        cookies = here.seed(clients, teams_each)
        with here.bridge(agents, rate) as bridge:
            bridge.wait_for(lambda: agents_written(here.database) == agents, "to write its floor")
            web, port = here.web(server)
            with web:
                return load(here, port, cookies, web, bridge, seconds=seconds)


def load(
    here: Installation,
    port: int,
    cookies: Path,
    web: Process,
    bridge: Process | None,
    *,
    seconds: float,
    mode: str = "",
) -> Told:
    """Runs the load process against a web process, and reads everybody's CPU while it measures."""
    arguments = (str(port), str(cookies), str(seconds), str(SAMPLED), mode)
    with here.process("-m", "tests.bench.load", *arguments) as sockets:
        sockets.wait_to_say("measuring", within=120)
        machine, before = Machine(), (web.cpu_seconds, _cpu(bridge))
        sockets.wait_to_say("measured", within=seconds + 30)
        strangers, after = machine.strangers(), (web.cpu_seconds, _cpu(bridge))
        found = json.loads(sockets.wait_to_end(30).splitlines()[-1])
    if found["closed"]:
        raise RuntimeError(f"sockets were closed: {found['closed']}\n{web.log.read_text(errors='replace')[-2000:]}")
    web_cpu, bridge_cpu = ((late - early) / found["seconds"] for early, late in zip(before, after, strict=True))
    return Told(found=found, web_cpu=web_cpu, bridge_cpu=bridge_cpu, strangers=strangers)


def _cpu(process: Process | None) -> float:
    return process.cpu_seconds if process else 0.0


def agents_written(database: Path) -> int:
    """How many agents stand in the table."""
    line = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        (count,) = line.execute("SELECT COUNT(*) FROM dashboard_floorrow WHERE kind = 'agent'").fetchone()
    finally:
        line.close()
    return int(count)
