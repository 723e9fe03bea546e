"""A queue's line of callers, and how long one would wait in it."""

from datetime import UTC, datetime

from cti_bridge.floor.model import AgentState, QueueId
from cti_bridge.practice.arrivals import Demand
from cti_bridge.practice.queues import Caller, ServiceQueue

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


def test_a_wait_is_expected_where_nobody_is_ready_and_unknown_where_nobody_is_at_work() -> None:
    sales = queue()
    assert "expected_wait_seconds" not in dict(sales.as_told(NOW, None).figures)

    sales.states[AgentState.TALKING] = 2
    alone = sales.expected_wait()
    sales.join(caller(10))

    assert alone
    assert sales.expected_wait() == 2 * alone
    assert dict(sales.as_told(NOW, None, speed=10).figures)["expected_wait_seconds"] == round(alone / 5, 1)
