"""The floor's page: what its template prints, from the rows that one viewer sees."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from cti_bridge.connector import Action
from cti_bridge.floor.rows import Kind
from dashboard.presenters import feeds as lights
from dashboard.presenters import needs, order, strip, words
from dashboard.presenters.feeds import Feed
from dashboard.presenters.headline import Tile, tiles
from dashboard.presenters.order import Agent
from dashboard.presenters.rights import Rights
from dashboard.presenters.rows import Kept, Moment, row
from dashboard.presenters.slots import FITTING, slot
from dashboard.presenters.views import BY_STATE, BY_TEAM, View


class Entry(Kept, Protocol):
    """A row of the cache, of any kind."""

    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's head, and what a press on it sorts by."""

    sort: str
    word: str
    cls: str
    direction: str
    next: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorPage:
    """All that templates/floor/page.html prints of the floor."""

    feeds: Sequence[Feed]
    banner: str
    banner_level: str
    tiles: Sequence[Tile]
    figures: strip.Figures
    queues: Sequence[strip.QueueCard]
    teams: Sequence[tuple[str, str]]
    columns: Sequence[Column]
    groups: Sequence[Group]
    total: int
    count_words: str
    none_match: str
    needs: needs.Needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a viewer sees, by kind."""

    agents: Mapping[str, Kept]
    queues: Mapping[str, Mapping[str, Any]]
    sources: Mapping[str, Mapping[str, Any]]
    reasons: Mapping[str, Mapping[str, Any]]


def seen(entries: Iterable[Entry]) -> Seen:
    """Rows of the cache, by kind and key."""
    by_kind: dict[str, dict[str, Any]] = {kind: {} for kind in (Kind.AGENT, Kind.QUEUE, Kind.SOURCE, Kind.REASON)}
    for entry in entries:
        if entry.kind in by_kind:
            by_kind[entry.kind][entry.key] = entry if entry.kind == Kind.AGENT else entry.values
    return Seen(
        agents=by_kind[Kind.AGENT],
        queues=by_kind[Kind.QUEUE],
        sources=by_kind[Kind.SOURCE],
        reasons=by_kind[Kind.REASON],
    )


def page(
    floor: Seen, view: View, rights: Rights, *, now: datetime, samples: Callable[[str], Sequence[int]] = lambda _: ()
) -> FloorPage:
    """The page of a view. `samples` gives how many waited in a queue over the last hour."""
    agents = [Agent(key, entry.values) for key, entry in floor.agents.items()]
    shows = order.matching(view)
    shown = {agent.key for agent in agents if shows(agent)}
    feeds = [lights.feed(key, values, now) for key, values in sorted(floor.sources.items())]
    rows_by_source = Counter(agent.source for agent in agents)
    banner, banner_level = lights.banner(feeds, rows_by_source)
    queues = strip.by_name(floor.queues.items())
    fresh = rights.fresh
    cards = [
        strip.card(key, values, now=now, fresh=_is_fresh(fresh, key), samples=samples(key)) for key, values in queues
    ]
    build = _Rows(floor.agents, shown, rights, now)
    return FloorPage(
        feeds=feeds,
        banner=banner,
        banner_level=banner_level,
        tiles=tiles(agents, view),
        figures=strip.figures([(values, _is_fresh(fresh, key)) for key, values in queues], now),
        queues=cards,
        teams=_teams(agents),
        columns=columns(view),
        groups=[
            _group(key, members, view, build, feeds)
            for key, members in order.grouped(order.ordered(agents, view.sort), view.group)
        ],
        total=len(agents),
        count_words=_count(len(shown), len(agents)),
        none_match=words.say("none_match", total=len(agents)) if agents and not shown else "",
        needs=_needs(agents, cards, feeds, rows_by_source, view, rights, now),
    )


def columns(view: View) -> list[Column]:
    """The heads of the columns that sort."""
    named = (
        ("name", pgettext("column", "Agent"), "c-name"),
        ("state", pgettext("column", "State"), "c-state"),
        ("time", pgettext("column", "In state"), "c-time"),
        ("call", pgettext("column", "Call"), "c-call"),
        ("call-time", pgettext("column", "On call"), "c-ct"),
        ("team", pgettext("column", "Team"), "c-team"),
        ("ext", pgettext("column", "Ext."), "c-ext"),
        ("source", pgettext("column", "Source"), "c-src"),
    )
    direction = {view.sort: "ascending", view.sort.removeprefix("-"): "descending"} if view.sort[:1] == "-" else {}
    direction = direction or {view.sort: "ascending"}
    return [
        Column(
            sort=sort,
            word=word,
            cls=cls,
            direction=direction.get(sort, ""),
            next=f"-{sort}" if view.sort == sort else sort,
        )
        for sort, word, cls in named
    ]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Makes the rows of one page."""

    entries: Mapping[str, Kept]
    shown: set[str]
    rights: Rights
    now: datetime

    def html(self, agents: Iterable[Agent]) -> SafeString:
        """The rows of a group."""
        return mark_safe("\n".join([self._row(agent) for agent in agents]))  # noqa: S308

    def _row(self, agent: Agent) -> str:
        source = agent.source
        moment = Moment(
            now=self.now,
            fresh=self.rights.fresh.get(source, False),
            hidden=agent.key not in self.shown,
            slot=self._slot(agent, source),
        )
        return row(self.entries[agent.key], moment)

    def _slot(self, agent: Agent, source: str) -> str:
        action = FITTING.get(agent.values["state"])
        if action is None or not self.rights.may_act:
            return ""
        return slot(agent.key, agent.values["name"], action, self.rights.refusal(Action(action), source, agent.values))


def _group(key: str, agents: Sequence[Agent], view: View, build: _Rows, feeds: Iterable[Feed]) -> Group:
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
    return next((f"{f.word} {f.age}" for f in feeds if f.key == source and f.state != lights.LIVE), "")


def _needs(
    agents: Iterable[Agent],
    cards: Iterable[strip.QueueCard],
    feeds: Iterable[Feed],
    rows: Mapping[str, int],
    view: View,
    rights: Rights,
    now: datetime,
) -> needs.Needs:
    found = [needs.of_source(feed, rows.get(feed.key, 0), now) for feed in feeds]
    found += [needs.of_queue(card, now) for card in cards]
    found += [needs.of_agent(agent, view, now) for agent in agents if rights.fresh.get(agent.source)]
    return needs.ranked(need for need in found if need)


def _teams(agents: Iterable[Agent]) -> list[tuple[str, str]]:
    names = {agent.values["team"]: str(agent.values["team_name"]) for agent in agents}
    return sorted(names.items(), key=lambda item: (order.fold(item[1]), item[0]))


def _count(shown: int, total: int) -> str:
    return words.counted("agents", total) if shown == total else words.say("shown", shown=shown, total=total)


def _is_fresh(fresh: Mapping[str, bool], key: str) -> bool:
    return fresh.get(key.partition(":")[0], False)
