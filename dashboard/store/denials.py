"""Who tried what they may not: a line of the trail, whatever the page answers."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dashboard.models import Person, TrailLine
from dashboard.store.standing import LONGEST_KEY, LONGEST_TEAM

STEP = "denied"


def denied(
    person: Person, action: str, subject: str, *, why: str, team: str = "", now: Callable[[], datetime] = timezone.now
) -> None:
    """Writes that a person tried `action` on `subject` without the right. In a transaction of its own.

    `why` is a short code or a sentence, never what the person sent; `team` is the agent's, if known. An address may
    name any subject: what no table could hold is cut.
    """
    subject = subject.replace("\0", "")[:LONGEST_KEY]
    source, colon, _ = subject.partition(":")
    with transaction.atomic(durable=True):
        TrailLine.objects.create(
            at=now(),
            step=STEP,
            action=action[:30],
            person=person.pk,
            role=person.role,
            source=source[:40] if colon else "",
            subject=subject,
            team=team[:LONGEST_TEAM],
            details={"why": why},
        )
