"""Who could help a queue: agents of its teams who are not ready, or linger in wrap-up; never out of a protected break.

Its teams are those of its policy; without one, all that the viewer sees of its system. Who has been so the longest is
named first; three are named, the rest counted. The same as static/js/helping.js.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cti_bridge.connector import Action
from dashboard.presenters import words
from dashboard.presenters.acts import Act, Looking
from dashboard.presenters.limits import level
from dashboard.presenters.order import Agent
from dashboard.presenters.times import age

NAMED = 3
_GAP = "\0"  # holds the place of a name in a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """One of the named: a link to the panel. `before`: what stands between this one and the one before."""

    key: str
    name: str
    url: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Who could help, as a sentence with links: `before`, the named, `after`. The action is the first one's."""

    named: Sequence[Helper]
    before: str
    after: str
    act: Act | None


class Helpers:
    """The agents of one floor who could help any queue, found when the first queue asks."""

    def __init__(self, agents: Iterable[Agent], teams: Mapping[str, Mapping[str, Any]], looking: Looking) -> None:
        self._agents = agents
        self._teams = teams
        self._looking = looking
        self._idle: list[Agent] | None = None

    def of(self, queue: str) -> Help | None:
        """Who could help a queue; None where nobody could."""
        own = {team for team, values in self._teams.items() if queue in values.get("queues", ())}
        source = queue.partition(":")[0]
        found = [a for a in self._longest_first() if (a.values["team"] in own if own else a.source == source)]
        return self._worded(found) if found else None

    def _longest_first(self) -> list[Agent]:
        if self._idle is None:
            idle = [agent for agent in self._agents if _could_help(agent, self._looking)]
            self._idle = sorted(idle, key=lambda agent: (datetime.fromisoformat(agent.values["since"]), agent.key))
        return self._idle

    def _worded(self, found: Sequence[Agent]) -> Help:
        named, rest = found[:NAMED], len(found) - NAMED
        counted = ("help_more", rest) if rest > 0 else ("help", len(named))
        sentence = words.counted(*counted, names=_GAP)
        before, _, after = sentence.partition(_GAP)
        last = words.say("and_last", first=_GAP, last=_GAP).split(_GAP)[1]
        gaps = ["", *[", "] * (len(named) - 1)]
        if rest <= 0 and len(named) > 1:
            gaps[-1] = last
        return Help(
            named=[self._helper(agent, gap) for agent, gap in zip(named, gaps, strict=True)],
            before=before,
            after=after,
            act=self._looking.act(*named[0], Action.READY),
        )

    def _helper(self, agent: Agent, before: str) -> Helper:
        url = self._looking.view.url(agent=agent.key)
        return Helper(key=agent.key, name=agent.values["name"], url=url, before=before)


def _could_help(agent: Agent, looking: Looking) -> bool:
    values = agent.values
    if values.get("protected") or not looking.rights.fresh.get(agent.source):
        return False
    match values["state"]:
        case "not_ready":
            return True
        case "wrap_up":
            return bool(level(age(values["since"], looking.now), values))
        case _:
            return False
