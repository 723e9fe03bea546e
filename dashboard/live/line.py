"""Sends on one socket: at once where the server takes it at once, else in a task, so that nobody waits for a slow line.

daphne takes every message at once (Twisted buffers it); uvicorn does while its transport is writable. So a send is
first driven by hand, which costs no task and no turn of the loop: with a thousand sockets and twenty frames a second
that is the difference between a fifth of a core and none. Only where the server makes us wait does a task take over.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Generator
from types import coroutine
from typing import Any

log = logging.getLogger(__name__)

FAILED = 1011  # RFC 6455, 7.4.1: a condition that we did not expect

Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]


class Line:
    """One socket's way out. `idle` is called whenever a send that had to wait has come to its end."""

    def __init__(self, send: Send, idle: Callable[[], None] = lambda: None) -> None:
        self._send = send
        self.idle = idle
        self.broken = False
        self.closing = False
        self._code = 0
        self._rest: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether a message is still on its way into the server: then no other may be sent."""
        return self._rest is not None

    def put(self, message: Message) -> None:
        """Sends a message. Never waits, never raises: a line that fails is `broken`, and its server says so itself."""
        sending = self._send(message).__await__()
        try:
            waits_for = next(sending)
        except StopIteration:
            return
        except (OSError, RuntimeError):  # the other side is gone (uvicorn), or the socket was closed before
            self.broken = True
            return
        except Exception:  # the server does not take it: others are told all the same, and this one must know
            log.exception("A socket's server does not take what it is told")
            self.broken = True
            self.close(FAILED)
            return
        self._rest = asyncio.ensure_future(_finish(sending, waits_for))
        self._rest.add_done_callback(self._finished)

    def close(self, code: int) -> None:
        """Closes the socket, after what is on its way. Nothing may be sent any more."""
        if not self.closing:
            self.closing = True
            self._code = code
            if not self.busy:
                self.put({"type": "websocket.close", "code": code})

    def _finished(self, rest: asyncio.Task[None]) -> None:
        self._rest = None
        if rest.cancelled() or rest.exception() is not None:
            self.broken = True
        elif self.closing:
            self.put({"type": "websocket.close", "code": self._code})
        else:
            self.idle()

    async def drop(self) -> None:
        """Gives up what is still on its way."""
        if self._rest is not None:
            self._rest.cancel()
            await asyncio.wait([self._rest])


@coroutine
def _finish(begun: Generator[Any, Any, None], waits_for: Any) -> Generator[Any, Any, None]:
    """The rest of a send that was begun by hand. If what it waits for fails, or we are cancelled, it ends there."""
    try:
        yield waits_for
    except BaseException:
        begun.close()
        raise
    yield from begun
