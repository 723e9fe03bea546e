"""The Generic Connector peer: the connector of `connector.py` on a real broker, with the handles of `handles.py`.

`start` and `stop` may take seconds, so asyncio code calls them in a thread.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping

from .finesse import Finesse
from .handles import Handles
from .inbox import Inbox
from .line import BrokerAddress, Line
from .wire import Command, Received, Settings, read_command, without_secrets


class Peer(Handles):
    """One Generic Connector in front of one Finesse. Also a context manager: started inside, stopped after."""

    def __init__(self, address: BrokerAddress, world: Finesse, settings: Settings) -> None:
        self._inbox: Inbox[tuple[Mapping[str, str], bytes] | Command] = Inbox()
        self._line = Line(address, lambda headers, body: self._inbox.put((headers, body)))
        self._worker: threading.Thread | None = None
        super().__init__(world, settings, self._line)

    def begin(self) -> None:
        """Begins to connect, and goes on until `stop`, through losses of the broker."""
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="gc-peer", daemon=True)
            self._worker.start()
            self._outbox.start()
            self._line.start()

    def start(self, *, within: float = 15.0) -> Peer:
        """Begins, and returns once it consumes commands. Raises TimeoutError, and goes on trying."""
        self.begin()
        self.wait_until_up(within=within)
        return self

    def is_up(self, *, within: float = 0.0) -> bool:
        """Whether the broker gives us commands, now or within so many seconds."""
        return self._line.up.wait(within)

    def wait_until_up(self, *, within: float = 15.0) -> None:
        """Returns when the broker gives us commands, as after a loss. Raises TimeoutError."""
        if not self.is_up(within=within):
            raise TimeoutError("the peer did not reach the broker")

    def stop(self) -> None:
        """Leaves the broker as a GC whose process ends; what it remembers stays, for `start`."""
        self._rate.stop()
        self._line.stop()
        if self._worker:
            self._inbox.put(None)
            self._worker.join(timeout=10)
            self._worker = None
            self._outbox.stop()

    def __enter__(self) -> Peer:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _work(self) -> None:
        while (came := self._inbox.get()) is not None:
            with self._lock:
                if isinstance(came, Command):  # it was put back, and is due
                    self._post(self._gc.handle(came))
                else:
                    self._hear(*came)

    def _hear(self, headers: Mapping[str, str], data: bytes) -> None:
        expires = int(headers.get("expires") or 0) / 1000
        if 0 < expires < self._world.now().timestamp():
            return  # as a JMS consumer drops it, by its own clock
        body, type_ = data.decode("utf-8", errors="replace"), headers.get("type", "")
        shown = without_secrets(type_, body)
        self.received.append(Received(at=self._world.now(), type=type_, body=shown, headers=dict(headers)))
        if "content-length" in headers:
            self.bytes_messages += 1
            return
        command = read_command(headers, body)
        if command is None:
            self.not_commands += 1
            return
        mishap = self._mishaps.take(command.name)
        if mishap.seconds:
            self._inbox.put_back(command, mishap.seconds)
        else:
            self._post(self._gc.handle(command, mishap))
