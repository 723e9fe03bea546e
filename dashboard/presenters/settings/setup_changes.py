"""What loading a setup file would change, as its preview says it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from dashboard.presenters.field_changes import FieldChange, field_changes
from dashboard.presenters.trail_words import THINGS


class Change(Protocol):
    """What a file changes (dashboard.setup.changes.Change)."""

    @property
    def what(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def before(self) -> Mapping[str, Any] | None: ...
    @property
    def after(self) -> Mapping[str, Any]: ...
    @property
    def warning(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """One row of the preview."""

    thing: str
    subject: str
    is_new: bool
    fields: list[FieldChange]
    warning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesShown:
    """All of them, and how many are new."""

    rows: list[ChangeShown]
    added: int
    changed: int


def shown(changes: Iterable[Change], names: Mapping[int, str]) -> ChangesShown:
    """The changes in the file's order; `names` are those of the people whom they name by number."""
    rows = [
        ChangeShown(
            thing=str(THINGS.get(change.what, change.what)),
            subject=change.subject,
            is_new=change.before is None,
            fields=field_changes(change.before, change.after, lambda number: names.get(number, str(number))),
            warning=change.warning,
        )
        for change in changes
    ]
    added = sum(row.is_new for row in rows)
    return ChangesShown(rows=rows, added=added, changed=len(rows) - added)
