"""A queue's last calls, for who looks them up; those from before the centre opened are invented."""

from collections.abc import Iterator
from random import Random

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.lookups import CallFate, PastCall
from cti_bridge.floor.model import QueueId
from cti_bridge.practice import callers
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.queues import CallThatWas, ServiceQueue
from cti_bridge.practice.spreads import PATIENCE, TALK

INVENTED = 60  # calls of each queue, before the centre opened
ANSWERED_SHARE = 0.94
ANSWERED_AFTER = 12.0  # seconds, on average


class History:
    """What is invented is made up when somebody looks, always the same for a seed: most queues are never asked."""

    def __init__(self, hall: Hall, seed: int) -> None:
        self._hall, self._seed = hall, seed

    def calls(self, id_: QueueId, size: int) -> tuple[PastCall, ...]:
        """The last calls of a queue, the newest first; those that go on among them. Raises CommandRefused."""
        queue = self._hall.queues.get(id_)
        if queue is None:
            raise CommandRefused("There is no such queue on the practice floor.", code="UNKNOWN_QUEUE")
        past = [*self._going_on(queue), *queue.past]
        if len(past) < size:
            past += self._invented(queue)
        past.sort(key=lambda call: call.offered_at, reverse=True)
        return tuple(self._as_told(call) for call in past[:size])

    def _going_on(self, queue: ServiceQueue) -> Iterator[CallThatWas]:
        talked_to = (call.caller for call in self._hall.calls.values() if call.queue is queue and call.caller)
        for caller in (*queue.waiting.values(), *talked_to):
            yield CallThatWas(number=caller.number, offered_at=caller.offered_at)

    def _invented(self, queue: ServiceQueue) -> Iterator[CallThatWas]:
        rng, second = Random(f"{self._seed} {queue.id}"), 0.0
        for _ in range(INVENTED):
            second -= rng.expovariate(queue.demand.rate)
            is_answered = rng.random() < ANSWERED_SHARE
            lasted = rng.expovariate(1 / ANSWERED_AFTER) + TALK.draw(rng) if is_answered else PATIENCE.draw(rng)
            ended_at = min(0.0, second + lasted)
            fate = CallFate.ANSWERED if is_answered else CallFate.ABANDONED
            yield CallThatWas(number=callers.number(rng), offered_at=second, ended_at=ended_at, fate=fate)

    def _as_told(self, call: CallThatWas) -> PastCall:
        clock = self._hall.clock
        lasted = None if call.ended_at is None else round((call.ended_at - call.offered_at) / clock.speed)
        return PastCall(began=clock.at(call.offered_at), seconds=lasted, fate=call.fate, caller=call.number)
