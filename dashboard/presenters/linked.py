"""People who are agents on several systems: their rows say so of each other, and they are counted once.

The same as static/js/linked.js.
"""

from collections.abc import Collection, Iterable, Mapping
from html import escape

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

    def also(self, agent: Agent) -> list[Agent]:
        """Who the same person is elsewhere; nobody, of everybody else."""
        agents = self._people.get(str(agent.values.get("person", "")), ())
        return sorted((one for one in agents if one.key != agent.key), key=lambda one: one.key)


def also_html(others: Iterable[Agent]) -> str:
    """What a row says of the same person's other rows: each one's state as its mark and in words, and its system."""
    return "".join(_mark(one.source, one.values["state"]) for one in others)


def _mark(source: str, state: str) -> str:
    word = str(words.STATES[state])
    said = words.say("also_on", source=source, state=word)
    return (
        f'<small class="also" title="{escape(said)}"><i class="st" data-state="{escape(state)}" aria-hidden="true"></i>'
        f'{escape(source)}<span class="vh"> {escape(word)}</span></small>'
    )


def _rank(agent: Agent) -> tuple[int, str]:
    return _RANK.get(agent.values["state"], len(RANKED)), agent.key
