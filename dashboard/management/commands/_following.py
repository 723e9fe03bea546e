"""A bridge as `up` and `run_bridge` run it: on the database, hinting to every process, woken by their hints."""

import asyncio
import logging
from collections.abc import Collection

from django.utils import timezone

from cti_bridge.bridge import Bridge
from dashboard.live.process import publish, wake_on_commands
from dashboard.store import pruning
from dashboard.store.for_bridge import bridge_ports
from dashboard.store.thread import DatabaseThread

log = logging.getLogger(__name__)

PRUNE_EVERY = 60 * 60.0  # seconds; tombstones and settled outcomes are worth little after ten minutes


async def follow(only: Collection[str] = ()) -> None:
    """Follows every integration, or only those named, until cancelled; leaves nothing running."""
    woken = asyncio.Event()
    stop_listening = wake_on_commands(woken)
    ports = bridge_ports(publish=publish, woken=woken)
    keeping = asyncio.create_task(_keep_retention(), name="retention")
    try:
        await Bridge(
            store=ports.store,
            inbox=ports.inbox,
            integrations=ports.integrations,
            checks=ports.checks,
            lookups=ports.lookups,
            only=only,
        ).run()
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        stop_listening()
        await ports.close()


async def _keep_retention() -> None:
    """What `manage.py prune_history` does, each hour, on a thread of its own: it may take long."""
    thread = DatabaseThread("retention")
    try:
        while True:
            await asyncio.sleep(PRUNE_EVERY)
            try:
                await thread.run(lambda: pruning.prune(timezone.now()))
            except Exception:
                log.exception("history could not be pruned; trying again in an hour")
    finally:
        await thread.close()
