"""Who serves which queue: a supervisor's orders, and what they do."""

from functools import partial

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.model import QueueId
from cti_bridge.practice.asking import Answer, Asking, Deed, nobody
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.queues import ServiceQueue
from cti_bridge.practice.seats import Seat
from cti_bridge.practice.serving import LARGEST_PENALTY
from cti_bridge.practice.switch import Switch


class Memberships:
    """Each order is refused at once where it can be; some tenths of a second later `answer` gets what came of it."""

    def __init__(self, hall: Hall, switch: Switch, asking: Asking) -> None:
        self._hall, self._switch, self._asking = hall, switch, asking

    def set_penalty(self, login: str, queue: QueueId, penalty: int | None, answer: Answer = nobody) -> None:
        """The agent serves the queue with this penalty; None: no longer."""
        self._asking.soon(partial(self._setting, login, queue, penalty), answer)

    # -- checks ------------------------------------------------------------------------------------------------

    def _setting(self, login: str, id_: QueueId, penalty: int | None) -> Deed:
        seat, queue = self._hall.seat(login), self._queue(id_)
        if penalty is not None and not 0 <= penalty <= LARGEST_PENALTY:
            raise CommandRefused(f"A penalty is between 0 and {LARGEST_PENALTY}.", code="INVALID_INPUT")
        return partial(self._change, seat, {queue: penalty})

    def _queue(self, id_: QueueId) -> ServiceQueue:
        queue = self._hall.queues.get(id_)
        if queue is None:
            raise CommandRefused("There is no such queue on the practice floor.", code="UNKNOWN_QUEUE")
        return queue

    # -- deeds -------------------------------------------------------------------------------------------------

    def _change(self, seat: Seat, penalties: dict[ServiceQueue, int | None]) -> None:
        """The agent's queues change, which is told; who waits in a new one may be served at once."""
        for queue, penalty in penalties.items():
            self._hall.serve(seat, queue, penalty)
        self._hall.tell_membership(seat)
        self._switch.serve_waiting(seat)
