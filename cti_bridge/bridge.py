"""Follows every connector, carries out every command, and survives each one's failures."""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import UTC, datetime

from cti_bridge import catalog
from cti_bridge.carrying_out import CarryingOut
from cti_bridge.checking import Checking
from cti_bridge.connector import Connector, IntegrationConfig
from cti_bridge.faults import log_fault
from cti_bridge.floor.events import Event, SourceForgotten
from cti_bridge.floor.model import FeedState, SourceId
from cti_bridge.floor.state import Floor
from cti_bridge.following import Following
from cti_bridge.looking_up import LookingUp
from cti_bridge.pending import Pending
from cti_bridge.ports import Checks, Inbox, Integrations, Lookups, Store
from cti_bridge.vitals import Vitals

log = logging.getLogger(__name__)

TICK = 0.010  # seconds from one write to the next, at the least
LOOK_AROUND = 2.0  # seconds between looks at the integrations: a changed setting takes effect within 5
POLL = 0.25  # seconds between looks into the inbox without a hint
SETTLES = 10.0  # seconds within which a connection that is begun has come to something
SAMPLE = 15.0  # seconds between samples of the queues


def utc_now() -> datetime:
    """The time, aware UTC."""
    return datetime.now(UTC)


class _Source:
    """All that the bridge holds of one source."""

    def __init__(self, following: Following, pending: Pending, commands: CarryingOut) -> None:
        self.following = following
        self.pending = pending
        self.commands = commands
        self.task: asyncio.Task[None] | None = None
        self.vitals = Vitals()
        self.is_leaving = False  # its integration was deleted: its connector is heard no more
        self.rests = False  # its tick failed alone: the next second tries again


class Bridge:
    """One process's bridge. Any number may run: a source is followed by the one that holds its lease."""

    def __init__(
        self,
        *,
        store: Store,
        inbox: Inbox,
        integrations: Integrations,
        checks: Checks | None = None,
        lookups: Lookups | None = None,
        connect: Callable[[IntegrationConfig], Connector] | None = None,
        only: Collection[str] = (),
        now: Callable[[], datetime] = utc_now,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.floor = Floor()
        self._store = store
        self._inbox = inbox
        self._integrations = integrations
        self._connect = connect or (lambda config: catalog.vendor(config.kind).connector(config, now=now))
        self._checking = (
            Checking(checks, integrations, self._connect, in_use=self._in_use, sleep=sleep) if checks else None
        )
        self._looking_up = LookingUp(lookups) if lookups else None
        self._only = frozenset(only)
        self._now = now
        self._clock = clock
        self._sleep = sleep
        self._chance = chance
        self._sources: dict[SourceId, _Source] = {}
        self._dirty = asyncio.Event()
        self._one_by_one = False  # a write of several failed, and not all have been written since

    async def run(self) -> None:
        """Until cancelled. Leaves every lease released and nothing running."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._look_around(), name="integrations")
                tasks.create_task(self._write(), name="writer")
                tasks.create_task(self._take_commands(), name="inbox")
                tasks.create_task(self._each_second(), name="clock")
                tasks.create_task(self._sample(), name="samples")
        finally:
            for asking in (self._checking, self._looking_up):
                if asking:
                    await asking.stop()
            await asyncio.gather(*(self._end(source) for source in list(self._sources)))

    # -- what to follow ----------------------------------------------------------------------------------------

    async def _look_around(self) -> None:
        while True:
            try:
                await self._follow(await self._integrations.current())
            except Exception as error:
                log_fault(log, error, "the integrations could not be read")
            await self._sleep(LOOK_AROUND)

    async def _follow(self, configs: Sequence[IntegrationConfig]) -> None:
        wanted = {SourceId(c.name): c for c in configs if not self._only or c.name in self._only}
        for source in list(self._sources):
            config = wanted.get(source)
            if config is None:
                await self._remove(source)
            elif config.version != self._sources[source].following.config.version:
                await self._end(source)
        for source, config in wanted.items():
            if source not in self._sources:
                self._begin(source, config)

    def _begin(self, source: SourceId, config: IntegrationConfig) -> None:
        following = Following(
            config,
            store=self._store,
            connect=self._connect,
            take=self._take,
            recalled=lambda s, rows: self._sources[s].pending.remember(rows),
            line_lost=lambda s: self._sources[s].commands.line_lost(),
            disowned=self._disowned,
            now=self._now,
            sleep=self._sleep,
            chance=self._chance,
        )
        held = _Source(
            following,
            Pending(self.floor, source),
            CarryingOut(self.floor, self._inbox, now=self._now, sleep=self._sleep),
        )
        self._sources[source] = held
        held.task = asyncio.create_task(following.run(), name=f"source {source}")

    async def _end(self, source: SourceId) -> None:
        held = self._sources[source]
        if held.task:
            held.task.cancel()
            await asyncio.gather(held.task, return_exceptions=True)
        await held.commands.stop()
        del self._sources[source]
        self.floor.apply(SourceForgotten(source=source))

    async def _remove(self, source: SourceId) -> None:
        """An integration was deleted: its rows go too."""
        held = self._sources[source]
        held.is_leaving = True
        if held.following.ours:
            held.pending.take(SourceForgotten(source=source), self._now())
            await self._write_once()
        await self._end(source)

    def _disowned(self, source: SourceId) -> None:
        """Another bridge writes this source now: what we know of it is worth nothing any more."""
        self.floor.apply(SourceForgotten(source=source))
        self._sources[source].pending = Pending(self.floor, source)

    # -- events in, ticks out ----------------------------------------------------------------------------------

    def _take(self, source: SourceId, events: Sequence[Event]) -> None:
        held = self._sources[source]
        if held.is_leaving:
            return
        at = self._now()
        for event in events:
            if not held.vitals.notice(event, at) and (keys := held.pending.take(event, at)):
                held.commands.noticed(keys)
        held.vitals.count(self._clock())
        if held.pending:
            held.vitals.meter.waits(self._clock())
        self._dirty.set()

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._dirty.wait()
            began = loop.time()
            await self._write_once()
            await self._sleep(max(0.0, TICK - (loop.time() - began)))

    async def _write_once(self) -> None:
        """Writes all that waits: together, or one by one while a source's tick makes the store fail."""
        self._dirty.clear()
        held = [h for h in self._sources.values() if h.pending and h.following.ours and not h.rests]
        if len(held) > 1 and not self._one_by_one and await self._written(held):
            return
        for h in held:
            h.rests = not await self._written([h])
        self._one_by_one = any(h.rests for h in self._sources.values())

    async def _written(self, held: Sequence[_Source]) -> bool:
        """Whether the store took what waits of these sources, in one transaction; if not, it waits again."""
        ticks = [h.pending.tick() for h in held]
        waited = [h.vitals.meter.taken() for h in held]
        try:
            lost = await self._store.write(ticks)
        except Exception as error:
            log_fault(log, error, "%s could not be written; trying again", ", ".join(t.source for t in ticks))
            for h, tick, since in zip(held, ticks, waited, strict=True):
                h.pending.put_back(tick)
                h.vitals.meter.put_back(since)
            return False
        for h, since in zip(held, waited, strict=True):
            h.vitals.meter.written(since, self._clock())
        for source in lost:
            if source in self._sources:
                self._sources[source].following.lease_lost()
        return True

    async def _each_second(self) -> None:
        while True:
            await self._sleep(1.0)
            for source, held in self._sources.items():
                held.rests = False
                if known := self.floor.sources.get(source):
                    for event in held.vitals.told(known, self._clock()):
                        held.pending.take(event, self._now())
            self._dirty.set()

    async def _sample(self) -> None:
        while True:
            await self._sleep(SAMPLE)
            for held in self._sources.values():
                held.pending.sample_queues(self._now())
            self._dirty.set()

    # -- commands ----------------------------------------------------------------------------------------------

    async def _take_commands(self) -> None:
        while True:
            await self._inbox.wait(POLL)
            for source, held in list(self._sources.items()):
                if held.following.ours:
                    await self._claim(source, held)
                    if self._looking_up:
                        await self._looking_up.look(source, held.following.connector)
            if self._checking:
                await self._checking.look([source for source, held in self._sources.items() if held.following.ours])

    async def _in_use(self, config: IntegrationConfig) -> bool:
        """Whether its sign-ins are ours now, or about to be; returns once that is known, or after ten seconds.

        Who signs in beside us ends our session: a connection test must know.
        """
        for _ in range(int(SETTLES / POLL)):
            held = self._sources.get(SourceId(config.name))
            if held and held.following.config.version == config.version:
                if held.following.light in (FeedState.FAILED, FeedState.DISABLED):
                    return False
                if held.following.light is not FeedState.CONNECTING:
                    return True
            await self._sleep(POLL)
        return True

    async def _claim(self, source: SourceId, held: _Source) -> None:
        try:
            claimed = await self._inbox.claim(source, held.commands.under_way)
        except Exception as error:
            log_fault(log, error, "the commands of %s could not be claimed", source)
            await self._sleep(1.0)
            return
        for one in claimed:
            held.commands.start(one, held.following.connector)
