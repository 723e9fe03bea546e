"""A bridge as `up` and `run_bridge` run it."""

from collections.abc import Collection

from cti_bridge.bridge import Bridge
from dashboard.store.for_bridge import bridge_ports
from dashboard.store.hints import unheard


async def follow(only: Collection[str] = ()) -> None:
    """Follows every integration, or only those named, until cancelled; leaves nothing running."""
    ports = bridge_ports(publish=unheard)
    try:
        await Bridge(store=ports.store, inbox=ports.inbox, integrations=ports.integrations, only=only).run()
    finally:
        await ports.close()
