"""Receipts on a socket: what comes while others are written is written together, and answered when it is kept."""

import asyncio
import threading
from collections.abc import Sequence
from functools import partial
from uuid import uuid4

import pytest
from django.db import OperationalError

from dashboard.live.receipts import AHEAD, ReceiptsOfPages
from dashboard.store.receipts import Report, Step


def delivered(person: int) -> list[Report]:
    """A person's page has a message."""
    return [Report(person=person, message=uuid4(), step=Step.DELIVERED)]


class SlowTable:
    """Remembers who was written together; the first writing lasts until it may end."""

    def __init__(self) -> None:
        self.together: list[set[int]] = []
        self.begun, self.may_end = threading.Event(), threading.Event()
        self.fails = False

    def __call__(self, reports: Sequence[Report]) -> None:
        self.together.append({report.person for report in reports})
        self.begun.set()
        assert self.may_end.wait(10)
        if self.fails:
            raise OperationalError("locked")


async def all_is_kept() -> None:
    """Waits until nothing is under way."""
    async with asyncio.timeout(10):
        while any(task.get_name() == "receipts" for task in asyncio.all_tasks()):
            await asyncio.sleep(0.01)


async def test_what_comes_while_others_are_written_is_written_at_once_and_answered_when_it_is_kept() -> None:
    table, answered = SlowTable(), list[int]()
    receipts = ReceiptsOfPages(table)
    receipts.hear(1, delivered(1), partial(answered.append, 1))
    await asyncio.to_thread(table.begun.wait, 10)

    for person in (2, 3, 4):
        receipts.hear(person, delivered(person), partial(answered.append, person))
    await asyncio.sleep(0)
    assert answered == []
    table.may_end.set()

    await all_is_kept()
    assert len(answered) == 4
    assert table.together == [{1}, {2, 3, 4}]


async def test_what_could_not_be_kept_is_not_answered_and_said_once(caplog: pytest.LogCaptureFixture) -> None:
    table, answered = SlowTable(), list[int]()
    table.fails = True
    table.may_end.set()
    receipts = ReceiptsOfPages(table)

    for person in (1, 2):
        receipts.hear(person, delivered(person), partial(answered.append, person))
    await all_is_kept()

    assert answered == []
    assert table.together == [{1, 2}]
    assert [record.message.partition(" (")[0] for record in caplog.records] == [
        "Receipts cannot be kept: pages say them again"
    ]


async def test_a_script_that_talks_without_waiting_for_answers_fills_nothing() -> None:
    table, answered = SlowTable(), list[int]()
    receipts = ReceiptsOfPages(table)

    for number in range(1000):
        receipts.hear("a script", delivered(7), partial(answered.append, number))
    table.may_end.set()
    await all_is_kept()
    assert answered == list(range(AHEAD))

    receipts.hear("a script", delivered(7), partial(answered.append, 1000))
    await all_is_kept()
    assert answered[AHEAD:] == [1000]
