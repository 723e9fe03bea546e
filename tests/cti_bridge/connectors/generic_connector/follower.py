"""Follows a Generic Connector as a bridge would, and keeps the floor; the peer on a real broker is its system."""

import asyncio
import time
from collections.abc import Callable
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from cti_bridge.connector import IntegrationConfig, SignInConfig
from cti_bridge.connectors.generic_connector.session import Session
from cti_bridge.errors import Fatal, Retryable
from cti_bridge.floor.commands import ForceState
from cti_bridge.floor.events import FloorLoaded, SourceChanged
from cti_bridge.floor.model import AgentState, FeedState
from cti_bridge.floor.state import Floor
from tests.services.activemq import Broker

BERLIN = ZoneInfo("Europe/Berlin")
ANNA = "cisco:1001"


def now() -> datetime:
    return datetime.now(UTC)


def settings(*brokers: Broker, **changes: object) -> IntegrationConfig:
    return IntegrationConfig(
        name="cisco",
        kind="generic_connector",
        settings={
            "brokers": [b.url for b in brokers],
            "username": "bridge",
            "password": "bridge-secret",
            "time_zone": "Europe/Berlin",
            **changes,
        },
        sign_ins=(
            SignInConfig(login="2900", feed=True, password="pw-2900", extension="4900"),
            SignInConfig(login="2001", person="sam", password="pw-2001", extension="4101"),
        ),
    )


class Follower:
    """Follows as a bridge would, and keeps the floor."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.floor = Floor()
        self.loads = 0
        self.errors: list[Exception] = []
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Follower":
        self._light(FeedState.CONNECTING)
        self._task = asyncio.create_task(self._follow())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def until(self, is_so: Callable[[], object], within: float = 10.0) -> float:
        """Returns how many seconds it took."""
        started = time.monotonic()
        while not is_so():
            assert time.monotonic() - started < within, (self.floor.sources, self.errors[-1:])
            await asyncio.sleep(0.005)
        return time.monotonic() - started

    async def loaded(self) -> None:
        before = self.loads
        await self.until(lambda: self.loads > before)

    def state(self, agent: str = ANNA) -> AgentState:
        return self.floor.agents[agent].state

    def light(self) -> FeedState:
        return self.floor.sources["cisco"].state

    def force(self, to: AgentState, agent: str = ANNA, seconds: float = 3) -> ForceState:
        return ForceState(id=uuid4(), agent=agent, state=to, deadline=now() + timedelta(seconds=seconds))

    def _light(self, state: FeedState) -> None:
        self.floor.apply(SourceChanged(source="cisco", state=state, at=now()))

    async def _follow(self) -> None:
        while True:
            try:
                async with aclosing(self.session.events()) as batches:
                    async for batch in batches:
                        for event in batch:
                            self.floor.apply(event)
                            self.loads += isinstance(event, FloorLoaded)
            except Retryable as error:
                self.errors.append(error)
                self._light(FeedState.DOWN)
                await asyncio.sleep(0.1)
            except Fatal as error:
                self.errors.append(error)
                self._light(FeedState.FAILED)
                return
