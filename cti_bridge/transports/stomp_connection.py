"""stomp.py's connection, set up as generic_connector.md 2 found it works, with its faults covered up."""
# mypy: allow-untyped-calls

import logging
import os
import select
import socket
from contextlib import suppress
from typing import Any

os.environ.setdefault("STOMP_SKIP_HOSTNAME_SCAN", "1")  # else importing asks the name server (2.3)

from stomp.connect import BaseConnection, StompConnection12
from stomp.protocol import Protocol12
from stomp.transport import Transport

from cti_bridge.transports.address import Address

# stomp.py's own log prints frames, passwords included, and repeats in part what we report in whole.
logging.getLogger("stomp.py").setLevel(logging.CRITICAL)

LARGEST = 8 * 2**20  # bytes of one frame; a team's list of 5,000 users is an eighth of it
NEVER = 1e5  # scales stomp.py's own check away: it closes the socket under the reader (2.3, issues #389, #390)


class _Transport(Transport):
    """stomp.py's, which takes the end of a TLS stream for a pause, and spins (2.4); and a frame of any length."""

    _unfinished = 0  # bytes since the last frame that was whole

    def receive(self) -> bytes | None:
        got: bytes | None = super().receive()
        if got == b"" and not self.blocking:  # None is a pause
            self.running = False
        self._unfinished += len(got or b"")
        if self._unfinished > LARGEST:
            self.running = False
            return b""
        return got

    def process_frame(self, f: Any, frame_str: bytes) -> None:
        self._unfinished = 0
        super().process_frame(f, frame_str)


class Connection(BaseConnection, Protocol12):
    """STOMP 1.2 to one host; bodies stay bytes, and carry no content-length."""

    def __init__(self, address: Address, ca_certs: str, heartbeat: float) -> None:
        host = (address.host, address.port)
        transport = _Transport(
            [host],
            prefer_localhost=False,
            try_loopback_connect=False,
            reconnect_attempts_max=1,
            timeout=3,
            auto_decode=False,
            is_eol_fc=StompConnection12.is_eol,
        )
        BaseConnection.__init__(self, transport)
        beat = int(heartbeat * 1000)
        Protocol12.__init__(self, transport, (beat, beat), auto_content_length=False, heart_beat_receive_scale=NEVER)
        if address.tls:
            self.set_ssl(for_hosts=[host], ca_certs=ca_certs or None)  # verifies chain and name by default

    def ask_in(self, username: str, password: str) -> None:
        """Opens the socket, which blocks, then asks the broker in, without waiting for its answer."""
        self.transport.start()
        self.connect(username, password, wait=False)

    def takes_more(self) -> bool:
        """Whether a small frame can be written without blocking. Over TLS the reader's thread writes."""
        line: socket.socket | None = self.transport.socket
        if line is None:
            return False
        poll = select.poll()
        poll.register(line, select.POLLOUT)
        return bool(poll.poll(0))

    def hang_up(self) -> None:
        """Shuts the socket, so that the reader's thread sees its end and cleans up by itself."""
        transport = self.transport
        transport.running = False
        line: socket.socket | None = transport.socket
        if line is not None:
            with suppress(OSError):  # gone already
                line.shutdown(socket.SHUT_RDWR)
