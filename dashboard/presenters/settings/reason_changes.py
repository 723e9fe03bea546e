"""What an import of reason codes would change, as its preview says it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.presenters.settings.reasons import CATEGORIES
from dashboard.presenters.tones import TONES

FIELDS: Mapping[str, Promise] = {
    "label": gettext_lazy("Label"),
    "order": gettext_lazy("Order"),
    "tone": gettext_lazy("Colour"),
    "productive": gettext_lazy("Productive"),
    "max_minutes": gettext_lazy("Longest, in minutes"),
    "forceable": gettext_lazy("Forceable"),
    "protected": gettext_lazy("Protected"),
    "retired": gettext_lazy("Retired"),
}
NOTHING = "–"


class Change(Protocol):
    """What a file changes (store.reason_files.Change)."""

    @property
    def key(self) -> tuple[str, str, str]: ...
    @property
    def before(self) -> Mapping[str, Any] | None: ...
    @property
    def after(self) -> Mapping[str, Any]: ...


class Difference(Protocol):
    """What a system changes (store.reason_import.Difference)."""

    @property
    def category(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def before(self) -> str | None: ...
    @property
    def after(self) -> str | None: ...
    @property
    def label(self) -> str: ...


class Preview(Protocol):
    """What importing from a system would do (store.reason_import.Preview)."""

    @property
    def new(self) -> Iterable[Difference]: ...
    @property
    def changed(self) -> Iterable[Difference]: ...
    @property
    def gone(self) -> Iterable[Difference]: ...
    @property
    def retired(self) -> Iterable[Difference]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeChanged:
    """A code of the file, and its fields: (name, before, after)."""

    source: str
    category: str
    code: str
    is_new: bool
    fields: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Codes of a system to which the same happens."""

    id: str
    title: str
    about: str
    rows: list[tuple[str, str, str, str, str]]  # category, code, before, after, our label


def compared(changes: Iterable[Change]) -> list[CodeChanged]:
    """Each change of a file, in its order."""
    return [
        CodeChanged(
            source=change.key[0],
            category=str(CATEGORIES.get(change.key[1], change.key[1])),
            code=change.key[2],
            is_new=change.before is None,
            fields=[
                (str(FIELDS[name]), _said(name, (change.before or {}).get(name)), _said(name, value))
                for name, value in change.after.items()
                if change.before is not None or _is_special(name, value)
            ],
        )
        for change in changes
    ]


def differences(preview: Preview) -> list[Part]:
    """What a system's import does, those of one kind together; kinds that have none are left out."""
    parts = [
        ("new", _("New"), _("They are added with the system’s words."), preview.new),
        ("changed", _("Changed"), _("The system says something else than at the last import. A label of yours stays."),
         preview.changed),
        ("gone", _("Gone"), _("The system gives them no more: they are retired."), preview.gone),
        ("retired", _("Retired here"), _("The system gives them, and you retired them: they stay retired."),
         preview.retired),
    ]  # fmt: skip
    return [
        Part(id=id_, title=title, about=about, rows=found) for id_, title, about, of in parts if (found := _rows(of))
    ]


def _is_special(name: str, value: object) -> bool:
    """Whether a new code's field is worth a word: it is not as it is where nobody decided."""
    return value is False if name == "forceable" else bool(value)


def _rows(of: Iterable[Difference]) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            str(CATEGORIES.get(one.category, one.category)),
            one.code,
            one.before or NOTHING,
            one.after or NOTHING,
            one.label,
        )
        for one in of
    ]


def _said(name: str, value: object) -> str:
    match value:
        case True:
            return _("yes")
        case False:
            return _("no")
        case None | "":
            return NOTHING
        case str() if name == "tone":
            return str(TONES.get(value, value))
        case _:
            return str(value)
