"""Daphne in our own process: listens, runs what is to run beside it on the same loop, and leaves nothing running.

Importing this installs Twisted's reactor on a new asyncio loop, so that only the commands that serve import it.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from daphne import server as daphne  # first: it chooses the reactor
from daphne.endpoints import build_endpoint_description_strings
from daphne.ws_protocol import WebSocketProtocol
from twisted.internet import defer, reactor
from twisted.python.failure import Failure

from dashboard.live.sockets import LONGEST_MESSAGE
from dashboard.receiving import NO_LIMIT, refuse_long_messages
from dashboard.writing import write_at_once

log = logging.getLogger(__name__)
_reactor: Any = reactor

HANDSHAKE_SECONDS = 30  # a socket is answered once its person is known: after a restart, a thousand ask at once
Beside = Callable[[], Coroutine[Any, Any, None]]


class CannotServe(Exception):
    """The server does not start, or what ran beside it broke; `str()` of it is one sentence."""


def serve(host: str, port: int, *, ready: Callable[[], None], beside: Beside | None = None) -> None:
    """Serves until a signal comes. `ready` is called when it listens; `beside` starts then, and ends before it.

    Raises CannotServe.
    """
    from dashboard.asgi import application

    server = _Server(application, host, port, ready=ready, beside=beside)
    server.run()
    _leave_nothing_running(_reactor._asyncioEventloop)
    if server.fault:
        raise CannotServe(server.fault)


class _Server(daphne.Server):
    """Daphne's server, with something beside it (architecture.md, How truth travels, 12)."""

    def __init__(
        self, application: object, host: str, port: int, *, ready: Callable[[], None], beside: Beside | None
    ) -> None:
        super().__init__(
            application,
            endpoints=build_endpoint_description_strings(host=host, port=port),
            server_name="",
            websocket_handshake_timeout=HANDSHAKE_SECONDS,
            websocket_max_message_size=NO_LIMIT,
            websocket_max_frame_size=NO_LIMIT,
        )
        self.fault = ""
        self._address = f"{host}:{port}"
        self._ready = ready
        self._beside = beside
        self._task: asyncio.Task[None] | None = None
        self._ending = False

    def run(self) -> None:
        """Returns when all of it has ended."""
        _reactor.callWhenRunning(self._begin)
        _reactor.addSystemEventTrigger("before", "shutdown", self._end)
        super().run()

    def protocol_connected(self, protocol: Any) -> None:
        """A request or a socket has come. (Requests are few, and are left as they are.)"""
        super().protocol_connected(protocol)
        if isinstance(protocol, WebSocketProtocol):
            write_at_once(protocol.transport)
            refuse_long_messages(protocol, LONGEST_MESSAGE)
            if read := getattr(protocol, "_dataReceived", None):
                vars(protocol)["dataReceived"] = read  # autobahn's own words each read for a log, kept or not

    def listen_error(self, failure: Failure) -> None:
        """The address is taken, or not ours."""
        reason = getattr(getattr(failure.value, "socketError", None), "strerror", "") or failure.getErrorMessage()
        self.fault = f"{self._address} cannot be listened on: {reason}."
        self.stop()

    def kill_all_applications(self) -> defer.Deferred[Any]:
        """Ends every request and socket. (Daphne's own stops at the first idle connection: it has no application.)"""
        running = [details.get("application_instance") for details in self.connections.values()]
        waited_for = [task for task in running if task and not task.done()]
        for task in waited_for:
            task.cancel()
        return defer.Deferred.fromFuture(asyncio.gather(*waited_for, return_exceptions=True))

    def _begin(self) -> None:
        self._ready()
        if self._beside is not None:
            self._task = asyncio.get_event_loop().create_task(self._beside(), name="beside the server")
            self._task.add_done_callback(self._beside_ended)

    def _beside_ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()):
            log.critical("what runs beside the server broke", exc_info=error)
            self.fault = "The bridge broke: the log says how."
            if not self._ending:
                self.stop()

    def _end(self) -> defer.Deferred[Any] | None:
        self._ending = True
        if self._task is None or self._task.done():
            return None
        self._task.cancel()
        return defer.Deferred.fromFuture(asyncio.gather(self._task, return_exceptions=True))


def _leave_nothing_running(loop: asyncio.AbstractEventLoop) -> None:
    """What the reactor leaves behind: tasks that sockets had started (the hub), generators, threads."""
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.run_until_complete(loop.shutdown_default_executor())
