"""A browser's socket as docs/live.md describes it, on a bare asyncio protocol.

A client library would cost more than the server that is measured.
"""

import asyncio
import base64
import json
import os
import re
import struct
import time

FRAME_NUMBER = re.compile(rb'\{"frame": ?(\d+)')
LEN16, LEN64, CLOSE = 126, 127, 8
ACKNOWLEDGE_BYTES = 256 * 1024


def text_frame(text: str) -> bytes:
    """A client's masked text frame (RFC 6455, 5.2), with a mask of zeroes."""
    payload = text.encode()
    if len(payload) < LEN16:
        return bytes((0x81, 0x80 | len(payload))) + b"\0\0\0\0" + payload
    return bytes((0x81, 0x80 | LEN16)) + struct.pack("!H", len(payload)) + b"\0\0\0\0" + payload


class Browser(asyncio.Protocol):
    """One socket. With `sampled`, every row that arrives while `measuring` is read, and its age kept, in seconds."""

    def __init__(self, host: str, cookie: str, *, sampled: bool) -> None:
        self._host = host
        self._cookie = cookie
        self._rest = b""
        self._is_open = False
        self._transport: asyncio.Transport | None = None
        self.sampled = sampled
        self.measuring = False
        self.newest = 0
        self.frames = 0
        self.bytes = 0
        self.rows = 0
        self.ages: list[float] = []
        self.closed = ""
        self._acknowledged = 0
        self._unacknowledged = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asks for the socket."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            (
                f"GET /live/floor/ HTTP/1.1\r\nHost: {self._host}\r\nOrigin: http://{self._host}\r\n"
                f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
                f"Sec-WebSocket-Version: 13\r\nCookie: {self._cookie}\r\n\r\n"
            ).encode()
        )

    def connection_lost(self, exc: Exception | None) -> None:
        """Remembers that it is over."""
        self.closed = self.closed or "lost"

    def data_received(self, data: bytes) -> None:
        """Reads the answer, then frames."""
        now = time.time_ns() // 1000
        data = self._rest + data if self._rest else data
        at = 0 if self._is_open else self._opened(data)
        while at >= 0 and len(data) - at >= 2:
            opcode, length, start = data[at] & 0x0F, data[at + 1] & 0x7F, at + 2
            if length == LEN16:
                if len(data) < at + 4:
                    break
                length, start = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
            elif length == LEN64:
                if len(data) < at + 10:
                    break
                length, start = int.from_bytes(data[at + 2 : at + 10], "big"), at + 10
            if len(data) < start + length:
                break
            self._frame(opcode, data, start, length, now)
            at = start + length
        self._rest = data[max(at, 0) :]

    def send(self, text: str) -> None:
        """Sends one message."""
        if self._transport and not self.closed:
            self._transport.write(text_frame(text))

    def acknowledge(self, *, again: bool = False) -> None:
        """Says the newest frame, where one came since the last time; with `again`, in any case."""
        if self.newest > self._acknowledged or again:
            self._acknowledged = self.newest
            self._unacknowledged = 0
            self.send(f'{{"ack": {self.newest}}}')

    def _opened(self, data: bytes) -> int:
        """Where the frames begin; -1 while the answer is not whole."""
        end = data.find(b"\r\n\r\n")
        if end < 0:
            return -1
        first = data.split(b"\r\n", 1)[0]
        if b" 101 " not in first:
            self.closed = first.decode()
            return -1
        self._is_open = True
        self.send('{"open": {}}')
        return end + 4

    def _frame(self, opcode: int, data: bytes, start: int, length: int, now: int) -> None:
        if opcode == CLOSE:
            self.closed = f"closed {struct.unpack_from('!H', data, start)[0] if length else ''}"
            return
        number = FRAME_NUMBER.match(data, start)
        if number is None:
            return
        self.newest = int(number.group(1))
        self._unacknowledged += length
        if self._unacknowledged > ACKNOWLEDGE_BYTES:
            self.acknowledge()
        if self.measuring:
            self.frames += 1
            self.bytes += length
            if self.sampled:
                self._measure(data[start : start + length], now)

    def _measure(self, payload: bytes, now: int) -> None:
        """An agent's extension is the moment of its last event, in microseconds (tests.bench.metered)."""
        for kind, _key, values in json.loads(payload)["rows"]:
            if kind == "agent" and values:
                self.rows += 1
                if values.get("ext"):
                    self.ages.append((now - int(values["ext"])) / 1e6)
