"""Whether those who opened sockets still are who they were: signed in, active, as entitled as then."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.sessions.models import Session
from django.utils import timezone

from dashboard.access import today
from dashboard.live.sockets import Ticket
from dashboard.models import CtiSignIn, Lent, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """What the database says of some sessions and people."""

    sessions: Collection[str]  # those that have not ended
    people: Mapping[int, Hashable]

    def upholds(self, ticket: Ticket) -> bool:
        """Whether everything is as it was when this socket was opened."""
        return ticket.session in self.sessions and self.people.get(ticket.person) == ticket.standing


def read_standings(sessions: Collection[str], people: Collection[int]) -> Standings:
    """How these sessions and people stand now: a few queries, however many they are."""
    alive = Session.objects.filter(session_key__in=sessions, expire_date__gt=timezone.now())
    own: defaultdict[int, list[str]] = defaultdict(list)
    for sign_in in CtiSignIn.objects.filter(person__in=people):
        own[sign_in.person_id or 0].append(sign_in.key)
    loans = list(Lent.objects.filter(person__in=people))
    day = today() if loans else date.max
    for loan in loans:
        if loan.until >= day:
            own[loan.person_id].append(f"+{loan.team}")
    fields = ("pk", "is_active", "role", "signed_out_times", "teams", "agents", "password")
    standing = Person.objects.filter(pk__in=people).values_list(*fields)
    return Standings(
        sessions=frozenset(alive.values_list("session_key", flat=True)),
        people={
            pk: (*rest, tuple(teams), tuple(agents), hash(password), tuple(sorted(own.get(pk, ()))))
            for pk, *rest, teams, agents, password in standing
        },
    )


def standing_of(person: Person) -> Hashable:
    """How one person stands, as `read_standings` would say."""
    return read_standings((), (person.pk,)).people.get(person.pk)
