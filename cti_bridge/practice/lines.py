"""What the queues say: their figures every now and then, who waits at once."""

from collections.abc import Callable
from datetime import datetime

from cti_bridge.floor.events import CallersChanged, Event, QueueChanged
from cti_bridge.floor.model import Callers, Queue, QueueId, WaitingCaller
from cti_bridge.practice.agenda import Agenda
from cti_bridge.practice.clock import SimClock
from cti_bridge.practice.queues import ServiceQueue

BOARD_SECONDS = 2.0  # real ones: how often agents' counts and figures are told where they changed
BOARD_AT_LEAST = 10.0  # a queue where nothing happens still says so


class Lines:
    """Each queue, and each line of callers, as it was last told."""

    def __init__(
        self, queues: dict[QueueId, ServiceQueue], agenda: Agenda, clock: SimClock, tell: Callable[[Event], None]
    ) -> None:
        self._queues, self._agenda, self._clock, self._tell = queues, agenda, clock, tell
        self.boards: dict[QueueId, Queue] = {}
        self.callers: dict[QueueId, Callers] = {}

    def tell(self, queue: ServiceQueue) -> None:
        """Somebody joined the line or left it: who waits is told, and how many with it."""
        now = self._clock.at(self._agenda.now)
        self.callers[queue.id] = told = Callers(queue=queue.id, callers=self._waiting(queue), heard_at=now)
        self._tell(CallersChanged(callers=told))
        self._tell_board(queue, now)

    def refresh(self) -> None:
        """Tells the figures of queues that changed, now and every BOARD_SECONDS; of others every BOARD_AT_LEAST."""
        now = self._clock.at(self._agenda.now)
        for queue in self._queues.values():
            if queue.changed or (now - self.boards[queue.id].heard_at).total_seconds() >= BOARD_AT_LEAST:
                self._tell_board(queue, now)
        self._agenda.after(BOARD_SECONDS * self._clock.speed, self.refresh)

    def _tell_board(self, queue: ServiceQueue, now: datetime) -> None:
        oldest = queue.longest_since()
        told = queue.as_told(now, None if oldest is None else self._clock.at(oldest), speed=self._clock.speed)
        queue.changed = False
        self.boards[queue.id] = told
        self._tell(QueueChanged(queue=told))

    def _waiting(self, queue: ServiceQueue) -> tuple[WaitingCaller, ...]:
        return tuple(
            WaitingCaller(position=place, name=c.name, number=c.number, since=self._clock.at(c.offered_at))
            for place, c in enumerate(queue.waiting.values(), start=1)
        )
