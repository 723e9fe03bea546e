"""At midnight (UTC, simulated) every queue's and every agent's day counts from nothing."""

from cti_bridge.practice.clock import DAY
from cti_bridge.practice.figures import Figures
from cti_bridge.practice.hall import Hall


def await_midnight(hall: Hall) -> None:
    """From now on each day ends at its time."""
    hall.agenda.after(DAY - hall.clock.second_of_day(hall.now), lambda: _new_day(hall))


def _new_day(hall: Hall) -> None:
    for queue in hall.queues.values():
        queue.today, queue.changed = Figures(), True
    for seat in hall.seats.values():
        seat.tally.new_day(hall.now)
        hall.tell_day(seat)
    hall.agenda.after(DAY, lambda: _new_day(hall))
