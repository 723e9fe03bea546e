"""What became of a message for each recipient: it was delivered, seen, confirmed. Each time is set once, and stands.

Many at once are few transactions: a message to a whole site arrives on thousands of screens in the same second. Who
asks again (another screen, a lost answer) changes nothing, and waits for nobody. Confirmed was seen, and seen was
delivered: a step that was skipped is filled in.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from dashboard.models import Message, Receipt
from dashboard.store import notices
from dashboard.store.hints import DESK, Publish
from dashboard.store.streams import Put, next_shared_revision, put_rows

PAGE = "page"  # the way of our own page; a connector's is its kind
LONGEST_WAY = 20
ON_ITS_WAY = timedelta(seconds=10)  # what was pressed in a message's last moment still counts
MOST = 200  # messages in one saying of a page
AT_ONCE = 500  # receipts in one transaction: while they are written all others wait
FIELDS = ("delivered_at", "seen_at", "confirmed_at")  # in the order of the steps


class Step(IntEnum):
    """How far a message has come with somebody."""

    DELIVERED = 1
    SEEN = 2
    CONFIRMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A person's page says how far a message has come."""

    person: int
    message: UUID
    step: Step

    @classmethod
    def each(cls, person: int, step: Step, messages: Iterable[UUID]) -> "list[Report]":
        """The same of several messages."""
        return [cls(person=person, message=message, step=step) for message in messages]


_Pair = tuple[UUID, int]  # a message and a person


def note(
    reports: Sequence[Report], *, way: str = PAGE, publish: Publish, now: Callable[[], datetime] = timezone.now
) -> int:
    """Keeps what pages say, of one person or of thousands; of how many receipts that is new.

    A message that was not sent to the person, or that is over for longer than ON_ITS_WAY, is passed over.
    """
    some = [reports[begin : begin + AT_ONCE] for begin in range(0, len(reports), AT_ONCE)]
    return sum(_note(each, way, publish, now()) for each in some)


def _note(reports: Iterable[Report], way: str, publish: Publish, at: datetime) -> int:
    far: dict[_Pair, Step] = {}
    for report in reports:
        pair = (report.message, report.person)
        far[pair] = max(report.step, far.get(pair, report.step))
    wanted = _lacking(far, at)
    if not wanted.exists():  # asked before anybody is kept waiting
        return 0
    with transaction.atomic():
        revision = next_shared_revision(DESK)  # keeps all others waiting until the commit: receipts are counted
        found = [receipt for receipt in _with_messages(wanted) if (receipt.message_id, receipt.person) in far]
        moved = [receipt for receipt in found if _advance(receipt, far[receipt.message_id, receipt.person], way, at)]
        if not moved:
            return 0
        _write(moved)
        put_rows(DESK, revision, _rows(moved, far, at))
        transaction.on_commit(lambda: publish({DESK}))
    return len(moved)


def _lacking(far: Mapping[_Pair, Step], at: datetime) -> "QuerySet[Receipt]":
    """The receipts that are not so far yet; and perhaps others of these messages and people, who said less."""
    lacking = Q(pk__in=())
    for step in set(far.values()):
        pairs = [pair for pair, to in far.items() if to == step]
        lacking |= Q(_lacks(step), message__in={m for m, _ in pairs}, person__in={person for _, person in pairs})
    standing = Q(message__deleted_at=None) | Q(message__deleted_at__gt=at - ON_ITS_WAY)
    return Receipt.objects.filter(lacking, standing, message__until__gt=at - ON_ITS_WAY).order_by("message", "pk")


def _lacks(step: Step) -> Q:
    if step == Step.CONFIRMED:
        return Q(message__must_confirm=True, confirmed_at=None) | Q(seen_at=None)
    return Q(**{FIELDS[step - 1]: None})


def _with_messages(receipts: "QuerySet[Receipt]") -> list[Receipt]:
    """Each with its message; of which there is one, however many receipts it has."""
    found = list(receipts)
    messages = Message.objects.in_bulk({receipt.message_id for receipt in found})
    for receipt in found:
        receipt.message = messages[receipt.message_id]
    return found


def _advance(receipt: Receipt, far: Step, way: str, at: datetime) -> bool:
    """Sets the times up to a step that are not set; none is before the step that it follows. Whether any was set."""
    fields = FIELDS[:far] if receipt.message.must_confirm else FIELDS[: min(far, Step.SEEN)]
    before, moved = at, False
    for field in fields:
        stands = getattr(receipt, field)
        if stands is None:
            setattr(receipt, field, before)
            moved = True
        before = max(before, stands or before)
    if moved and not receipt.way:
        receipt.way = way[:LONGEST_WAY]
    return moved


def _write(moved: Iterable[Receipt]) -> None:
    """Writes these receipts' times. Those of one moment are alike, however many they are: one statement for them."""
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for receipt in moved:
        alike[receipt.delivered_at, receipt.seen_at, receipt.confirmed_at, receipt.way].append(receipt.pk)
    for values, keys in alike.items():
        Receipt.objects.filter(pk__in=keys).update(**dict(zip((*FIELDS, "way"), values, strict=True)))


def _rows(moved: Iterable[Receipt], far: Mapping[_Pair, Step], at: datetime) -> list[Put]:
    """What supervisors and the person's other screens are told; nothing of a message that is over."""
    standing = [receipt for receipt in moved if receipt.message.stands(at)]
    authors = notices.authors_of({receipt.message for receipt in standing})
    rows = notices.counted_anew(standing)
    for receipt in standing:
        if far[receipt.message_id, receipt.person] > Step.DELIVERED:
            rows += notices.told([receipt], authors.get(receipt.message.person, ""))
    return rows
