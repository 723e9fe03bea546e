"""A file of text that somebody brings: CSV of people or of reason codes, a setup file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST = 1024 * 1024  # bytes: some ten thousand people


class TextFile(forms.FileField):
    """A file of text in UTF-8, with a byte order mark or without; cleaned to its text. At most LARGEST bytes."""

    default_error_messages = {"not_utf8": _("This is no text in UTF-8.")}  # noqa: RUF012 - Django's own

    def __init__(self, *, accept: str, **options: Any) -> None:
        super().__init__(widget=forms.FileInput(attrs={"accept": accept}), **options)

    def clean(self, data: Any, initial: Any = None) -> str:
        """The text."""
        file: UploadedFile[bytes] = super().clean(data, initial)
        if (file.size or 0) > LARGEST:
            raise ValidationError(_("The file is larger than 1 MB."))
        try:
            return str(file.read(), "utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(self.error_messages["not_utf8"]) from None


class CsvFile(TextFile):
    """A spreadsheet's file."""

    default_error_messages = {  # noqa: RUF012 - Django's own
        "not_utf8": _("The file is not in UTF-8: save it as “CSV UTF-8”.")
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(accept=".csv,text/csv", **options)
