"""The commands that came, in order; one that is to be carried out late steps back in when it is due."""

import heapq
import time
from collections.abc import Callable
from itertools import count
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")


class Inbox(Generic[T]):
    """A queue between two threads. `monotonic` gives seconds."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._now = monotonic
        self._came: SimpleQueue[T | None] = SimpleQueue()
        self._late: list[tuple[float, int, T]] = []
        self._turn = count()  # keeps the order of two that are due at once

    def put(self, item: T | None) -> None:
        """Puts one at the end; None ends it for the reader."""
        self._came.put(item)

    def put_back(self, item: T, seconds: float) -> None:
        """Puts one back for so long (the reader's thread only)."""
        heapq.heappush(self._late, (self._now() + seconds, next(self._turn), item))

    def get(self) -> T | None:
        """The next one, as soon as there is one."""
        while True:
            if self._late and self._late[0][0] <= self._now():
                return heapq.heappop(self._late)[2]
            wait = self._late[0][0] - self._now() if self._late else None
            try:
                return self._came.get(timeout=None if wait is None else max(0.0, wait))
            except Empty:
                continue
