"""A message on the desk, as docs/live.md words it: `told` to each recipient, `message` to each team's supervisors."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from dashboard.models import Message, Person, Receipt
from dashboard.store.bodies import encode
from dashboard.store.desk import own_rows_of
from dashboard.store.streams import Put

MESSAGE = "message"
TOLD = "told"


_COUNTS = {
    "to": Count("pk"),
    "delivered": Count("delivered_at"),
    "seen": Count("seen_at"),
    "confirmed": Count("confirmed_at"),
}


def told(receipts: Iterable[Receipt], by: str) -> list[Put]:
    """The rows of recipients; `by` is the author's name. `at` is when it was sent to them: resent, it is told anew."""
    return [_told(receipt, by) for receipt in receipts]


def counted(message: Message, teams: Iterable[str]) -> list[Put]:
    """The rows of these teams' supervisors: of how many recipients there, so many have it, saw it, confirmed it."""
    of_teams = Receipt.objects.filter(message=message, team__in=set(teams)).order_by("team").values("team")
    return [_message(message, dict(of_team)) for of_team in of_teams.annotate(**_COUNTS)]


def counted_anew(receipts: Collection[Receipt]) -> list[Put]:
    """The rows of the supervisors of these receipts' teams, each with its message: one query, however many they are."""
    messages, teams = {receipt.message_id: receipt.message for receipt in receipts}, defaultdict[UUID, set[str]](set)
    for receipt in receipts:
        teams[receipt.message_id].add(receipt.team)
    of_each = Q(pk__in=())
    for message, of_message in teams.items():
        of_each |= Q(message=message, team__in=of_message)
    counts = Receipt.objects.filter(of_each).order_by("message", "team").values("message", "team").annotate(**_COUNTS)
    return [_message(messages[count.pop("message")], count) for count in map(dict[str, Any], counts)]


def taken_down(message: Message) -> list[Put]:
    """Tombstones of all its rows."""
    receipts = list(message.receipts.values_list("person", "team"))
    return [
        *((TOLD, own_rows_of(person), _key(message.pk, person), "", True) for person, _team in receipts),
        *((MESSAGE, team, _key(message.pk, team), "", True) for team in sorted({team for _, team in receipts})),
    ]


def author_of(message: Message) -> str:
    """The name of whoever wrote it; empty where that was erased."""
    return authors_of([message]).get(message.person, "")


def authors_of(messages: Iterable[Message]) -> dict[int, str]:
    """The names of those who wrote these, by number."""
    numbers = {message.person for message in messages}
    return {p.pk: str(p) for p in Person.objects.filter(pk__in=numbers).only("username", "name")}


def _told(receipt: Receipt, by: str) -> Put:
    message = receipt.message
    values = {
        "message": str(message.pk),
        "by": by,
        "content": message.content,
        "at": receipt.addressed_at,
        "until": message.until,
        "important": message.important,
        "must_confirm": message.must_confirm,
        "seen": receipt.seen_at,
        "confirmed": receipt.confirmed_at,
    }
    return (TOLD, own_rows_of(receipt.person), _key(message.pk, receipt.person), encode(values), False)


def _message(message: Message, counts: dict[str, object]) -> Put:
    team = str(counts.pop("team"))
    values = {
        "message": str(message.pk),
        "until": message.until,
        "important": message.important,
        "must_confirm": message.must_confirm,
        **counts,
    }
    return (MESSAGE, team, _key(message.pk, team), encode(values), False)


def _key(message: UUID, whose: object) -> str:
    return f"{message}:{whose}"
