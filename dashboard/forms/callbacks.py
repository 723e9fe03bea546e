"""What goes with a deed on a callback: which number, with what it is closed, to when it is moved."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.presenters.callback_words import NUMBERS, STATUSES

LONGEST_COMMENT = 1000


class DeedForm(forms.Form):
    """A deed that nothing goes with."""

    @property
    def sentence(self) -> str:
        """What is wrong with it, in words."""
        return " ".join(dict.fromkeys(str(error) for errors in self.errors.values() for error in errors))


class StartForm(DeedForm):
    """Which of the numbers is called, by its label: the number itself is the system's to know."""

    number = forms.ChoiceField(
        choices=list(NUMBERS.items()), error_messages={"invalid_choice": gettext_lazy("There is no such number.")}
    )

    def __init__(self, data: Mapping[str, Any], *, numbers: Sequence[str]) -> None:
        super().__init__({"number": next(iter(numbers), ""), **{k: data[k] for k in ("number",) if data.get(k)}})
        self._numbers = numbers

    def clean_number(self) -> str:
        """A number that this request has."""
        number: str = self.cleaned_data["number"]
        if number not in self._numbers:
            raise forms.ValidationError(_("This request has no such number."))
        return number


class _Commented(DeedForm):
    comment = forms.CharField(
        required=False,
        max_length=LONGEST_COMMENT,
        error_messages={"max_length": gettext_lazy("At most %(limit_value)d characters.")},
    )


class CloseForm(_Commented):
    """With which status it is closed, and a comment."""

    status = forms.ChoiceField(
        choices=list(STATUSES.items()),
        error_messages={
            "required": gettext_lazy("Choose what came of it."),
            "invalid_choice": gettext_lazy("Choose what came of it."),
        },
    )


class RescheduleForm(_Commented):
    """A day and a part of the day, both or neither (xuc.md 1.4); without either there is nothing to move."""

    due = forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], error_messages={"invalid": gettext_lazy("This is no day.")}
    )
    period = forms.CharField(required=False)

    def __init__(self, data: Mapping[str, Any], *, periods: Sequence[str], today: date) -> None:
        super().__init__(data)
        self._periods, self._today = periods, today

    def clean(self) -> dict[str, Any]:
        """Both, and not in the past."""
        given = dict(super().clean() or {})
        if self.errors:
            return given
        due, period = given.get("due"), given.get("period")
        if not due and not period:
            raise forms.ValidationError(_("To when? Give a day and a part of the day."))
        if not due or not period:
            raise forms.ValidationError(_("A day and a part of the day go together: the system takes both or neither."))
        if period not in self._periods:
            raise forms.ValidationError(_("There is no such part of the day."))
        if due < self._today:
            raise forms.ValidationError(_("That day is over."))
        return given
