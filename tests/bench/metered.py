"""A connector that says a steady number of events a second, each stamped with the moment it was said."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime

from cti_bridge.connector import Capabilities, Step
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import Command
from cti_bridge.floor.events import AgentStateChanged, Event, FloorLoaded
from cti_bridge.floor.model import Agent, AgentId, AgentState, SourceId, Team, TeamId

SOURCE = SourceId("bench")
TEAM_SIZE = 50
STATES = (AgentState.READY, AgentState.TALKING, AgentState.WRAP_UP, AgentState.NOT_READY)


def stamp() -> str:
    """This moment, in microseconds, as an extension: it travels to the browser as it is."""
    return str(time.time_ns() // 1000)


class Metered:
    """`agents` in teams of fifty; `rate` events a second, spread over hundredths."""

    capabilities: Capabilities = {}

    def __init__(self, agents: int, rate: int, *, loaded: Callable[[], None]) -> None:
        """`loaded` is called once the bridge has taken the load."""
        self._agents = agents
        self._rate = rate
        self._loaded = loaded

    async def events(self) -> AsyncIterator[Sequence[Event]]:
        """The load, then the meter, until it is closed."""
        yield [self._load()]
        self._loaded()
        chance, said, began = random.Random(7), 0, time.monotonic()
        while True:
            await asyncio.sleep(0.01)
            due = int((time.monotonic() - began) * self._rate) - said
            said += due
            if due:
                yield [self._one(chance) for _ in range(due)]

    async def execute(self, command: Command) -> str:
        """Refuses."""
        raise CommandRefused("A meter takes no commands.")

    async def check(self) -> AsyncIterator[Step]:
        """Nothing to try."""
        yield Step(name="meter", ok=True, said="")

    def _load(self) -> FloorLoaded:
        now = datetime.now(UTC)
        teams = tuple(
            Team(id=TeamId(f"{SOURCE}:{n}"), name=f"Team {n}") for n in range((self._agents - 1) // TEAM_SIZE + 1)
        )
        agents = tuple(
            Agent(
                id=AgentId(f"{SOURCE}:a{n}"),
                team=teams[n // TEAM_SIZE].id,
                name=f"Agent Number {n}",
                state=self._state(n),
                since=now,
            )
            for n in range(self._agents)
        )
        return FloorLoaded(source=SOURCE, at=now, teams=teams, agents=agents)

    def _one(self, chance: random.Random) -> AgentStateChanged:
        return AgentStateChanged(
            agent=self._any(chance),
            state=chance.choice(STATES),
            since=datetime.now(UTC),
            extension=stamp(),
        )

    def _state(self, number: int) -> AgentState:
        return STATES[number % len(STATES)]

    def _any(self, chance: random.Random) -> AgentId:
        return AgentId(f"{SOURCE}:a{chance.randrange(self._agents)}")
