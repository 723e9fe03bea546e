"""Ways to talk to the XUC peer in tests: by HTTP, and as a plain WebSocket client that knows only the specification."""

import http.client
import json
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from websockets.sync.client import connect

from cti_bridge.practice.xuc_peer import Peer

Told = tuple[str, Any]  # a frame's msgType ("" where it has none) and its ctiMessage
PING = json.dumps({"claz": "ping"})


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 9, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, seconds: float) -> None:
        """Time goes on."""
        self.now += timedelta(seconds=seconds)


def call(peer: Peer, method: str, path: str, body: str = "", **headers: str) -> tuple[int, Any]:
    """The status and the JSON that HTTP answers."""
    connection = http.client.HTTPConnection(peer.host, peer.port, timeout=5)
    try:
        connection.request(method, path, body=body.encode(), headers=headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def log_in(peer: Peer, login: str, password: str) -> tuple[int, Any]:
    """The login's answer."""
    body = json.dumps({"login": login, "password": password})
    return call(peer, "POST", "/xuc/api/2.0/auth/login", body, **{"Content-Type": "application/json"})


def token_of(peer: Peer, login: str) -> str:
    """A token for this user, whose password is as the site has it."""
    status, answer = log_in(peer, login, f"pw-{login}")
    assert status == 200
    return str(answer["token"])


class Desk:
    """One socket of one user. What was told is taken in order, up to the answer of a ping of our own."""

    def __init__(self, peer: Peer, path: str) -> None:
        self._stack = ExitStack()
        address = f"ws://{peer.host}:{peer.port}{path}"
        self._socket = self._stack.enter_context(connect(address, open_timeout=5, close_timeout=2))

    @classmethod
    def of(cls, peer: Peer, login: str) -> Self:
        """This user's socket, by a token; what comes unasked has been taken."""
        desk = cls(peer, f"/xuc/api/2.0/cti?token={token_of(peer, login)}")
        desk.hears()
        return desk

    def send(self, frame: str | dict[str, Any]) -> None:
        """Sends a frame, and waits for nothing."""
        self._socket.send(frame if isinstance(frame, str) else json.dumps(frame))

    def hears(self) -> list[Told]:
        """What has been told since the last time."""
        self.send(PING)
        told: list[Told] = []
        while (frame := self.next()) is not None:
            told.append(frame)
        return told

    def ask(self, command: str, **arguments: Any) -> list[Told]:
        """Sends a command; what followed at once."""
        self.send({"claz": "web", "command": command, **arguments})
        return self.hears()

    def next(self, within: float = 5.0) -> Told | None:
        """The next frame; None for the answer to a ping. Raises TimeoutError, and ConnectionClosed."""
        frame = json.loads(self._socket.recv(timeout=within))
        return None if frame == {"claz": "ping"} else (frame.get("msgType", ""), frame.get("ctiMessage"))

    def until(self, msg_type: str, within: float = 5.0) -> Any:
        """The content of the first such frame from now. Raises TimeoutError."""
        deadline = time.monotonic() + within
        while True:
            told = self.next(max(0.01, deadline - time.monotonic()))
            if told and told[0] == msg_type:
                return told[1]

    def close(self) -> None:
        """Hangs up."""
        self._stack.close()


def contents(told: list[Told], msg_type: str) -> list[Any]:
    """The contents of all frames of this kind."""
    return [content for kind, content in told if kind == msg_type]


def states(told: list[Told]) -> list[tuple[int, str, str]]:
    """Each AgentStateEvent's agent, state and cause."""
    return [(one["agentId"], one["name"], one["cause"]) for one in contents(told, "AgentStateEvent")]


def lists(desk: Desk) -> list[dict[str, Any]]:
    """The callback lists, as this desk is told."""
    ((kind, content),) = desk.ask("getCallbackLists")
    assert kind == "CallbackLists"
    return list(content)
