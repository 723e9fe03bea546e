"""The peer's line to ActiveMQ: consumes the command queue, sends to topics, and comes back by itself after a loss."""

import logging
import os
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

os.environ.setdefault("STOMP_SKIP_HOSTNAME_SCAN", "1")  # stomp.py would look up every name of this host

import stomp
from stomp.exception import StompException

log = logging.getLogger(__name__)

HEARTBEATS_MS = (4000, 4000)
ANSWER_SECONDS = 5.0
AGAIN_AFTER_SECONDS = 0.2

FrameHandler = Callable[[Mapping[str, str], bytes], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerAddress:
    """Where the broker listens, who we are there, and the queue from which we take commands."""

    host: str
    port: int
    user: str = "gc"
    password: str = field(repr=False)
    command_queue: str = "Connector1"


class _Ears(stomp.ConnectionListener):
    """One connection's callbacks: they run on stomp.py's thread, so they only pass on."""

    def __init__(self, on_frame: FrameHandler) -> None:
        self.signed_in = threading.Event()
        self.subscribed = threading.Event()
        self.lost = threading.Event()
        self._on_frame = on_frame

    def on_connected(self, _: object) -> None:
        self.signed_in.set()

    def on_receipt(self, _: object) -> None:
        self.subscribed.set()

    def on_message(self, frame: stomp.utils.Frame) -> None:
        self._on_frame(frame.headers, frame.body)

    def on_error(self, frame: stomp.utils.Frame) -> None:
        log.warning("the broker says: %s", frame.headers.get("message", ""))
        self.lost.set()

    def on_disconnected(self) -> None:
        for event in (self.lost, self.signed_in, self.subscribed):
            event.set()


class Line:
    """Keeps one connection up, a fresh one after each loss. `up` tells whether commands can come."""

    def __init__(self, address: BrokerAddress, on_frame: FrameHandler) -> None:
        self.up = threading.Event()
        self._address = address
        self._on_frame = on_frame
        self._ending = threading.Event()
        self._connection: Any = None  # a stomp.Connection12, which is untyped
        self._ears: _Ears | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins to connect, and goes on until `stop`."""
        self._ending.clear()
        self._thread = threading.Thread(target=self._keep_up, name="gc-peer-line", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Hangs up; frames that were not sent are lost."""
        self._ending.set()
        ears = self._ears
        if ears:
            ears.lost.set()
        if self._thread:
            self._thread.join(timeout=10)
            self._thread = None

    def send(self, destination: str, body: bytes, headers: Mapping[str, str]) -> bool:
        """Sends one frame; False where the line is down (a topic would not have kept it)."""
        connection = self._connection
        if connection is None:
            return False
        try:
            connection.send(destination, body, headers=dict(headers))
        except (StompException, OSError):
            return False
        return True

    def _keep_up(self) -> None:
        while not self._ending.is_set():
            ears = self._ears = _Ears(self._on_frame)
            connection = self._fresh_connection(ears)
            try:
                if self._sign_in(connection, ears):
                    self._connection = connection
                    self.up.set()
                    ears.lost.wait()
            except (StompException, OSError) as problem:
                log.debug("no line to the broker: %s", problem)
            finally:
                self.up.clear()
                self._connection = None
                self._hang_up(connection)
            self._ending.wait(AGAIN_AFTER_SECONDS)

    def _fresh_connection(self, ears: _Ears) -> Any:
        connection: Any = stomp.Connection12(  # type: ignore[no-untyped-call]
            [(self._address.host, self._address.port)],
            heartbeats=HEARTBEATS_MS,
            auto_decode=False,
            auto_content_length=False,
            prefer_localhost=False,
            try_loopback_connect=False,
            reconnect_attempts_max=1,
            timeout=3,
        )
        connection.set_listener("peer", ears)
        return connection

    def _sign_in(self, connection: Any, ears: _Ears) -> bool:
        connection.connect(self._address.user, self._address.password, wait=False)
        # Without it, each answer but the first waits 40 ms for the broker's delayed TCP acknowledgement (measured).
        connection.transport.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if not ears.signed_in.wait(ANSWER_SECONDS) or ears.lost.is_set():
            return False
        queue = f"/queue/{self._address.command_queue}"
        connection.subscribe(queue, id="commands", ack="auto", receipt="subscribed")
        return ears.subscribed.wait(ANSWER_SECONDS) and not ears.lost.is_set()

    def _hang_up(self, connection: Any) -> None:
        if connection.is_connected() and self._ending.is_set():
            try:
                connection.send_frame("DISCONNECT")
            except (StompException, OSError):
                log.debug("the broker was gone before we could say goodbye")
        connection.transport.disconnect_socket()
