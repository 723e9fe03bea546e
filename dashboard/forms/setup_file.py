"""A setup file that somebody brings: a text of at most 1 MiB."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST = 1024 * 1024  # bytes


class SetupFileForm(forms.Form):
    """`cleaned_data["file"]` is the file's text."""

    file = forms.FileField(
        label=_("Setup file"),
        help_text=_("A TOML file of at most 1 MiB. Nothing is changed before you have seen what would change."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".toml,application/toml,text/plain"}),
    )

    def clean_file(self) -> str:
        """Its text."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 1 MiB: this is no setup file."))
        try:
            return str(file.read(), "utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(_("This is no text in UTF-8.")) from None
