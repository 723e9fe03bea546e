"""The store's own thread: work in order, a lost database told as such, and a new connection at the next call."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import nullcontext

import pytest
from django.db import OperationalError, connection

from cti_bridge.errors import Retryable, StoreAway
from cti_bridge.floor.model import AgentState
from dashboard.store.floor import FloorStore
from dashboard.store.thread import QUIET, DatabaseThread
from tests.dashboard.store.floors import CISCO, XIVO, agent, expire, put, shown
from tests.services.databases import settings_of, standing_on
from tests.services.postgres import Postgres


@pytest.fixture
async def thread() -> AsyncIterator[DatabaseThread]:
    """A thread, ended after the test."""
    made = DatabaseThread("store under test")
    yield made
    await made.close()


class Hints:
    """Remembers what was published, and on which thread."""

    def __init__(self) -> None:
        self.heard: list[set[str]] = []

    def __call__(self, streams: object) -> None:
        self.heard.append(set(streams))  # type: ignore[call-overload]


@pytest.mark.usefixtures("database")
async def test_a_write_hints_what_moved_and_says_what_is_lost(thread: DatabaseThread) -> None:
    hints = Hints()
    store = FloorStore(thread, token="bridge-1", publish=hints)
    assert await store.lease(CISCO)
    assert await store.lease(XIVO)
    await thread.run(lambda: expire("xivo"))

    lost = await store.write([put(agent("cisco:1001")), put(agent("xivo:19"))])

    assert (list(lost), hints.heard) == ([XIVO], [{"cisco"}])
    assert set(await thread.run(shown)) == {("agent", "cisco:1001")}


@pytest.mark.usefixtures("database")
async def test_what_tells_nothing_new_hints_nothing(thread: DatabaseThread) -> None:
    hints = Hints()
    store = FloorStore(thread, token="bridge-1", publish=hints)
    await store.lease(CISCO)
    await store.write([put(agent("cisco:1001"))])

    await store.write([put(agent("cisco:1001"))])

    assert hints.heard == [{"cisco"}]


@pytest.mark.usefixtures("database")
async def test_two_bridges_never_hold_one_source() -> None:
    threads = [DatabaseThread(f"bridge {n}") for n in range(4)]
    stores = [FloorStore(thread, token=f"bridge-{n}", publish=Hints()) for n, thread in enumerate(threads)]

    held = await asyncio.gather(*(store.lease(CISCO) for store in stores))

    assert sorted(held) == [False, False, False, True]
    await stores[held.index(True)].release(CISCO)
    assert await stores[held.index(False)].lease(CISCO)
    await asyncio.gather(*(thread.close() for thread in threads))


async def test_work_is_done_in_order_on_one_thread_though_its_asker_has_gone(thread: DatabaseThread) -> None:
    done: list[object] = []
    may_go_on = threading.Event()
    first = asyncio.create_task(thread.run(lambda: done.append((may_go_on.wait(5), threading.get_ident()))))
    second = asyncio.create_task(thread.run(lambda: done.append((True, threading.get_ident()))))
    await asyncio.sleep(0)

    second.cancel()
    first.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
    may_go_on.set()
    last = await thread.run(threading.get_ident)

    assert done == [(True, last), (True, last)]


async def test_an_absence_is_said_once_though_some_work_goes_on_and_its_end_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    times = iter((0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 3.0 + QUIET))
    thread = DatabaseThread("store under test", clock=lambda: next(times))

    def fail() -> None:
        raise OperationalError("database or disk is full\nDETAIL: +44 20 7946 0123")

    for work in (fail, fail, int, fail, int, int, int, int):
        with pytest.raises(StoreAway) if work is fail else nullcontext():
            await thread.run(work)
    await thread.close()

    assert [record.getMessage() for record in caplog.records] == [
        "the database does not do its work, trying again: database or disk is full",
        "the database does its work again",
    ]


@pytest.fixture
def own_postgres(tmp_path: object, django_db_blocker: object) -> Iterator[Postgres]:
    """A PostgreSQL that this test may kill, with our tables."""
    from django.core.management import call_command

    with Postgres() as server, django_db_blocker.unblock(), standing_on(settings_of(server.url, tmp_path)):  # type: ignore
        call_command("migrate", verbosity=0)
        connection.close()
        yield server


async def test_a_database_that_comes_back_is_written_again_and_nothing_was_forgotten(
    own_postgres: Postgres, thread: DatabaseThread
) -> None:
    store = FloorStore(thread, token="bridge-1", publish=Hints())
    await store.lease(CISCO)
    await store.write([put(agent("cisco:1001"), agent("cisco:1002"))])
    change = put(agent("cisco:1001", state=AgentState.BUSY))

    own_postgres.kill()
    for _ in range(2):
        with pytest.raises(Retryable):
            await store.write([change])
    own_postgres.start()
    await store.lease(CISCO)
    lost = await store.write([change])

    assert not lost
    stands = await thread.run(shown)
    assert {key: body.state for (_, key), body in stands.items()} == {"cisco:1001": "busy", "cisco:1002": "ready"}
