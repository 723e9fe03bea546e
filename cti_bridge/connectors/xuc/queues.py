"""Queues as XUC tells them in pieces: lists, some counters at a time, who waits. Told whole after each batch."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from cti_bridge.connector import Clock
from cti_bridge.connectors.xuc.queue_messages import (
    QueueCalls,
    QueueConfig,
    QueueList,
    QueueStatistics,
    WaitingCall,
)
from cti_bridge.connectors.xuc.site import Site
from cti_bridge.floor.events import CallersChanged, Event, QueueChanged, QueuesLoaded
from cti_bridge.floor.model import AgentState, Callers, Queue, WaitingCaller

# Seed, Queue Statistics, and xuc.md 1.6; ours are floor/figures.py's. "Abandonned" is XUC's own spelling.
FIGURES = {
    "TotalNumberCallsEntered": "offered",
    "TotalNumberCallsAnswered": "answered",
    "TotalNumberCallsAbandonned": "abandoned",
    "TotalNumberCallsClosed": "closed",
    "TotalNumberCallsTimeout": "timed_out",
    "TotalNumberCallsAnsweredBefore15": "answered_within_15s",
    "TotalNumberCallsAbandonnedAfter15": "abandoned_after_15s",
    "PercentageAnsweredBefore15": "told_answered_percent_15s",
    "PercentageAbandonnedAfter15": "told_abandoned_percent_15s",
    "EWT": "expected_wait_seconds",
    "LoggedAgents": "signed_in",
}
AGENTS = {"AvailableAgents": AgentState.READY, "TalkingAgents": AgentState.TALKING}
WAITING, LONGEST = "WaitingCalls", "LongestWaitTime"
MOST_PEOPLE = 10**6  # more are no count of people, and more than 2^31 no number for a table
ROUNDED = timedelta(seconds=5)  # the server's longest wait stands still between two of its words


class Queues:
    """All queues, by XUC's numbers."""

    def __init__(self, site: Site, now: Clock) -> None:
        self.configs: dict[int, QueueConfig] = {}
        self.has_list = False
        self.unheard: set[int] = set()  # those whose waiting callers nobody has asked for yet
        self._site, self._now = site, now
        self._by_name: dict[str, int] = {}
        self._counters: dict[int, dict[str, float | None]] = {}
        self._by_ref: dict[str, dict[str, float | None]] = {}  # told by a name that is not known yet
        self._longest: dict[int, datetime] = {}
        self._callers: dict[int, Callers] = {}
        self._gone = False
        self._changed: set[int] = set()
        self._changed_callers: set[int] = set()

    # -- hearing -----------------------------------------------------------------------------------------------------

    def hear_list(self, said: QueueList) -> None:
        """All queues: what is not named is gone."""
        self.has_list = True
        named = {config.id for config in said.queues}
        for number in [n for n in self.configs if n not in named] if not said.skipped else ():
            self._forget(number)
        for config in said.queues:
            self.hear_config(config)

    def _forget(self, number: int) -> None:
        """It is gone, and all that was said of it; should it come back, it is told anew."""
        self._by_name.pop(self.configs.pop(number).name, None)
        for told in (self._counters, self._longest, self._callers):
            told.pop(number, None)
        self.unheard.discard(number)
        self._gone = True

    def hear_config(self, said: QueueConfig) -> None:
        """A queue came, or is configured otherwise (xuc.md 1.6: an upsert by id)."""
        if said.id not in self.configs:
            self.unheard.add(said.id)
        self.configs[said.id] = said
        self._by_name[said.name] = said.id
        self._changed.add(said.id)
        if (waits := self._by_ref.pop(said.name, None)) is not None:
            self._count(said.id, waits)

    def hear_statistics(self, said: QueueStatistics) -> None:
        """Some counters of a queue, which is known by its id, else by its name (seed: queueRef)."""
        number = said.queue_id if said.queue_id is not None else self._by_name.get(said.queue_ref)
        if number is not None:
            self._count(number, said.figures)
        elif not self.has_list:
            self._by_ref.setdefault(said.queue_ref, {}).update(said.figures)

    def hear_calls(self, said: QueueCalls) -> None:
        """Everybody who waits."""
        callers = tuple(
            WaitingCaller(position=one.position, name=one.name, number=one.number, since=self._came(one))
            for one in sorted(said.calls, key=lambda call: call.position)
        )
        queue = self._site.queue(said.queue_id)
        self._callers[said.queue_id] = Callers(queue=queue, callers=callers, heard_at=self._now())
        self._changed_callers.add(said.queue_id)
        self._count(said.queue_id, {WAITING: float(len(callers))})  # the counter of the same change comes later

    def _came(self, said: WaitingCall) -> datetime | None:
        return None if said.queue_time is None else self._site.moment(said.queue_time)

    def _count(self, number: int, counters: Mapping[str, float | None]) -> None:
        self._counters.setdefault(number, {}).update(counters)
        self._changed.add(number)
        longest = counters.get(LONGEST)
        if longest is not None and 0 <= longest < ROUNDED.total_seconds() * 100_000:
            since = self._now() - timedelta(seconds=longest)
            old = self._longest.get(number)
            self._longest[number] = old if old is not None and abs(since - old) <= ROUNDED else since
        elif LONGEST in counters:
            self._longest.pop(number, None)

    # -- reading -----------------------------------------------------------------------------------------------------

    def queue(self, number: int) -> Queue:
        """A queue with all that was told of it. What was not is None, or left out."""
        config, counters = self.configs[number], self._counters.get(number, {})
        waiting = _people(counters.get(WAITING))
        figures = {ours: counters.get(theirs) for theirs, ours in FIGURES.items()}
        abandoned, late = figures["abandoned"], figures["abandoned_after_15s"]
        if abandoned is not None and late is not None and late <= abandoned:
            figures["abandoned_within_15s"] = abandoned - late
        agents = {state: _people(counters.get(theirs)) for theirs, state in AGENTS.items()}
        return Queue(
            id=self._site.queue(number),
            name=config.display_name or config.name,
            waiting=waiting,
            longest_since=self._longest_since(number) if waiting else None,
            agents=tuple((state, n) for state, n in agents.items() if n is not None),
            figures=tuple((name, n) for name, n in figures.items() if n is not None),
            heard_at=self._now(),
        )

    def _longest_since(self, number: int) -> datetime | None:
        """When the one who waits longest came: each caller's own time is exact, the counter is up to 5 s late."""
        callers = self._callers.get(number)
        came = [one.since for one in callers.callers if one.since] if callers else []
        return min(came) if came else self._longest.get(number)

    def callers(self) -> tuple[Callers, ...]:
        """Who waits, in every queue that told it."""
        return tuple(callers for number, callers in self._callers.items() if number in self.configs)

    # -- telling -----------------------------------------------------------------------------------------------------

    def loaded(self) -> tuple[Queue, ...]:
        """Every queue."""
        self._gone = False
        self._changed.clear()
        self._changed_callers.clear()
        return tuple(self.queue(number) for number in self.configs)

    def tell(self) -> Iterable[Event]:
        """What changed since the last call, each queue once."""
        if self._gone:
            self._gone = False
            yield QueuesLoaded(source=self._site.source, queues=tuple(self.queue(n) for n in self.configs))
        for number in self._changed & self.configs.keys():
            yield QueueChanged(queue=self.queue(number))
        for number in self._changed_callers & self.configs.keys():
            yield CallersChanged(callers=self._callers[number])
        self._changed.clear()
        self._changed_callers.clear()


def _people(counter: float | None) -> int | None:
    """A count of people; None where it is blank, or is none (-1 is how some counters say that they do not know)."""
    return int(counter) if counter is not None and 0 <= counter <= MOST_PEOPLE else None
