"""The training site's own life: callers come, wait, are answered or give up, and agents pause. All by one seed.

What a supervisor does to an agent goes before: a plan that was made for another state of theirs is dropped.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from cti_bridge.practice.names import any_name

from . import agents, calls
from .model import Direction, State, Talk, Waiting
from .world import World

BUSY_SHARE = 0.7  # of the agents' time, that queue calls would take
ANSWER, TALK, WRAP_UP, PATIENCE, PAUSE = 5.0, 150.0, 20.0, 75.0, 420.0  # mean seconds
OWN_CALLS_EACH = 1800.0  # seconds between a ready agent's own calls
PAUSES_EACH = 2400.0
CAUSES = ("lunch", "break", "meeting")
LONGEST_STEP = 5.0  # seconds; after a sleep of the machine nothing is made up for


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to happen to an agent, if nothing else does before."""

    at: datetime
    since: datetime  # of the state that it was made for
    deed: Callable[[World, int], None]


class Life:
    """Moves a world by `step`, which is called as often as it shall look."""

    def __init__(self, world: World, random: Random) -> None:
        self._world = world
        self._random = random
        self._stepped_at = world.now()
        self._plans: dict[int, Plan] = {}
        self._gives_up: dict[tuple[int, Waiting], datetime] = {}

    def step(self) -> None:
        """Lets happen what has become due since the last step."""
        now = self._world.now()
        seconds = min(LONGEST_STEP, (now - self._stepped_at).total_seconds())
        self._stepped_at = now
        self._arrive(seconds)
        self._give_up(now)
        self._follow_plans(now)
        self._turn_away(seconds)
        self._hand_out()

    def _arrive(self, seconds: float) -> None:
        staff = sum(presence.is_in for presence in self._world.presences.values())
        each_second = BUSY_SHARE * staff / (ANSWER + TALK + WRAP_UP) / max(1, len(self._world.queues))
        for queue in self._world.queues:
            if self._happens(each_second * seconds):
                number = f"0230{self._random.randrange(10**6):06}"
                caller = Waiting(name=any_name(self._random), number=number, since=self._world.now())
                calls.enter(self._world, queue, caller)
                self._gives_up[queue, caller] = self._in(PATIENCE)

    def _give_up(self, now: datetime) -> None:
        for (queue, caller), at in list(self._gives_up.items()):
            waiting = self._world.waiting[queue]
            if caller not in waiting:
                del self._gives_up[queue, caller]
            elif at <= now:
                calls.abandon(self._world, queue, waiting.index(caller) + 1)

    def _follow_plans(self, now: datetime) -> None:
        for agent, presence in self._world.presences.items():
            plan = self._plans.get(agent)
            if plan is None or plan.since != presence.since:
                self._plan(agent)
            elif plan.at <= now:
                plan.deed(self._world, agent)
                self._plan(agent)

    def _plan(self, agent: int) -> None:
        presence = self._world.presences[agent]
        self._plans.pop(agent, None)
        match presence.state:
            case State.RINGING | State.DIALING:
                mean, deed = ANSWER, calls.answer
            case State.ON_CALL:
                mean, deed = TALK, _end_call
            case State.ON_WRAPUP:
                mean, deed = WRAP_UP, agents.unpause
            case State.ON_PAUSE:
                mean, deed = PAUSE, agents.unpause
            case _:
                return
        self._plans[agent] = Plan(at=self._in(mean), since=presence.since, deed=deed)

    def _turn_away(self, seconds: float) -> None:
        for agent in self._ready(self._world.agents):
            if self._happens(seconds / PAUSES_EACH):
                agents.pause(self._world, agent, self._random.choice(CAUSES))
            elif self._happens(seconds / OWN_CALLS_EACH):
                colleague = self._world.agents[self._random.choice(sorted(self._world.agents))].phone
                kinds = (Talk(direction=Direction.OUTGOING, other="0230555111"), Talk(other="0230555222"))
                calls.ring(self._world, agent, self._random.choice((*kinds, calls.internal(colleague))))

    def _hand_out(self) -> None:
        for queue in self._world.queues:
            while self._world.waiting[queue]:
                members = {id_: served[queue] for id_, served in self._world.members.items() if queue in served}
                ready = self._ready(members)
                if not ready:
                    break
                first = min(members[agent] for agent in ready)
                agent = self._random.choice([agent for agent in ready if members[agent] == first])
                calls.connect(self._world, queue, agent)

    def _ready(self, among: Iterable[int]) -> list[int]:
        return [agent for agent in among if self._world.presences[agent].state is State.READY]

    def _happens(self, chance: float) -> bool:
        return self._random.random() < chance

    def _in(self, mean: float) -> datetime:
        return self._world.now() + timedelta(seconds=max(1.0, self._random.expovariate(1 / mean)))


def _end_call(world: World, agent: int) -> None:
    talk = world.presences[agent].talk
    calls.end(world, agent, wrap_up=talk is not None and talk.acd)
