"""A queue of the practice centre: who waits, who is ready to serve, and the day's figures."""

from collections import Counter, OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime

from cti_bridge.floor.lookups import CallFate
from cti_bridge.floor.model import AgentState, Queue, QueueId
from cti_bridge.practice.agenda import Entry
from cti_bridge.practice.arrivals import Demand
from cti_bridge.practice.figures import Figures
from cti_bridge.practice.ready import Ready
from cti_bridge.practice.spreads import HANDLE_SECONDS

REMEMBERED = 200  # calls of a queue
AT_WORK = (
    AgentState.READY,
    AgentState.RESERVED,
    AgentState.TALKING,
    AgentState.HOLD,
    AgentState.WRAP_UP,
)


@dataclass(slots=True, kw_only=True, eq=False)
class Caller:
    """Somebody who called a queue at the simulated second `offered_at`, and waits no longer than `patience` seconds."""

    number: str
    name: str
    offered_at: float
    patience: float
    gives_up: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallThatWas:
    """A call to a queue, in simulated seconds; one that goes on has no end."""

    number: str
    offered_at: float
    ended_at: float | None = None
    fate: CallFate = CallFate.ONGOING


def _remembered() -> deque[CallThatWas]:
    return deque(maxlen=REMEMBERED)


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
    past: deque[CallThatWas] = field(default_factory=_remembered)
    changed: bool = False  # since it was last told

    def join(self, caller: Caller, *, in_front: bool = False) -> None:
        """The caller waits: at the end, or in front again when a phone was not answered."""
        self.waiting[id(caller)] = caller
        if in_front:
            self.waiting.move_to_end(id(caller), last=False)

    def leave(self, caller: Caller) -> None:
        """The caller waits no longer."""
        del self.waiting[id(caller)]

    def remember(self, caller: Caller, fate: CallFate, now: float) -> None:
        """Their call is over, answered or not."""
        call = CallThatWas(number=caller.number, offered_at=caller.offered_at, ended_at=now, fate=fate)
        self.past.append(call)

    @property
    def longest_waiting(self) -> Caller:
        """Who waits in front; only where somebody waits."""
        return next(iter(self.waiting.values()))

    def longest_since(self) -> float | None:
        """The simulated second at which the oldest wait began; None when nobody waits."""
        return min((c.offered_at for c in self.waiting.values()), default=None)

    def expected_wait(self) -> float | None:
        """Simulated seconds that a caller who called now would wait; None with nobody there to serve them."""
        if self.ready:
            return 0.0
        at_work = sum(self.states[state] for state in AT_WORK)
        return (len(self.waiting) + 1) * HANDLE_SECONDS / at_work if at_work else None

    def as_told(self, heard_at: datetime, longest_since: datetime | None, *, speed: float = 1.0) -> Queue:
        """The queue as the floor knows queues; a wait that is expected is told in real seconds, as present ones are."""
        expected = self.expected_wait()
        soon = () if expected is None else (("expected_wait_seconds", round(expected / speed, 1)),)
        signed_in = sum(self.states.values()) - self.states[AgentState.SIGNED_OUT]
        return Queue(
            id=self.id,
            name=self.name,
            waiting=len(self.waiting),
            longest_since=longest_since,
            agents=tuple((state, self.states[state]) for state in AgentState if self.states[state]),
            figures=(*self.today.as_told(), *soon, ("signed_in", float(signed_in))),
            heard_at=heard_at,
        )
