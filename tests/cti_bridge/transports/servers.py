"""Servers on loopback, inside the test's own loop: WebSockets, and whatever else answers instead of one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from logging import CRITICAL, Logger
from ssl import SSLContext

from websockets.asyncio.server import Server, ServerConnection, serve

from cti_bridge.transports.address import Address

HOST = "127.0.0.1"
_mute = Logger("the test's own server", CRITICAL + 1)

Handler = Callable[[ServerConnection], Awaitable[None]]
Raw = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def web_sockets(handler: Handler, tls: SSLContext | None = None) -> AsyncIterator[Address]:
    """A WebSocket server that lets everybody in."""
    server: Server
    async with serve(handler, HOST, 0, ssl=tls, max_size=None, logger=_mute) as server:
        yield Address(HOST, server.sockets[0].getsockname()[1], tls=tls is not None)


@asynccontextmanager
async def raw(handler: Raw, tls: SSLContext | None = None) -> AsyncIterator[Address]:
    """A server of bytes. A handler that waits for ever is ended with it."""
    tasks: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await handler(reader, writer)
        except (asyncio.CancelledError, ConnectionError):
            pass
        finally:
            writer.transport.abort()

    server = await asyncio.start_server(handle, HOST, 0, ssl=tls)
    try:
        yield Address(HOST, server.sockets[0].getsockname()[1], tls=tls is not None)
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def answering(said: bytes) -> Raw:
    """Reads a request to its end (what was left unread would reset the line), answers this, and closes."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        _, _, length = head.partition("content-length: ")
        await reader.readexactly(int(length.partition("\r\n")[0] or 0))
        writer.write(said)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    return handle


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Accepts, and says nothing ever."""
    await asyncio.Event().wait()


def http(status: str, body: bytes = b"", **headers: str) -> bytes:
    """An answer in HTTP."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *(f"{n}: {v}" for n, v in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body
