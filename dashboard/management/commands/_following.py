"""A bridge as `up` and `run_bridge` run it: on the database, hinting to every process, woken by their hints."""

import asyncio
from collections.abc import Collection

from cti_bridge.bridge import Bridge
from dashboard.live.process import publish, wake_on_commands
from dashboard.store.for_bridge import bridge_ports


async def follow(only: Collection[str] = ()) -> None:
    """Follows every integration, or only those named, until cancelled; leaves nothing running."""
    woken = asyncio.Event()
    stop_listening = wake_on_commands(woken)
    ports = bridge_ports(publish=publish, woken=woken)
    try:
        await Bridge(store=ports.store, inbox=ports.inbox, integrations=ports.integrations, only=only).run()
    finally:
        stop_listening()
        await ports.close()
