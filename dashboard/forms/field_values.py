"""A field's value as a text: as a digest, to be compared later, and in words, to be shown beside the field."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from dashboard.presenters.words import STATES

NOTHING = "–"
LONGEST = 120  # characters of a value in words
DIGITS = 8  # of a digest: enough to tell two values apart, of no use for guessing one


def digest(field: forms.Field, value: Any) -> str:
    """The same for values that clean to the same; of boxes that are ticked the order does not count."""
    if isinstance(field, forms.MultipleChoiceField):
        value = sorted(value or ())
    return hashlib.sha256(_flat(value).encode()).hexdigest()[:DIGITS]


def in_words(field: forms.Field, value: Any) -> str:
    """A value as the form words it."""
    return str(Truncator(_worded(value, _labels(field))).chars(LONGEST))


def _flat(value: Any) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case Mapping():
            return _flat(sorted(value.items()))
        case list() | tuple():
            return "\n".join(_flat(one).replace("\n", "\t") for one in value)
    return str(value)


def _worded(value: Any, labels: Mapping[str, str]) -> str:
    match value:
        case True:
            return _("yes")
        case False:
            return _("no")
        case Mapping():
            return ", ".join(f"{STATES.get(key, key)} {inner}" for key, inner in value.items()) or NOTHING
        case list() | tuple():
            return ", ".join(_worded(one, labels) for one in value) or NOTHING
    return labels.get(str(value), str(value)) if value not in ("", None) else NOTHING


def _labels(field: forms.Field) -> dict[str, str]:
    """The words of a field's choices, by value."""
    choices = list(cast(Any, field.choices)) if isinstance(field, forms.ChoiceField) else []
    flat = [pair for value, word in choices for pair in (word if isinstance(word, list | tuple) else [(value, word)])]
    return {str(value): strip_tags(str(word).partition("<small>")[0]) for value, word in flat}  # policies.explained
