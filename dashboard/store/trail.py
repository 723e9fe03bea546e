"""Writes lines of the trail that no command makes: a denied try, a history that was opened, an export."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from dashboard.models import Person, TrailLine


def note(
    action: str,
    step: str,
    *,
    by: Person,
    at: datetime,
    source: str = "",
    subject: str = "",
    team: str = "",
    why: str = "",
    details: Mapping[str, object] | None = None,
) -> TrailLine:
    """Adds a line, committed when this returns. What cannot be written raises (DatabaseError): then nothing may follow.

    `subject` is the agent's id; `team` that of the agent, so that those who have the team see the line.
    """
    with transaction.atomic(durable=True):
        return TrailLine.objects.create(
            at=at,
            step=step,
            action=action,
            person=by.pk,
            role=by.role,
            source=source,
            subject=subject,
            team=team,
            why=why,
            details=dict(details or {}),
        )
