"""A bridge's throughput, from STOMP frame to committed row: a real ActiveMQ, the real session, the real store."""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cti_bridge.practice.generic_connector_peer.control import Control
from tests.bench.installation import Installation
from tests.bench.processes import Machine, Process
from tests.bench.telling import agents_written
from tests.journeys.site import cisco
from tests.services.activemq import HOST, Broker

AGENTS = 5000
SECRETS = {"GC_BROKER_PASSWORD": "bridge-secret", "GC_PEER_PASSWORD": "gc-secret", "PEOPLE_PASSWORD": "a-long-password"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What the blaster counted, and the CPU, in cores, of the bridge meanwhile."""

    found: dict[str, Any]
    bridge_cpu: float
    strangers: float


def take(seconds: float) -> Taken:
    """Blasts a bridge that follows 5,000 agents."""
    with Broker() as broker, Installation(os.environ | SECRETS) as here:
        setup = here.folder / "setup.toml"
        setup.write_text(cisco(broker.url))
        here.run("manage.py", "migrate", "--verbosity", "0")
        here.run("manage.py", "load_setup", str(setup))
        with _peer(here, broker) as peer, here.process("manage.py", "run_bridge") as bridge:
            bridge.wait_for(lambda: agents_written(here.database) == AGENTS, "to write its floor")
            return _blast(here, broker, _topic(peer), bridge, seconds)


def _peer(here: Installation, broker: Broker) -> Process:
    module = "cti_bridge.practice.generic_connector_peer"
    address = f"{HOST}:{broker.port}"
    peer = here.process("-m", module, "--broker", address, "--agents", str(AGENTS), "--time-zone", "UTC")
    try:
        peer.wait_to_say("ready")
    except RuntimeError:
        peer.end()
        raise
    return peer


def _topic(peer: Process) -> str:
    """On which the bridge is answered: its Hello names it."""
    port = re.search(r"control .*:(\d+)", peer.log.read_text())
    assert port is not None
    with Control(HOST, int(port.group(1))) as control:
        hello = next(c["type"] for c in control.commands() if c["type"].startswith("Hello#"))
    return str(hello.partition("#")[2])


def _blast(here: Installation, broker: Broker, topic: str, bridge: Process, seconds: float) -> Taken:
    database: Path = here.database
    arguments = (str(broker.port), topic, str(database), str(AGENTS), str(seconds))
    with here.process("-m", "tests.bench.blaster", *arguments) as blaster:
        blaster.wait_to_say("measuring")
        machine, before = Machine(), bridge.cpu_seconds
        blaster.wait_to_say("measured", within=seconds + 30)
        strangers, cpu = machine.strangers(), bridge.cpu_seconds - before
        found = json.loads(blaster.wait_to_end(30).splitlines()[-1])
    return Taken(found=found, bridge_cpu=cpu / found["seconds"], strangers=strangers)
