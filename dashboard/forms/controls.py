"""One control for one type of a vendor's setting, with its bounds; what does not fit is said in our words."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from msgspec import inspect

from dashboard.forms.plain import AT_LEAST, AT_MOST, TOO_LONG, WHOLE, word
from dashboard.secrets import is_sealed

Number = inspect.IntType | inspect.FloatType
Many = inspect.ListType | inspect.VarTupleType | inspect.SetType | inspect.FrozenSetType


class Above(validators.BaseValidator):
    """More than a limit, which itself is too little."""

    message = _("More than %(limit_value)s.")

    def compare(self, a: Any, b: Any) -> bool:
        """Whether it does not fit."""
        return bool(a <= b)


class Below(validators.BaseValidator):
    """Less than a limit, which itself is too much."""

    message = _("Less than %(limit_value)s.")

    def compare(self, a: Any, b: Any) -> bool:
        """Whether it does not fit."""
        return bool(a >= b)


class Lines(forms.CharField):
    """Several values, one a line; empty lines are none."""

    widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off"})

    def __init__(self, item: forms.Field, *, at_least: int, at_most: int | None, **more: Any) -> None:
        super().__init__(required=at_least > 0, **more)
        self._item, self._at_least, self._at_most = item, at_least, at_most

    def prepare_value(self, value: Any) -> Any:
        """The lines as one text."""
        return "\n".join(str(one) for one in value) if isinstance(value, list | tuple | set | frozenset) else value

    def clean(self, value: Any) -> Any:
        """The values. ValidationError names the line that does not fit."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) < self._at_least:
            raise ValidationError(_("At least %(many)s lines."), params={"many": self._at_least})
        if self._at_most is not None and len(lines) > self._at_most:
            raise ValidationError(_("At most %(many)s lines."), params={"many": self._at_most})
        return [self._one(number, line) for number, line in enumerate(lines, 1)]

    def _one(self, number: int, line: str) -> Any:
        try:
            return self._item.clean(line)
        except ValidationError as wrong:
            raise ValidationError(
                _("Line %(number)s: %(wrong)s"), params={"number": number, "wrong": " ".join(wrong.messages)}
            ) from None


def control(kind: inspect.Type, *, is_secret: bool = False, may_be_missing: bool = False) -> forms.Field:
    """The control for a type. One that `may_be_missing` has a default, which holds where nothing is given."""
    if isinstance(kind, inspect.Metadata):
        return control(kind.type, is_secret=is_secret, may_be_missing=may_be_missing)
    if isinstance(kind, inspect.UnionType) and (one := _or_nothing(kind)) is not None:
        return _optional(one, is_secret=is_secret)
    made = _plain(kind, is_secret=is_secret, may_be_missing=may_be_missing)
    word(made)
    return made


def _plain(kind: inspect.Type, *, is_secret: bool, may_be_missing: bool) -> forms.Field:
    match kind:
        case inspect.BoolType():
            return forms.BooleanField(required=False)
        case inspect.LiteralType():
            return _choice(kind.values)
        case inspect.EnumType():
            return _choice([one.value for one in kind.cls])
        case inspect.IntType() | inspect.FloatType():
            return _number(kind, required=not may_be_missing)
        case inspect.StrType():
            return _text(kind, is_secret=is_secret)
        case inspect.ListType() | inspect.VarTupleType() | inspect.SetType() | inspect.FrozenSetType() if _has_lines(
            kind
        ):
            return Lines(control(kind.item_type), at_least=kind.min_length or 0, at_most=kind.max_length)
        case _:
            return forms.JSONField(
                required=not may_be_missing,
                widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
                error_messages={"invalid": _("This is not written as JSON.")},
            )


def _or_nothing(kind: inspect.UnionType) -> inspect.Type | None:
    """The one type of a setting that may be nothing; None for any other union."""
    others = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
    return others[0] if len(others) == 1 and kind.includes_none else None


def _optional(kind: inspect.Type, *, is_secret: bool) -> forms.Field:
    """A control that may stay empty, which is nothing (None)."""
    if isinstance(kind, inspect.BoolType):
        return forms.NullBooleanField(required=False)
    made = control(kind, is_secret=is_secret, may_be_missing=True)
    made.required = False
    if isinstance(made, forms.TypedChoiceField):
        made.choices = [("", "–"), *cast(list[tuple[str, str]], made.choices)]
    if isinstance(made, forms.CharField | forms.TypedChoiceField):
        made.empty_value = None
    return made


def _has_lines(kind: Many) -> bool:
    """Whether each of several values fits on a line."""
    item = kind.item_type.type if isinstance(kind.item_type, inspect.Metadata) else kind.item_type
    return isinstance(item, inspect.StrType | Number | inspect.LiteralType | inspect.EnumType)


def _choice(values: Sequence[Any]) -> forms.Field:
    by_text = {str(value): value for value in values}
    return forms.TypedChoiceField(
        choices=[(text, text or "–") for text in by_text],
        coerce=by_text.__getitem__,
        required="" not in by_text,
    )


def _number(kind: Number, *, required: bool) -> forms.Field:
    whole = isinstance(kind, inspect.IntType)
    made: forms.Field = forms.IntegerField(required=required) if whole else forms.FloatField(required=required)
    made.error_messages["invalid"] = WHOLE if whole else _("Write a number.")
    made.widget.attrs["step"] = 1 if whole else "any"
    for name, limit, validator in (
        ("min", kind.ge, validators.MinValueValidator(kind.ge, AT_LEAST)),
        ("min", kind.gt, Above(kind.gt)),
        ("max", kind.le, validators.MaxValueValidator(kind.le, AT_MOST)),
        ("max", kind.lt, Below(kind.lt)),
    ):
        if limit is not None:
            made.validators.append(validator)
            made.widget.attrs[name] = limit
    return made


def _text(kind: inspect.StrType, *, is_secret: bool) -> forms.Field:
    at_least = kind.min_length or 0
    made = forms.CharField(
        required=at_least > 0, strip=not is_secret, widget=forms.PasswordInput if is_secret else forms.TextInput
    )
    made.widget.attrs |= {"autocomplete": "new-password" if is_secret else "off", "spellcheck": "false"}
    if at_least > 1:
        made.validators.append(
            validators.MinLengthValidator(at_least, _("At least %(limit_value)s characters; these are %(show_value)s."))
        )
    if kind.max_length is not None:
        made.validators.append(validators.MaxLengthValidator(kind.max_length, TOO_LONG))
    if kind.pattern is not None:
        made.validators.append(validators.RegexValidator(kind.pattern, _("It is not written as it should be.")))
    if is_secret:
        made.validators.append(_not_sealed)
    return made


def _not_sealed(value: str) -> None:
    """What an installation sealed for itself is worth nothing elsewhere."""
    if is_sealed(value):
        raise ValidationError(_("This was sealed by an installation for itself: type the secret."))
