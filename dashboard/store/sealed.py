"""Where sealed secrets stand, all of it in one list; and how they are sealed anew when the key is exchanged."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import JSONField, Model

from dashboard.models import AskedCommand, CtiSignIn, Integration, Lookup, Upload
from dashboard.secrets import SEALED, SecretMissing, is_sealed, resealed

# Every column that `dashboard.secrets.seal` writes to. A test seals something in each, and looks through all others.
PLACES: tuple[tuple[type[Model], str], ...] = (
    (Integration, "settings"),
    (CtiSignIn, "settings"),
    (CtiSignIn, "typed"),
    (AskedCommand, "secret"),
    (Upload, "text"),
    (Lookup, "answer"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotated:
    """How many secrets were sealed anew, how many were so already, and the rows with one that no key opens."""

    anew: int
    already: int
    closed: tuple[str, ...]


def rotate() -> Rotated:
    """Seals every secret with the first of FIELD_KEYS, row by row. Safe beside pages and bridges, and twice."""
    counted: Counter[str] = Counter()
    closed: list[str] = []
    for model, column in PLACES:
        for pk in _rows(model, column):
            found = _rotate_row(model, column, pk)
            counted.update(found)
            if "closed" in found:
                closed.append(f"{model._meta.verbose_name} {pk}")
    return Rotated(anew=counted["anew"], already=counted["already"], closed=tuple(dict.fromkeys(closed)))


def _rows(model: type[Model], column: str) -> list[Any]:
    """The rows that may hold a secret there, by their keys."""
    rows = model._default_manager.order_by("pk")
    if not isinstance(model._meta.get_field(column), JSONField):
        rows = rows.filter(**{f"{column}__startswith": SEALED})
    return list(rows.values_list("pk", flat=True))


def _rotate_row(model: type[Model], column: str, pk: Any) -> list[str]:
    """What became of each secret of a row, which nobody else changes meanwhile."""
    with transaction.atomic():
        row = model._default_manager.select_for_update().filter(pk=pk).first()
        if row is None:
            return []
        found: list[str] = []
        value = _anew(getattr(row, column), found)
        if "anew" in found:
            setattr(row, column, value)
            row.save(update_fields=[column])
        return found


def _anew(value: Any, found: list[str]) -> Any:
    """The value with every sealed text in it sealed by the first key; what was done goes to `found`."""
    match value:
        case str() if is_sealed(value):
            return _text(value, found)
        case dict():
            return {name: _anew(inner, found) for name, inner in value.items()}
        case list():
            return [_anew(inner, found) for inner in value]
        case _:
            return value


def _text(value: str, found: list[str]) -> str:
    try:
        sealed = resealed(value)
    except SecretMissing:
        found.append("closed")
        return value
    found.append("already" if sealed == value else "anew")
    return sealed
