"""What the peer says, in order and on its own thread, at once or late on purpose."""

import threading
import time
from collections.abc import Mapping
from queue import SimpleQueue

from .line import Line

_Item = tuple[float, str, bytes, Mapping[str, str]]


class Outbox:
    """A queue in front of the line. `delay`, in seconds, is how late what is put now will leave."""

    def __init__(self, line: Line) -> None:
        self.delay = 0.0
        self.unsent = 0  # said while the line was down: a topic keeps nothing
        self._line = line
        self._items: SimpleQueue[_Item | None] = SimpleQueue()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins to send."""
        self._ending.clear()
        self._thread = threading.Thread(target=self._send_all, name="gc-peer-outbox", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Sends no more; what waits is lost."""
        self._ending.set()
        self._items.put(None)
        if self._thread:
            self._thread.join(timeout=10)
            self._thread = None

    def put(self, destination: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Has one frame sent after those before it."""
        self._items.put((time.monotonic() + self.delay, destination, body, headers))

    def _send_all(self) -> None:
        while (item := self._items.get()) is not None:
            due, destination, body, headers = item
            if self._ending.wait(max(0.0, due - time.monotonic())) or self._ending.is_set():
                return
            if not self._line.send(destination, body, headers):
                self.unsent += 1
