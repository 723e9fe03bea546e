"""Whether those who opened sockets still are who they were: signed in, active, same role, teams and sign-ins."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.utils import timezone

from dashboard.live.sockets import Ticket
from dashboard.models import CtiSignIn, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """What the database says of some sessions and people."""

    sessions: Collection[str]  # those that have not ended
    people: Mapping[int, Hashable]

    def upholds(self, ticket: Ticket) -> bool:
        """Whether everything is as it was when this socket was opened."""
        return ticket.session in self.sessions and self.people.get(ticket.person) == ticket.standing


def read_standings(sessions: Collection[str], people: Collection[int]) -> Standings:
    """How these sessions and people stand now: three queries, however many they are."""
    alive = Session.objects.filter(session_key__in=sessions, expire_date__gt=timezone.now())
    own: dict[int, list[str]] = {}
    for sign_in in CtiSignIn.objects.filter(person__in=people):
        own.setdefault(sign_in.person_id or 0, []).append(sign_in.key)
    fields = ("pk", "is_active", "role", "teams", "password")
    standing = Person.objects.filter(pk__in=people).values_list(*fields)
    return Standings(
        sessions=frozenset(alive.values_list("session_key", flat=True)),
        people={
            pk: (*rest, tuple(teams), hash(password), tuple(sorted(own.get(pk, ()))))
            for pk, *rest, teams, password in standing
        },
    )


def standing_of(person: Person) -> Hashable:
    """How one person stands, as `read_standings` would say."""
    return read_standings((), (person.pk,)).people.get(person.pk)
