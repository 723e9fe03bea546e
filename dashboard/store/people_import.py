"""What a file of people would change, and changing it: all of it, or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from dashboard.models import Person
from dashboard.store import people
from dashboard.store.people_file import Line, Sheet
from dashboard.store.roster import Fault, Wanted, as_they_stand, faults

FIELDS = ("name", "role", "teams", "agents", "language", "active")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the file against what stands: `stood` None is somebody new, `differing` () somebody unchanged."""

    line: Line
    stood: Wanted | None
    wanted: Wanted

    @property
    def differing(self) -> list[tuple[str, Any, Any]]:
        """Field, what it is, and what it would be."""
        if self.stood is None:
            return []
        pairs = ((name, getattr(self.stood, name), getattr(self.wanted, name)) for name in FIELDS)
        return [(name, before, after) for name, before, after in pairs if before != after]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would happen, and what forbids it (by the line's number): with one fault nothing may be loaded."""

    new: Sequence[Change]
    changed: Sequence[Change]
    unchanged: Sequence[Change]
    faults: Sequence[tuple[int, Fault]]

    @property
    def to_do(self) -> list[Change]:
        """Those that change something, in the file's order."""
        return sorted((*self.new, *self.changed), key=lambda change: change.line.number)


def plan(sheet: Sheet, *, by: Person) -> Plan:
    """What a file would change now."""
    standing = {person.username: person for person in as_they_stand()}
    changes = [_change(line, standing.get(line.username)) for line in sheet.lines]
    named = {change.line.username for change in changes}
    others = [person for name, person in standing.items() if name not in named]
    numbers = {change.line.username: change.line.number for change in changes}
    found = faults([change.wanted for change in changes], others=others, by=by.pk)
    return Plan(
        new=[change for change in changes if change.stood is None],
        changed=[change for change in changes if change.differing],
        unchanged=[change for change in changes if change.stood is not None and not change.differing],
        faults=sorted(((numbers[fault.username], fault) for fault in found), key=lambda one: one[0]),
    )


def carry_out(planned: Plan, *, by: Person, at: datetime) -> list[tuple[str, str, str]]:
    """Changes people; user name, name and password of each who is new. Raises Barred, and then nothing was done.

    New people get a password each, made at random: one that is known to nobody would have to be set by hand for each.
    """
    to_do = planned.to_do
    with transaction.atomic():
        saved = people.save([change.wanted for change in to_do], by=by, at=at)
        return list(_passwords(to_do, saved, by, at))


def _passwords(
    changes: Sequence[Change], saved: Sequence[Person], by: Person, at: datetime
) -> Iterator[tuple[str, str, str]]:
    for change, person in zip(changes, saved, strict=True):
        if change.stood is None:
            yield person.username, person.name, people.give_random_password(person, by=by, at=at)


def _change(line: Line, stood: Wanted | None) -> Change:
    values: dict[str, Any] = dict(line.values)
    wanted = replace(stood, **values) if stood else Wanted(**values)
    return Change(line=line, stood=stood, wanted=wanted)
