"""People as administrators change them: each change whole or not at all, and a line of the trail.

Nobody is deleted: the trail names people by id, for as long as it is kept. Names stand in Person alone, never in the
trail, so that erasing one erases it everywhere.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.crypto import get_random_string

from dashboard.models import Lent, Person, Receipt
from dashboard.models.people import Role
from dashboard.store.changes import note_change, veiled, whose
from dashboard.store.roster import Barred, Fault, Wanted, Why, as_they_stand, faults, standing

NAMES = frozenset({"name", "username"})  # what can be erased, and so may not stand in the trail
PERSON, SESSIONS = "person", "sessions"  # what the trail's lines are about
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
# What an administrator changes of somebody; a password that they change themselves meanwhile stands.
WRITTEN = ("username", "name", "role", "teams", "agents", "language", "is_active")
GROUPS, GROUP = 4, 5  # "abcde-fghjk-mnpqr-stuvw": 99 bits
FEW_ROUNDS = 1_000


def save(people: Sequence[Wanted], *, by: Person, at: datetime) -> list[Person]:
    """Makes and changes people; all of them, or Barred says why none. In the order given.

    PermissionDenied when `by` has meanwhile ceased to be an administrator.
    """
    with transaction.atomic():
        _hold_everybody(by)
        named = {person.id for person in people}
        others = [person for person in as_they_stand() if person.id not in named]
        if wrong := faults(people, others=others, by=by.pk):
            raise Barred(wrong)
        return [_put(wanted, by, at) for wanted in people]


def set_password(person: Person, password: str, *, by: Person, at: datetime) -> None:
    """A new password; every session of the person ends, since it hangs on the old one."""
    _exchange(person, make_password(password), by, at)


def give_random_password(person: Person, *, by: Person, at: datetime) -> str:
    """A new password made at random, kept nowhere in clear: to be shown once."""
    password = random_password()
    _exchange(person, quickly_hashed(password), by, at)
    return password


def end_sessions(person: Person, *, by: Person, at: datetime) -> None:
    """Ends every session of a person, and with them every page that they have open, within two seconds."""
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        locked.signed_out_times += 1
        locked.save(update_fields=["signed_out_times"])
        note_change(SESSIONS, whose(person), by=by, at=at, before={}, after={"ended": True})
    person.signed_out_times = locked.signed_out_times


def erase(person: Person, *, by: Person, at: datetime) -> None:
    """Takes the name from a person for good, and all by which they could act. The id stays, for the trail.

    Raises Barred for oneself.
    """
    with transaction.atomic():
        _hold_everybody(by)
        if person.pk == by.pk:
            raise Barred([Fault(why=Why.ONESELF, field="active", username=person.username)])
        found = Person.objects.select_for_update().get(pk=person.pk)
        stood = standing(found)
        erased = Wanted(id=found.pk, username=neutral_name(found.pk), role=found.role, active=False)
        found.set_unusable_password()
        found.signed_out_times += 1
        found.save(update_fields=["password", "signed_out_times"])
        found.sign_ins.all().delete()
        found.message_templates.all().delete()
        Receipt.objects.filter(person=found.pk).update(name=erased.username)
        _write(found, erased)
        _note(found, stood, erased, by, at)


def neutral_name(person: int) -> str:
    """What stands in place of an erased name: it says who in the trail it was, and nothing else."""
    return f"erased-{person}"


def random_password() -> str:
    """A password that nobody guesses, easily read aloud."""
    return "-".join(get_random_string(GROUP, LETTERS) for _ in range(GROUPS))


def quickly_hashed(password: str) -> str:
    """The hash of a random password, made at once: hundreds are made in one request.

    Stretching protects passwords that can be guessed; 99 random bits cannot be, however quick their hash. (At the
    first sign-in Django puts its usual hash in this one's place.)
    """
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt(), iterations=FEW_ROUNDS)
    return make_password(password)


def _hold_everybody(by: Person) -> None:
    """Lets nobody else change people until the transaction ends, and looks again whether we still may."""
    administrators = Person.objects.select_for_update().filter(role=Role.ADMINISTRATOR, is_active=True)
    if by.pk not in set(administrators.order_by("pk").values_list("pk", flat=True)):
        raise PermissionDenied("Settings are an administrator's.")


def _put(wanted: Wanted, by: Person, at: datetime) -> Person:
    if wanted.id is None:
        person = Person(username=wanted.username)
        person.set_unusable_password()
        _write(person, wanted)
        _note(person, None, wanted, by, at)
        return person
    person = Person.objects.select_for_update().get(pk=wanted.id)
    stood = standing(person)
    if stood != wanted:
        _write(person, wanted)
        _note(person, stood, wanted, by, at)
    return person


def _write(person: Person, wanted: Wanted) -> None:
    person.username, person.name, person.role = wanted.username, wanted.name, wanted.role
    person.teams, person.agents = list(wanted.teams), list(wanted.agents)
    person.language, person.is_active = wanted.language, wanted.active
    is_new = person.pk is None
    person.save(update_fields=None if is_new else WRITTEN)
    if wanted.lent or not is_new:
        lend(person, wanted.lent)


def lend(person: Person, lent: Mapping[str, date]) -> None:
    """Gives a person these teams too, each up to the end of its day; takes back any other that was lent."""
    stood = {loan.team: loan for loan in person.lent.all()}
    for team, loan in stood.items():
        if lent.get(team) != loan.until:
            loan.delete()
    Lent.objects.bulk_create(
        Lent(person=person, team=team, until=until)
        for team, until in lent.items()
        if team not in stood or stood[team].until != until
    )


def _exchange(person: Person, hashed: str, by: Person, at: datetime) -> None:
    with transaction.atomic():
        before = {"password": person.password if person.has_usable_password() else ""}
        person.password = hashed
        person.save(update_fields=["password"])
        seen_before, seen_after = veiled(before, {"password": hashed}, before)
        note_change(PERSON, whose(person), by=by, at=at, before=seen_before, after=seen_after)


def _note(person: Person, stood: Wanted | None, wanted: Wanted, by: Person, at: datetime) -> None:
    """A line of what an administrator changed, in which no name stands."""
    before, after = veiled(_said(stood) if stood else None, _said(wanted), NAMES)
    note_change(PERSON, whose(person), by=by, at=at, before=before, after=after)


def _said(person: Wanted) -> dict[str, object]:
    return {
        "username": person.username,
        "name": person.name,
        "role": str(person.role),
        "teams": list(person.teams),
        "agents": list(person.agents),
        "lent": {team: until.isoformat() for team, until in person.lent.items()},
        "language": person.language,
        "active": person.active,
    }
