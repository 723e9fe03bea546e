"""What is still to happen, in order."""

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.practice.agenda import Agenda


@given(st.lists(st.floats(0, 100)))
def test_deeds_happen_in_the_order_of_their_times(times: list[float]) -> None:
    agenda, done = Agenda(), list[float]()
    for time in times:
        agenda.after(time, partial(done.append, time))

    agenda.run(50)

    assert done == sorted(t for t in times if t <= 50)
    assert agenda.now == 50


def test_deeds_of_one_moment_keep_their_order() -> None:
    agenda, done = Agenda(), list[str]()
    for name in "abc":
        agenda.after(1, partial(done.append, name))

    agenda.run(1)

    assert done == ["a", "b", "c"]


def test_a_deed_may_put_further_deeds() -> None:
    agenda, seen = Agenda(), list[float]()

    def again() -> None:
        seen.append(agenda.now)
        agenda.after(2, again)

    agenda.after(1, again)
    agenda.run(6)

    assert seen == [1, 3, 5]


def test_what_is_cancelled_never_happens() -> None:
    agenda, done = Agenda(), list[str]()
    agenda.after(1, partial(done.append, "kept"))
    entry = agenda.after(1, partial(done.append, "cancelled"))

    entry.cancel()
    entry.cancel()
    agenda.run(2)

    assert done == ["kept"]


def test_a_time_already_past_does_nothing() -> None:
    agenda = Agenda()
    agenda.run(10)

    agenda.run(5)

    assert agenda.now == 10
