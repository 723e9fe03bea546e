"""The list of people: who of them is looked for, and what is said of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from dashboard.forms import choices
from dashboard.models import Person
from dashboard.models.people import Role
from dashboard.presenters.times import moment
from dashboard.store.named import NamedAgent

SHOWN = 200  # at first: a page of thousands is read by nobody
ACTIVE, DEACTIVATED, EVERYBODY = "", "deactivated", "everybody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """Whom the address asks for."""

    text: str = ""
    role: str = ""
    who: str = ACTIVE

    @classmethod
    def of(cls, asked: QueryDict) -> "Sieve":
        """From an address; what it cannot ask for is not asked for."""
        role, who = asked.get("role", ""), asked.get("who", "")
        return cls(
            text=asked.get("q", "").strip(),
            role=role if role in Role.values else "",
            who=who if who in (DEACTIVATED, EVERYBODY) else ACTIVE,
        )

    @property
    def is_set(self) -> bool:
        """Whether it leaves anybody out who stands here by default."""
        return self != Sieve()

    @property
    def roles(self) -> list[tuple[str, str]]:
        """Every role, for the form."""
        return [(role.value, str(role.label)) for role in Role]

    def takes(self, person: Person, row: "PersonRow") -> bool:
        """Whether a person is among those looked for."""
        if self.who != EVERYBODY and person.is_active == (self.who == DEACTIVATED):
            return False
        if self.role and person.role != self.role:
            return False
        text = " ".join((person.name, person.username, *row.teams, *row.agents, *person.agents, *person.teams))
        return all(word in text.casefold() for word in self.text.casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """What the list says of one person."""

    id: int
    name: str
    username: str
    role: str
    teams: Sequence[str]
    agents: Sequence[str]
    is_active: bool
    has_password: bool
    pages: int
    since: str  # a moment, as HTML


def listed(
    people: Iterable[Person],
    sieve: Sieve,
    *,
    teams: Mapping[str, str],
    agents: Mapping[str, NamedAgent],
    open_pages: Mapping[int, Sequence[datetime]],
) -> list[PersonRow]:
    """Those who are looked for, in the order given."""
    rows = ((person, _row(person, teams, agents, open_pages.get(person.pk, ()))) for person in people)
    return [row for person, row in rows if sieve.takes(person, row)]


def _row(
    person: Person, teams: Mapping[str, str], agents: Mapping[str, NamedAgent], pages: Sequence[datetime]
) -> PersonRow:
    return PersonRow(
        id=person.pk,
        name=str(person),
        username=person.username,
        role=str(Role(person.role).label) if person.role in Role.values else person.role,
        teams=[choices.team_name(team, teams) for team in person.teams],
        agents=[agents[agent].name if agent in agents else agent for agent in person.agents],
        is_active=person.is_active,
        has_password=person.has_usable_password(),
        pages=len(pages),
        since=moment(pages[0], to="minutes") if pages else "",
    )
