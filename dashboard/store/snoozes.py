"""What a person put off in "Needs you": ten minutes each, on that person's own desk, for all of their pages."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dashboard.models import Person, Snooze
from dashboard.presenters import SNOOZE
from dashboard.presenters.snoozed import LASTS
from dashboard.store.bodies import encode
from dashboard.store.desk import hold_the_desk, own_rows_of
from dashboard.store.hints import DESK, Publish
from dashboard.store.streams import Put, next_shared_revision, put_rows


def put_off(person: Person, about: str, *, publish: Publish, now: Callable[[], datetime] = timezone.now) -> Snooze:
    """A person does not want to see a need (`agent cisco:1001`) for ten minutes; saying so again begins anew."""
    with transaction.atomic():
        hold_the_desk()
        snooze, _ = Snooze.objects.update_or_create(person=person.pk, about=about, defaults={"until": now() + LASTS})
        put_rows(DESK, next_shared_revision(DESK), [_row(snooze)])
        transaction.on_commit(lambda: publish({DESK}))
    return snooze


def take_back(person: Person, about: str = "", *, publish: Publish) -> int:
    """What a person put off is theirs to see again: one need, or, without a name, all of them. How many there were."""
    with transaction.atomic():
        hold_the_desk()
        theirs = Snooze.objects.filter(person=person.pk)
        ended = list(theirs.filter(about=about) if about else theirs)
        _end(ended)
        if ended:
            transaction.on_commit(lambda: publish({DESK}))
    return len(ended)


def end_ended(now: datetime) -> int:
    """Takes down what has lasted long enough; how many. Safe from many processes at once, and cheap: asked a lot."""
    if not Snooze.objects.filter(until__lte=now).exists():
        return 0
    with transaction.atomic():
        hold_the_desk()
        ended = list(Snooze.objects.filter(until__lte=now).order_by("until", "pk"))
        _end(ended)
    return len(ended)


def _end(snoozes: Iterable[Snooze]) -> None:
    gone: list[Put] = []
    for snooze in snoozes:
        gone.append((SNOOZE, own_rows_of(snooze.person), _key(snooze), "", True))
        snooze.delete()
    if gone:
        put_rows(DESK, next_shared_revision(DESK), gone)


def _key(snooze: Snooze) -> str:
    return f"{snooze.person}:{snooze.about}"


def _row(snooze: Snooze) -> Put:
    """In the words of docs/live.md."""
    values = {"about": snooze.about, "until": snooze.until}
    return (SNOOZE, own_rows_of(snooze.person), _key(snooze), encode(values), False)
