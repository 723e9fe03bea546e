"""Questions about what a CTI system keeps: asked by a person, answered by the bridge that follows it, gone in minutes.

Answers hold customers' numbers: sealed as they lie, given to who asked and to nobody else, and to be masked when shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils import timezone

from cti_bridge.floor.lookups import PastCall, QueueCalls
from cti_bridge.floor.model import QueueId, source_of
from dashboard.models import Lookup, Person, TrailLine
from dashboard.secrets import SecretMissing, reveal, seal
from dashboard.store import leases
from dashboard.store.hints import COMMANDS, Publish
from dashboard.store.standing import cut

WAITS = timedelta(seconds=8)  # as long as a page asks for the answer
KEPT = timedelta(minutes=10)  # after the asking
OPEN_AT_ONCE = 2  # of one person
MOST_CALLS = 100  # in one answer
LONGEST_SAID = 500  # characters of why there is none

ACTION = "see-queue-calls"  # of its line in the trail, and among a system's capabilities
NO_ANSWER = "No answer came in time."
CLOSED = "The answer can no longer be opened: ask again."


class TooManyOpen(Exception):
    """A person already waits for as many answers as one may. The page says so, and asks later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Nobody has answered yet, and there is hope until `until`."""

    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """There is no answer, and there will be none: why, in one sentence."""

    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """What the system said, in its order, and when. Numbers are as they came: mask them before they are shown."""

    calls: Sequence[PastCall]
    at: datetime


def ask(
    person: Person, queue: str, *, size: int, publish: Publish, now: Callable[[], datetime] = timezone.now
) -> Lookup:
    """Asks for the last calls of a queue, `size` of them, 100 at most. That `person` may see it is decided before.

    Raises TooManyOpen. It is in the trail when this returns: customers' numbers will be looked at.
    """
    at = now()
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)  # two presses of one person are counted in turn
        open_ = Lookup.objects.filter(person=person.pk, answered_at=None, deadline__gt=at)
        if open_.count() >= OPEN_AT_ONCE:
            raise TooManyOpen
        asked = Lookup.objects.create(
            source=source_of(queue),
            queue=queue,
            size=max(1, min(size, MOST_CALLS)),
            person=person.pk,
            asked_at=at,
            deadline=at + WAITS,
        )
        TrailLine.objects.create(
            at=at,
            step="asked",
            action=ACTION,
            person=person.pk,
            role=person.role,
            source=asked.source,
            subject=queue,
            details={"calls": asked.size},
        )
        transaction.on_commit(lambda: publish({COMMANDS}))
    return asked


def answer_of(
    question: UUID, person: Person, *, now: Callable[[], datetime] = timezone.now
) -> Waiting | Refused | Calls | None:
    """What came of a person's question; None: it is too old, another's, or was never asked."""
    at = now()
    found = Lookup.objects.filter(pk=question, person=person.pk, asked_at__gt=at - KEPT).first()
    if found is None:
        return None
    if found.answered_at is None:
        return Waiting(until=found.deadline) if at < found.deadline else Refused(said=NO_ANSWER)
    if not found.answer:
        return Refused(said=found.said)
    try:
        return Calls(calls=msgspec.json.decode(reveal(found.answer), type=list[PastCall]), at=found.answered_at)
    except SecretMissing:  # its key was taken away meanwhile
        return Refused(said=CLOSED)


def claim(source: str, token: str, at: datetime) -> list[tuple[UUID, QueueCalls]]:
    """Questions of a source that nobody has begun and whose asker still waits, each now `token`'s alone.

    Nothing, where the lease is not ours. Asked four times a second: cheap.
    """
    waiting = Lookup.objects.filter(source=source, answered_at=None, holder="", deadline__gt=at)
    if not waiting.exists():
        return []
    with transaction.atomic():
        if not leases.is_held(source, token):
            return []
        taken = list(waiting.order_by("asked_at"))
        Lookup.objects.filter(pk__in=[one.pk for one in taken]).update(holder=token)
    return [(one.pk, QueueCalls(queue=QueueId(one.queue), size=one.size)) for one in taken]


def answer(question: UUID, calls: Sequence[PastCall], at: datetime) -> bool:
    """Keeps what the system said, once, no more of it than was asked; False when that is not waited for any more."""
    standing = Lookup.objects.filter(pk=question, answered_at=None)
    size = standing.values_list("size", flat=True).first()
    if size is None:
        return False
    sealed = seal(msgspec.json.encode(list(calls)[:size]).decode())
    return bool(standing.update(answer=sealed, answered_at=at))


def refuse(question: UUID, said: str, at: datetime) -> bool:
    """Keeps why there is no answer, once; False when that is not waited for any more."""
    return bool(
        Lookup.objects.filter(pk=question, answered_at=None).update(said=cut(said, LONGEST_SAID), answered_at=at)
    )


def forget_old(now: datetime) -> int:
    """Deletes questions, with their answers, of more than ten minutes ago; how many. Asked every second: cheap."""
    old = Lookup.objects.filter(asked_at__lte=now - KEPT)
    return old.delete()[0] if old.exists() else 0
