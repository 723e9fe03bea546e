"""A connection test from the table to a system and back, by a whole bridge on each database, while it follows."""

import asyncio
from datetime import UTC, datetime

import pytest

from cti_bridge.bridge import Bridge
from cti_bridge.connector import IntegrationConfig
from cti_bridge.floor.events import FloorLoaded
from cti_bridge.floor.model import SourceId
from dashboard.models import ConnectionTest, Integration, Person
from dashboard.store import checks, leases, rows
from dashboard.store.for_bridge import bridge_ports
from dashboard.store.hints import unheard
from dashboard.store.thread import DatabaseThread
from tests.cti_bridge.fakes import ScriptedConnector
from tests.dashboard.store.asking import Hints

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize("only", [(), ("cisco",)])
async def test_a_bridge_carries_it_out_and_each_step_is_hinted(only: tuple[str, ...], hints: Hints) -> None:
    pages, ports = DatabaseThread("pages"), bridge_ports(publish=hints)
    bridge = Bridge(
        store=ports.store,
        inbox=ports.inbox,
        integrations=ports.integrations,
        checks=ports.checks,
        connect=_live,
        only=only,
    )
    eve = await pages.run(_installed)
    running = asyncio.create_task(bridge.run())
    try:
        await _until_it_is_live(pages)

        other = await pages.run(lambda: checks.ask("xivo", by=eve, publish=unheard))
        test = await pages.run(lambda: checks.ask("cisco", by=eve, publish=unheard))

        found = await _over(pages, test)
        assert (found.works, [step["name"] for step in found.steps]) == (True, ["scripted"])
        assert leases.in_words(found.holder) == await pages.run(lambda: leases.holder("cisco"))
        assert hints.heard.count({"desk"}) >= 3  # begun, its step, its end
        row = await pages.run(lambda: rows.source("cisco"))
        assert row is not None
        assert row.state == "live"  # as before: the following heard nothing of it
        begun = (await pages.run(lambda: ConnectionTest.objects.get(pk=other.pk))).begun_at
        assert (begun is None) == bool(only)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await ports.close()
        await pages.close()


def _live(config: IntegrationConfig) -> ScriptedConnector:
    connector = ScriptedConnector()
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    connector.says.put_nowait([FloorLoaded(source=SourceId(config.name), at=at, teams=(), agents=())])
    return connector


def _installed() -> Person:
    Integration.objects.create(name="cisco", kind="scripted")
    Integration.objects.create(name="xivo", kind="scripted")
    return Person.objects.create(username="eve", role="administrator")


async def _until_it_is_live(pages: DatabaseThread) -> None:
    async with asyncio.timeout(10):
        while (row := await pages.run(lambda: rows.source("cisco"))) is None or row.state != "live":
            await asyncio.sleep(0.01)


async def _over(pages: DatabaseThread, test: ConnectionTest) -> ConnectionTest:
    async with asyncio.timeout(10):
        while True:
            found = await pages.run(lambda: ConnectionTest.objects.get(pk=test.pk))
            if found.ended_at:
                return found
            await asyncio.sleep(0.01)
