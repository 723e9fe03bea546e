"""Hints between processes: which streams moved. A hint may be lost; whoever waits for one looks once a second anyway.

In one process a hint is a direct call. Where Redis is configured it also goes over the channel layer named `hints`, in
a thread with a loop of its own: so nobody who publishes ever waits for Redis, whatever loop or thread they are on.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any

from dashboard.live import meters
from dashboard.live.complaint import Complaint

log = logging.getLogger(__name__)

GROUP = "floor"
SEND_SECONDS = 0.2
PULSE_SECONDS = 1.0  # without a hint to send, an empty one
DEAF_SECONDS = 3.0
RETRY_SECONDS = 1.0
CLOSE_SECONDS = 2.0

Heard = Callable[[Collection[str]], None]  # called in any thread; must return at once


class Publisher:
    """One per process. `publish` and `listen` are for any thread."""

    def __init__(self, layer: Any = None) -> None:
        """`layer` None: this process is alone."""
        self._layer = layer
        logging.getLogger("channels_redis.pubsub").setLevel(
            logging.CRITICAL
        )  # else a traceback a second: we say it once
        self._listeners: list[Heard] = []
        self._lock = threading.Lock()
        self._waiting: set[str] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._work: list[asyncio.Task[None]] = []
        self._thread: threading.Thread
        self._due = asyncio.Event()
        self._sends = Complaint(
            log, "Hints do not reach Redis: pages are up to a second late", "Hints reach Redis again"
        )
        self._hears = Complaint(log, "No hints come from Redis: pages are up to a second late", "Hints come again")

    @property
    def is_failing(self) -> bool:
        """Whether hints between processes are lost at present."""
        return self._sends.is_failing or self._hears.is_failing

    def publish(self, streams: Collection[str]) -> None:
        """Says that these streams moved. Returns at once, never raises."""
        self._tell(streams)
        if self._layer is not None:
            with self._lock:
                self._waiting.update(streams)
                loop = self._begun()
            loop.call_soon_threadsafe(self._due.set)

    def listen(self, heard: Heard) -> Callable[[], None]:
        """Calls `heard` with what moved, wherever that was published; the answer ends it."""
        with self._lock:
            self._listeners = [*self._listeners, heard]
            if self._layer is not None:
                self._begun()

        def stop() -> None:
            with self._lock:
                self._listeners = [other for other in self._listeners if other is not heard]

        return stop

    def close(self) -> None:
        """Ends the thread, if one was begun. Nothing may be published or listened to afterwards."""
        deadline = time.monotonic() + CLOSE_SECONDS
        while self._loop is not None and self._thread.is_alive() and time.monotonic() < deadline:
            with suppress(RuntimeError):  # its loop has just been closed
                self._loop.call_soon_threadsafe(self._cancel)  # again, should Redis's client have swallowed it
            self._thread.join(0.1)

    def _cancel(self) -> None:
        for work in self._work:
            work.cancel()

    def _tell(self, streams: Collection[str]) -> None:
        if not streams:
            return
        for heard in self._listeners:
            heard(streams)

    # -- over the channel layer --------------------------------------------------------------------------------

    def _begun(self) -> asyncio.AbstractEventLoop:
        """The loop of the thread for hints, which starts when it is first needed."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._work = [self._loop.create_task(self._send()), self._loop.create_task(self._hear())]
            self._thread = threading.Thread(target=self._run, args=(self._loop,), name="hints", daemon=True)
            self._thread.start()
        return self._loop

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(asyncio.wait(self._work))
        loop.close()  # the layer closes its connections with it

    async def _send(self) -> None:
        """Sends what waits, and an empty hint where nothing does: so that a loss is noticed, and its end."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(PULSE_SECONDS):
                    await self._due.wait()
            self._due.clear()
            with self._lock:
                streams, self._waiting = sorted(self._waiting), set()
            try:
                async with asyncio.timeout(SEND_SECONDS):
                    await self._layer.group_send(GROUP, {"type": "hint", "streams": streams})
                self._sends.worked()
            except Exception as error:
                meters.HINT_FAILURES.inc()
                self._sends.failed(error)

    async def _hear(self) -> None:
        """Hears what all processes send, ourselves included: whoever does not even hear that subscribes anew."""
        while True:
            channel = ""
            try:
                async with asyncio.timeout(DEAF_SECONDS):
                    channel = await self._layer.new_channel()
                    await self._layer.group_add(GROUP, channel)
                while True:
                    async with asyncio.timeout(DEAF_SECONDS):
                        hint = await self._layer.receive(channel)
                    self._hears.worked()
                    self._tell(hint["streams"])
            except Exception as error:
                self._hears.failed(error)
            with suppress(Exception):  # it may be gone for good: the layer forgets the channel all the same
                async with asyncio.timeout(SEND_SECONDS):
                    await self._layer.group_discard(GROUP, channel)
            await asyncio.sleep(RETRY_SECONDS)
