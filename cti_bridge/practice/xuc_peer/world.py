"""Who and what is in the pretend XiVO now. No I/O; the clock comes in.

Each change is remembered as a happening until `drain()` takes it. The modules beside this one move it by XUC's rules.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from .days import Day
from .figures import Figures
from .happenings import AgentConfigured, CallersChanged, Happening, MemberChanged, StateChanged
from .model import (
    Agent,
    Callback,
    CallbackList,
    Group,
    PastCall,
    Period,
    Presence,
    Queue,
    State,
    User,
    UserStatus,
    Waiting,
)

Clock = Callable[[], datetime]
Penalties = Mapping[int, int]  # by queue
REMOVED = -1
MOST_PAST = 10_000  # calls that are remembered


class World:
    """One site's agents, queues, users, callbacks and calls. `now()` gives aware times."""

    def __init__(
        self,
        *,
        clock: Clock,
        groups: Iterable[Group] = (),
        agents: Iterable[Agent] = (),
        queues: Iterable[Queue] = (),
        statuses: Iterable[UserStatus] = (),
        users: Iterable[User] = (),
        phones: Iterable[str] = (),
    ) -> None:
        self.now = clock
        self.groups = {group.id: group for group in groups}
        self.agents = {agent.id: agent for agent in agents}
        self.queues = {queue.id: queue for queue in queues}
        self.statuses = {status.name: status for status in statuses}
        self.users = {user.login: user for user in users}
        self.phones = frozenset(phones)
        self.presences = {id_: Presence(since=clock()) for id_ in self.agents}
        self.days = {id_: Day(since=clock()) for id_ in self.agents}
        self.members: dict[int, dict[int, int]] = {id_: {} for id_ in self.agents}
        self.defaults: dict[int, dict[int, int]] = {}  # by user id
        self.waiting: dict[int, tuple[Waiting, ...]] = dict.fromkeys(self.queues, ())
        self.figures = {id_: Figures() for id_ in self.queues}
        self.periods: dict[str, Period] = {}
        self.callback_lists: dict[str, CallbackList] = {}
        self.callbacks: dict[str, Callback] = {}
        self.tickets: dict[str, str] = {}  # a ticket's callback
        self.past: deque[PastCall] = deque(maxlen=MOST_PAST)
        self._happened: list[Happening] = []

    def drain(self) -> list[Happening]:
        """What happened since the last call, in order."""
        happened, self._happened = self._happened, []
        return happened

    def happens(self, happening: Happening) -> None:
        """Remembers that something happened."""
        self._happened.append(happening)

    def put(self, agent: int, presence: Presence, *, passing: str = "") -> None:
        """An agent is so from now on; time in the former state counts for the day."""
        before = self.presences[agent]
        if presence.state is not before.state:
            self.days[agent] = self.days[agent].turned(before.state, presence.state, self.now())
        self.presences[agent] = presence
        self.happens(StateChanged(agent=agent, passing=passing))

    def turn(self, agent: int, state: State, **changes: object) -> None:
        """An agent is in this state from this moment on, otherwise as before but for these changes of `Presence`."""
        self.put(agent, replace(self.presences[agent], state=state, since=self.now(), **changes))  # type: ignore[arg-type]

    def serve(self, agent: int, queue: int, penalty: int) -> None:
        """An agent serves a queue with this penalty; `REMOVED`: no longer. Nothing happens where that is so already."""
        queues = self.members[agent]
        if queues.get(queue, REMOVED) == penalty:
            return
        if penalty == REMOVED:
            del queues[queue]
        else:
            queues[queue] = penalty
        self.happens(MemberChanged(agent=agent, queue=queue, penalty=penalty))

    def move_to_group(self, agent: int, group: int) -> None:
        """An agent belongs to another group."""
        self.agents[agent] = replace(self.agents[agent], group=group)
        self.happens(AgentConfigured(agent=agent))

    def line_up(self, queue: int, callers: Iterable[Waiting]) -> None:
        """These wait in a queue from now on, in this order."""
        self.waiting[queue] = tuple(callers)
        self.happens(CallersChanged(queue=queue))

    def agent_on(self, phone: str) -> int | None:
        """The agent who is signed in on this line."""
        return next((id_ for id_, one in self.presences.items() if one.is_in and one.phone == phone), None)
