"""A queue of the practice centre: who waits, who is ready to serve, and the day's figures."""

from collections import Counter, OrderedDict
from dataclasses import asdict, dataclass, field
from datetime import datetime

from cti_bridge.floor.model import AgentState, Queue, QueueId
from cti_bridge.practice.agenda import Entry
from cti_bridge.practice.arrivals import Demand
from cti_bridge.practice.ready import Ready

SERVICE_SECONDS, SHORT_ABANDON_SECONDS = 20.0, 5.0


@dataclass(slots=True, kw_only=True)
class Figures:
    """A day's counts, by metrics.md's names; seconds are sums. Offered is answered and abandoned: none flow out."""

    offered: int = 0
    answered: int = 0
    abandoned: int = 0
    answered_within_20s: int = 0
    abandoned_within_20s: int = 0
    abandoned_within_5s: int = 0
    answer_wait_seconds: float = 0.0
    handled: int = 0
    talk_seconds: float = 0.0
    hold_seconds: float = 0.0
    wrap_up_seconds: float = 0.0

    def count_answer(self, waited: float) -> None:
        """A caller was answered after so many seconds."""
        self.offered += 1
        self.answered += 1
        self.answered_within_20s += waited <= SERVICE_SECONDS
        self.answer_wait_seconds += waited

    def count_abandon(self, waited: float) -> None:
        """A caller gave up after so many seconds."""
        self.offered += 1
        self.abandoned += 1
        self.abandoned_within_20s += waited <= SERVICE_SECONDS
        self.abandoned_within_5s += waited <= SHORT_ABANDON_SECONDS

    def count_handled(self, talked: float, held: float) -> None:
        """A caller's call is over."""
        self.handled += 1
        self.talk_seconds += talked
        self.hold_seconds += held


@dataclass(slots=True, kw_only=True, eq=False)
class Caller:
    """Somebody who called a queue at the simulated second `offered_at`, and waits no longer than `patience` seconds."""

    number: str
    name: str
    offered_at: float
    patience: float
    gives_up: Entry | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class ServiceQueue:
    """Callers wait in the order of their calls; of the agents who are ready, `ready` says who is asked first."""

    id: QueueId
    name: str
    demand: Demand
    waiting: OrderedDict[int, Caller] = field(default_factory=OrderedDict)
    ready: Ready = field(default_factory=Ready)
    states: Counter[AgentState] = field(default_factory=Counter)
    today: Figures = field(default_factory=Figures)
    changed: bool = False  # since it was last told

    def join(self, caller: Caller, *, in_front: bool = False) -> None:
        """The caller waits: at the end, or in front again when a phone was not answered."""
        self.waiting[id(caller)] = caller
        if in_front:
            self.waiting.move_to_end(id(caller), last=False)

    def leave(self, caller: Caller) -> None:
        """The caller waits no longer."""
        del self.waiting[id(caller)]

    @property
    def longest_waiting(self) -> Caller:
        """Who waits in front; only where somebody waits."""
        return next(iter(self.waiting.values()))

    def longest_since(self) -> float | None:
        """The simulated second at which the oldest wait began; None when nobody waits."""
        return min((c.offered_at for c in self.waiting.values()), default=None)

    def as_told(self, heard_at: datetime, longest_since: datetime | None) -> Queue:
        """The queue as the floor knows queues."""
        return Queue(
            id=self.id,
            name=self.name,
            waiting=len(self.waiting),
            longest_since=longest_since,
            agents=tuple((state, self.states[state]) for state in AgentState if self.states[state]),
            figures=tuple((name, round(float(value), 1)) for name, value in asdict(self.today).items()),
            heard_at=heard_at,
        )
