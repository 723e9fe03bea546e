"""Ways to talk to the peer in tests: without a wire (`Talk`), and as a STOMP client on a real broker (`Client`)."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from cti_bridge.practice.generic_connector_peer.connector import GenericConnector
from cti_bridge.practice.generic_connector_peer.finesse import Finesse
from cti_bridge.practice.generic_connector_peer.mishaps import ALL_WELL, Mishap
from cti_bridge.practice.generic_connector_peer.wire import Outgoing, Settings, read_command
from tests.services.activemq import Broker
from tests.services.stomp_wire import Wire

BERLIN = ZoneInfo("Europe/Berlin")
DESK = "DESK"  # the topic of the client that most tests are


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 9, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, seconds: float) -> None:
        """Time goes on."""
        self.now += timedelta(seconds=seconds)


class Talk:
    """A Generic Connector without a wire: commands go in by type and body, events come out as (topic, body)."""

    def __init__(self, world: Finesse, settings: Settings | None = None) -> None:
        self.world = world
        self.gc = GenericConnector(world, settings or Settings(zone=BERLIN))
        self.world.drain()

    def outgoing(self, type_: str, body: str = "", *, to: str = DESK, mishap: Mishap = ALL_WELL) -> list[Outgoing]:
        """Gives a command, with `to` as its reply-to topic, and what is said because of it."""
        headers = {"type": type_, "correlation-id": "c-1"}
        command = read_command(headers | ({"reply-to": f"/topic/{to}"} if to else {}), body)
        assert command is not None
        return self.gc.handle(command, mishap)

    def __call__(self, type_: str, body: str = "", *, to: str = DESK, mishap: Mishap = ALL_WELL) -> list[str]:
        """Gives a command; what is said because of it, as bodies."""
        return [said.body for said in self.outgoing(type_, body, to=to, mishap=mishap)]

    def sign_in(self, login: str, extension: str, *, to: str = DESK) -> list[str]:
        """Connects and logs in a user; what is said because of both."""
        connected = self(f"Connect#{login}", f"{to},pw-{login}", to=to)
        return connected + self(f"Login#{login}", f"pw-{login},{extension}", to=to)

    def hears(self) -> list[tuple[str, str]]:
        """What is said because of what happened at Finesse, as (topic, body)."""
        return [(said.topic, said.body) for said in self.gc.publish()]


class Client:
    """A STOMP client of the peer on a real broker: its own topic, and the command queue."""

    def __init__(self, broker: Broker, topic: str = DESK) -> None:
        self.topic = topic
        self.heard: list[str] = []
        self._wire = Wire(broker)
        self._wire.subscribe(f"/topic/{topic}")

    def send(self, type_: str, body: str = "", **headers: str) -> None:
        """Gives a command as a text message, with our topic as reply-to; further headers as given."""
        named = {"reply_to": f"/topic/{self.topic}", "persistent": "false", **headers}
        self._wire.send("/queue/Connector1", body, type=type_, **named)

    def get(self, within: float = 5.0) -> tuple[str, dict[str, str]]:
        """The next event's body and headers. Raises TimeoutError."""
        frame = self._wire.get(within)
        return frame.body.decode(), frame.headers

    def until(self, wanted: Callable[[str], bool], within: float = 5.0) -> str:
        """The first event from now that is wanted. Raises TimeoutError."""
        deadline = time.monotonic() + within
        while True:
            body, _ = self.get(max(0.01, deadline - time.monotonic()))
            self.heard.append(body)
            if wanted(body):
                return body

    def ask(self, type_: str, body: str = "", *, within: float = 5.0, **headers: str) -> str:
        """Gives a command, and the next event after it."""
        self.send(type_, body, **headers)
        return self.get(within)[0]

    def sign_in(self, login: str, extension: str) -> None:
        """Hello, Connect and Login; returns when the login is through."""
        assert self.ask(f"Hello#{self.topic}") == "System#IN_SERVICE"
        self.send(f"Connect#{login}", f"{self.topic},pw-{login}")
        self.send(f"Login#{login}", f"pw-{login},{extension}")
        self.until(lambda body: "#DialogStatus#" in body)

    def close(self) -> None:
        """Hangs up."""
        self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
