"""A file of people, brought by an administrator."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LARGEST = 1024 * 1024  # bytes: some ten thousand people


class PeopleFileForm(forms.Form):
    """The file; cleaned to its text."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("UTF-8, at most 1 MB. Nothing is changed before you have seen what would be."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> str:
        """The text."""
        file: Any = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than 1 MB: bring it in parts."))
        try:
            return str(file.read().decode("utf-8"))
        except UnicodeDecodeError:
            raise ValidationError(_("This is no UTF-8 text: save it as “CSV UTF-8”.")) from None
