"""A practice connector that is followed by hand, on a clock of its own."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cti_bridge.connector import IntegrationConfig, SignInConfig
from cti_bridge.connectors.practice.session import PracticeConnector, connector
from cti_bridge.floor.commands import (
    Command,
    Outcome,
)
from cti_bridge.floor.events import Event
from cti_bridge.floor.model import AgentId, AgentState
from cti_bridge.floor.rows import SignInRow
from cti_bridge.floor.state import Floor
from cti_bridge.floor.verdicts import verdict

START = datetime(2026, 11, 20, 9, tzinfo=UTC)

SAM = SignInConfig(login="sam", person="sam", extension="3001", password="right")

WAS_IN = replace(SAM, last=SignInRow(id="here:sam", state=AgentState.TALKING, since=START, extension="3009"))

FEED = SignInConfig(login="feed", feed=True)


class Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        await asyncio.sleep(0)  # an order waits for what comes of it


class Followed:
    """A practice connector, and the floor that its events make."""

    def __init__(self, *, sam: SignInConfig = SAM, **settings: Any) -> None:
        self.time, self.floor = Time(), Floor()
        config = IntegrationConfig(name="here", kind="practice", settings=settings, sign_ins=(sam, FEED))
        self.connector: PracticeConnector = connector(config, now=self.time.now, sleep=self.time.sleep)

    async def batches(self) -> AsyncIterator[Sequence[Event]]:
        async with aclosing(self.connector.events()) as events:  # type: ignore[type-var]
            async for batch in events:
                for event in batch:
                    self.floor.apply(event)
                yield batch

    @property
    def deadline(self) -> datetime:
        return self.time.at + timedelta(seconds=5)

    async def confirmed(self, command: Command, batches: AsyncIterator[Sequence[Event]]) -> None:
        """Gives an order, and follows until the floor confirms it; raises what refuses it."""
        asked_at, order = self.time.at, asyncio.ensure_future(self.connector.execute(command))
        while not order.done():
            await anext(batches)
            assert self.time.at - asked_at < timedelta(seconds=3)  # a word comes each second at least
        await order

        assert verdict(command, self.floor) is Outcome.CONFIRMED

    def somebody(self, state: AgentState) -> AgentId:
        return next(a.id for a in self.floor.agents.values() if a.state is state)
