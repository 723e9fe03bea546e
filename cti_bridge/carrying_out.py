"""Carries out claimed commands: sends each once, and settles it by what the system, the floor or the clock says.

Where the outcome says it all, no words go with it: pages have their own, in their reader's language.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from cti_bridge.connector import Connector
from cti_bridge.errors import CommandRefused, Retryable
from cti_bridge.faults import log_fault
from cti_bridge.floor.commands import Command, Outcome, WorkCallback, source_for
from cti_bridge.floor.model import CallId, FeedState
from cti_bridge.floor.rows import Key
from cti_bridge.floor.state import Floor
from cti_bridge.floor.verdicts import came_true_in, verdict, watched
from cti_bridge.ports import Claimed, Inbox

log = logging.getLogger(__name__)

GRACE = timedelta(seconds=5)  # after a call's end, for the state that waited for it


class CarryingOut:
    """The commands under way on one source. `noticed` is called with every change of the floor."""

    def __init__(
        self,
        floor: Floor,
        inbox: Inbox,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._floor = floor
        self._inbox = inbox
        self._now = now
        self._sleep = sleep
        self._changed: dict[Key, set[asyncio.Event]] = {}
        self._under_way: dict[asyncio.Task[None], UUID] = {}
        self._line_lost = asyncio.Event()

    @property
    def under_way(self) -> frozenset[UUID]:
        """The commands that are looked after here, deferred ones too."""
        return frozenset(self._under_way.values())

    def start(self, claimed: Claimed, connector: Connector | None) -> None:
        """Begins with one command, in its own task: a slow one keeps no other waiting."""
        task = asyncio.create_task(self._carry_out(claimed, connector), name=f"command {claimed.command.id}")
        self._under_way[task] = claimed.command.id
        task.add_done_callback(self._under_way.pop)

    def noticed(self, keys: Iterable[Key]) -> None:
        """Wakes those who wait for one of these rows."""
        if self._changed:
            for key in keys:
                for event in self._changed.get(key, ()):
                    event.set()

    def line_lost(self) -> None:
        """The connection is gone: what was sent and not answered is not known to have arrived."""
        self._line_lost.set()
        self._line_lost = asyncio.Event()

    async def stop(self) -> None:
        """Ends; what is under way becomes `lost` when the lease is given back, or taken by another bridge."""
        for task in list(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _carry_out(self, claimed: Claimed, connector: Connector | None) -> None:
        command = claimed.command
        changed = asyncio.Event()
        for key in watched(command):
            self._changed.setdefault(key, set()).add(changed)
        try:
            outcome, said, code = await self._outcome(claimed, connector, changed)
            if outcome is Outcome.DEFERRED:
                await self._settle(command, outcome, said, code, None)
                outcome, said = await self._after_the_call(command, changed)
            await self._settle(command, outcome, said, code, came_true_in(command, self._floor))
        finally:
            for key in watched(command):
                self._changed[key].discard(changed)
                if not self._changed[key]:
                    del self._changed[key]

    async def _settle(self, command: Command, outcome: Outcome, said: str, code: str, call: CallId | None) -> None:
        """Writes an outcome, and does not give up while the database is away."""
        while True:
            try:
                return await self._inbox.settle(command.id, outcome, said, code, call)
            except Exception as error:
                log_fault(log, error, "command %s could not be settled; trying again", command.id)
                await self._sleep(1.0)

    async def _outcome(
        self, claimed: Claimed, connector: Connector | None, changed: asyncio.Event
    ) -> tuple[Outcome, str, str]:
        if claimed.deferred:
            return Outcome.DEFERRED, "", ""
        if connector is None or not self._is_live(claimed.command):  # nor may a floor that stands still confirm it
            return Outcome.REFUSED, "Not sent: there is no connection to the system.", ""
        command, lost = claimed.command, self._line_lost
        execute = asyncio.ensure_future(connector.execute(command))
        execute.add_done_callback(lambda done: done.cancelled() or done.exception())  # settled by then: not a surprise
        try:
            async with asyncio.timeout(self._left(command)):
                return await self._first_word(command, execute, changed, lost)
        except TimeoutError:
            return Outcome.TIMED_OUT, "", ""
        except CommandRefused as refused:
            return Outcome.REFUSED, str(refused), refused.code
        except Retryable as failed:
            return Outcome.REFUSED, f"Not sent: {failed}", ""
        except Exception:
            log.exception("command %s failed in its connector", command.id)
            return Outcome.LOST, "A fault of ours: not known whether it reached the system.", ""
        finally:
            execute.cancel()

    async def _first_word(
        self, command: Command, execute: "asyncio.Future[str]", changed: asyncio.Event, lost: asyncio.Event
    ) -> tuple[Outcome, str, str]:
        said = ""
        may_be_so = not isinstance(command, WorkCallback)  # one that is gone before we ask was closed by somebody else
        waits: set[asyncio.Future[object]] = {execute, asyncio.ensure_future(lost.wait())}  # type: ignore[arg-type]
        try:
            while True:
                if may_be_so and (found := verdict(command, self._floor)) is not None:
                    return found, said, ""
                changed.clear()
                change = asyncio.ensure_future(changed.wait())
                try:
                    await asyncio.wait(waits | {change}, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    change.cancel()
                if execute in waits and execute.done():
                    said = execute.result()
                    waits.discard(execute)
                    may_be_so = True
                if lost.is_set():
                    return Outcome.LOST, "", ""
        finally:
            for wait in waits:
                if wait is not execute:
                    wait.cancel()

    async def _after_the_call(self, command: Command, changed: asyncio.Event) -> tuple[Outcome, str]:
        """A deferred command comes true when the call ends, or the system drops it."""
        dropped_at: datetime | None = None
        while True:
            found = verdict(command, self._floor)
            if found is Outcome.CONFIRMED:
                return Outcome.CONFIRMED, ""
            if found is Outcome.DEFERRED or not self._is_live(command):
                dropped_at = None  # of a source that is down, or not loaded yet, the floor knows nothing
            elif dropped_at is None:
                dropped_at = self._now()
            elif self._now() - dropped_at >= GRACE:
                return Outcome.TIMED_OUT, "The call ended, and the system did not do it."
            changed.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(None if found is Outcome.DEFERRED else GRACE.total_seconds()):
                    await changed.wait()

    def _is_live(self, command: Command) -> bool:
        source = self._floor.sources.get(source_for(command))
        return source is not None and source.state is FeedState.LIVE

    def _left(self, command: Command) -> float:
        return max(0.0, (command.deadline - self._now()).total_seconds())
