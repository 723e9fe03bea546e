"""One WebSocket of the peer: the protocol is `websockets`' own without I/O, the bytes go by asyncio's streams."""

import asyncio
import logging
from collections.abc import AsyncIterator

from websockets.frames import CloseCode, Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import OPEN
from websockets.server import ServerProtocol

MOST_UNSENT = 16 * 1024 * 1024  # bytes; a client that reads no more is dropped then
CLOSING_SECONDS = 2.0
CHUNK = 64 * 1024
LOGGER = logging.getLogger(__name__)
LOGGER.setLevel(logging.WARNING)  # that sockets come and go is what they are for


class Gate:
    """Shut while the peer is frozen: nothing is read and nothing leaves."""

    def __init__(self) -> None:
        self._open = asyncio.Event()
        self._open.set()

    @property
    def is_open(self) -> bool:
        """Whether anything passes."""
        return self._open.is_set()

    async def opened(self) -> None:
        """Returns once it is open."""
        await self._open.wait()

    def set(self, *, is_open: bool) -> None:
        """Opens or shuts it."""
        if is_open:
            self._open.set()
        else:
            self._open.clear()


class WebSocket:
    """A socket after `shake_hands`. What is said while the gate is shut waits for `flush`."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, gate: Gate) -> None:
        self._reader = reader
        self._writer = writer
        self._gate = gate
        self._protocol = ServerProtocol(logger=LOGGER)
        self._parts: list[bytes] = []

    def shake_hands(self, head: bytes) -> bool:
        """Answers the request whose bytes these are; whether a WebSocket came of it."""
        self._protocol.receive_data(head)
        for event in self._protocol.events_received():
            if isinstance(event, Request):
                self._protocol.send_response(self._protocol.accept(event))
        self.flush()
        return self._protocol.state is OPEN

    def say(self, text: bytes) -> None:
        """Sends a text frame; nothing happens where the socket is closed."""
        if self._protocol.state is OPEN:
            self._protocol.send_text(text)
            self.flush()

    async def texts(self) -> AsyncIterator[str]:
        """The texts that come, until the socket is closed by either end."""
        while self._protocol.state is OPEN:
            for text in await self._read():
                yield text

    async def close(self, code: CloseCode = CloseCode.NORMAL_CLOSURE) -> None:
        """Says goodbye, and waits a moment for the other end's."""
        if self._protocol.state is OPEN:
            self._protocol.send_close(code)
            self.flush()
        try:
            async with asyncio.timeout(CLOSING_SECONDS):
                while not self._reader.at_eof() and not self._protocol.eof_sent:
                    await self._read()
        except TimeoutError:
            pass

    def flush(self) -> None:
        """Sends what waits, where the gate is open."""
        if not self._gate.is_open or self._writer.is_closing():
            return
        for data in self._protocol.data_to_send():
            if data:
                self._writer.write(data)
        if self._writer.transport.get_write_buffer_size() > MOST_UNSENT:
            self._writer.transport.abort()

    async def _read(self) -> list[str]:
        await self._gate.opened()
        data = await self._reader.read(CHUNK)
        await self._gate.opened()
        if data:
            self._protocol.receive_data(data)
        else:
            self._protocol.receive_eof()
        events = self._protocol.events_received()
        texts = [text for event in events if isinstance(event, Frame) for text in self._text(event)]
        self.flush()
        return texts

    def _text(self, frame: Frame) -> list[str]:
        """The whole text that this frame ends, if it ends one. What is no UTF-8 is a text that is no JSON."""
        if frame.opcode not in (Opcode.TEXT, Opcode.CONT, Opcode.BINARY):
            return []
        self._parts.append(bytes(frame.data))
        if not frame.fin:
            return []
        whole, self._parts = b"".join(self._parts), []
        return [whole.decode("utf-8", errors="replace")]
