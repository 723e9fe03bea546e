"""The floor's page: what its template prints, from the rows that one viewer sees."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from cti_bridge.floor.rows import Kind
from dashboard.presenters import COMMAND, FOLLOW, HAND, SNOOZE, needs, order, strip, words
from dashboard.presenters import feeds as lights
from dashboard.presenters.acts import Looking
from dashboard.presenters.asked import own_newest
from dashboard.presenters.causes import Finding
from dashboard.presenters.columns import Column, columns
from dashboard.presenters.feeds import Feed, Lights
from dashboard.presenters.groups import Group, RowMaker, empty_group, group_of
from dashboard.presenters.headline import Tile, tiles
from dashboard.presenters.helping import Helpers
from dashboard.presenters.linked import Linked
from dashboard.presenters.order import Agent
from dashboard.presenters.raised_hands import hand
from dashboard.presenters.rights import Rights
from dashboard.presenters.rows import Kept
from dashboard.presenters.snoozed import Snoozed
from dashboard.presenters.views import View

__all__ = ["FloorPage", "Seen", "empty_group", "page", "seen"]


_KINDS = (Kind.AGENT, Kind.QUEUE, Kind.SOURCE, Kind.TEAM, Kind.REASON, Kind.SIGN_IN, COMMAND, FOLLOW, HAND, SNOOZE)


class Entry(Kept, Protocol):
    """A row of the cache, of any kind."""

    @property
    def kind(self) -> str: ...


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
    whys: Sequence[str]
    total: int
    count_words: str
    none_match: str
    tells_days: bool  # whether any system tells an agent's day as it counts it
    needs: needs.Needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a viewer sees, by kind."""

    agents: Mapping[str, Kept]
    queues: Mapping[str, Mapping[str, Any]]
    sources: Mapping[str, Mapping[str, Any]]
    reasons: Mapping[str, Mapping[str, Any]]
    commands: Mapping[str, Mapping[str, Any]]
    teams: Mapping[str, Mapping[str, Any]]
    sign_ins: Mapping[str, Mapping[str, Any]]  # the viewer's own
    follows: Mapping[str, Mapping[str, Any]]  # the viewer's own
    hands: Mapping[str, Mapping[str, Any]]
    snoozes: Mapping[str, Mapping[str, Any]]  # the viewer's own

    @property
    def known(self) -> dict[str, Mapping[str, Mapping[str, Any]]]:
        """What the page knows from the start and shows in no row of its own, by kind; for the browser."""
        return {
            Kind.REASON: self.reasons,
            Kind.TEAM: self.teams,
            Kind.SIGN_IN: self.sign_ins,
            FOLLOW: self.follows,
            HAND: self.hands,
            SNOOZE: self.snoozes,
        }


def seen(entries: Iterable[Entry]) -> Seen:
    """Rows of the cache, by kind and key."""
    by_kind: dict[str, dict[str, Any]] = {kind: {} for kind in _KINDS}
    for entry in entries:
        if entry.kind in by_kind:
            by_kind[entry.kind][entry.key] = entry if entry.kind == Kind.AGENT else entry.values
    return Seen(
        agents=by_kind[Kind.AGENT],
        queues=by_kind[Kind.QUEUE],
        sources=by_kind[Kind.SOURCE],
        reasons=by_kind[Kind.REASON],
        commands=by_kind[COMMAND],
        teams=by_kind[Kind.TEAM],
        sign_ins=by_kind[Kind.SIGN_IN],
        follows=by_kind[FOLLOW],
        hands=by_kind[HAND],
        snoozes=by_kind[SNOOZE],
    )


def page(
    floor: Seen,
    view: View,
    rights: Rights,
    *,
    person: int,
    now: datetime,
    samples: Callable[[str], Sequence[int]] = lambda _: (),
) -> FloorPage:
    """The page of a person's view. `samples` gives how many waited in a queue over the last hour."""
    agents = [Agent(key, entry.values) for key, entry in floor.agents.items()]
    shows = order.matching(view)
    shown = {agent.key for agent in agents if shows(agent)}
    feeds = [lights.feed(key, values, now) for key, values in sorted(floor.sources.items())]
    rows_by_source = Counter(agent.source for agent in agents)
    banner, banner_level = lights.banner(feeds, rows_by_source)
    queues = strip.by_name(floor.queues.items())
    standing = Lights(floor.sources, now)
    cards = [strip.card(key, values, standing.of(key), samples(key)) for key, values in queues]
    own = own_newest(floor.commands.items(), person, now)
    linked = Linked(agents)
    people = linked.number(floor.agents.keys())
    tells_days = any("day" in agent.values for agent in agents)
    build = RowMaker(floor.agents, shown, rights, standing, own, floor.hands, linked, days=tells_days)
    looking = Looking(view=view, rights=rights, person=person, now=now, own=own)
    return FloorPage(
        feeds=feeds,
        banner=banner,
        banner_level=banner_level,
        tiles=tiles(linked.once(), view),
        figures=strip.figures([(values, standing.of(key)) for key, values in queues]),
        queues=cards,
        teams=_teams(agents),
        columns=columns(view),
        groups=[
            group_of(key, members, view, build, feeds)
            for key, members in order.grouped(order.ordered(agents, view.sort), view.group)
        ],
        whys=build.slots.whys,
        total=len(agents),
        count_words=_count(linked.number(shown), people),
        none_match=words.say("none_match", total=people) if agents and not shown else "",
        tells_days=tells_days,
        needs=_needs(floor, agents, cards, feeds, looking),
    )


def _needs(
    floor: Seen,
    agents: Sequence[Agent],
    cards: Iterable[strip.QueueCard],
    feeds: Iterable[Feed],
    looking: Looking,
) -> needs.Needs:
    finding = Finding(looking=looking, helpers=Helpers(agents, floor.teams, looking))
    by_key, rows = {agent.key: agent for agent in agents}, Counter(agent.source for agent in agents)
    found = [finding.of_hand(hand(key, values, looking.person), by_key.get(key)) for key, values in floor.hands.items()]
    found += [cause for feed in feeds if (cause := finding.of_source(feed, rows[feed.key]))]
    found += [cause for card in cards if (cause := finding.of_queue(card))]
    for agent in agents:
        if looking.rights.fresh.get(agent.source):
            found += [cause for cause in (finding.of_agent(agent), finding.of_call(agent)) if cause]
    return needs.ranked(found, Snoozed(floor.snoozes.values(), looking.now), looking, by_key)


def _teams(agents: Iterable[Agent]) -> list[tuple[str, str]]:
    names = {agent.values["team"]: str(agent.values["team_name"]) for agent in agents}
    return sorted(names.items(), key=lambda item: (order.fold(item[1]), item[0]))


def _count(shown: int, total: int) -> str:
    return words.counted("agents", total) if shown == total else words.say("shown", shown=shown, total=total)
