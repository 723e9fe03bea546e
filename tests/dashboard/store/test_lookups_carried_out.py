"""A question from the table to a system and back, by a whole bridge with the ports that `up` gives it."""

import asyncio
from datetime import UTC, datetime

import pytest

from cti_bridge.bridge import Bridge
from cti_bridge.connector import IntegrationConfig
from cti_bridge.floor.events import FloorLoaded
from cti_bridge.floor.lookups import CallFate, PastCall
from cti_bridge.floor.model import SourceId
from dashboard.models import Integration, Person
from dashboard.store import lookups
from dashboard.store.for_bridge import bridge_ports
from dashboard.store.hints import unheard
from dashboard.store.thread import DatabaseThread
from tests.cti_bridge.fakes import ScriptedConnector, until

pytestmark = pytest.mark.usefixtures("database")

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
TOLD = [PastCall(began=NINE, seconds=42, fate=CallFate.ABANDONED, caller="0230210082", called="3000")]


async def test_sam_asks_and_has_the_answer() -> None:
    pages, ports = DatabaseThread("pages"), bridge_ports(publish=unheard)
    xivo = ScriptedConnector()
    xivo.keeps = TOLD
    bridge = Bridge(
        store=ports.store,
        inbox=ports.inbox,
        integrations=ports.integrations,
        lookups=ports.lookups,
        connect=lambda config: _loaded(xivo, config),
    )
    sam = await pages.run(_installed)
    running = asyncio.create_task(bridge.run())
    try:
        await until(lambda: xivo.connections == 1)

        asked = await pages.run(lambda: lookups.ask(sam, "xivo:3", size=10, publish=unheard))

        async with asyncio.timeout(7):
            while isinstance(found := await pages.run(lambda: lookups.answer_of(asked.pk, sam)), lookups.Waiting):
                await asyncio.sleep(0.01)
        assert isinstance(found, lookups.Calls)
        assert found.calls == TOLD
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await ports.close()
        await pages.close()


def _loaded(connector: ScriptedConnector, config: IntegrationConfig) -> ScriptedConnector:
    connector.says.put_nowait([FloorLoaded(source=SourceId(config.name), at=NINE)])
    return connector


def _installed() -> Person:
    Integration.objects.create(name="xivo", kind="scripted")
    return Person.objects.create(username="sam", role="supervisor", teams=["xivo:*"])
