"""A line to one WebSocket server: connect, send, receive in batches, text only. It understands nothing of it.

The address's path and query hold secrets (a token, a password): they stand in no log, no repr and no exception. A line
that is lost stays lost; whoever wants another opens another. Whether a silent server is still there, its protocol says.
"""

import asyncio
import logging
import ssl
from collections import deque
from contextlib import suppress

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from cti_bridge.errors import CtiError, Retryable
from cti_bridge.transports.address import Address
from cti_bridge.transports.reach import reach, tls_context

CONNECT_WITHIN = 5.0  # seconds
CLOSE_WITHIN = 1.0  # a frozen server is not waited for
LARGEST = 4 * 2**20  # bytes of one frame; a list of 500 agents in 50 queues is a quarter of it
BATCH = 1_000  # frames handed out at once; as many wait at most, then no more are read until some are taken
HEAVY = 4 * LARGEST  # characters that wait at most, and one frame more: a thousand of the largest would be 4 GiB
UNSENT = 64 * 2**10  # bytes that may wait to leave; more means that the server takes nothing

NEVER_WAITS = 2**30  # bytes that may wait inside websockets' own send: ours looks first
UNSUPPORTED_DATA, TOO_BIG = 1003, 1009  # close codes (RFC 6455, 7.4.1)

_mute = logging.Logger("websockets, silenced", logging.CRITICAL + 1)  # its debug lines show the address


class NotAWebSocket(Retryable):
    """The server answered with something else. `status` is the HTTP status, None where it was not even HTTP."""

    def __init__(self, said: str, status: int | None = None) -> None:
        super().__init__(said)
        self.status = status


class Closed(Retryable):
    """The line was closed or lost. `code` is the server's close code, None where it gave none."""

    def __init__(self, said: str, code: int | None = None) -> None:
        super().__init__(said)
        self.code = code


class Line:
    """One connection to one server, from `open` until it is lost or closed."""

    def __init__(self, address: Address, connection: ClientConnection) -> None:
        self.address = address
        self._connection = connection
        self._frames: deque[str] = deque()
        self._weight = 0  # of the frames that wait
        self._came, self._taken = asyncio.Event(), asyncio.Event()
        self._lost: CtiError | None = None
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, address: Address, target: str, *, ca_certs: str = "", within: float = CONNECT_WITHIN) -> "Line":
        """A line that the server has accepted. `target` is path and query, and secret. Raises Retryable, and says why.

        Proxies of the environment are not used, and no redirect is followed: either would be told the secret.
        """
        context = tls_context(ca_certs) if address.tls else None
        url = f"{'wss' if address.tls else 'ws'}://{address}{target}"
        try:
            async with asyncio.timeout(within):
                return cls(address, await _connect(url, context))
        except InvalidStatus as error:
            raise _not_a_websocket(address, error.response.status_code) from None
        except WebSocketException:  # some of them quote the address
            alone, or_over_tls = f"{address} speaks no WebSocket.", f"{address} speaks no WebSocket, or only over TLS."
            raise NotAWebSocket(alone if address.tls else or_over_tls) from None
        except TimeoutError:
            said = f"{address} accepts, and says nothing for {within:g} s."
        except (OSError, EOFError):  # of the TLS too
            said = f"{address} could not be connected to."
        await reach(address, ca_certs)  # says why: the name, the port, the certificate
        raise Retryable(said)

    async def send(self, text: str) -> None:
        """Hands one frame to the socket. Raises Retryable: nothing went. Returning proves nothing."""
        self._raise_if_lost()
        if self._connection.transport.get_write_buffer_size() > UNSENT:
            raise Retryable(f"{self.address} takes nothing more from us.")
        try:
            await self._connection.send(text)
        except ConnectionClosed as closed:
            self._lose(_why(self.address, closed))
            self._raise_if_lost()

    async def receive(self, within: float | None = None) -> list[str]:
        """What came since the last call, at least one frame and 1,000 at most; none when `within` seconds pass.

        Others get their turn first, however much comes. Raises Closed when the line is lost, at once, and what came
        before it has been given out.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                while not self._frames:
                    self._raise_if_lost()
                    self._came.clear()
                    await self._came.wait()
        await asyncio.sleep(0)  # a flood on this line keeps no other source, and no lease, waiting
        batch = list(self._frames)
        self._frames.clear()
        self._weight = 0
        self._taken.set()
        return batch

    async def close(self) -> None:
        """Ends the line: says goodbye, and waits a second at most for the answer."""
        self._lose(Closed("The line was closed."))
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(CLOSE_WITHIN):
                    await self._connection.close()
        finally:
            self._connection.transport.abort()
            self._reader.cancel()

    async def _read(self) -> None:
        try:
            while self._lost is None:
                frame = await self._connection.recv()
                if isinstance(frame, bytes):
                    self._lose(Closed(f"{self.address} sent a binary frame: this line carries text."))
                    await self._connection.close(UNSUPPORTED_DATA)
                    return
                self._frames.append(frame)
                self._weight += len(frame)
                self._came.set()
                while len(self._frames) >= BATCH or self._weight >= HEAVY:
                    self._taken.clear()
                    await self._taken.wait()
        except ConnectionClosed as closed:
            self._lose(_why(self.address, closed))

    def _lose(self, why: CtiError) -> None:
        self._lost = self._lost or why
        self._came.set()

    def _raise_if_lost(self) -> None:
        if self._lost is not None:
            raise self._lost


class _Connect(connect):
    """Without redirects."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


async def _connect(url: str, context: ssl.SSLContext | None) -> ClientConnection:
    return await _Connect(
        url,
        ssl=context,
        proxy=None,
        compression=None,
        max_size=LARGEST,
        open_timeout=None,  # ours counts
        close_timeout=CLOSE_WITHIN,
        ping_interval=None,  # the protocol has its own (xuc.md 1.2)
        write_limit=NEVER_WAITS,
        logger=_mute,
    )


def _not_a_websocket(address: Address, status: int) -> NotAWebSocket:
    match status:
        case 401 | 403:
            said = f"{address} does not let us in (HTTP {status})."
        case 404:
            said = f"{address} has no WebSocket where one was looked for (HTTP 404)."
        case _ if 300 <= status < 400:
            said = f"{address} sends us to another address (HTTP {status}): set that one."
        case _ if status >= 500:
            said = f"{address} answers that something behind it is out of order (HTTP {status})."
        case _:
            said = f"{address} answers like a web page, not like a WebSocket (HTTP {status})."
    return NotAWebSocket(said, status)


def _why(address: Address, closed: ConnectionClosed) -> Closed:
    if closed.rcvd is not None:
        return Closed(f"{address} closed the line (code {closed.rcvd.code}).", closed.rcvd.code)
    if closed.sent is not None and closed.sent.code == TOO_BIG:
        return Closed(f"{address} sent a frame of more than {LARGEST // 2**20} MiB.")
    if closed.sent is not None:
        return Closed(f"{address} broke the WebSocket protocol (code {closed.sent.code}).")
    return Closed(f"The line to {address} was lost.")
