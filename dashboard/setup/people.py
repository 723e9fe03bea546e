"""`[[person]]` on its way in: who signs in here, with which teams, and which of them are lent until when."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from msgspec import structs

from cti_bridge.errors import Fatal
from dashboard.models import Person
from dashboard.secrets import reveal
from dashboard.setup import schema
from dashboard.setup.changes import Change, change
from dashboard.setup.errors import WrongSetup
from dashboard.store.people import lend
from dashboard.store.roster import Why, as_they_stand, faults

NOBODY = 0  # who changes people by a file may be none of them
_OTHERWISE_KEPT = frozenset({"username", "password", "agent", "lent", "active"})


def load(entries: Sequence[schema.Person]) -> Iterator[Change]:
    """Makes people be so, all of them or none; new ones with the entry's password.

    Raises WrongSetup where a password cannot be had, and where two would have one user name, or be one agent.
    """
    standing = {person.username: person for person in Person.objects.prefetch_related("lent")}
    for place, entry in enumerate(entries):
        yield from _load(entry, f"person[{place}]", standing.get(entry.username))
    _refuse_doubles(entries)


def _load(entry: schema.Person, key: str, standing: Person | None) -> Iterator[Change]:
    before = _told(standing) if standing else None
    person = standing or _new(entry, key)
    values = _values(entry)
    for name, value in values.items():
        setattr(person, name, value)
    lent = {loan.team: loan.until for loan in sorted(entry.lent)}
    after = _told(person) | {"lent": _days(lent)}
    if before != after:
        person.save(update_fields=list(values))  # a password that they change meanwhile stands
        if lent or before:
            lend(person, lent)
        warning = "" if standing else _weakness(entry, person)
        yield change("person", entry.username, person, before, after, warning=warning)


def _refuse_doubles(entries: Sequence[schema.Person]) -> None:
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


def _told(person: Person) -> dict[str, Any]:
    """A person as a change tells it."""
    return {
        "name": person.name,
        "role": str(person.role),
        "teams": list(person.teams),
        "language": person.language,
        "agents": list(person.agents),
        "active": person.is_active,
        "lent": _days({loan.team: loan.until for loan in sorted(person.lent.all(), key=attrgetter("team"))}),
    }


def _days(lent: Mapping[str, date]) -> dict[str, str]:
    return {team: until.isoformat() for team, until in lent.items()}
