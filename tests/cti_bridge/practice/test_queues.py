"""A queue's line of callers, and its counts."""

from datetime import UTC, datetime

from cti_bridge.floor.model import QueueId
from cti_bridge.practice.arrivals import Demand
from cti_bridge.practice.queues import Caller, Figures, ServiceQueue

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def caller(offered_at: float) -> Caller:
    return Caller(number="+44 20 7946 0001", name="", offered_at=offered_at, patience=60)


def queue() -> ServiceQueue:
    return ServiceQueue(id=QueueId("practice:sales"), name="Sales", demand=Demand(rate=1, period=1000, phase=0))


def test_who_came_first_is_in_front_and_who_was_missed_comes_back_in_front() -> None:
    sales, first, second, missed = queue(), caller(10), caller(20), caller(5)
    sales.join(first)
    sales.join(second)
    assert sales.longest_waiting is first

    sales.join(missed, in_front=True)
    assert sales.longest_waiting is missed

    sales.leave(missed)
    sales.leave(first)
    assert sales.longest_waiting is second
    assert sales.longest_since() == 20


def test_nobody_waiting_has_no_longest_wait() -> None:
    told = queue().as_told(NOW, None)

    assert (told.waiting, told.longest_since) == (0, None)


def test_the_limits_of_the_figures_are_within_not_below() -> None:
    figures = Figures()

    figures.count_answer(20.0)
    figures.count_answer(20.1)
    figures.count_abandon(5.0)
    figures.count_abandon(5.1)

    assert (figures.offered, figures.answered, figures.abandoned) == (4, 2, 2)
    assert (figures.answered_within_20s, figures.abandoned_within_20s, figures.abandoned_within_5s) == (1, 2, 1)
