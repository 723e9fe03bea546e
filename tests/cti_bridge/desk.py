"""A running bridge with its fakes, and what a scripted source says."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from cti_bridge.bridge import Bridge
from cti_bridge.connector import IntegrationConfig
from cti_bridge.floor.commands import ForceState
from cti_bridge.floor.events import AgentStateChanged, Event, FloorLoaded
from cti_bridge.floor.model import (
    Agent,
    AgentId,
    AgentState,
    FeedState,
    Source,
    SourceId,
    Team,
    TeamId,
)
from cti_bridge.floor.rows import AgentRow
from cti_bridge.ports import Store
from tests.cti_bridge.fakes import FixedIntegrations, ListInbox, RecordingStore, ScriptedConnector, until

NINE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


async def quick(seconds: float) -> None:
    await asyncio.sleep(seconds / 100)


class Desk:
    """A running bridge with its fakes."""

    def __init__(self, *sources: str) -> None:
        self.store = RecordingStore()
        self.inbox = ListInbox()
        self.connectors = {name: ScriptedConnector() for name in sources}
        self.connected: Callable[[IntegrationConfig], None] = lambda _: None  # hears what a connector is made of
        self.integrations = FixedIntegrations(
            [IntegrationConfig(name=n, kind="scripted", version="1") for n in sources]
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Desk"]:
        store: Store = self.store
        bridge = Bridge(
            store=store,
            inbox=self.inbox,
            integrations=self.integrations,
            connect=self._connector,
            sleep=quick,
            chance=lambda: 0.5,
        )
        task = asyncio.create_task(bridge.run())
        try:
            yield self
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _connector(self, config: IntegrationConfig) -> ScriptedConnector:
        self.connected(config)
        return self.connectors[config.name]

    def says(self, source: str, *events: Event | Exception) -> None:
        for event in events:
            self.connectors[source].says.put_nowait(event if isinstance(event, Exception) else [event])

    def light(self, source: str) -> FeedState | None:
        body = self.store.body(source, "source", source)
        return body.state if isinstance(body, Source) else None

    def source(self, source: str) -> Source:
        body = self.store.body(source, "source", source)
        assert isinstance(body, Source)
        return body

    def heard_at(self, source: str) -> datetime:
        heard_at = self.source(source).heard_at
        assert heard_at is not None
        return heard_at

    def note(self, source: str) -> str:
        body = self.store.body(source, "source", source)
        return body.note if isinstance(body, Source) else ""

    def state(self, agent: str) -> AgentState | None:
        body = self.store.body(agent.partition(":")[0], "agent", agent)
        return body.state if isinstance(body, AgentRow) else None


def load(source: str, state: AgentState = AgentState.READY) -> FloorLoaded:
    team = TeamId(f"{source}:1")
    agent = Agent(id=AgentId(f"{source}:1001"), team=team, name="Ada", state=state, since=NINE)
    return FloorLoaded(source=SourceId(source), at=NINE, teams=(Team(id=team, name="North"),), agents=(agent,))


def changed(agent: str, state: AgentState, seconds: float = 1, pending: AgentState | None = None) -> AgentStateChanged:
    return AgentStateChanged(
        agent=AgentId(agent), state=state, since=NINE + timedelta(seconds=seconds), pending=pending
    )


def force(agent: str, state: AgentState, *, within: float = 5.0) -> ForceState:
    return ForceState(
        id=uuid4(), agent=AgentId(agent), state=state, deadline=datetime.now(UTC) + timedelta(seconds=within)
    )


@asynccontextmanager
async def a_desk(state: AgentState = AgentState.READY) -> AsyncIterator[Desk]:
    async with Desk("cisco").running() as desk:
        desk.says("cisco", load("cisco", state))
        await until(lambda: desk.light("cisco") is FeedState.LIVE)
        yield desk
