"""What administrators decide about a team, a queue or the site: kept with its line of the trail.

Nothing has to be told: hubs and pages look at these tables each second, bridges each two.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from cti_bridge.floor.model import source_of
from dashboard.models import Person, QueuePolicy, Site, TeamPolicy
from dashboard.store.changes import About, note_change

AnyDecision = TeamPolicy | QueuePolicy | Site
Decision = TypeVar("Decision", TeamPolicy, QueuePolicy, Site)
WHAT: Mapping[type, str] = {TeamPolicy: "team", QueuePolicy: "queue", Site: "site"}


def standing(kind: type[Decision], key: str | int) -> Decision:
    """What was decided, else the defaults: not yet stored."""
    return kind._default_manager.filter(pk=key).first() or kind(pk=key)


def about(decided: AnyDecision) -> About:
    """How the trail names it."""
    what = WHAT[type(decided)]
    return what, what if isinstance(decided, Site) else str(decided.pk)


def decide(kind: type[Decision], key: str | int, values: Mapping[str, Any], *, by: Person, at: datetime) -> None:
    """Keeps what was decided. What is as it was leaves no line."""
    with transaction.atomic():
        stored = kind._default_manager.select_for_update().filter(pk=key).first()
        decided = stored or kind(pk=key)
        before = {name: getattr(decided, name) for name in values}
        if before == dict(values):
            return
        for name, value in values.items():
            setattr(decided, name, value)
        decided.save()
        what, subject = about(decided)
        note_change(
            what,
            subject,
            by=by,
            at=at,
            before=before,
            after=values,
            source="" if isinstance(decided, Site) else source_of(subject),
            team=subject if isinstance(decided, TeamPolicy) else "",
        )
