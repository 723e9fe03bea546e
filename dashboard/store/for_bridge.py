"""All that a bridge needs of the store, ready to hand to `cti_bridge.bridge.Bridge`: one thread, one connection."""

import asyncio
import os
from dataclasses import dataclass

from dashboard.store import leases
from dashboard.store.checks_inbox import CheckInbox
from dashboard.store.claims import CommandInbox
from dashboard.store.floor import FloorStore
from dashboard.store.hints import Publish
from dashboard.store.integrations import StoredIntegrations
from dashboard.store.lookups_inbox import LookupInbox
from dashboard.store.thread import DatabaseThread


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgePorts:
    """The ports of cti_bridge.ports, fulfilled. Close them after the bridge has ended."""

    store: FloorStore
    inbox: CommandInbox
    integrations: StoredIntegrations
    checks: CheckInbox
    lookups: LookupInbox
    thread: DatabaseThread

    async def close(self) -> None:
        """Ends the thread and its connection."""
        await self.thread.close()


def bridge_ports(*, publish: Publish, woken: asyncio.Event | None = None) -> BridgePorts:
    """Ports for one bridge, under a name of its own. Set `woken` on each hint `commands`; else the inbox polls."""
    thread, token = DatabaseThread("store"), leases.new_token()
    return BridgePorts(
        store=FloorStore(thread, token=token, publish=publish),
        inbox=CommandInbox(thread, token=token, publish=publish, woken=woken),
        integrations=StoredIntegrations(thread, digest_key=os.urandom(16)),
        checks=CheckInbox(thread, token=token, publish=publish),
        lookups=LookupInbox(thread, token=token),
        thread=thread,
    )
