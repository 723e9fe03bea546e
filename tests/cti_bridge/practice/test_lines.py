"""Who waits: told by name and place, and never another number of them than the queue says."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.floor.events import CallersChanged, QueueChanged
from cti_bridge.floor.model import Callers, Queue
from cti_bridge.practice.centre import Centre
from tests.cti_bridge.practice.conftest import START, Watched
from tests.cti_bridge.practice.test_centre import pieces, seeds, sizes, speeds, unhurried


def agree(queue: Queue, line: Callers) -> bool:
    """Whether a queue's own figures are those of its line."""
    waits = [caller.since for caller in line.callers if caller.since]
    places = [caller.position for caller in line.callers]
    return (
        queue.waiting == len(line.callers)
        and queue.longest_since == min(waits, default=None)
        and places == list(range(1, len(places) + 1))
    )


@unhurried
@given(seed=seeds, agents=sizes, speed=speeds, waits=pieces)
def test_as_many_wait_as_the_queue_says_and_the_longest_as_long(
    seed: int, agents: int, speed: float, waits: list[float]
) -> None:
    watched = Watched(seed=seed, agents=agents, speed=speed)

    for wait in waits:
        watched.after(wait / speed)

        assert watched.floor.callers.by_id.keys() == watched.floor.queues.keys()
        for queue in watched.floor.queues.values():
            assert agree(queue, watched.floor.callers.by_id[queue.id])


@unhurried
@given(seed=seeds, moved=st.integers(1001, 1060))
def test_with_every_word_of_a_queue_its_line_has_been_told(seed: int, moved: int) -> None:
    centre = Centre(start=START, seed=seed, speed=20)
    lines = {line.queue: line for line in centre.snapshot().callers}
    for queue in centre.queues:
        centre.memberships.set_penalty(str(moved), queue.id, None)

    for event in centre.advance(START + timedelta(seconds=60)):
        match event:
            case CallersChanged(callers=line):
                lines[line.queue] = line
            case QueueChanged(queue=queue):
                assert agree(queue, lines[queue.id])


def test_callers_come_with_numbers_that_ring_nowhere_and_some_with_names() -> None:
    loaded = Centre(start=START, seed=1, agents=1000).snapshot()
    waiting = [caller for line in loaded.callers for caller in line.callers]

    assert waiting
    assert all(caller.number.startswith("+") and caller.since for caller in waiting)
    assert 0 < sum(bool(caller.name) for caller in waiting) < len(waiting)
