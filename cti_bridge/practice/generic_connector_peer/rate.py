"""A steady load of state changes, for measuring what follows them."""

import threading
import time
from collections.abc import Callable, Sequence
from itertools import cycle

BATCH_SECONDS = 0.01


class Rate:
    """Makes so many changes a second, one agent after the other, on its own thread."""

    def __init__(self, change: Callable[[str], None]) -> None:
        self.made = 0
        self._change = change
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def set(self, per_second: float, agents: Sequence[str]) -> None:
        """Goes on at this rate from now; 0 stops it."""
        self.stop()
        if per_second > 0 and agents:
            self._ending.clear()
            self._thread = threading.Thread(
                target=self._drive, args=(per_second, agents), name="gc-peer-rate", daemon=True
            )
            self._thread.start()

    def stop(self) -> None:
        """Makes no more changes."""
        self._ending.set()
        if self._thread:
            self._thread.join(timeout=10)
            self._thread = None

    def _drive(self, per_second: float, agents: Sequence[str]) -> None:
        turn, started, done = cycle(agents), time.monotonic(), 0
        while not self._ending.wait(BATCH_SECONDS):
            due = int((time.monotonic() - started) * per_second)
            for login in (next(turn) for _ in range(due - done)):
                self._change(login)
            self.made += due - done
            done = due
