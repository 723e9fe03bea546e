"""Who would get a message: people, each once, by the agents that they are; and which agents are nobody's."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cti_bridge.floor.model import source_of
from cti_bridge.floor.rows import Kind
from dashboard.models import FloorRow, Message, Person, Receipt
from dashboard.store.bodies import decode


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
    found = [_Named.of(row) for row in _agents_of(teams, agents)]
    found.sort(key=lambda each: (each.name.casefold(), each.agent))
    known = people_of({each.agent for each in found})
    people: dict[int, Recipient] = {}
    for each in found:
        for person in known.get(each.agent, ()):
            people.setdefault(
                person, Recipient(person=person, agent=each.agent, team=each.team, name=each.name or each.agent)
            )
    nobody = tuple((each.agent, each.name or each.agent) for each in found if each.agent not in known)
    return Reach(people=tuple(people.values()), nobody=nobody)


def late_comers(message: Message, person: Person | None = None) -> tuple[Recipient, ...]:
    """Who would get a message now and did not when it was sent; with `person` only whether that is they.

    Cheap where nobody came: one query, which finds the agents of the message's teams without a receipt.
    """
    told = Receipt.objects.filter(message=message)
    rows = _agents_of(message.teams, message.agents).exclude(key__in=told.values("agent"))
    if person is not None:
        rows = rows.filter(key__in=person.agents)
    agents = set(rows.values_list("key", flat=True))
    if not agents:
        return ()
    come = people_of(agents, but=set(told.values_list("person", flat=True)))
    wanted = {agent for agent, people in come.items() if person is None or person.pk in people}
    return tuple(
        one
        for one in (reach((), wanted).people if wanted else ())
        if one.person in come[one.agent] and (person is None or one.person == person.pk)
    )


def people_of(agents: Collection[str], but: Collection[int] = ()) -> Mapping[str, list[int]]:
    """The active people, by each of these agents that they are; an agent that is nobody is left out."""
    known: dict[str, list[int]] = {}
    active = Person.objects.filter(is_active=True).exclude(agents=[]).order_by("pk")
    for person, identities in active.values_list("pk", "agents"):
        if person in but:
            continue
        for agent in identities:
            if agent in agents:
                known.setdefault(agent, []).append(person)
    return known


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    agent: str
    team: str
    name: str

    @classmethod
    def of(cls, row: FloorRow) -> "_Named":
        return cls(agent=row.key, team=row.team, name=decode(Kind.AGENT, row.body).name)


def _agents_of(teams: Collection[str], agents: Collection[str]) -> "QuerySet[FloorRow]":
    """The agents' rows that stand. Named by key, an agent is found in whichever team it is."""
    agents = [agent for agent in agents if "\0" not in agent]
    sources = {source_of(each) for each in (*teams, *agents)}
    standing = FloorRow.objects.filter(stream__in=sources, kind=Kind.AGENT, gone=False)
    return standing.filter(Q(team__in=list(teams)) | Q(key__in=agents))
