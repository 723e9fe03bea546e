"""What became of a message for each recipient: it was delivered, seen, confirmed. Each time is set once, and stands.

Several messages at once are one transaction. Who asks again (another screen, a lost answer) changes nothing, and waits
for nobody. Confirmed was seen, and seen was delivered: a step that was skipped is filled in.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from dashboard.models import Person, Receipt
from dashboard.store import notices
from dashboard.store.hints import DESK, Publish
from dashboard.store.streams import Put, next_shared_revision, put_rows

PAGE = "page"  # the way of our own page; a connector's is its kind
LONGEST_WAY = 20
ON_ITS_WAY = timedelta(seconds=10)  # what was pressed in a message's last moment still counts
STEPS = ("delivered_at", "seen_at", "confirmed_at")  # in their order


def delivered(
    person: Person,
    messages: Collection[UUID],
    *,
    way: str = PAGE,
    publish: Publish,
    now: Callable[[], datetime] = timezone.now,
) -> int:
    """These messages arrived on a screen of this person's; of how many that is new."""
    return _note(person, messages, 1, way, publish, now)


def seen(
    person: Person,
    messages: Collection[UUID],
    *,
    way: str = PAGE,
    publish: Publish,
    now: Callable[[], datetime] = timezone.now,
) -> int:
    """The person had these messages before their eyes; of how many that is new."""
    return _note(person, messages, 2, way, publish, now)


def confirmed(
    person: Person,
    messages: Collection[UUID],
    *,
    way: str = PAGE,
    publish: Publish,
    now: Callable[[], datetime] = timezone.now,
) -> int:
    """The person confirmed these messages; of how many that is new. Where none is asked for, it is seen."""
    return _note(person, messages, 3, way, publish, now)


def _note(
    person: Person,
    messages: Collection[UUID],
    far: int,
    way: str,
    publish: Publish,
    now: Callable[[], datetime],
) -> int:
    at = now()
    wanted = _lacking(person, messages, far, at)
    if not wanted.exists():  # asked before anybody is kept waiting
        return 0
    with transaction.atomic():
        revision = next_shared_revision(DESK)  # keeps all others waiting until the commit: receipts are counted
        moved = [receipt for receipt in wanted.select_related("message") if _advance(receipt, far, way, at)]
        if not moved:
            return 0
        Receipt.objects.bulk_update(moved, [*STEPS, "way"])
        put_rows(DESK, revision, _rows(moved, far, at))
        transaction.on_commit(lambda: publish({DESK}))
    return len(moved)


def _lacking(person: Person, messages: Collection[UUID], far: int, at: datetime) -> "QuerySet[Receipt]":
    """The person's receipts of these messages that are not so far yet."""
    own = Receipt.objects.filter(person=person.pk, message__in=messages, message__until__gt=at - ON_ITS_WAY)
    standing = own.filter(Q(message__deleted_at=None) | Q(message__deleted_at__gt=at - ON_ITS_WAY))
    last_asked = Q(**{STEPS[far - 1]: None})
    if far == len(STEPS):
        last_asked = Q(message__must_confirm=True, confirmed_at=None) | Q(seen_at=None)
    return standing.filter(last_asked).order_by("message")


def _advance(receipt: Receipt, far: int, way: str, at: datetime) -> bool:
    """Sets the times up to a step that are not set; none is before the step that it follows. Whether any was set."""
    steps = STEPS[:far] if receipt.message.must_confirm else STEPS[: min(far, 2)]
    before, moved = at, False
    for step in steps:
        stands = getattr(receipt, step)
        if stands is None:
            setattr(receipt, step, before)
            moved = True
        before = max(before, stands or before)
    if moved and not receipt.way:
        receipt.way = way[:LONGEST_WAY]
    return moved


def _rows(moved: Iterable[Receipt], far: int, at: datetime) -> list[Put]:
    """What supervisors and the person's other screens are told; nothing of a message that is over."""
    standing = [receipt for receipt in moved if receipt.message.stands(at)]
    rows = notices.counted_anew(standing)
    if far > 1:
        authors = notices.authors_of(receipt.message for receipt in standing)
        for receipt in standing:
            rows += notices.told([receipt], authors.get(receipt.message.person, ""))
    return rows
