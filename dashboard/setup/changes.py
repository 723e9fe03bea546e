"""What loading a setup file changes: each row that is new, and each that becomes another, field by field."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from dashboard.store.changes import differing, veiled

SETTINGS = "settings"  # a vendor's own fields: they count one by one
PERSON = "person_id"
_SAID = {"sign_in": "sign-in", "reason_code": "reason code", "integration_setting": "setting"}

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row. `before` and `after` have the fields that differ, secrets veiled; None before: the row is new."""

    what: str  # a word of presenters.trail_words: "team", "person", "reason_code" …
    subject: str  # as the file names it: "cisco:5000", "sam"
    row: Model
    before: dict[str, Any] | None
    after: dict[str, Any]
    source: str = ""
    warning: str = ""  # what is weak about a new person's password: it is loaded all the same

    def __str__(self) -> str:
        """In one line, without the values."""
        named = f"{_SAID.get(self.what, self.what)} {self.subject}".strip()
        if self.before is None:
            return f"add {named}" + (f", with a weak password: {self.warning}" if self.warning else "")
        return f"change {named}: {', '.join(dict.fromkeys([*self.before, *self.after]))}"


def put(what: str, subject: str, model: type[Model], key: Values, values: Values, **more: Any) -> Iterator[Change]:
    """Makes the row be so. `more` is as of `change`."""
    objects = model._default_manager
    standing = objects.filter(**key).first()
    if standing is None:
        yield change(what, subject, objects.create(**key, **values), None, values, **more)
        return
    before = {name: getattr(standing, name) for name in values}
    if differ := [name for name in values if before[name] != values[name]]:
        for name in differ:
            setattr(standing, name, values[name])
        standing.save(update_fields=differ)
        yield change(what, subject, standing, before, values, **more)


def change(
    what: str,
    subject: str,
    row: Model,
    before: Values | None,
    after: Values,
    *,
    secrets: Collection[str] = (),
    source: str = "",
    warning: str = "",
) -> Change:
    """The change of a row from `before` to `after`; `secrets` are the names of fields that must not be told."""
    was, became = veiled(None if before is None else _flat(before), _flat(after), secrets)
    if was is not None:
        told = differing(was, became)
        was, became = told["before"], told["after"]
    return Change(what=what, subject=subject, row=row, before=was, after=became or {}, source=source, warning=warning)


def _flat(values: Values) -> dict[str, Any]:
    """A row's fields; the vendor's own among them by their own names, a person by number."""
    flat = {name: value for name, value in values.items() if name not in (SETTINGS, PERSON)}
    if PERSON in values:
        flat["user"] = str(values[PERSON] or "")
    return flat | dict(values.get(SETTINGS, {}))
