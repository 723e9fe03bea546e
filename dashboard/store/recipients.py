"""Who would get a message: people, each once, by the agents that they are; and which agents are nobody's."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from cti_bridge.floor.model import source_of
from cti_bridge.floor.rows import Kind
from dashboard.models import FloorRow, Message, Person, Receipt
from dashboard.store.bodies import decode

FEW = 10  # agents: for more of them it is quicker to read all people


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A person, with the agent identity by which the message reaches them, as it stands on the floor now."""

    person: int
    agent: str
    team: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whom a message would reach, by name; and the agents (id and name) that are nobody's identity."""

    people: tuple[Recipient, ...] = ()
    nobody: tuple[tuple[str, str], ...] = ()

    @property
    def teams(self) -> list[str]:
        """The teams in which somebody would get it."""
        return sorted({recipient.team for recipient in self.people})


def reach(teams: Collection[str], agents: Collection[str]) -> Reach:
    """Who would get a message to these teams and agents, sent now. Agents who are not on the floor do not count."""
    found = _named(teams, agents)
    known = people_of({each.agent for each in found})
    nobody = tuple((each.agent, each.name or each.agent) for each in found if each.agent not in known)
    return Reach(people=_each_once(found, known), nobody=nobody)


def among(people: Collection[int], teams: Collection[str], agents: Collection[str]) -> tuple[Recipient, ...]:
    """Those of these people who would get a message to these teams and agents, sent now."""
    if not people:
        return ()
    own = list(Person.objects.filter(pk__in=people, is_active=True).values_list("pk", "agents"))
    identities = {agent for _, agents in own for agent in agents}
    return _each_once([each for each in _named(teams, agents) if each.agent in identities], _by_agent(own, identities))


def lacking(person: Person, standing: Collection[Message]) -> list[UUID]:
    """Which of these messages the person would get now, and has not got. Two queries, however many they are."""
    if not person.agents:
        return []
    rows = _agents_of((), person.agents).values_list("key", "team")
    own = {name for row in rows for name in row}
    told = set(Receipt.objects.filter(person=person.pk, message__in=standing).values_list("message", flat=True))
    return [
        message.pk
        for message in standing
        if message.pk not in told and not own.isdisjoint((*message.teams, *message.agents))
    ]


def people_of(agents: Collection[str]) -> Mapping[str, list[int]]:
    """The active people, by each of these agents that they are; an agent that is nobody is left out."""
    active = Person.objects.filter(is_active=True).exclude(agents=[]).order_by("pk")
    if len(agents) <= FEW:
        active = _perhaps(active, agents)
    return _by_agent(active.values_list("pk", "agents"), agents)


def _perhaps(people: "QuerySet[Person]", agents: Collection[str]) -> "QuerySet[Person]":
    """Those of these people who may be one of these agents: the database sieves, so that thousands are not read."""
    any_of = Q(pk__in=())
    for agent in agents:
        for text in {json.dumps(agent), json.dumps(agent, ensure_ascii=False)}:  # as SQLite, as PostgreSQL keeps it
            any_of |= Q(identities__contains=text)
    return people.annotate(identities=Cast("agents", TextField())).filter(any_of)


def _by_agent(people: Iterable[tuple[int, list[str]]], agents: Collection[str]) -> dict[str, list[int]]:
    known: dict[str, list[int]] = {}
    for person, identities in people:
        for agent in identities:
            if agent in agents:
                known.setdefault(agent, []).append(person)
    return known


def _each_once(found: Iterable["_Named"], known: Mapping[str, list[int]]) -> tuple[Recipient, ...]:
    people: dict[int, Recipient] = {}
    for each in found:
        for person in known.get(each.agent, ()):
            people.setdefault(
                person, Recipient(person=person, agent=each.agent, team=each.team, name=each.name or each.agent)
            )
    return tuple(people.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    agent: str
    team: str
    name: str

    @classmethod
    def of(cls, row: FloorRow) -> "_Named":
        return cls(agent=row.key, team=row.team, name=decode(Kind.AGENT, row.body).name)


def _named(teams: Collection[str], agents: Collection[str]) -> list[_Named]:
    found = [_Named.of(row) for row in _agents_of(teams, agents)]
    return sorted(found, key=lambda each: (each.name.casefold(), each.agent))


def stand_where(teams: Collection[str], agents: Collection[str]) -> frozenset[tuple[str, str]]:
    """Agents (id and team) who stand in one of these teams, or are one of these."""
    return frozenset(_agents_of(teams, agents).values_list("key", "team"))


def _agents_of(teams: Collection[str], agents: Collection[str]) -> "QuerySet[FloorRow]":
    """The agents' rows that stand. Named by key, an agent is found in whichever team it is."""
    agents = [agent for agent in agents if "\0" not in agent]
    sources = {source_of(each) for each in (*teams, *agents)}
    standing = FloorRow.objects.filter(stream__in=sources, kind=Kind.AGENT, gone=False)
    return standing.filter(Q(team__in=list(teams)) | Q(key__in=agents))
