"""The last calls of a queue."""

from datetime import timedelta

import pytest

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.lookups import CallFate
from cti_bridge.floor.model import QueueId
from cti_bridge.practice.centre import Centre
from tests.cti_bridge.practice.conftest import START

SALES = QueueId("practice:sales")


def test_the_newest_come_first_and_no_more_than_were_asked_for() -> None:
    centre = Centre(start=START, seed=1)

    calls = centre.history.calls(SALES, 20)

    began = [call.began for call in calls if call.began]
    assert len(began) == 20
    assert began == sorted(began, reverse=True)
    assert began[0] <= START
    assert all(call.caller.startswith("+") for call in calls)


def test_what_was_is_the_same_whoever_looks_and_whenever() -> None:
    first, second = Centre(start=START, seed=1), Centre(start=START, seed=1)
    second.history.calls(SALES, 5)

    assert first.history.calls(SALES, 50) == second.history.calls(SALES, 50)


def test_each_caller_of_the_last_hour_is_there_once_with_their_fate() -> None:
    centre = Centre(start=START, seed=1)
    before = {q.id: dict(q.figures) for q in centre.queues}

    centre.advance(START + timedelta(minutes=25))

    for queue in centre.queues:
        figures = dict(queue.figures)
        calls = [call for call in centre.history.calls(queue.id, 500) if call.began and call.began > START]
        abandoned = [call for call in calls if call.fate is CallFate.ABANDONED]
        ongoing = [call for call in calls if call.fate is CallFate.ONGOING]
        assert len(abandoned) <= figures["abandoned"] - before[queue.id]["abandoned"]
        assert all(call.seconds is None for call in ongoing)
        assert len(ongoing) >= (queue.waiting or 0) - 2
        assert len({(call.began, call.caller) for call in calls}) == len(calls)
        assert {call.fate for call in calls} <= {CallFate.ANSWERED, CallFate.ABANDONED, CallFate.ONGOING}


def test_lengths_are_told_in_real_seconds() -> None:
    slow, fast = (Centre(start=START, seed=1, speed=speed).history.calls(SALES, 30) for speed in (1, 10))

    slowly, quickly = (sum(call.seconds or 0 for call in calls) for calls in (slow, fast))
    assert slowly == pytest.approx(quickly * 10, rel=0.1)


def test_a_queue_that_there_is_not_is_refused() -> None:
    with pytest.raises(CommandRefused, match="no such queue"):
        Centre(start=START, seed=1).history.calls(QueueId("practice:none"), 5)
