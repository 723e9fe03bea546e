"""A bridge with a meter for a connector: all else is what `run_bridge` runs, on the real store and the real hints.

`python -m tests.bench.bridge_process AGENTS RATE SPARED [QUEUES]` says `live` when its floor is written, and runs until
SIGTERM. With QUEUES its agents serve so many, and its events move them.
"""

import asyncio
import os
import signal
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
django.setup()

from cti_bridge.bridge import Bridge  # noqa: E402
from dashboard.live.process import publish, wake_on_commands  # noqa: E402
from dashboard.store.for_bridge import bridge_ports  # noqa: E402
from tests.bench.obedient import Obedient  # noqa: E402
from tests.bench.serving import Serving  # noqa: E402


async def follow(agents: int, rate: int, spared: int, queues: int) -> None:
    """Until SIGTERM."""

    def loaded() -> None:
        print("live", flush=True)

    woken = asyncio.Event()
    stop_listening = wake_on_commands(woken)
    ports = bridge_ports(publish=publish, woken=woken)
    bridge = Bridge(
        store=ports.store,
        inbox=ports.inbox,
        integrations=ports.integrations,
        connect=lambda _config: (
            Serving(agents, rate, queues=queues, loaded=loaded)
            if queues
            else Obedient(agents, rate, spared=spared, loaded=loaded)
        ),
    )
    running = asyncio.create_task(bridge.run())
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)
    await asyncio.wait([running])
    stop_listening()
    await ports.close()


def main() -> None:
    """Reads the command line."""
    agents, rate, spared, queues = map(int, [*sys.argv[1:], "0"][:4])
    asyncio.run(follow(agents, rate, spared, queues))


if __name__ == "__main__":
    main()
