"""The inbox wakes when somebody asks, and looks by itself where no hints come."""

import asyncio
import time

from dashboard.store.claims import POLL, CommandInbox
from dashboard.store.hints import unheard
from dashboard.store.thread import DatabaseThread


def _inbox(woken: asyncio.Event | None) -> CommandInbox:
    return CommandInbox(DatabaseThread("never used"), token="bridge-1", publish=unheard, woken=woken)


async def test_a_hint_wakes_at_once_and_only_once() -> None:
    woken = asyncio.Event()
    inbox = _inbox(woken)
    waiting = asyncio.create_task(inbox.wait(60))
    await asyncio.sleep(0)

    woken.set()
    await asyncio.wait_for(waiting, 5)

    assert not woken.is_set()


async def test_a_hint_that_came_while_nobody_waited_is_not_lost() -> None:
    woken = asyncio.Event()
    woken.set()

    await asyncio.wait_for(_inbox(woken).wait(60), 5)


async def test_without_a_hint_it_returns_after_the_time_given() -> None:
    woken = asyncio.Event()

    await asyncio.wait_for(_inbox(woken).wait(0.01), 5)

    assert not woken.is_set()


async def test_where_no_hints_come_it_looks_four_times_a_second() -> None:
    began = time.monotonic()

    await asyncio.wait_for(_inbox(None).wait(60), 5)

    assert time.monotonic() - began >= POLL * 0.9
