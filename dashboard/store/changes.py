"""What people change in the settings leaves a line of the trail: who, what, before, after; never a secret."""

from collections.abc import Mapping
from datetime import datetime

from dashboard.models import Person, TrailLine
from dashboard.store.standing import LONGEST_KEY

STEP = "changed"
HIDDEN = "••••"  # in place of a secret that is set
LONGEST_ACTION = 30


def note_change(
    what: str,
    subject: str,
    *,
    by: Person,
    at: datetime,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    source: str = "",
    team: str = "",
) -> None:
    """Adds a line, as part of the caller's transaction: the change and its line stand together, or neither does.

    `what` is a word of `presenters.trail_words` ("team", "person", "reason_code" …), `subject` the thing's id. `before`
    and `after` are its fields, secrets as `HIDDEN`; what stayed is left out. None: it was not there, or is gone.
    """
    TrailLine.objects.create(
        at=at,
        step=STEP,
        action=what[:LONGEST_ACTION],
        person=by.pk,
        role=by.role,
        source=source,
        subject=subject[:LONGEST_KEY],
        team=team,
        details=differing(before, after),
    )


def differing(before: Mapping[str, object] | None, after: Mapping[str, object] | None) -> dict[str, object]:
    """`{"before": …, "after": …}` with the fields that are not the same; None for what is not there."""
    if before is None or after is None:
        return {"before": None if before is None else dict(before), "after": None if after is None else dict(after)}
    names = [name for name in (*before, *(n for n in after if n not in before)) if before.get(name) != after.get(name)]
    return {
        "before": {name: before[name] for name in names if name in before},
        "after": {name: after[name] for name in names if name in after},
    }
