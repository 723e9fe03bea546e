"""What waits to be written: per source the keys that changed, and the lines for its history."""

from collections import deque
from collections.abc import Iterable
from datetime import datetime

from cti_bridge.call_log import CallLog
from cti_bridge.floor.events import Event, FloorLoaded, SourceForgotten
from cti_bridge.floor.model import AgentId, FeedState, SourceId, source_of
from cti_bridge.floor.rows import Key, Kind, SignInRow
from cti_bridge.floor.shelf import Keys
from cti_bridge.floor.state import Floor
from cti_bridge.listenings import Listenings
from cti_bridge.ports import CallEntry, Listened, QueueSample, StateEntry, Tick

HISTORY_HELD = 200_000  # lines kept while the database is away; beyond, the oldest go first


class Pending:
    """Takes events into the floor and remembers, until it is written, what changed."""

    def __init__(self, floor: Floor, source: SourceId) -> None:
        self._floor = floor
        self._source = source
        self._keys: set[Key] = set()
        self._whole = False
        self._states: deque[StateEntry] = deque(maxlen=HISTORY_HELD)
        self._samples: deque[QueueSample] = deque(maxlen=HISTORY_HELD)
        self._calls: deque[CallEntry] = deque(maxlen=HISTORY_HELD)
        self._listened: tuple[Listened, ...] = ()  # put back: judged already
        self._call_log = CallLog(floor)
        self._listenings = Listenings(floor)
        self._logged: dict[AgentId, tuple[object, ...]] = {}

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        return bool(self._keys or self._whole or self._samples or self._listenings)

    def remember(self, before: Iterable[SignInRow]) -> None:
        """What people's own sign-ins did under the bridge before: the end of it is ours to notice."""
        for row in before:
            self._listenings.remember(row)

    def take(self, event: Event, at: datetime) -> Keys:
        """Applies one event; `at` is when the bridge heard it. Returns the keys that changed."""
        keys = self._floor.apply(event)
        whole = isinstance(event, FloorLoaded | SourceForgotten)
        self._whole |= whole
        if keys:
            self._keys |= keys
            self._log_states(keys, at)
            self._calls.extend(self._call_log.ended(keys, at))
        if keys or whole:
            self._listenings.noticed(keys, at, whole=whole)
        return keys

    def sample_queues(self, at: datetime) -> None:
        """Notes every queue's figures, where the source is live: a silent one has none worth keeping."""
        source = self._floor.sources.get(self._source)
        if source is None or source.state is not FeedState.LIVE:
            return
        for queue in self._floor.queues.values():
            if source_of(queue.id) == self._source:
                self._samples.append(
                    QueueSample(queue=queue.id, at=at, waiting=queue.waiting, longest_since=queue.longest_since)
                )

    def tick(self) -> Tick:
        """Everything that waits, as one tick; nothing waits after it."""
        put, gone = [], []
        for key in self._keys:
            row = self._floor.row(key)
            if row is None:
                gone.append(key)
            elif not self._whole:
                put.append(row)
        tick = Tick(
            source=self._source,
            rows=tuple(self._floor.rows(self._source)) if self._whole else put,
            gone=gone,
            whole=self._whole,
            states=tuple(self._states),
            samples=tuple(self._samples),
            calls=tuple(self._calls),
            listened=self._listened + self._listenings.over(),
        )
        self._keys, self._whole, self._listened = set(), False, ()
        self._states.clear()
        self._samples.clear()
        self._calls.clear()
        return tick

    def put_back(self, tick: Tick) -> None:
        """A tick that could not be written waits again, under what changed meanwhile."""
        self._keys.update(tick.gone, ((row.kind, row.key) for row in tick.rows))
        self._whole |= tick.whole
        self._states = deque((*tick.states, *self._states), HISTORY_HELD)
        self._samples = deque((*tick.samples, *self._samples), HISTORY_HELD)
        self._calls = deque((*tick.calls, *self._calls), HISTORY_HELD)
        self._listened = (*tick.listened, *self._listened)

    def _log_states(self, keys: Iterable[Key], at: datetime) -> None:
        for kind, id_ in keys:
            agent = self._floor.agents.get(AgentId(id_)) if kind is Kind.AGENT else None
            if agent is None:
                continue
            seen = (agent.state, agent.reason, agent.since, agent.team)
            if self._logged.get(agent.id) == seen:
                continue
            self._logged[agent.id] = seen
            self._states.append(
                StateEntry(
                    agent=agent.id,
                    team=agent.team,
                    state=agent.state,
                    reason=agent.reason,
                    since=agent.since,
                    since_is_known=agent.since_is_known,
                    at=at,
                )
            )
