"""Doing something on the peer's own thread, from any other, and waiting for it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from .xuc import Xuc

T = TypeVar("T")
PATIENCE_SECONDS = 15


class OwnThread:
    """What all handles need: the XUC, and the loop of its thread while it runs."""

    def __init__(self, xuc: Xuc) -> None:
        self._xuc = xuc
        self._loop: asyncio.AbstractEventLoop | None = None

    def _do(self, act: Callable[[], T]) -> T:
        """Does it on the peer's own thread, or right here while it does not run."""
        if self._loop is None:
            return act()
        done: Future[T] = Future()

        def run() -> None:
            try:
                done.set_result(act())
            except Exception as error:  # whatever it was, it is the caller's
                done.set_exception(error)

        self._loop.call_soon_threadsafe(run)
        return done.result(timeout=PATIENCE_SECONDS)

    def _happens(self, act: Callable[[], None]) -> None:
        def act_and_publish() -> None:
            act()
            self._xuc.publish()

        self._do(act_and_publish)
