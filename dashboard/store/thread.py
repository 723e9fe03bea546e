"""One thread with one kept database connection: where the async bridge meets the sync ORM (architecture.md 11)."""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

from cti_bridge.errors import StoreAway

log = logging.getLogger(__name__)

T = TypeVar("T")

QUIET = 5.0  # seconds without a failure after which the database is back: a full disk fails writes, and lets one read


class DatabaseThread:
    """Does database work in order, one piece at a time. Whatever waits is done even when its asker is cancelled."""

    def __init__(self, name: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._clock = clock
        self._failed_at: float | None = None  # None: the database is there

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` returns. StoreAway when the database was not there: the next call connects anew."""
        done = asyncio.get_running_loop().run_in_executor(self._executor, self._guarded, work)
        return await asyncio.shield(done)  # unshielded, what has not begun would go with its asker

    async def close(self) -> None:
        """Ends the connection and the thread, after what waits."""
        await self.run(lambda: connection.close())  # looked up in the thread: each thread has its own
        self._executor.shutdown()

    def _guarded(self, work: Callable[[], T]) -> T:
        try:
            done = work()
        except (InterfaceError, OperationalError) as error:
            connection.close()
            self._failed(error)
            raise StoreAway(f"The database did not do it ({type(error).__name__}).") from error
        self._worked()
        return done

    def _failed(self, error: Exception) -> None:
        if self._failed_at is None:
            why = str(error).partition("\n")[0]  # further lines may hold what was to be written
            log.error("the database does not do its work, trying again: %s", why or type(error).__name__)
        self._failed_at = self._clock()

    def _worked(self) -> None:
        if self._failed_at is not None and self._clock() - self._failed_at >= QUIET:
            self._failed_at = None
            log.info("the database does its work again")
