"""A practice centre to watch, and a way to see it as a supervisor would: on a floor."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from cti_bridge.floor.model import Agent, AgentState
from cti_bridge.floor.state import Floor
from cti_bridge.practice.centre import Centre

START = datetime(2026, 11, 20, 9, tzinfo=UTC)


class Watched:
    """A centre whose every word goes to a floor."""

    def __init__(self, **settings: object) -> None:
        self.centre = Centre(**{"start": START, **settings})  # type: ignore[arg-type]
        self.floor = Floor()
        self.floor.apply(self.centre.snapshot())

    def after(self, seconds: float) -> None:
        """Real seconds pass, and what happened in them is applied."""
        for event in self.centre.advance(self.centre.now + timedelta(seconds=seconds)):
            self.floor.apply(event)

    def agent(self, login: str) -> Agent:
        """The agent as the floor has them."""
        return self.floor.agents[f"{self.centre.source}:{login}"]  # type: ignore[index]

    def somebody(self, *states: AgentState) -> str:
        """The login of the first agent in one of these states; time passes until there is one."""
        for _ in range(600):
            for agent in self.floor.agents.values():
                if agent.state in states and agent.pending is None:
                    return agent.id.partition(":")[2]
            self.after(1)
        raise AssertionError(f"nobody was ever {states}")

    def until(self, seen: Callable[[], bool], *, seconds: float) -> None:
        """Time passes, in tenths of a second, until something is seen; at most so long."""
        for _ in range(int(seconds * 10)):
            if seen():
                return
            self.after(0.1)
        raise AssertionError(f"not seen within {seconds} s")


@pytest.fixture
def watched() -> Watched:
    """Sixty agents, at nine in the morning."""
    return Watched(seed=1)
