"""A password that an administrator sets for somebody: typed twice, checked, never shown."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dashboard.forms.plain import PlainForm
from dashboard.models import Person


class PasswordForm(PlainForm):
    """A new password, typed twice; never shown again."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=pgettext_lazy("password", "The same again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self._person = person
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        """Both alike, and good enough for this person."""
        sent = dict(super().clean() or self.cleaned_data)
        if "password" not in sent or "again" not in sent:
            return sent
        if sent["password"] != sent["again"]:
            self.add_error("again", _("The two are not the same."))
            return sent
        try:
            validate_password(sent["password"], self._person)
        except ValidationError as weak:
            self.add_error("password", weak)
        return sent
