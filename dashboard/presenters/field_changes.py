"""What a change made of each field, in words: "Longest, in minutes: 20 → 45". Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.models.people import Role
from dashboard.presenters import words
from dashboard.presenters.times import day
from dashboard.store.changes import EXCHANGED

NOTHING = "–"
FIELDS: words.Words = {
    "active": gettext_lazy("Active"),
    "agent_sees_listens": gettext_lazy("Agents see who listened"),
    "agents": gettext_lazy("On the floor as"),
    "characters": gettext_lazy("Characters"),
    "calls_days": gettext_lazy("Days for which calls are kept"),
    "content": gettext_lazy("Text"),
    "enabled": gettext_lazy("Connected"),
    "ended": gettext_lazy("Ended"),
    "erased": gettext_lazy("Name erased"),
    "excluded": gettext_lazy("Never listened to"),
    "feed": gettext_lazy("Held by the bridge"),
    "forceable": gettext_lazy("Supervisors may force it"),
    "history": gettext_lazy("History"),
    "important": gettext_lazy("Important"),
    "key": gettext_lazy("Key"),
    "named": gettext_lazy("The system’s own words"),
    "nudges": gettext_lazy("Connected anew, times"),
    "kind": gettext_lazy("Vendor"),
    "label": gettext_lazy("Label"),
    "language": gettext_lazy("Language"),
    "lent": gettext_lazy("Lent, until"),
    "listening": gettext_lazy("Listening"),
    "login": gettext_lazy("Login"),
    "mask_numbers": gettext_lazy("Customers’ numbers are masked"),
    "max_minutes": gettext_lazy("Longest, in minutes"),
    "must_confirm": gettext_lazy("Must be confirmed"),
    "name": gettext_lazy("Name"),
    "order": gettext_lazy("Order"),
    "password": gettext_lazy("Password"),
    "person": gettext_lazy("Person"),
    "productive": gettext_lazy("Productive"),
    "protected": gettext_lazy("Protected"),
    "purpose": gettext_lazy("Purpose"),
    "reason_required": gettext_lazy("A reason must be given"),
    "renamed": gettext_lazy("Renamed"),
    "retired": gettext_lazy("Retired"),
    "role": gettext_lazy("Role"),
    "service_level_seconds": gettext_lazy("Service level, in seconds"),
    "service_level_variant": gettext_lazy("Service level’s variant"),
    "short_abandon_seconds": gettext_lazy("Short abandon, in seconds"),
    "states_days": gettext_lazy("Days for which states are kept"),
    "teams": gettext_lazy("Teams"),
    "text": gettext_lazy("Text"),
    "time_zone": gettext_lazy("Time zone"),
    "tone": gettext_lazy("Colour"),
    "trail_days": gettext_lazy("Days for which the activity is kept"),
    "until": gettext_lazy("Until"),
    "user": gettext_lazy("Person"),
    "username": gettext_lazy("User name"),
    "value": gettext_lazy("Value"),
    "warn_wait_seconds": gettext_lazy("Longest wait, in seconds"),
    "warn_waiting": gettext_lazy("Most waiting"),
}
PEOPLE = frozenset({"user", "person", "by"})  # fields that hold a person's number
FOR_MACHINES = frozenset({"change"})  # the number of the row by which an integration's setting can be undone

Name = Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field. `before` is None where the thing is new, `after` where it is gone."""

    name: str
    before: str | None
    after: str | None

    @property
    def said(self) -> str:
        """In one line."""
        if self.before is None:
            return self.after or ""
        return self.before if self.after is None else f"{self.before} → {self.after}"


def field_changes(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, person: Name = str
) -> list[FieldChange]:
    """The fields that differ. Of what is new or gone, those that say something."""
    names = [name for name in dict.fromkeys([*(before or {}), *(after or {})]) if name not in FOR_MACHINES]
    whole = before is None or after is None
    return [
        FieldChange(
            name=_named(name),
            before=None if before is None else _said(name, before.get(name), person),
            after=None if after is None else _said(name, after.get(name), person),
        )
        for name in names
        if not whole or {**(before or {}), **(after or {})}[name] not in ("", None, False, [], {})
    ]


def _named(name: str) -> str:
    """A field in words; a vendor's own by its own name."""
    own = name.removeprefix("settings.")
    return str(FIELDS.get(own) or own.replace("_", " "))


def _said(name: str, value: Any, person: Name) -> str:
    if name in PEOPLE and (number := number_of(value)) is not None:
        return person(number)
    if name == "role" and value in Role.values:
        return str(Role(value).label)
    if value in ("", None, [], {}):
        return NOTHING
    if name == "day":
        return day(date.fromisoformat(value), year=True)
    match value:
        case True:
            return _("yes")
        case False:
            return _("no")
        case Mapping():
            within = "day" if name == "lent" else ""
            return ", ".join(f"{key}: {_said(within, inner, person)}" for key, inner in value.items())
        case list():
            return ", ".join(_said("", inner, person) for inner in value)
    return _("•••• (another one)") if value == EXCHANGED else str(value)


def number_of(value: Any) -> int | None:
    """A person's number, as it stands in a line: `7`, `"7"`, `"@7"`."""
    if isinstance(value, bool):
        return None
    digits = str(value).removeprefix("@")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else None
