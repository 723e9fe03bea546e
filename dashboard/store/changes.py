"""What people change in the settings leaves a line of the trail: who, what, before, after; never a secret."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.models import Person, TrailLine
from dashboard.secrets import is_reference
from dashboard.store.standing import LONGEST_KEY

STEP = "changed"
HIDDEN = "••••"  # in place of a secret that is set
EXCHANGED = "•••• *"  # in place of another one
LONGEST_ACTION = 30

About = tuple[str, str]  # what was changed, and its id: as `note_change` has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Changer:
    """Who changed something, and when last."""

    name: str
    at: datetime


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

    `what` is a word of `presenters.trail_words` ("team", "person", "reason_code" …), `subject` the thing's id: of a
    person `whose(person)`. `before` and `after` are its fields, as `veiled` gives them; what stayed is left out. None:
    it was not there, or is gone.
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


def whose(person: Person) -> str:
    """A person as a line's subject: by number, since names can be erased and the trail cannot."""
    return str(person.pk)


def veiled(
    before: Mapping[str, object] | None, after: Mapping[str, object] | None, secrets: Collection[str]
) -> tuple[dict[str, object] | None, dict[str, object] | None]:
    """Both with `HIDDEN` in place of what stands under these names, `EXCHANGED` where it is another one after.

    Where nothing is set, and where it is a reference (`env:NAME`), there is nothing to hide.
    """
    seen_before = None if before is None else {n: _veil(v) if n in secrets else v for n, v in before.items()}
    if after is None:
        return seen_before, None
    seen_after = {n: _veil(v) if n in secrets else v for n, v in after.items()}
    for name in seen_after:
        if seen_after[name] == HIDDEN and before is not None and before.get(name) not in ("", None, after[name]):
            seen_after[name] = EXCHANGED
    return seen_before, seen_after


def _veil(value: object) -> object:
    return HIDDEN if value and not is_reference(str(value)) else value


def differing(before: Mapping[str, object] | None, after: Mapping[str, object] | None) -> dict[str, Any]:
    """`{"before": …, "after": …}` with the fields that are not the same; None for what is not there."""
    if before is None or after is None:
        return {"before": None if before is None else dict(before), "after": None if after is None else dict(after)}
    names = [name for name in (*before, *(n for n in after if n not in before)) if before.get(name) != after.get(name)]
    return {
        "before": {name: before[name] for name in names if name in before},
        "after": {name: after[name] for name in names if name in after},
    }


def newest_line() -> int:
    """The number of the trail's newest line; 0 in an empty one."""
    return TrailLine.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def changed_since(line: int, about: About) -> list[Changer]:
    """Who changed a thing after that line of the trail, each once, the latest first."""
    what, subject = about
    lines = TrailLine.objects.filter(pk__gt=line, step=STEP, action=what, subject=subject).order_by("-pk")
    latest: dict[int | None, datetime] = {}
    for person, at in lines.values_list("person", "at"):
        latest.setdefault(person, at)
    named = Person.objects.in_bulk([person for person in latest if person is not None])
    return [Changer(name=str(named[person]), at=at) for person, at in latest.items() if person in named]
