"""A meter that also obeys: what is asked of an agent comes true a moment later, by an event of its own."""

import random
import time
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import Command, ForceState
from cti_bridge.floor.events import AgentStateChanged, Event
from cti_bridge.floor.model import AgentId, AgentState
from tests.bench.metered import SOURCE, Metered, stamp

OBEYS_AFTER_SECONDS = 0.1  # as long as a CTI system may take: so that "Asked" stands for a while


class Obedient(Metered):
    """The first `spared` agents start ready, and change by commands alone. Its events carry orders: `rate` is not 0."""

    def __init__(self, agents: int, rate: int, *, spared: int, loaded: Callable[[], None]) -> None:
        super().__init__(agents, rate, loaded=loaded)
        self._spared = spared
        self._asked: list[tuple[float, ForceState]] = []

    async def events(self) -> AsyncIterator[Sequence[Event]]:
        """The load, then the meter's events, and with them what has come true meanwhile."""
        async for batch in super().events():
            yield [*batch, *self._obeyed()]

    async def execute(self, command: Command) -> str:
        """Makes an agent's state so. Refuses all else."""
        if not isinstance(command, ForceState):
            raise CommandRefused("It forces states, and nothing else.")
        self._asked.append((time.monotonic() + OBEYS_AFTER_SECONDS, command))
        return ""

    def _obeyed(self) -> list[Event]:
        now = time.monotonic()
        due = [command for at, command in self._asked if at <= now]
        self._asked = [(at, command) for at, command in self._asked if at > now]
        since = datetime.now(UTC)
        return [
            AgentStateChanged(agent=c.agent, state=c.state, since=since, reason=c.reason, extension=stamp())
            for c in due
        ]

    def _state(self, number: int) -> AgentState:
        return AgentState.READY if number < self._spared else super()._state(number)

    def _any(self, chance: random.Random) -> AgentId:
        return AgentId(f"{SOURCE}:a{chance.randrange(self._spared, self._agents)}")
