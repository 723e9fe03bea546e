"""`[[person]]` on its way in: who signs in here, with which teams, and which of them are lent until when."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from msgspec import structs

from cti_bridge.errors import Fatal
from dashboard.models import Lent, Person
from dashboard.secrets import reveal
from dashboard.setup import schema
from dashboard.setup.changes import Change, change
from dashboard.setup.errors import WrongSetup
from dashboard.store.roster import Why, as_they_stand, faults

NOBODY = 0  # who changes people by a file may be none of them
_OTHERWISE_KEPT = frozenset({"username", "password", "agent", "lent", "active"})


def load(entry: schema.Person, key: str) -> Iterator[Change]:
    """Makes the person be so; a new one with the entry's password. Raises WrongSetup where that cannot be had."""
    standing = Person.objects.filter(username=entry.username).first()
    before = _told(standing) if standing else None
    person = standing or _new(entry, key)
    values = _values(entry)
    for name, value in values.items():
        setattr(person, name, value)
    _lend(person, entry.lent)
    after = _told(person)
    if before != after:
        person.save(update_fields=list(values))  # a password that they change meanwhile stands
        warning = "" if standing else _weakness(entry, person)
        yield change("person", entry.username, person, before, after, warning=warning)


def refuse_doubles(entries: Sequence[schema.Person]) -> None:
    """Raises WrongSetup where two who are loaded have one user name, or are one agent: as the pages refuse it."""
    named = {entry.username: place for place, entry in enumerate(entries)}
    everybody = as_they_stand()
    loaded = [person for person in everybody if person.username in named]
    others = [person for person in everybody if person.username not in named]
    for fault in faults(loaded, others=others, by=NOBODY):
        key = f"person[{named[fault.username]}]"
        if fault.why == Why.AGENT_TAKEN:
            what = _("{agent} is {one} and {other}: an agent is one person only.")
            raise WrongSetup(f"{key}.agent", what.format(agent=fault.agent, one=fault.username, other=fault.other))
        raise WrongSetup(f"{key}.username", _("{other} has this user name already.").format(other=fault.other))


def _new(entry: schema.Person, key: str) -> Person:
    try:
        password = reveal(entry.password)
    except Fatal as error:
        raise WrongSetup(f"{key}.password", str(error)) from None
    return Person.objects.create_user(entry.username, password or None, role=entry.role)


def _weakness(entry: schema.Person, person: Person) -> str:
    """What is weak about a new person's password, to be told to whoever loads it."""
    try:
        if password := reveal(entry.password):
            validate_password(password, person)
    except ValidationError as weak:
        return weak.messages[0]
    return ""


def _values(entry: schema.Person) -> dict[str, Any]:
    """An entry's fields as the model keeps them."""
    values = {name: value for name, value in structs.asdict(entry).items() if name not in _OTHERWISE_KEPT}
    values |= {"teams": list(entry.teams), "agents": list(entry.agent)}
    return values if entry.active is None else values | {"is_active": entry.active}


def _lend(person: Person, loans: tuple[schema.Loan, ...]) -> None:
    """The person has these teams too, and no others that were lent."""
    for loan in loans:
        Lent.objects.update_or_create(person=person, team=loan.team, defaults={"until": loan.until})
    person.lent.exclude(team__in=[loan.team for loan in loans]).delete()


def _told(person: Person) -> dict[str, Any]:
    """A person as a change tells it."""
    return {
        "name": person.name,
        "role": str(person.role),
        "teams": list(person.teams),
        "language": person.language,
        "agents": list(person.agents),
        "active": person.is_active,
        "lent": {loan.team: loan.until.isoformat() for loan in person.lent.order_by("team")},
    }
