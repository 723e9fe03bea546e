"""A queue's counters, and what of them is new since they were last told: XUC sends only that (the vendor's page)."""

from collections.abc import Iterable, Iterator

from .frames import Json, message
from .model import State
from .settings import Settings
from .world import World

AVAILABLE = State.READY
TALKING = (State.ON_CALL,)
Values = dict[str, int | float]


class Counters:
    """All queues' counters."""

    def __init__(self, world: World, settings: Settings) -> None:
        self._world = world
        self._settings = settings
        self._told: dict[int, Values] = {id_: self.values(id_) for id_ in world.queues}
        self._changed: set[int] = set()
        self._tellings = 0

    def touch(self, *queues: int) -> None:
        """These queues may have other counters now."""
        self._changed.update(queues)

    def touch_agent(self, agent: int) -> None:
        """So may those that this agent serves."""
        self._changed.update(self._world.members[agent])

    @property
    def may_have_changed(self) -> bool:
        """Whether `changes` may have anything to tell."""
        return bool(self._changed)

    def changes(self) -> Iterator[bytes]:
        """A frame for each queue that has other counters than were told."""
        for queue in sorted(self._changed):
            now, told = self.values(queue), self._told.get(queue, {})
            different = {name: value for name, value in now.items() if told.get(name) != value}
            self._told[queue] = now
            if different:
                self._tellings += 1
                nth = self._settings.every_nth_by_name
                yield self._frame(queue, different, by_name=bool(nth) and self._tellings % nth == 0)
        self._changed.clear()

    def all(self) -> Iterable[bytes]:
        """A frame for each queue, with all its counters."""
        return [self._frame(queue, self.values(queue)) for queue in self._world.queues]

    def values(self, queue: int) -> Values:
        """A queue's counters now."""
        world, figures, callers = self._world, self._world.figures[queue], self._world.waiting[queue]
        states = [world.presences[id_].state for id_, served in world.members.items() if queue in served]
        longest = int((world.now() - min(one.since for one in callers)).total_seconds()) if callers else 0
        return {
            "TotalNumberCallsEntered": figures.entered,
            "TotalNumberCallsAnswered": figures.answered,
            "TotalNumberCallsAnsweredBefore15": figures.answered_before_15,
            "PercentageAnsweredBefore15": figures.answered_percent,
            "TotalNumberCallsAbandonned": figures.abandoned,
            "TotalNumberCallsAbandonnedAfter15": figures.abandoned_after_15,
            "PercentageAbandonnedAfter15": figures.abandoned_percent,
            "TotalNumberCallsClosed": figures.closed,
            "TotalNumberCallsTimeout": figures.timed_out,
            "WaitingCalls": len(callers),
            self._settings.names_longest_wait: longest,
            "EWT": figures.ewt,
            "AvailableAgents": states.count(AVAILABLE),
            "TalkingAgents": sum(state in TALKING for state in states),
            "LoggedAgents": sum(state is not State.LOGGED_OUT for state in states),
        }

    def _frame(self, queue: int, values: Values, *, by_name: bool = False) -> bytes:
        named: Json = {"queueRef": self._world.queues[queue].name} if by_name else {"queueId": queue}
        counters = [{"statName": name, "value": value} for name, value in values.items()]
        return message("QueueStatistics", {**named, "counters": counters})
