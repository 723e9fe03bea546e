"""The hub's thread for the database, with a connection that it keeps (architecture.md, How truth travels, 11)."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import DatabaseError, InterfaceError, connection

T = TypeVar("T")


class DatabaseReader:
    """Reads one thing at a time, in order. After a failure the next reading connects anew."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="floor-reader")

    async def read(self, work: Callable[[], T]) -> T:
        """What `work` returns, or raises."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, _guarded, work)

    def stop(self, last: Callable[[], object]) -> None:
        """Does one thing last, then ends the connection and the thread; does not wait, since the loop may be ending."""
        self._executor.submit(_finally, last)
        self._executor.shutdown(wait=False)


def _finally(last: Callable[[], object]) -> None:
    try:
        last()
    finally:
        connection.close()  # the thread's own


def _guarded(work: Callable[[], T]) -> T:
    try:
        return work()
    except (DatabaseError, InterfaceError):
        connection.close()
        raise
