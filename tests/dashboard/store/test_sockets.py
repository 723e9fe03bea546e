"""Who has pages open: said by each web process of its own sockets, and read of all of them together."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from dashboard.models import WebProcess
from dashboard.store.sockets import SocketRegistry, open_sockets
from tests.dashboard.live.browser import Clock

pytestmark = pytest.mark.usefixtures("db")

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SAM, LEA = 7, 8


def opened(seconds: int) -> int:
    """A socket was opened so long after noon."""
    return int(NOON.timestamp()) + seconds


def after(seconds: float) -> datetime:
    """So long after noon."""
    return NOON + timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def registry(clock: Clock) -> SocketRegistry:
    """A web process's."""
    return SocketRegistry(monotonic=clock)


def test_two_processes_say_who_is_there_and_since_when(registry: SocketRegistry) -> None:
    registry.say([(SAM, opened(9)), (LEA, opened(2))], after(10))
    SocketRegistry().say([(SAM, opened(4))], after(11))

    assert open_sockets(after(12)) == {SAM: [after(4), after(9)], LEA: [after(2)]}
    assert open_sockets(after(12), SAM) == {SAM: [after(4), after(9)]}


def test_it_says_so_every_five_seconds_and_not_more_often(registry: SocketRegistry, clock: Clock) -> None:
    assert registry.say([(SAM, opened(0))], after(0))

    clock.seconds += 4.9
    assert not registry.say([], after(4.9))
    clock.seconds += 0.1
    assert registry.say([], after(5))

    assert open_sockets(after(5)) == {}


def test_what_stays_is_a_beat_and_no_more(
    registry: SocketRegistry, clock: Clock, django_assert_num_queries: object
) -> None:
    registry.say([(SAM, opened(0))], after(0))
    clock.seconds += 5

    with django_assert_num_queries(1):  # type: ignore[operator]
        registry.say([(SAM, opened(0))], after(5))

    assert open_sockets(after(19)) == {SAM: [after(0)]}


def test_a_process_that_is_silent_for_fifteen_seconds_is_gone(registry: SocketRegistry) -> None:
    registry.say([(SAM, opened(0))], after(0))

    assert open_sockets(after(15)) == {SAM: [after(0)]}
    assert open_sockets(after(15.1)) == {}

    SocketRegistry().say([(LEA, opened(16))], after(16))
    assert WebProcess.objects.count() == 1  # and its row with it


def test_one_that_stopped_says_nothing_and_can_begin_again(registry: SocketRegistry) -> None:
    registry.say([(SAM, opened(0))], after(0))
    registry.leave()
    assert not WebProcess.objects.exists()

    assert registry.say([(SAM, opened(1))], after(1))

    assert open_sockets(after(1)) == {SAM: [after(1)]}


def test_a_row_that_was_removed_meanwhile_is_written_anew(registry: SocketRegistry, clock: Clock) -> None:
    registry.say([(SAM, opened(0))], after(0))
    WebProcess.objects.all().delete()
    clock.seconds += 5

    registry.say([(SAM, opened(0))], after(5))

    assert open_sockets(after(5)) == {SAM: [after(0)]}


def test_a_thousand_sockets_cost_a_few_milliseconds_every_five_seconds(registry: SocketRegistry, clock: Clock) -> None:
    there = [(number, opened(number)) for number in range(1000)]
    registry.say(there[1:], after(0))
    took = []
    for turn in range(5):
        clock.seconds += 5
        begun = time.perf_counter()
        registry.say(there[turn % 2 :], after(5 * turn))
        took.append(time.perf_counter() - begun)

    assert sorted(took)[2] < 0.05, took
    assert sum(len(moments) for moments in open_sockets(after(20)).values()) == 1000
