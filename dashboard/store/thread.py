"""One thread with one kept database connection: where the async bridge meets the sync ORM (architecture.md 11)."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

from cti_bridge.errors import Retryable

T = TypeVar("T")


class DatabaseThread:
    """Does database work in order, one piece at a time. Whatever waits is done even when its asker is cancelled."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` returns. Retryable when the database was not there: the next call connects anew."""
        done = asyncio.get_running_loop().run_in_executor(self._executor, _guarded, work)
        return await asyncio.shield(done)  # unshielded, what has not begun would go with its asker

    async def close(self) -> None:
        """Ends the connection and the thread, after what waits."""
        await self.run(lambda: connection.close())  # looked up in the thread: each thread has its own
        self._executor.shutdown()


def _guarded(work: Callable[[], T]) -> T:
    try:
        return work()
    except (InterfaceError, OperationalError) as error:
        connection.close()
        raise Retryable(f"The database did not do it ({type(error).__name__}).") from error
