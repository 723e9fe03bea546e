"""People who are agents on several systems: their rows say so of each other, and they are counted once.

The same as static/js/linked.js.
"""

from collections.abc import Collection, Iterable, Mapping

from dashboard.presenters import words
from dashboard.presenters.order import Agent

# Of somebody's several states the one that counts: what keeps them most from taking the next call.
RANKED = ("talking", "hold", "reserved", "wrap_up", "busy", "ready", "not_ready", "unknown", "signed_out")
_RANK = {state: place for place, state in enumerate(RANKED)}


class Linked:
    """Who of these agents is one person: only what one viewer sees goes in, and only that comes out."""

    def __init__(self, agents: Iterable[Agent]) -> None:
        self._alone: list[Agent] = []
        people: dict[str, list[Agent]] = {}
        for agent in agents:
            person = agent.values.get("person")
            if person:
                people.setdefault(str(person), []).append(agent)
            else:
                self._alone.append(agent)
        self._people: Mapping[str, list[Agent]] = people

    def once(self) -> list[Agent]:
        """Each person once, as the agent whose state counts."""
        return [*self._alone, *(min(agents, key=_rank) for agents in self._people.values())]

    def number(self, keys: Collection[str]) -> int:
        """How many people these agents are."""
        extra = sum(max(0, sum(agent.key in keys for agent in agents) - 1) for agents in self._people.values())
        return len(keys) - extra

    def also(self, agent: Agent) -> str:
        """What the same person is elsewhere, in words; empty for everybody else."""
        agents = self._people.get(str(agent.values.get("person", "")), ())
        others = sorted(one for one in agents if one.key != agent.key)
        return ", ".join(
            words.say("also_on", source=one.source, state=words.STATES[one.values["state"]]) for one in others
        )


def _rank(agent: Agent) -> tuple[int, str]:
    return _RANK.get(agent.values["state"], len(RANKED)), agent.key
