"""The history of an integration's settings, as its page says it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Change(Protocol):
    """A change as it is kept (models.SettingChange). None: it was not there."""

    @property
    def pk(self) -> int: ...
    @property
    def identifier(self) -> str: ...
    @property
    def before(self) -> str | None: ...
    @property
    def after(self) -> str | None: ...
    @property
    def person(self) -> int: ...
    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """A line of the history; `undoes`: whether putting `before` back would change anything now."""

    pk: int
    at: datetime
    who: str
    identifier: str
    before: str | None
    after: str | None
    undoes: bool


def changes_shown(
    changes: Iterable[Change], standing: Mapping[str, str], names: Mapping[int, str]
) -> list[ChangeShown]:
    """Changes in the order in which they come; `standing` is what is set now."""
    return [
        ChangeShown(
            pk=change.pk,
            at=change.at,
            who=names.get(change.person, "–"),
            identifier=change.identifier,
            before=change.before,
            after=change.after,
            undoes=standing.get(change.identifier) != change.before,
        )
        for change in changes
    ]
