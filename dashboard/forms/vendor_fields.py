"""The fields of a form, made from a Struct of a vendor's config.py: no vendor has a form of its own."""

from dataclasses import dataclass
from typing import Any, cast

import msgspec
from django import forms
from django.utils.translation import gettext as _
from msgspec import inspect

from dashboard.forms.controls import control
from dashboard.forms.help_texts import help_of
from dashboard.presenters.vendor_words import label_of

UNITS = ("seconds", "minutes", "hours", "days", "per_second", "percent")  # a name may end with one of them


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorField:
    """One field of a vendor's Struct: what its form shows, and how its value is read and written."""

    name: str  # as the setup file has it
    title: str
    control: forms.Field
    is_secret: bool
    default: Any  # NODEFAULT: it must be given
    example: Any  # one that works; NODEFAULT without any

    @property
    def stands_in(self) -> Any:
        """A value that is beyond suspicion; NODEFAULT where none is known."""
        return self.default if self.default is not msgspec.NODEFAULT else self.example

    def may_be_left_out(self, value: Any) -> bool:
        """Whether the settings say the same without it. None is no value: a setup file could not say it."""
        return self.default is not msgspec.NODEFAULT and (value is None or bool(value == self.default))


def fields_of(struct: type) -> list[VendorField]:
    """The fields of a Struct, in its order."""
    described = cast(inspect.StructType, inspect.type_info(struct))
    return [_field(one) for one in described.fields]


def _field(one: inspect.Field) -> VendorField:
    kind = one.type
    meta: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    if isinstance(kind, inspect.Metadata):
        meta, extra, kind = kind.extra_json_schema or {}, kind.extra or {}, kind.type
    is_secret, worded = bool(extra.get("secret")), extra.get("words", {})
    examples = meta.get("examples") or [msgspec.NODEFAULT]
    title = label_of(meta.get("title") or one.encode_name.replace("_", " ").capitalize())
    made = control(kind, is_secret=is_secret, may_be_missing=not one.required)
    if isinstance(made, forms.ChoiceField):
        made.choices = [(value, label_of(worded.get(value, word))) for value, word in _pairs(made)]
    made.label = _with_unit(title, one.encode_name)
    made.help_text = help_of(kind, label_of(meta.get("description", "")), meta.get("examples", []))
    return VendorField(
        name=one.encode_name,
        title=title,
        control=made,
        is_secret=is_secret,
        default=_default(one),
        example=examples[0],
    )


def _pairs(made: forms.ChoiceField) -> list[tuple[str, str]]:
    return cast(list[tuple[str, str]], made.choices)


def _with_unit(title: str, name: str) -> str:
    """The label, with the unit that the setting's name ends with."""
    words = {
        "seconds": _("seconds"),
        "minutes": _("minutes"),
        "hours": _("hours"),
        "days": _("days"),
        "per_second": _("per second"),
        "percent": _("percent"),
    }
    unit = next((unit for unit in UNITS if name.endswith(f"_{unit}")), "")
    return f"{title} ({words[unit]})" if unit else title


def _default(one: inspect.Field) -> Any:
    if one.default_factory is not msgspec.NODEFAULT:
        return one.default_factory()
    return one.default
