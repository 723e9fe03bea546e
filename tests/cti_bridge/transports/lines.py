"""A line to a server of the test's own, and why it ends or does not come about."""

import asyncio
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.server import ServerConnection

from cti_bridge.errors import CtiError, Retryable
from cti_bridge.transports.address import Address
from cti_bridge.transports.websocket import Closed, Line
from tests.cti_bridge.transports.servers import Handler, web_sockets

TARGET = "/xuc/api/2.0/cti?token=s3cret"


async def echo(server: ServerConnection) -> None:
    async for text in server:
        await server.send(text)


def saying(*frames: str | bytes) -> Handler:
    async def handle(server: ServerConnection) -> None:
        for frame in frames:
            await server.send(frame)
        await server.wait_closed()

    return handle


@asynccontextmanager
async def line_to(handler: Handler) -> AsyncIterator[Line]:
    async with web_sockets(handler) as address:
        line = await Line.open(address, TARGET)
        try:
            yield line
        finally:
            await line.close()


async def lost(line: Line) -> Closed:
    """Why the line ended, once everything that came was taken."""
    try:
        async with asyncio.timeout(5):
            while True:
                await line.receive()
    except Closed as closed:
        return closed


async def refused(address: Address, *, ca_certs: str = "", within: float = 5) -> CtiError:
    """Why no line comes about; with no secret anywhere in it."""
    with pytest.raises(Retryable) as raised:
        await Line.open(address, TARGET, ca_certs=ca_certs, within=within)
    error = raised.value
    told = "".join(traceback.format_exception(error)) + repr(error)
    assert "s3cret" not in told
    assert "\n" not in str(error)
    assert str(error).endswith(".")
    return error
