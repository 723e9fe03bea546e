"""Who tried what they may not: a line of the trail, whatever the page answers."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from dashboard.models import Person
from dashboard.store.standing import LONGEST_KEY, LONGEST_TEAM
from dashboard.store.trail import note

STEP = "denied"
LONGEST_ACTION = 30  # as dashboard.models.TrailLine has it
LONGEST_SOURCE = 40


def denied(
    person: Person, action: str, subject: str, *, why: str, team: str = "", now: Callable[[], datetime] = timezone.now
) -> None:
    """Writes that a person tried `action` on `subject` without the right. In a transaction of its own.

    `why` is a short code or a sentence, never what the person sent; `team` is the agent's, if known. An address may
    name any subject: what no table could hold is cut.
    """
    subject = subject.replace("\0", "")[:LONGEST_KEY]
    source = subject.partition(":")[0] if ":" in subject else ""
    note(
        action[:LONGEST_ACTION],
        STEP,
        by=person,
        at=now(),
        source=source[:LONGEST_SOURCE],
        subject=subject,
        team=team[:LONGEST_TEAM],
        details={"why": why},
    )
