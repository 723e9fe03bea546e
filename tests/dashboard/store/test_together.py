"""Many at once, on real transactions: nothing is sent twice, nothing is seen out of order, nobody waits for ever."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone

from cti_bridge.floor.commands import ForceState, Outcome
from cti_bridge.floor.model import AgentId, AgentState
from dashboard.models import AskedCommand, Person, TrailLine
from dashboard.store.claims import claim, settle_now
from dashboard.store.hints import unheard
from dashboard.store.inbox import ask
from dashboard.store.pruning import prune
from dashboard.store.writer import FloorWriter
from tests.dashboard.store.floors import CISCO, XIVO, Reader, agent, expire, holder, put, whole

pytestmark = pytest.mark.usefixtures("database")

T = TypeVar("T")


@pytest.fixture
def crowd(database: str) -> Iterator[ThreadPoolExecutor]:
    """Threads, each with a connection of its own, closed at the end."""
    with ThreadPoolExecutor(8) as executor:
        yield executor
        everybody = threading.Barrier(8)
        list(executor.map(lambda _: (everybody.wait(10), connection.close()), range(8)))


def _all_at_once(crowd: ThreadPoolExecutor, *work: Callable[[], T]) -> list[T]:
    """The results of all, begun at the same moment; fails with the first that failed."""
    start = threading.Barrier(len(work))

    def begin(one: Callable[[], T]) -> T:
        start.wait(10)
        return one()

    return [future.result(60) for future in [crowd.submit(begin, one) for one in work]]


def _wish(sam: Person, subject: str) -> AskedCommand:
    deadline = timezone.now() + timedelta(minutes=5)
    command = ForceState(id=uuid4(), agent=AgentId(subject), state=AgentState.READY, deadline=deadline)
    return ask(command, by=sam, team="cisco:5000", publish=unheard)


def test_pressing_from_many_tabs_at_once_asks_once(crowd: ThreadPoolExecutor, sam: Person) -> None:
    asked = _all_at_once(crowd, *[lambda: _wish(sam, "cisco:1001").pk] * 8)

    assert len(set(asked)) == 1
    assert (AskedCommand.objects.count(), TrailLine.objects.count()) == (1, 1)


def test_bridges_that_fight_for_a_source_send_nothing_twice(crowd: ThreadPoolExecutor, sam: Person) -> None:
    wishes = [_wish(sam, f"cisco:{n}").pk for n in range(30)]

    def bridge(name: str) -> list[UUID]:
        writer, sent = FloorWriter(name), []
        for _ in range(15):
            writer.lease(CISCO)
            claimed, _ = claim("cisco", name, timezone.now())
            sent += [one.command.id for one in claimed if not one.deferred]
            writer.write([put(agent("cisco:1001", name=f"as {name} has it"))])
            expire("cisco")
        return sent

    sent = Counter(id_ for ids in _all_at_once(crowd, *(lambda n=n: bridge(f"b{n}") for n in range(4))) for id_ in ids)

    assert set(sent.values()) <= {1}
    assert set(sent) == set(wishes)
    said = Counter(TrailLine.objects.filter(step="sent").values_list("command", flat=True))
    assert said == sent


def test_a_reader_beside_writers_askers_and_pruning_misses_nothing(crowd: ThreadPoolExecutor, sam: Person) -> None:
    holder(CISCO, token="b1")
    holder(XIVO, token="b2")
    over = threading.Event()

    def bridge(name: str, source: str) -> None:
        writer = FloorWriter(name)
        for n in range(40):
            writer.write([put(agent(f"{source}:{n % 7}", f"{source}:team{n % 3}"))])

    def supervisor(who: int) -> None:
        for n in range(10):
            _wish(sam, f"cisco:{who}-{n}")

    def carry_out() -> None:
        for _ in range(20):
            claim("cisco", "b1", timezone.now())

    def tidy() -> None:
        for _ in range(10):
            prune(timezone.now())

    def read() -> dict[str, bool]:
        readers = [Reader(stream) for stream in ("cisco", "xivo", "desk")]
        while not over.is_set():
            for reader in readers:
                reader.catch_up()
        return {reader.stream: reader.catch_up() == whole(reader.stream) for reader in readers}

    holder(CISCO, token="b1")
    _wish(sam, "cisco:first")
    reading = crowd.submit(read)
    _all_at_once(
        crowd,
        lambda: bridge("b1", "cisco"),
        lambda: bridge("b2", "xivo"),
        lambda: supervisor(1),
        lambda: supervisor(2),
        carry_out,
        tidy,
    )
    over.set()

    assert reading.result(10) == {"cisco": True, "xivo": True, "desk": True}


def test_asking_claiming_and_settling_never_wait_for_each_other_in_a_circle(
    crowd: ThreadPoolExecutor, sam: Person
) -> None:
    holder(CISCO, token="b1")

    def supervisor() -> None:
        for n in range(40):
            _wish(sam, f"cisco:{n % 2}")

    def carry_out() -> None:
        for _ in range(40):
            claimed, _ = claim("cisco", "b1", timezone.now())
            for one in claimed:
                settle_now(one.command.id, Outcome.DEFERRED, "", "", timezone.now())
                settle_now(one.command.id, Outcome.CONFIRMED, "", "", timezone.now())

    _all_at_once(crowd, supervisor, supervisor, supervisor, carry_out, carry_out)
    carry_out()

    assert set(AskedCommand.objects.values_list("outcome", flat=True)) == {"confirmed"}
