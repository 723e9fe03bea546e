"""Messages to teams and agents: sent, sent again to those who have not, deleted; and over when their time is over.

Nothing has to run for that: whoever reads asks whether a message stands. The tidy only takes its rows off the desk.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from dashboard.models import Message, Person, Receipt, TrailLine
from dashboard.store import notices
from dashboard.store.desk import hold_the_desk
from dashboard.store.hints import DESK, Publish
from dashboard.store.recipients import Recipient, among, lacking, reach
from dashboard.store.streams import next_shared_revision, put_rows

ACTION = "message"
MOST_ACTIVE = 4_800  # at once, in all: as Finesse, system-wide (specs/finesse.md 3.6)
LONGEST_NAME = 200  # as dashboard.models.Receipt has it


class NobodyToDeliverTo(Exception):
    """None of the agents whom it would be for is anybody who signs in here."""


class TooManyStand(Exception):
    """MOST_ACTIVE messages stand: one has to be over first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message that is not sent yet."""

    content: str
    until: datetime
    teams: Sequence[str] = ()
    agents: Sequence[str] = ()
    important: bool = False
    must_confirm: bool = False


def send(draft: Draft, *, by: Person, publish: Publish, now: Callable[[], datetime] = timezone.now) -> Message:
    """Sends a message: its recipients have it on their desks when this returns. NobodyToDeliverTo, TooManyStand."""
    at, people = now(), reach(draft.teams, draft.agents).people
    if not people:
        raise NobodyToDeliverTo
    if _standing(at).count() >= MOST_ACTIVE:  # of two at once, one may be the one too many: nothing hangs on it
        raise TooManyStand
    with transaction.atomic():
        message = Message.objects.create(
            person=by.pk,
            content=draft.content,
            teams=list(draft.teams),
            agents=list(draft.agents),
            important=draft.important,
            must_confirm=draft.must_confirm,
            created_at=at,
            until=draft.until,
        )
        _address(message, people, at)
        _note(message, "sent", by, at, recipients=len(people))
        transaction.on_commit(lambda: publish({DESK}))
    return message


def resend(
    message: Message,
    *,
    by: Person,
    sees_team: Callable[[str], bool],
    publish: Publish,
    now: Callable[[], datetime] = timezone.now,
) -> int:
    """Tells those of the seen teams once more who have not confirmed, or, where none asks for it, not seen; how many.

    Nothing of what became of it is taken back. A message that is over is told to nobody.
    """
    at = now()
    with transaction.atomic():
        hold_the_desk()
        message.refresh_from_db()
        if not message.stands(at):
            return 0
        again = [receipt for receipt in outstanding(message) if sees_team(receipt.team)]
        for receipt in again:
            receipt.addressed_at = at
        if again:
            Receipt.objects.bulk_update(again, ["addressed_at"])
            put_rows(DESK, next_shared_revision(DESK), notices.told(again, notices.author_of(message)))
            _note(message, "resent", by, at, recipients=len(again))
            transaction.on_commit(lambda: publish({DESK}))
    return len(again)


def delete(message: Message, *, by: Person, publish: Publish, now: Callable[[], datetime] = timezone.now) -> bool:
    """Takes a message off every screen; False when it was over already."""
    at = now()
    with transaction.atomic():
        hold_the_desk()
        message.refresh_from_db()
        if not message.stands(at):
            return False
        message.deleted_at, message.deleted_by = at, by.pk
        _take_down(message)
        _note(message, "deleted", by, at, recipients=message.receipts.count())
        transaction.on_commit(lambda: publish({DESK}))
    return True


def outstanding(message: Message) -> list[Receipt]:
    """The receipts of those who have not confirmed it; where no confirmation is asked for, not seen it."""
    lacking = Q(confirmed_at=None) if message.must_confirm else Q(seen_at=None)
    return list(message.receipts.filter(lacking).select_related("message").order_by("name", "pk"))


def standing(now: datetime) -> list[Message]:
    """All messages that are not over, the newest first."""
    return list(_standing(now))


def told_to(person: Person, *, publish: Publish, now: Callable[[], datetime] = timezone.now) -> list[Receipt]:
    """A person's messages that are not over, as receipts with their `message`, the newest first.

    What was sent before they came is addressed to them by this.
    """
    at = now()
    if address_to(dict.fromkeys(lacking(person, standing(at)), (person.pk,)), at):
        publish({DESK})
    own = Receipt.objects.filter(person=person.pk, message__until__gt=at, message__deleted_at=None)
    return list(own.select_related("message").order_by("-addressed_at", "pk"))


def address_to(wanting: Mapping[UUID, Collection[int]], at: datetime) -> int:
    """Addresses messages that stand to people who came since they were sent; to how many. Each message by itself."""
    return sum(_address_late(message, people, at) for message, people in wanting.items())


def take_down_what_is_over(now: datetime) -> int:
    """Takes the rows of messages whose time is over off the desk; of how many. Cheap, and safe from many at once.

    Each by itself: many may be over at the same time of day, and nobody is to wait for all of them.
    """
    over = Message.objects.filter(taken_down=False, until__lte=now).order_by("until", "pk")
    return sum(_take_down_one(over, message) for message in list(over.values_list("pk", flat=True)))


def _take_down_one(over: "QuerySet[Message]", number: UUID) -> bool:
    with transaction.atomic():
        hold_the_desk()
        message = over.filter(pk=number).first()
        if message is not None:  # else another process did it meanwhile
            _take_down(message)
    return message is not None


def _address_late(number: UUID, people: Collection[int], at: datetime) -> int:
    with transaction.atomic():
        hold_the_desk()  # another process may have done it meanwhile, or the message be deleted: asked again
        message = _standing(at).filter(pk=number).first()
        if message is None:
            return 0
        told = set(message.receipts.filter(person__in=people).values_list("person", flat=True))
        come = among([person for person in people if person not in told], message.teams, message.agents)
        _address(message, come, at)
    return len(come)


def _standing(now: datetime) -> "QuerySet[Message]":
    return Message.objects.filter(until__gt=now, deleted_at=None).order_by("-created_at", "pk")


def _address(message: Message, people: Collection[Recipient], at: datetime) -> None:
    """Receipts for these people, and the message on their desks and on their supervisors'."""
    if not people:
        return
    receipts = [
        Receipt(
            message=message,
            person=to.person,
            agent=to.agent,
            team=to.team,
            name=to.name[:LONGEST_NAME],
            addressed_at=at,
        )
        for to in people
    ]
    Receipt.objects.bulk_create(receipts)
    teams = {receipt.team for receipt in receipts}
    revision = next_shared_revision(DESK)  # from here on all others wait
    put_rows(DESK, revision, [*notices.told(receipts, notices.author_of(message)), *notices.counted(message, teams)])


def _take_down(message: Message) -> None:
    message.taken_down = True
    message.save(update_fields=["taken_down", "deleted_at", "deleted_by"])
    put_rows(DESK, next_shared_revision(DESK), notices.taken_down(message))


def _note(message: Message, step: str, by: Person, at: datetime, *, recipients: int) -> None:
    """A line of the trail. What the message says stays out of it."""
    teams = sorted({*message.teams, *message.receipts.values_list("team", flat=True)})  # which of them, all may not see
    TrailLine.objects.create(
        at=at,
        step=step,
        action=ACTION,
        person=by.pk,
        role=by.role,
        subject=str(message.pk),
        team=teams[0] if len(teams) == 1 else "",
        details={
            "teams": message.teams,
            "agents": message.agents,
            "recipients": recipients,
            "duration": message.duration,
        },
    )
