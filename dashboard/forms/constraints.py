"""What a setup file may say holds for forms too: one truth (dashboard/setup/schema.py), asked from both sides."""

import re
from collections.abc import Mapping
from typing import Any, cast, get_args
from zoneinfo import available_timezones

import msgspec
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from msgspec import inspect

from dashboard.setup.errors import wrong_value
from dashboard.setup.schema import Entry

_FIRST_NAME = re.compile(r"^\w+")


def longest(entry: type[Entry], field: str) -> int | None:
    """How many characters a text of an entry may have; None: any number."""
    described = cast(inspect.StructType, inspect.type_info(entry))
    found = next(f.type for f in described.fields if f.name == field)
    return getattr(found, "max_length", None)


def allowed(literal: Any) -> tuple[str, ...]:
    """The values of one of the schema's Literals."""
    return get_args(literal)


def check(form: forms.Form, entry: type[Entry], values: Mapping[str, Any], *, called: Mapping[str, str]) -> None:
    """Adds the schema's complaint to the form, if it has one. `called`: the form's name of an entry's field."""
    try:
        msgspec.convert(values, entry)
    except msgspec.ValidationError as error:
        key, _colon, what = str(wrong_value(error)).partition(": ")
        found = _FIRST_NAME.match(key)
        name = called.get(found[0], found[0]) if found else None
        form.add_error(name if name in form.fields else None, what)


def zones() -> list[str]:
    """Every time zone by name, for suggestions."""
    return sorted(name for name in available_timezones() if "/" in name or name == "UTC")


def zone(name: str) -> None:
    """A validator: ValidationError where there is no such time zone."""
    if name and name not in available_timezones():
        raise ValidationError(_("There is no such time zone: use a name such as Europe/Berlin."))
