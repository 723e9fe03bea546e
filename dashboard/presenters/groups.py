"""The groups of the agents' table, each a `<tbody>` with its head and its rows."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from dashboard.presenters import order, words
from dashboard.presenters.feeds import LIVE, Feed, Lights
from dashboard.presenters.linked import Linked, also_html
from dashboard.presenters.order import Agent
from dashboard.presenters.raised_hands import hand_mark
from dashboard.presenters.rights import Rights
from dashboard.presenters.rows import Kept, RowForm, row_form
from dashboard.presenters.slots import Slots
from dashboard.presenters.views import BY_STATE, BY_TEAM, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One `<tbody>`: a team's or a state's rows, filtered ones among them, hidden."""

    key: str = ""
    name: str = ""
    titled: bool = True
    closed: bool = False
    shown: int = 0
    counts: Sequence[tuple[str, str, int]] = ()
    silent: str = ""
    rows: str = ""


@dataclass(frozen=True, slots=True)
class RowMaker:
    """Makes the rows of one page."""

    entries: Mapping[str, Kept]
    shown: Collection[str]
    rights: Rights
    lights: Lights
    own: Mapping[str, Mapping[str, Any]]  # the viewer's own newest command, by agent (presenters/asked.py)
    hands: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # those that are up, by agent
    linked: Linked = field(default_factory=lambda: Linked(()))
    form: RowForm = field(default_factory=row_form)
    slots: Slots = field(default_factory=Slots)
    days: bool = False  # whether the page has columns of the day

    def html(self, agents: Iterable[Agent]) -> SafeString:
        """The rows of a group."""
        return mark_safe("\n".join([self._row(agent) for agent in agents]))  # noqa: S308

    def _row(self, agent: Agent) -> str:
        key = agent.key
        light, hidden = self.lights.of(key), key not in self.shown
        hand = hand_mark(self.hands[key]) if key in self.hands else ""
        also = also_html(self.linked.also(agent)) if "person" in agent.values else ""
        slot = self._slot(agent)
        return self.form.row(self.entries[key], light, hidden=hidden, slot=slot, hand=hand, also=also, days=self.days)

    def _slot(self, agent: Agent) -> str:
        if command := self.own.get(agent.key):
            return self.slots.outcome(agent.key, agent.values["name"], command)
        action = self.rights.fitting(agent.key, agent.values)
        if action is None:
            return ""
        refusal = self.rights.refusal(action, agent.key, agent.values)
        return self.slots.slot(agent.key, agent.values["name"], action, refusal)


def group_of(key: str, agents: Sequence[Agent], view: View, build: RowMaker, feeds: Iterable[Feed]) -> Group:
    counts = Counter(agent.values["state"] for agent in agents)
    return Group(
        key=key,
        name=_group_name(key, agents, view.group),
        titled=view.group in (BY_TEAM, BY_STATE),
        closed=key in view.closed,
        shown=sum(agent.key in build.shown for agent in agents),
        counts=[(state, str(words.STATES[state]), counts[state]) for state in order.STATES],
        silent=_silent(agents, feeds) if view.group == BY_TEAM else "",
        rows=build.html(agents),
    )


def empty_group() -> Group:
    """A group filled with nothing, for those that appear later."""
    return Group(counts=[(state, str(words.STATES[state]), 0) for state in order.STATES])


def _group_name(key: str, agents: Sequence[Agent], group: str) -> str:
    if group == BY_TEAM:
        return str(agents[0].values["team_name"])
    return str(words.STATES[key]) if group == BY_STATE else ""


def _silent(agents: Sequence[Agent], feeds: Iterable[Feed]) -> str:
    source = agents[0].source
    return next((f"{f.word} {f.age}" for f in feeds if f.key == source and f.state != LIVE), "")
