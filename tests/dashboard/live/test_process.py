"""A process's own hub, on a running loop with a real database: it reads by itself, hears hints, and of sign-outs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth import logout
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections
from django.http import HttpRequest
from django.utils import timezone

from cti_bridge.floor.commands import ForceState
from cti_bridge.floor.model import AgentId, AgentState
from dashboard.live import process
from dashboard.live.consumers import floor_socket
from dashboard.live.line import Message
from dashboard.live.publisher import Publisher
from dashboard.models import Person, WebProcess
from dashboard.store.hints import COMMANDS
from dashboard.store.inbox import ask
from dashboard.store.sockets import open_sockets
from tests.dashboard.live.site import Site, Visitor
from tests.dashboard.store.floors import agent


@pytest.fixture
async def site(database: str) -> AsyncIterator[Site]:
    """A site whose bridge lives in this process."""
    site = Site(process.publisher())
    yield site
    await sync_to_async(_forget_connection)()
    site.close()


def _forget_connection() -> None:
    """The thread in which sockets sign in outlives this test's database."""
    connections["default"].close()
    del connections["default"]


class Asgi:
    """A server's side of one socket."""

    def __init__(self, visitor: Visitor) -> None:
        self._headers = [
            (b"cookie", visitor.cookie.encode()),
            (b"host", b"localhost"),
            (b"origin", b"http://localhost"),
        ]
        self._said: asyncio.Queue[Message] = asyncio.Queue()
        self.heard: asyncio.Queue[Message] = asyncio.Queue()
        self._accepted = asyncio.Event()
        self._came = False

    async def run(self) -> None:
        """Serves it until it ends."""
        await floor_socket({"headers": self._headers, "path": "/live/floor/"}, self._receive, self._send)

    async def _receive(self) -> Message:
        if not self._came:
            self._came = True
            return {"type": "websocket.connect"}
        await self._accepted.wait()  # a page says nothing before
        return await self._said.get()

    async def _send(self, message: Message) -> None:
        self._accepted.set()
        self.heard.put_nowait(message)

    def say(self, text: str) -> None:
        """The page says something."""
        self._said.put_nowait({"type": "websocket.receive", "text": text})

    def leave(self) -> None:
        """The page is gone."""
        self._said.put_nowait({"type": "websocket.disconnect", "code": 1001})

    async def next(self, within: float = 5.0) -> Message:
        """What the server says next."""
        async with asyncio.timeout(within):
            return await self.heard.get()


async def test_a_hint_in_this_process_is_told_at_once_and_a_sign_out_closes(site: Site) -> None:
    visitor = await site.sign_in("sam", teams=["cisco:5000"])
    socket = Asgi(visitor)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(socket.run())
        socket.say('{"open": {}}')
        assert (await socket.next())["type"] == "websocket.accept"
        assert '"rows":[' in (await socket.next())["text"]

        await site.tell([agent("cisco:1001")])
        assert '"cisco:1001"' in (await socket.next(within=0.9))["text"]

        await site.do(lambda: _sign_out(visitor))
        closed = await socket.next(within=0.9)
        socket.leave()

    assert closed == {"type": "websocket.close", "code": 4401}
    assert process.hub().sockets == []


async def test_with_no_bridge_what_was_asked_ends_on_the_page_soon_after_its_deadline(site: Site) -> None:
    visitor = await site.sign_in("sam", teams=["cisco:5000"])
    socket = Asgi(visitor)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(socket.run())
        socket.say('{"open": {}}')
        assert (await socket.next())["type"] == "websocket.accept"
        await socket.next()

        await site.do(lambda: _ask(visitor))
        said = ""
        while '"timed_out"' not in said:
            said = (await socket.next())["text"]
        socket.leave()

    assert "no bridge took it" in said


async def test_who_has_a_page_open_is_known_and_forgotten_when_they_leave(site: Site) -> None:
    visitor = await site.sign_in("sam", teams=["cisco:5000"])
    socket = Asgi(visitor)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(socket.run())
        socket.say('{"open": {}}')
        await until(site, lambda: visitor.person in open_sockets(timezone.now()))
        socket.leave()

    await until(site, lambda: not WebProcess.objects.exists())


async def until(site: Site, holds: Callable[[], bool]) -> None:
    """Waits until something holds in the tables."""
    async with asyncio.timeout(10):
        while not await site.do(holds):
            await asyncio.sleep(0.05)


def _ask(visitor: Visitor) -> None:
    deadline = timezone.now() + timedelta(seconds=0.5)
    command = ForceState(id=uuid4(), agent=AgentId("cisco:1001"), state=AgentState.READY, deadline=deadline)
    ask(command, by=Person.objects.get(pk=visitor.person), team="cisco:5000", publish=process.publish)


def _sign_out(visitor: Visitor) -> None:
    request = HttpRequest()
    request.session = SessionStore(visitor.session)
    logout(request)


async def test_a_bridge_is_woken_by_what_is_asked_and_by_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    publisher, woken = Publisher(), asyncio.Event()
    monkeypatch.setattr(process, "_publisher", lambda: publisher)
    stop = process.wake_on_commands(woken)

    process.publish({"cisco"})
    await asyncio.sleep(0)
    assert not woken.is_set()

    process.publish({"desk", COMMANDS})
    async with asyncio.timeout(1):
        await woken.wait()
    stop()
