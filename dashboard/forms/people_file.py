"""A file of people, brought by an administrator."""

from django.utils.translation import gettext_lazy as _

from dashboard.forms.files import CsvFile
from dashboard.forms.plain import PlainForm


class PeopleFileForm(PlainForm):
    """`cleaned_data["file"]` is the file's text."""

    file = CsvFile(
        label=_("CSV file"),
        help_text=_("UTF-8, at most 1 MB. Nothing is changed before you have seen what would be."),
    )
