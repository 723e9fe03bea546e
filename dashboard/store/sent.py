"""Reads messages as one viewer may see them: those with recipients in the own teams, and of these recipients only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from dashboard.access import Scope
from dashboard.models import Message, Person, Receipt
from dashboard.store.notices import authors_of

PAGE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message, who wrote it, and what became of it for those whom the viewer may see, by name."""

    message: Message
    author: str
    receipts: tuple[Receipt, ...]


def active(scope: Scope, person: Person, now: datetime) -> list[Sent]:
    """The messages that stand, the newest first."""
    standing = _seen_by(scope, person).filter(until__gt=now, deleted_at=None)
    return _with_receipts(standing.order_by("-created_at", "pk"), scope)


def past(
    scope: Scope, person: Person, now: datetime, *, before: datetime | None = None, size: int = PAGE
) -> tuple[list[Sent], bool]:
    """Messages that are over, the newest first, written before a moment; and whether there are older ones."""
    over = _seen_by(scope, person).exclude(until__gt=now, deleted_at=None)
    if before is not None:
        over = over.filter(created_at__lt=before)
    found = _with_receipts(over.order_by("-created_at", "pk")[: size + 1], scope)
    return found[:size], len(found) > size


def find(scope: Scope, person: Person, key: str) -> Sent | None:
    """One message, by its id; None where there is none, or none that the viewer may see."""
    try:
        number = UUID(key)
    except ValueError:
        return None
    found = _with_receipts(_seen_by(scope, person).filter(pk=number), scope)
    return found[0] if found else None


def _seen_by(scope: Scope, person: Person) -> "QuerySet[Message]":
    """Those with a recipient in the scope, and one's own."""
    if scope.everything:
        return Message.objects.all()
    theirs = _in(scope).filter(message=OuterRef("pk"))
    return Message.objects.filter(Q(Exists(theirs)) | Q(person=person.pk))


def _in(scope: Scope) -> "QuerySet[Receipt]":
    """The receipts of those whom the viewer may see: the database sieves, so that no others are read."""
    if scope.everything:
        return Receipt.objects.all()
    in_scope = Q(team__in=scope.teams)
    for source in scope.sources:
        in_scope |= Q(team__startswith=f"{source}:")
    return Receipt.objects.filter(in_scope)


def _with_receipts(messages: Iterable[Message], scope: Scope) -> list[Sent]:
    found: Sequence[Message] = list(messages)
    authors = authors_of(found)
    by_message: dict[UUID, list[Receipt]] = {message.pk: [] for message in found}
    for receipt in _in(scope).filter(message__in=found).order_by("name", "pk"):
        by_message[receipt.message_id].append(receipt)
    return [
        Sent(message=message, author=authors.get(message.person, ""), receipts=tuple(by_message[message.pk]))
        for message in found
    ]
