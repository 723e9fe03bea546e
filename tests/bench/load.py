"""Many browsers' sockets in one process: opens them, acknowledges as docs/live.md asks, and measures what arrives.

`python -m tests.bench.load PORT SESSIONS_FILE SECONDS SAMPLED` prints one JSON object. Written against docs/live.md
alone, on a bare asyncio protocol: a client library would cost more than the server that is measured.
"""

import asyncio
import base64
import json
import os
import re
import resource
import struct
import sys
import time

FRAME_NUMBER = re.compile(rb'^\{"frame": ?(\d+)')
LEN16, LEN64 = 126, 127


def text_frame(text: str) -> bytes:
    """A client's masked text frame (RFC 6455, 5.2), with a mask of zeroes."""
    payload = text.encode()
    if len(payload) < LEN16:
        return bytes((0x81, 0x80 | len(payload))) + b"\0\0\0\0" + payload
    return bytes((0x81, 0x80 | LEN16)) + struct.pack("!H", len(payload)) + b"\0\0\0\0" + payload


class Browser(asyncio.Protocol):
    """One socket. With `sampled`, every row's age on arrival is kept, in seconds."""

    def __init__(self, host: str, session: str, *, sampled: bool) -> None:
        self._host = host
        self._session = session
        self._buffer = bytearray()
        self._open = False
        self._sampled = sampled
        self._transport: asyncio.Transport | None = None
        self.newest = 0
        self.acknowledged = 0
        self.unacknowledged = 0
        self.frames = 0
        self.bytes = 0
        self.rows = 0
        self.ages: list[float] = []
        self.measuring = False
        self.closed: str = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            (
                f"GET /live/floor/ HTTP/1.1\r\nHost: {self._host}\r\nOrigin: http://{self._host}\r\n"
                f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
                f"Sec-WebSocket-Version: 13\r\nCookie: {self._session}\r\n\r\n"
            ).encode()
        )

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = self.closed or "lost"

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._open:
            head, found, rest = bytes(self._buffer).partition(b"\r\n\r\n")
            if not found:
                return
            if b" 101 " not in head.split(b"\r\n", 1)[0]:
                self.closed = head.split(b"\r\n", 1)[0].decode()
                return
            self._open, self._buffer = True, bytearray(rest)
            self.send('{"open": {}}')
        self._read_frames()

    def send(self, text: str) -> None:
        """Sends one message."""
        if self._transport and not self.closed:
            self._transport.write(text_frame(text))

    def acknowledge(self) -> None:
        """Says the newest frame, where one came since the last time."""
        if self.newest > self.acknowledged:
            self.acknowledged = self.newest
            self.unacknowledged = 0
            self.send(f'{{"ack": {self.newest}}}')

    def _read_frames(self) -> None:
        buffer, at = self._buffer, 0
        while len(buffer) - at >= 2:
            opcode, length, start = buffer[at] & 0x0F, buffer[at + 1] & 0x7F, at + 2
            if length == LEN16:
                if len(buffer) < at + 4:
                    break
                length, start = struct.unpack_from("!H", buffer, at + 2)[0], at + 4
            elif length == LEN64:
                if len(buffer) < at + 10:
                    break
                length, start = struct.unpack_from("!Q", buffer, at + 2)[0], at + 10
            if len(buffer) < start + length:
                break
            self._frame(opcode, bytes(buffer[start : start + length]))
            at = start + length
        del buffer[:at]

    def _frame(self, opcode: int, payload: bytes) -> None:
        if opcode == 8:
            self.closed = f"closed {struct.unpack('!H', payload[:2])[0] if payload else ''}"
            return
        number = FRAME_NUMBER.match(payload[:40])
        if number is None:
            return
        self.newest = int(number.group(1))
        self.unacknowledged += len(payload)
        if self.unacknowledged > 256 * 1024:
            self.acknowledge()
        if not self.measuring:
            return
        self.frames += 1
        self.bytes += len(payload)
        if self._sampled:
            self._measure(payload)

    def _measure(self, payload: bytes) -> None:
        now = time.time_ns() // 1000
        for kind, _key, values in json.loads(payload)["rows"]:
            if kind == "agent" and values:
                self.rows += 1
                if values.get("ext"):
                    self.ages.append((now - int(values["ext"])) / 1e6)


async def acknowledge_and_beat(browsers: list[Browser]) -> None:
    """Each second an acknowledgement, each fifth a heartbeat, spread evenly over the second."""
    loop, turn = asyncio.get_running_loop(), 0
    while True:
        began = loop.time()
        for n, browser in enumerate(browsers):
            browser.acknowledge()
            if (turn + n) % 5 == 0:
                browser.send(f'{{"beat": {turn}}}')
            if n % 20 == 19:
                await asyncio.sleep(max(0.0, began + n / len(browsers) - loop.time()))
        await asyncio.sleep(max(0.0, began + 1 - loop.time()))
        turn += 1


async def run(port: int, sessions: list[str], seconds: float, sampled: int) -> dict[str, object]:
    """Opens all sockets, waits until each has its floor, measures for `seconds`."""
    loop, host = asyncio.get_running_loop(), f"127.0.0.1:{port}"
    browsers: list[Browser] = []
    every = max(1, len(sessions) // sampled)
    for n, session in enumerate(sessions):
        browser = Browser(host, session, sampled=n % every == 0)
        await loop.create_connection(lambda b=browser: b, "127.0.0.1", port)  # type: ignore[misc]
        browsers.append(browser)
        if n % 25 == 24:
            await asyncio.sleep(0.05)
    async with asyncio.timeout(90):
        while not all(b.newest or b.closed for b in browsers):
            await asyncio.sleep(0.05)
    beats = asyncio.create_task(acknowledge_and_beat(browsers))
    await asyncio.sleep(3)
    print("measuring", flush=True)
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    for browser in browsers:
        browser.measuring = True
    await asyncio.sleep(seconds)
    for browser in browsers:
        browser.measuring = False
    took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF)
    print("measured", flush=True)
    beats.cancel()
    ages = sorted(age for b in browsers for age in b.ages)
    counted = [b for b in browsers if b._sampled]
    rows = sum(b.rows for b in counted) / max(1, len(counted)) * len(browsers)
    return {
        "sockets": len(browsers),
        "closed": sorted({b.closed for b in browsers if b.closed}),
        "seconds": round(took, 2),
        "p50_ms": round(ages[len(ages) // 2] * 1000, 1) if ages else None,
        "p99_ms": round(ages[int(len(ages) * 0.99)] * 1000, 1) if ages else None,
        "max_ms": round(ages[-1] * 1000, 1) if ages else None,
        "samples": len(ages),
        "frames_per_second": round(sum(b.frames for b in browsers) / took),
        "megabytes_per_second": round(sum(b.bytes for b in browsers) / took / 1e6, 1),
        "rows": round(rows),
        "rows_per_second": round(rows / took),
        "load_cpu": round((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / took, 2),
    }


def main() -> None:
    """Reads the command line, prints the measurement."""
    port, file, seconds, sampled = int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
    with open(file) as lines:
        sessions = lines.read().split("\n")
    print(json.dumps(asyncio.run(run(port, [s for s in sessions if s], seconds, sampled))), flush=True)


if __name__ == "__main__":
    main()
