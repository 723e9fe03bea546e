"""What must hold of all people together, whoever is changed and by whichever way: one form, or a file of many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dashboard.models import Lent, Person
from dashboard.models.people import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A person as an administrator wants them. `id` None: to be made."""

    id: int | None = None
    username: str
    name: str = ""
    role: str
    teams: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    language: str = ""
    active: bool = True
    lent: Mapping[str, date] = field(default_factory=dict)  # one more team each, up to the end of a day

    @property
    def administers(self) -> bool:
        """Whether this is somebody who could change all this."""
        return self.active and self.role == Role.ADMINISTRATOR


class Why(StrEnum):
    """Why people cannot stand so."""

    NAME_TAKEN = "name_taken"
    AGENT_TAKEN = "agent_taken"
    ONESELF = "oneself"  # one's own role or account, while others administer too
    LAST = "last"  # nobody would administer any more


FIELD: Mapping[Why, str] = {Why.NAME_TAKEN: "username", Why.AGENT_TAKEN: "agents"}  # else "role", or "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong, with which of those who were changed (by username), and with whom it collides."""

    why: Why
    field: str
    username: str
    agent: str = ""
    whose: str = ""  # the other's name
    other: str = ""  # the other's user name


class Barred(Exception):
    """People cannot stand so: nothing was changed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(f"{fault.username}: {fault.why}" for fault in self.faults))


def faults(wanted: Iterable[Wanted], *, others: Iterable[Wanted], by: int) -> list[Fault]:
    """What would be wrong if these stood beside all others. `by` is the id of who changes them.

    An agent identity is one active person's: who was deactivated leaves theirs free.
    """
    changed = list(wanted)
    everybody = [*others, *changed]
    return [*_taken_names(changed, everybody), *_taken_agents(changed, everybody), *_locked_out(changed, everybody, by)]


def _taken_names(changed: list[Wanted], everybody: list[Wanted]) -> Iterable[Fault]:
    by_name: defaultdict[str, list[Wanted]] = defaultdict(list)
    for person in everybody:
        by_name[person.username.casefold()].append(person)
    for person in changed:
        for other in by_name[person.username.casefold()]:
            if other is not person:
                yield _fault(Why.NAME_TAKEN, person, other)
                break


def _taken_agents(changed: list[Wanted], everybody: list[Wanted]) -> Iterable[Fault]:
    by_agent: defaultdict[str, list[Wanted]] = defaultdict(list)
    for person in everybody:
        for agent in person.agents if person.active else ():
            by_agent[agent].append(person)
    for person in changed:
        for agent in person.agents if person.active else ():
            for other in by_agent[agent]:
                if other is not person:
                    yield _fault(Why.AGENT_TAKEN, person, other, agent)
                    break


def _locked_out(changed: list[Wanted], everybody: list[Wanted], by: int) -> Iterable[Fault]:
    """Whoever changes people goes on being an administrator, so that there always is one."""
    mine = next((person for person in changed if person.id == by), None)
    if mine is None or mine.administers:
        return
    is_last = not any(person.administers for person in everybody)
    yield Fault(
        why=Why.LAST if is_last else Why.ONESELF,
        field="role" if mine.role != Role.ADMINISTRATOR else "active",
        username=mine.username,
    )


def _fault(why: Why, person: Wanted, other: Wanted, agent: str = "") -> Fault:
    whose = other.name or other.username
    return Fault(why=why, field=FIELD[why], username=person.username, agent=agent, whose=whose, other=other.username)


def as_they_stand() -> list[Wanted]:
    """Everybody, as the tables have them now."""
    return [standing(person) for person in Person.objects.prefetch_related("lent").order_by("pk")]


def standing(person: Person) -> Wanted:
    """One person, as the tables have them now."""
    return Wanted(
        id=person.pk,
        username=person.username,
        name=person.name,
        role=person.role,
        teams=tuple(person.teams),
        agents=tuple(person.agents),
        language=person.language,
        active=person.is_active,
        lent={loan.team: loan.until for loan in sorted(person.lent.all(), key=_team)},
    )


def _team(loan: Lent) -> str:
    return loan.team
