"""Follows one source: takes its lease, connects, hands on its events, and comes back after each loss."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime

from cti_bridge.connector import Connector, IntegrationConfig, SignInConfig
from cti_bridge.errors import Fatal, Retryable
from cti_bridge.faults import log_fault
from cti_bridge.floor.events import Event, FloorLoaded, SourceChanged, SourceForgotten
from cti_bridge.floor.model import FeedState, SourceId
from cti_bridge.floor.rows import SignInRow
from cti_bridge.ports import Recalled, Store

log = logging.getLogger(__name__)

RENEW = 1.0  # seconds between renewals of a lease of four
LONGEST_PAUSE = 30.0


def pause_before(attempt: int, chance: float) -> float:
    """Seconds to wait before the next attempt: from a quarter of a second, half as much again each time, up to 30.

    `chance` in [0, 1) spreads many bridges apart; the pause is never under half of its full length.
    """
    return min(LONGEST_PAUSE, 0.25 * 1.5 ** min(attempt, 40)) * (0.5 + chance / 2)


def _as_it_was(sign_in: SignInConfig, recalled: Recalled | None) -> SignInConfig:
    """A person's own sign-in goes on as it was under the bridge before, if that was lately; a feed's is our own."""
    if recalled is None or recalled.old or sign_in.feed:
        return sign_in
    return replace(sign_in, last=recalled.row, hears=recalled.hears, typed=recalled.password)


class Following:
    """One integration followed by this bridge, as long as its lease is ours. `connector` is the line that is up."""

    def __init__(
        self,
        config: IntegrationConfig,
        *,
        store: Store,
        connect: Callable[[IntegrationConfig], Connector],
        take: Callable[[SourceId, Sequence[Event]], None],
        recalled: Callable[[SourceId, Iterable[SignInRow]], None],
        line_lost: Callable[[SourceId], None],
        disowned: Callable[[SourceId], None],
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]],
        chance: Callable[[], float],
    ) -> None:
        self.config = config
        self.source = SourceId(config.name)
        self.connector: Connector | None = None
        self.ours = False
        self.light = (
            FeedState.CONNECTING
        )  # of the connection itself; that the system fell silent is its connector's word
        self._store = store
        self._connect = connect
        self._take = take
        self._recalled = recalled
        self._line_lost = line_lost
        self._disowned = disowned
        self._now = now
        self._sleep = sleep
        self._chance = chance
        self._lost = asyncio.Event()
        self._was_live = False

    async def run(self) -> None:
        """Until cancelled: waits for the lease, follows while it is ours; gives it back at the end."""
        try:
            while True:
                while not await self._renew():
                    await self._sleep(RENEW)
                await self._while_ours()
        finally:
            if self.ours:
                self.ours = False
                await self._store.release(self.source)

    def lease_lost(self) -> None:
        """A write found that another bridge holds this source."""
        self._lost.set()

    async def _renew(self) -> bool:
        try:
            self.ours = await self._store.lease(self.source)
        except Exception as error:
            log_fault(log, error, "the lease of %s could not be renewed", self.source)
        return self.ours

    async def _while_ours(self) -> None:
        self._lost.clear()
        follow = asyncio.create_task(self._follow(), name=f"follow {self.source}")
        try:
            while not self._lost.is_set():
                try:
                    async with asyncio.timeout(RENEW):
                        await self._lost.wait()
                except TimeoutError:
                    if not await self._renew():
                        break
        finally:
            follow.cancel()
            await asyncio.gather(follow, return_exceptions=True)
            self._line_lost(self.source)
        log.info("the lease of %s is lost: another bridge may follow it", self.source)
        self.ours = False
        self._disowned(self.source)

    async def _follow(self) -> None:
        if not self.config.enabled:
            await self._recall_at_last()  # whose listening this ends
            self._take(self.source, [SourceForgotten(source=self.source)])
            self._light(FeedState.DISABLED)
            return
        self._light(FeedState.CONNECTING)
        attempt, connector = 0, None
        while True:
            try:
                connector = connector or await self._made()
                await self._once(connector)
                raise Retryable("The connection ended.")
            except Fatal as failed:
                log.error("%s failed: %s", self.source, failed)
                self._light(FeedState.FAILED, str(failed))
                return
            except Retryable as lost:
                self._down(str(lost))
            except Exception:
                log.exception("%s: a fault in its connector", self.source)
                self._down("A fault of ours; the log has it. Trying again.", quiet=True)
            attempt = 0 if self._was_live else attempt
            self._was_live = False
            await self._sleep(pause_before(attempt, self._chance()))
            attempt += 1

    async def _made(self) -> Connector:
        """The connector, made once: it knows which of its hosts it tried last, and who was signed in before it."""
        if self.config.fault:
            raise Fatal(self.config.fault)
        return self._connect(replace(self.config, sign_ins=tuple(await self._with_what_was())))

    async def _with_what_was(self) -> Iterable[SignInConfig]:
        recalled = await self._recall()
        return (_as_it_was(one, recalled.get(one.login)) for one in self.config.sign_ins)

    async def _recall(self) -> Mapping[str, Recalled]:
        try:
            recalled = await self._store.recall(self.source)
        except Exception as error:
            raise Retryable("What stood before could not be read.") from error
        self._recalled(self.source, [one.row for one in recalled.values()])
        return recalled

    async def _recall_at_last(self) -> None:
        while True:
            try:
                await self._recall()
            except Retryable as failed:
                log.warning("%s: %s Trying again.", self.source, failed)
                await self._sleep(RENEW)
            else:
                return

    async def _once(self, connector: Connector) -> None:
        self.connector = connector
        try:
            async with aclosing(connector.events()) as batches:  # type: ignore[type-var]
                async for batch in batches:
                    if not self._was_live and any(isinstance(event, FloorLoaded) for event in batch):
                        self._was_live = True
                        self.light = FeedState.LIVE
                        log.info("%s is live", self.source)
                    self._take(self.source, batch)
        finally:
            self.connector = None
            self._line_lost(self.source)

    def _down(self, note: str, *, quiet: bool = False) -> None:
        if self._was_live and not quiet:
            log.info("%s is lost: %s", self.source, note)
        self._light(FeedState.DOWN, note)

    def _light(self, state: FeedState, note: str = "") -> None:
        self.light = state
        self._take(
            self.source,
            [SourceChanged(source=self.source, state=state, at=self._now(), note=note, kind=self.config.kind)],
        )
