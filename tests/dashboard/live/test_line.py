"""The way out of a socket: at once where the server takes it at once, else in a task, and never in the way."""

import asyncio

import pytest

from dashboard.live.line import Line, Message


class Server:
    """What a server's `send` does: takes at once, makes us wait, or fails."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.writable = asyncio.Event()
        self.writable.set()
        self.error: Exception | None = None

    async def send(self, message: Message) -> None:
        await self.writable.wait()
        if self.error:
            raise self.error
        self.taken.append(message)


async def test_what_the_server_takes_at_once_costs_no_task() -> None:
    server = Server()
    before = asyncio.all_tasks()

    Line(server.send).put({"text": "a"})

    assert server.taken == [{"text": "a"}]
    assert asyncio.all_tasks() == before


async def test_what_makes_us_wait_is_finished_by_a_task_and_then_the_line_is_idle() -> None:
    server, idle = Server(), asyncio.Event()
    line = Line(server.send, idle.set)
    server.writable.clear()
    line.put({"text": "a"})
    assert line.busy

    server.writable.set()
    async with asyncio.timeout(5):
        await idle.wait()

    assert server.taken == [{"text": "a"}]
    assert not line.busy


async def test_a_line_whose_other_side_is_gone_is_broken_and_raises_nothing() -> None:
    server = Server()
    server.error = OSError("gone")
    at_once, later = Line(server.send), Line(server.send)
    at_once.put({"text": "a"})
    server.writable.clear()
    later.put({"text": "a"})
    server.writable.set()
    while later.busy:
        await asyncio.sleep(0)

    assert at_once.broken
    assert later.broken


async def test_a_dropped_line_leaves_nothing_running() -> None:
    server = Server()
    server.writable.clear()
    line = Line(server.send)
    line.put({"text": "a"})

    await line.drop()

    assert server.taken == []
    assert not line.busy


async def test_a_line_is_closed_once() -> None:
    server = Server()
    line = Line(server.send)
    line.close(4401)
    line.close(4408)

    assert server.taken == [{"type": "websocket.close", "code": 4401}]


async def test_what_a_server_will_not_take_raises_nothing_and_ends_that_socket_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    server = Server()
    server.error = ValueError("too long")
    line = Line(server.send)
    line.put({"text": "a"})

    assert line.broken
    assert line.closing
    assert "does not take" in caplog.text
