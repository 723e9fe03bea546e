"""A setup file that somebody brings."""

from django.utils.translation import gettext_lazy as _

from dashboard.forms.files import TextFile
from dashboard.forms.plain import PlainForm


class SetupFileForm(PlainForm):
    """`cleaned_data["file"]` is the file's text."""

    file = TextFile(
        label=_("Setup file"),
        accept=".toml,application/toml,text/plain",
        help_text=_("A TOML file, at most 1 MB. Nothing is changed before you have seen what would be."),
    )
