"""Who is let in: one after the other, nobody for whom it is too late, and nobody while the database does not answer."""

import asyncio
import threading

import pytest
from django.db import OperationalError

from dashboard.live import door as module
from dashboard.live.door import Door
from dashboard.live.line import Message
from dashboard.live.origin import Headers

LEAVES: Message = {"type": "websocket.disconnect", "code": 1006}


class Page:
    """A socket that was opened, and is not accepted yet."""

    def __init__(self, name: str) -> None:
        self.headers: Headers = [(b"cookie", name.encode())]
        self.says: asyncio.Queue[Message] = asyncio.Queue()


async def test_of_who_left_while_they_waited_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    is_free = threading.Event()

    def ticket_of(headers: Headers) -> int:
        asked.append(headers[0][1])
        assert is_free.wait(5)
        return 4401

    monkeypatch.setattr(module, "ticket_of", ticket_of)
    door, (first, left, stays) = Door(), (Page("first"), Page("left"), Page("stays"))
    waiting = [asyncio.create_task(door.ticket(page.headers, page.says.get)) for page in (first, left, stays)]
    await asyncio.sleep(0)
    left.says.put_nowait(LEAVES)
    assert await waiting[1] is None
    is_free.set()

    assert [await waiting[0], await waiting[2]] == [4401, 4401]
    assert asked == [b"first", b"stays"]


async def test_while_the_database_does_not_answer_they_are_sent_away_and_it_is_said_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(headers: Headers) -> int:
        raise OperationalError("database is locked")

    monkeypatch.setattr(module, "ticket_of", fails)
    door, page = Door(), Page("sam")

    assert [await door.ticket(page.headers, page.says.get) for _ in range(3)] == [1013] * 3
    assert [record.levelname for record in caplog.records] == ["WARNING"]
