"""A STOMP client of forty lines over a plain socket: shows what really crosses the wire, sharing no code with ours."""

import socket
import time
from collections import deque
from dataclasses import dataclass

from tests.services.activemq import Broker
from tests.services.server import HOST


@dataclass(frozen=True)
class WireFrame:
    """One frame as it came."""

    command: str
    headers: dict[str, str]
    body: bytes


class Wire:
    """One connection, signed in as `gc`, without heartbeats."""

    def __init__(self, broker: Broker) -> None:
        self._line = socket.create_connection((HOST, broker.port), timeout=5)
        self._buffer = b""
        self._ids = 0
        self._kept: deque[WireFrame] = deque()
        self.put("CONNECT", {"accept-version": "1.1", "host": "gc", "login": "gc", "passcode": "gc-secret"})
        assert self.get().command == "CONNECTED"

    def put(self, command: str, headers: dict[str, str], body: bytes = b"") -> None:
        """Writes one frame; a content-length only where `headers` holds one."""
        self.put_raw(_packed(command, headers, body))

    def put_raw(self, data: bytes) -> None:
        """Writes bytes as they are."""
        self._line.sendall(data)

    def send(self, destination: str, body: str | bytes, **headers: str) -> None:
        """Sends a text message, as GC would."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.put("SEND", {"destination": destination, **named}, data)

    def subscribe(self, destination: str) -> None:
        """Subscribes, and returns when the broker has confirmed."""
        self._ids += 1
        name = f"w{self._ids}"
        self.put("SUBSCRIBE", {"destination": destination, "id": name, "receipt": name})
        while (frame := self._read(5.0)).command != "RECEIPT":
            self._kept.append(frame)  # the broker may deliver before it confirms

    def get(self, within: float = 5.0) -> WireFrame:
        """The next frame. Raises TimeoutError."""
        return self._kept.popleft() if self._kept else self._read(within)

    def _read(self, within: float) -> WireFrame:
        deadline = time.monotonic() + within
        while (end := self._buffer.find(b"\0")) < 0:
            self._line.settimeout(max(0.01, deadline - time.monotonic()))
            got = self._line.recv(65536)
            if not got:
                raise ConnectionError("the broker hung up")
            self._buffer += got
        head, _, body = self._buffer[:end].lstrip(b"\n").partition(b"\n\n")
        self._buffer = self._buffer[end + 1 :]
        command, *lines = head.decode().split("\n")
        pairs = (line.partition(":") for line in reversed(lines))
        return WireFrame(command, {k: v.replace("\\c", ":").replace("\\\\", "\\") for k, _, v in pairs}, body)

    def close(self) -> None:
        """Hangs up."""
        self._line.close()

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _packed(command: str, headers: dict[str, str], body: bytes) -> bytes:
    lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
    return f"{command}\n{lines}\n".encode() + body + b"\0"
