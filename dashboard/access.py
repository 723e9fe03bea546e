"""Who may see and do what: the one place that decides, for pages, sockets, panels, exports and commands.

A stranger to a team gets 404, a viewer who tries to act gets 403.
"""

from collections.abc import Collection, Set
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from cti_bridge.floor.model import source_of
from cti_bridge.floor.rows import AgentRow, Kind, QueueRow
from dashboard.models import CtiSignIn, Person, QueuePolicy
from dashboard.models.people import Role
from dashboard.store import rows
from dashboard.store.zones import site_zone


class NotYours(Http404):
    """One of several agents is not there, or not among this person's teams."""

    def __init__(self, agent: str) -> None:
        super().__init__("There is no such agent among your teams.")
        self.agent = agent


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What one person may see. Scopes are equal when their teams are: a frame is made once for all who share one.

    What is personal is left out of that comparison, and told to each socket by itself.
    """

    everything: bool = False
    teams: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()  # whole sources ("xivo:*")
    hears_of: frozenset[str] = frozenset()  # sources whose light alone is seen: those of one's own agent identities
    personal: frozenset[str] = field(default=frozenset(), compare=False)  # own sign-ins ("cisco:2001") and "@7"
    selves: frozenset[str] = field(default=frozenset(), compare=False)  # the agents that one is ("cisco:1001")

    def sees_team(self, team: str) -> bool:
        """Whether this team's agents, panels, counts and outcomes may be seen."""
        return self.everything or team in self.teams or source_of(team) in self.sources

    def sees_source(self, source: str) -> bool:
        """Whether all that has no team in a source may be seen: whoever has a team of it."""
        return self.everything or source in self.sources or any(source_of(t) == source for t in self.teams)

    def sees_light(self, source: str) -> bool:
        """Whether a source's light may be seen: an agent sees that of the own system, and nothing else of it."""
        return source in self.hears_of or self.sees_source(source)

    def sees_queue(self, queue: str, teams: Collection[str]) -> bool:
        """Whether a queue may be seen: by its `teams`, or, without any, by whoever has a team of its source."""
        return any(self.sees_team(t) for t in teams) if teams else self.sees_source(source_of(queue))

    def sees_personal(self, key: str) -> bool:
        """Whether something of one person alone is this person's."""
        return key in self.personal


ADMINISTRATORS = "@administrators"  # the team of rows that every administrator sees, and nobody else


def scope_of(person: Person) -> Scope:
    """What a person may see: an administrator everything, an agent nothing of the floor but what is their own."""
    if not person.is_active:
        return Scope()
    personal, selves = frozenset({f"@{person.pk}"}), frozenset(person.agents)
    hears_of = frozenset(str(source_of(agent)) for agent in person.agents)
    if person.role == Role.AGENT:
        return Scope(hears_of=hears_of, personal=personal, selves=selves)
    personal |= {sign_in.key for sign_in in person.sign_ins.all()}
    if person.role == Role.ADMINISTRATOR:
        return Scope(everything=True, personal=personal | {ADMINISTRATORS}, selves=selves)
    teams = (*person.teams, *lent_to(person))
    return Scope(
        teams=frozenset(t for t in teams if not t.endswith(":*")),
        sources=frozenset(str(source_of(t)) for t in teams if t.endswith(":*")),
        hears_of=hears_of,
        personal=personal,
        selves=selves,
    )


def lent_to(person: Person) -> list[str]:
    """The teams that a person has for a time, today."""
    loans = list(person.lent.order_by("team"))
    day = today() if loans else date.max  # hardly anybody has one: the zone is not asked for in vain
    return [loan.team for loan in loans if loan.until >= day]


def today() -> date:
    """The day that it is in the site's time zone."""
    return timezone.now().astimezone(site_zone()).date()


def has_a_floor(person: Person) -> Scope:
    """What a person sees of the floor. PermissionDenied for an agent, who has the own page only."""
    if person.role == Role.AGENT:
        raise PermissionDenied("An agent has no floor.")
    return scope_of(person)


def has_an_own_page(person: Person) -> Person:
    """Who is an agent, or has agent identities. PermissionDenied for everybody else."""
    if person.role != Role.AGENT and not person.agents:
        raise PermissionDenied("Only an agent has a page of their own.")
    return person


def agent_to_see(person: Person, agent: str) -> AgentRow:
    """The agent as it stands. Http404 where there is none, or none of this person's teams."""
    scope = has_a_floor(person)
    row = rows.find(source_of(agent), Kind.AGENT, agent)
    if row is None or not scope.sees_team(row.team):
        raise Http404("There is no such agent among your teams.")
    body: AgentRow = row.body
    return body


def agent_to_act_on(person: Person, agent: str) -> AgentRow:
    """The agent of whom something may be asked. Http404 as for seeing; PermissionDenied for who may look only."""
    row = agent_to_see(person, agent)
    if not person.may_act:
        raise PermissionDenied("You may look, and not act.")
    return row


def still_to_act_on(person: Person, agents: Collection[str]) -> list[AgentRow]:
    """Those of these agents who are there, and this person's, now; in the order given. PermissionDenied for viewers."""
    scope, found = has_a_floor(person), rows.agents(agents)
    seen: list[AgentRow] = [
        found[agent].body for agent in agents if agent in found and scope.sees_team(found[agent].team)
    ]
    if (seen or not agents) and not person.may_act:
        raise PermissionDenied("You may look, and not act.")
    return seen


def lately_seen(person: Person, agents: Collection[str]) -> dict[str, str]:
    """Those of these agents who left this person's teams only minutes ago, by the name that the person has read."""
    scope = has_a_floor(person)
    left = {agent for agent, team in rows.teams_left(agents) if scope.sees_team(team)}
    found = rows.agents(left)
    return {agent: found[agent].body.name if agent in found else agent for agent in left}


def acted_on(person: int, agents: Collection[str]) -> Set[str]:
    """Those of these agents of whom a person, by number, may ask anything now."""
    who = Person.objects.filter(pk=person, is_active=True).first()
    return set(still_seen(who, agents)) if who is not None and who.may_act else frozenset()


def still_seen(person: Person, agents: Collection[str]) -> list[str]:
    """Those of these agents who are there, and among this person's teams, now; in the order given."""
    scope, found = has_a_floor(person), rows.agents(agents)
    return [agent for agent in agents if agent in found and scope.sees_team(found[agent].team)]


def queue_to_see(person: Person, queue: str) -> QueueRow:
    """The queue as it stands. Http404 where there is none, or none that this person may see."""
    scope = has_a_floor(person)
    row = rows.find(source_of(queue), Kind.QUEUE, queue)
    policy = QueuePolicy.objects.filter(pk=queue).only("teams").first() if row else None
    if row is None or not scope.sees_queue(queue, policy.teams if policy else ()):
        raise Http404("There is no such queue among those that are yours to see.")
    body: QueueRow = row.body
    return body


def administrates(person: Person) -> Person:
    """The administrator. PermissionDenied for everybody else."""
    if person.role != Role.ADMINISTRATOR or not person.is_active:
        raise PermissionDenied("Settings are an administrator's.")
    return person


def own_sign_in(person: Person, key: str) -> CtiSignIn:
    """A person's own CTI sign-in, by `source:login`. Http404 where there is none, or somebody else's."""
    own = CtiSignIn.objects.filter(person=person, feed=False)
    found = next(
        (sign_in for sign_in in own if sign_in.key == key), None
    )  # a key may be anything: not put to the database
    if found is None:
        raise Http404("That is no sign-in of yours.")
    return found
