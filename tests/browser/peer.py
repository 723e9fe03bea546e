"""A scripted floor for the browser: serves one page and our own files, and speaks docs/live.md over its socket.

It stands in for the web process and its hub, so that a test can say exactly what the floor tells, and when.
"""

import asyncio
import json
import threading
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import uvicorn
from django.contrib.staticfiles import finders

TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
DESK = ("command", "follow", "message", "told", "hand", "raised", "snooze", "check")
POLICY = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

Values = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(slots=True)
class ToldFloor:
    """The floor's rows with the revision of each, as a hub has them."""

    epoch: str = "e1"
    revision: int = 0
    rows: dict[tuple[str, str], tuple[int, Values | None]] = field(default_factory=dict)

    def put(self, kind: str, key: str, values: Values | None) -> None:
        """Sets a row; None leaves a tombstone."""
        self.revision += 1
        self.rows[kind, key] = (self.revision, values)

    def present(self, kind: str) -> dict[str, Values]:
        """The rows of a kind that are there."""
        return {key: values for (of, key), (_, values) in self.rows.items() if of == kind and values is not None}

    def position(self) -> dict[str, list[object]]:
        """Where a page stands that is made now."""
        return {stream: [self.epoch, self.revision] for stream in self.streams()}

    def streams(self) -> set[str]:
        """The sources that have rows, and the desk."""
        return {stream_of(kind, key) for kind, key in self.rows} | {"desk"}


def stream_of(kind: str, key: str) -> str:
    """The stream that a row belongs to."""
    return "desk" if kind in DESK else key.partition(":")[0]


class Socket:
    """One open socket: a position that follows the floor, and all that the page said."""

    def __init__(self, floor: ToldFloor, send: Send) -> None:
        self.said: list[Values] = []
        self.is_open = True
        self._floor = floor
        self._send = send
        self._position: dict[str, tuple[str, int]] = {}
        self.frame = 0
        self._opened = False
        self._only: Values = {}
        self._anew: Values = {}

    async def hear(self, message: Values, *, answers: bool, keeps: bool) -> None:
        """Takes a message of the page."""
        self.said.append(message)
        if "open" in message:
            self._position = {stream: tuple(at) for stream, at in message["open"].items()}
            self._opened = True
            self._only, self._anew = message.get("only", {}), message.get("anew", {})
            await self.tell()
        elif "beat" in message and answers:
            await self._say({"beat": message["beat"], "at": now()})
        elif "receipts" in message and keeps:
            await self._say({"receipts": message["receipts"], "at": now()})

    async def tell(self) -> None:
        """Sends what changed since this socket's position: whole streams where the position is not of this epoch."""
        if not self._opened:
            return
        whole = {s for s in self._floor.streams() if self._position.get(s, ("", 0))[0] != self._floor.epoch}
        rows = [
            [kind, key, values]
            for (kind, key), (revision, values) in self._floor.rows.items()
            if self._is_new(revision, kind, key, values, whole) and self._is_wanted(kind, key)
        ]
        self._anew = {}
        if not rows and not whole:
            return
        self.frame += 1
        self._position = dict.fromkeys(self._floor.streams(), (self._floor.epoch, self._floor.revision))
        frame = {"frame": self.frame, "at": now(), "position": self._position, "rows": rows}
        await self._say(frame | ({"whole": sorted(whole)} if whole else {}))

    async def close(self, code: int) -> None:
        """Closes with a code of docs/live.md."""
        if self.is_open:
            self.is_open = False
            await self._send({"type": "websocket.close", "code": code})

    def _is_new(self, revision: int, kind: str, key: str, values: Values | None, whole: set[str]) -> bool:
        if stream_of(kind, key) in whole or kind in self._anew.get("kinds", ()) or key in self._anew.get("keys", ()):
            return values is not None
        return revision > self._seen(stream_of(kind, key))

    def _is_wanted(self, kind: str, key: str) -> bool:
        return not self._only or kind in self._only["kinds"] or key in self._only["keys"]

    def _seen(self, stream: str) -> int:
        return self._position.get(stream, ("", 0))[1]

    async def _say(self, message: Values) -> None:
        if self.is_open:
            with suppress(OSError):  # the page has just left
                await self._send({"type": "websocket.send", "text": json.dumps(message)})


def now() -> str:
    """The server's time, as docs/live.md writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(slots=True)
class Asked:
    """One POST of the page."""

    path: str
    body: str
    headers: dict[str, str]


class Peer:
    """The server. `floor` is the truth; `render` makes the page from it. Usable as a context manager."""

    def __init__(self, render: Callable[[ToldFloor, str], str]) -> None:
        self.floor = ToldFloor()
        self.sockets: list[Socket] = []
        self.asked: list[Asked] = []
        self.answers: dict[str, tuple[int, str]] = {}  # path: what a GET or a POST gets
        self.beats = True
        self.keeps = True  # what the page says of messages that it has
        self.admits = True
        self._render = render
        self._server = uvicorn.Server(
            uvicorn.Config(
                self._app, port=0, log_level="error", ws="websockets-sansio", lifespan="off", interface="asgi3"
            )
        )
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def url(self) -> str:
        """Where the page is."""
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def push(self, rows: Iterable[tuple[str, str, Values | None]]) -> None:
        """Changes the floor and tells every open socket: one frame."""

        async def told() -> None:
            for row in rows:
                self.floor.put(*row)
            await asyncio.gather(*(socket.tell() for socket in self.sockets if socket.is_open))

        self._run(told())

    def close_all(self, code: int) -> None:
        """Closes every open socket."""
        self._run(_gather([socket.close(code) for socket in self.sockets]))

    def until(self, holds: Callable[[], bool], within: float = 10.0) -> None:
        """Waits for something that the page does to the server."""
        deadline = time.monotonic() + within
        while not holds():
            assert time.monotonic() < deadline, "the page did not do it in time"
            time.sleep(0.01)

    def __enter__(self) -> Self:
        self._thread.start()
        self.until(lambda: self._server.started)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(5)

    def _serve(self) -> None:
        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            await self._server.serve()

        asyncio.run(serve())

    def _run(self, deed: Awaitable[Any]) -> None:
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(_awaited(deed), self._loop).result(5)

    async def _app(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._socket(receive, send)
        else:
            await self._http(scope, receive, send)

    async def _socket(self, receive: Receive, send: Send) -> None:
        await receive()
        if not self.admits:
            await send({"type": "websocket.close", "code": 1012})
            return
        await send({"type": "websocket.accept"})
        socket = Socket(self.floor, send)
        self.sockets.append(socket)
        while (event := await receive())["type"] == "websocket.receive":
            await socket.hear(json.loads(event["text"]), answers=self.beats, keeps=self.keeps)
        socket.is_open = False

    async def _http(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        body = b""
        while (event := await receive())["type"] == "http.request":
            body += event.get("body", b"")
            if not event.get("more_body"):
                break
        status, kind, text = self._answer(scope, body.decode())
        headers = [(b"content-type", f"{kind}; charset=utf-8".encode()), (b"content-security-policy", POLICY.encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": text.encode()})

    def _answer(self, scope: dict[str, Any], body: str) -> tuple[int, str, str]:
        path = scope["path"]
        if scope["method"] == "POST":
            headers = {name.decode(): value.decode() for name, value in scope["headers"]}
            self.asked.append(Asked(path, body, headers))
        if path in self.answers:
            status, text = self.answers[path]
            return status, "text/html", text
        if path == "/":
            return 200, "text/html", self._render(self.floor, scope["query_string"].decode())
        file = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if isinstance(file, str):
            return 200, TYPES.get(Path(file).suffix, "text/plain"), Path(file).read_text()
        return (204, "text/plain", "") if path == "/favicon.ico" else (404, "text/html", "<p>Not here.</p>")


async def _awaited(deed: Awaitable[Any]) -> Any:
    return await deed


async def _gather(deeds: list[Awaitable[Any]]) -> None:
    await asyncio.gather(*deeds)
