"""Fakes that remember: a store, an inbox and a connector for the bridge's tests."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from cti_bridge.connector import Capabilities, IntegrationConfig, Step
from cti_bridge.floor.commands import Command, Outcome
from cti_bridge.floor.events import Event
from cti_bridge.floor.lookups import PastCall, QueueCalls
from cti_bridge.floor.model import CallId, SourceId
from cti_bridge.floor.rows import Key, Row
from cti_bridge.ports import Claimed, Recalled, Tick


async def until(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    """Returns as soon as the condition holds; fails when it does not within `seconds`."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.002)


@dataclass
class RecordingStore:
    """Keeps what is written, and who holds what."""

    held_by_another: set[str] = field(default_factory=set)
    broken: bool = False
    refuses: set[str] = field(default_factory=set)  # sources whose ticks it cannot write, nor others with them
    slow: asyncio.Event | None = None  # what is written waits for it
    waiting: list[Tick] = field(default_factory=list)  # for it
    ticks: list[Tick] = field(default_factory=list)
    rows: dict[tuple[str, Key], Row] = field(default_factory=dict)
    released: list[str] = field(default_factory=list)
    recalled: dict[str, dict[str, Recalled]] = field(default_factory=dict)  # by source and login

    async def recall(self, source: SourceId) -> Mapping[str, Recalled]:
        return self.recalled.get(source, {})

    async def lease(self, source: SourceId) -> bool:
        return source not in self.held_by_another

    async def release(self, source: SourceId) -> None:
        self.released.append(source)

    async def write(self, ticks: Sequence[Tick]) -> Sequence[SourceId]:
        if self.broken or self.refuses.intersection(tick.source for tick in ticks):
            raise OSError("the database is away")
        if self.slow is not None:
            self.waiting += ticks
            await self.slow.wait()
        lost = []
        for tick in ticks:
            if tick.source in self.held_by_another:
                lost.append(tick.source)
                continue
            self.ticks.append(tick)
            if tick.whole:
                for known in [k for k in self.rows if k[0] == tick.source]:
                    del self.rows[known]
            for key in tick.gone:
                self.rows.pop((tick.source, key), None)
            for row in tick.rows:
                self.rows[(tick.source, (row.kind, row.key))] = row
        return lost

    def body(self, source: str, kind: str, key: str) -> object:
        """The body that stands under a key; None where nothing does."""
        row = self.rows.get((source, (kind, key)))  # type: ignore[arg-type]
        return row.body if row else None


@dataclass
class ListInbox:
    """Hands out what the test puts in, and remembers what came of it."""

    asked: dict[str, list[Claimed]] = field(default_factory=dict)
    settled: list[tuple[UUID, Outcome, str, str]] = field(default_factory=list)
    came_true_in: CallId | None = None  # the last one settled
    under_way: frozenset[UUID] = frozenset()  # as the bridge last said

    def ask(self, source: str, command: Command, *, deferred: bool = False) -> None:
        self.asked.setdefault(source, []).append(Claimed(command=command, deferred=deferred))

    async def wait(self, seconds: float) -> None:
        await asyncio.sleep(0.002)

    async def claim(self, source: SourceId, under_way: Collection[UUID]) -> Sequence[Claimed]:
        self.under_way = frozenset(under_way)
        return self.asked.pop(source, [])

    async def settle(
        self, command: UUID, outcome: Outcome, said: str = "", code: str = "", call: CallId | None = None
    ) -> None:
        self.settled.append((command, outcome, said, code))
        self.came_true_in = call

    @property
    def outcomes(self) -> list[Outcome]:
        """What came of everything, in order."""
        return [outcome for _, outcome, _, _ in self.settled]


@dataclass
class FixedIntegrations:
    """The integrations that a test says there are."""

    configs: list[IntegrationConfig]

    async def current(self) -> Sequence[IntegrationConfig]:
        return list(self.configs)


class ScriptedConnector:
    """Says what its test tells it to; remembers what it was asked."""

    capabilities: Capabilities = {}

    def __init__(self) -> None:
        self.says: asyncio.Queue[Sequence[Event] | Exception] = asyncio.Queue()
        self.connections = 0
        self.executed: list[Command] = []
        self.answer: Callable[[Command], str] | None = None  # None: silence
        self.looked_up: list[QueueCalls] = []
        self.keeps: Sequence[PastCall] | Exception | None = None  # None: silence

    async def events(self) -> AsyncIterator[Sequence[Event]]:
        self.connections += 1
        while True:
            said = await self.says.get()
            if isinstance(said, Exception):
                raise said
            yield said

    async def execute(self, command: Command) -> str:
        self.executed.append(command)
        if self.answer is None:
            await asyncio.Event().wait()
            raise AssertionError
        return self.answer(command)

    async def look_up(self, question: QueueCalls) -> Sequence[PastCall]:
        self.looked_up.append(question)
        if isinstance(self.keeps, Exception):
            raise self.keeps
        if self.keeps is None:
            await asyncio.Event().wait()
            raise AssertionError
        return self.keeps

    async def check(self) -> AsyncIterator[Step]:
        yield Step(name="scripted", ok=True, said="")
