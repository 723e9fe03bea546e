"""A page's socket without a network: folds frames as the browser's module does, and can stop reading."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from dashboard.access import Scope
from dashboard.live.cache import RowCache
from dashboard.live.hub import Hub
from dashboard.live.line import Line, Message
from dashboard.live.only import Only
from dashboard.live.sockets import Socket, Ticket
from dashboard.store.hints import DESK

Rows = dict[tuple[str, str], Mapping[str, Any]]


class Clock:
    """A clock that stands until it is moved. Seconds."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class StillPulse:
    """A pulse that only counts: the test itself reads and tells."""

    def __init__(self) -> None:
        self.running = 0

    def start(self, hub: Hub) -> None:
        self.running += 1

    def stop(self) -> None:
        self.running -= 1

    def wake(self) -> None:
        """Nobody sleeps."""


class Browser:
    """One page: its rows, its position, and every frame that it got."""

    def __init__(
        self,
        hub: Hub,
        scope: Scope,
        *,
        only: Only | None = None,
        anew: Only | None = None,
        person: int = 7,
        session: str = "s7",
        standing: object = "as ever",
    ) -> None:
        self.hub = hub
        self.only = only
        self.anew = anew  # what its whole page is made without: told when it opens
        self.ticket = Ticket(session=session, person=person, standing=standing, scope=scope)
        self.rows: Rows = {}
        self.position: dict[str, tuple[str, int]] = {}
        self.frames: list[dict[str, Any]] = []
        self.beats: list[dict[str, Any]] = []
        self.closed_with: int | None = None
        self.stuck: asyncio.Event | None = None  # while it is there, the server makes senders wait, as uvicorn does
        self.acknowledges = True

    def load(self, cache: RowCache) -> None:
        """Asks for the whole page."""
        page = cache.page(self.ticket.scope)
        self.position = dict(page.position)
        self.rows = {
            key: row
            for key, row in rows_of(cache, self.ticket.scope, self.only).items()
            if self.anew is None or not self.anew.names(*key)
        }

    def connect(self) -> Socket:
        """Opens a socket with its position."""
        self._next_frame = 1
        self.socket = self.hub.open(self.ticket, Line(self._receive), dict(self.position), self.only, self.anew)
        return self.socket

    def leave(self) -> None:
        """Goes away."""
        self.hub.leave(self.socket)

    def acknowledge(self) -> None:
        """Says that it has all frames so far."""
        self.hub.hear(self.socket, ack=self._next_frame - 1, beat=None)

    async def _receive(self, message: Message) -> None:
        if self.stuck is not None:
            await self.stuck.wait()
        if message["type"] == "websocket.close":
            self.closed_with = message["code"]
            return
        said = json.loads(message["text"])
        if "beat" in said:
            self.beats.append(said)
            return
        self._fold(said)

    def _fold(self, frame: dict[str, Any]) -> None:
        assert frame["frame"] == self._next_frame, "frames count up by one"
        self._next_frame += 1
        self.frames.append(frame)
        for stream in frame.get("whole", ()):
            self.rows = {key: row for key, row in self.rows.items() if stream_of(*key) != stream}
        keys = [(kind, key) for kind, key, _ in frame["rows"]]
        assert len(keys) == len(set(keys)), "each row once in a frame"
        for kind, key, values in frame["rows"]:
            if values is None:
                self.rows.pop((kind, key), None)
            else:
                self.rows[kind, key] = values
        self.position |= {stream: (epoch, revision) for stream, (epoch, revision) in frame["position"].items()}


def stream_of(kind: str, key: str) -> str:
    """Which stream a row belongs to, as a page tells it (docs/live.md)."""
    return DESK if kind in ("command", "follow") else key.partition(":")[0]


def rows_of(cache: RowCache, scope: Scope, only: Only | None = None) -> Rows:
    """What a whole page of this scope holds now, or what of it is wanted."""
    return {
        (entry.kind, entry.key): json.loads(entry.text)[2]
        for entry in cache.page(scope).entries
        if only is None or entry.kind in only.kinds or entry.key in only.keys
    }
