"""What may be decided about a reason code; the same rules for the form on the page and for a line of a CSV file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dashboard.forms.files import CsvFile
from dashboard.forms.meanwhile import ChangingForm
from dashboard.forms.plain import PlainForm
from dashboard.models import Integration, ReasonPolicy
from dashboard.presenters.settings.reasons import CATEGORIES
from dashboard.presenters.tones import TONES

LARGEST = 2_147_483_647  # what the database's column holds


class ToneSelect(forms.RadioSelect):
    """Radio buttons that are swatches themselves (static/css/reasons.css), each with its name."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """An option that knows its tone."""
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-tone"] = value
        return option


class ReasonForm(ChangingForm):
    """How one reason code is worded and treated. `cleaned_data` holds a value for each of ReasonPolicy's fields."""

    label = forms.CharField(
        label=_("Label"),
        max_length=200,
        required=False,
        strip=False,
        help_text=_("What the floor shows. Empty: the system’s own words."),
    )
    order = forms.IntegerField(
        label=_("Order"),
        min_value=0,
        max_value=LARGEST,
        required=False,
        help_text=_("Where reasons are offered, the smallest comes first."),
    )
    max_minutes = forms.IntegerField(
        label=_("Longest, in minutes"),
        min_value=0,
        max_value=LARGEST,
        required=False,
        help_text=_("Past it the row is marked on the floor. Empty: the team’s own limit holds."),
    )
    tone = forms.ChoiceField(
        label=_("Colour"),
        choices=[("", pgettext_lazy("tone", "None")), *TONES.items()],
        required=False,
        widget=ToneSelect,
        error_messages={"invalid_choice": _("There is no colour “%(value)s”: choose one of the ten, or none.")},
    )
    productive = forms.BooleanField(label=_("Productive: it counts as work"), required=False)
    forceable = forms.BooleanField(label=_("Supervisors may force agents into it"), required=False)
    protected = forms.BooleanField(label=_("Protected: nobody is forced out of it"), required=False)

    def clean_label(self) -> str:
        """Without blanks around it: a label of blanks alone would hide the system's words."""
        return str(self.cleaned_data["label"]).strip()

    def clean_order(self) -> int:
        """None given is the first place."""
        return self.cleaned_data["order"] or 0


class NewReasonForm(ReasonForm):
    """A code that no system gave, or not yet."""

    source = forms.ChoiceField(label=_("System"))
    category = forms.ChoiceField(label=_("Category"), choices=list(CATEGORIES.items()))
    code = forms.CharField(label=_("Code"), max_length=60, help_text=_("As the system sends it."))

    field_order = ("source", "category", "code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = Integration.objects.order_by("name").values_list("name", flat=True)
        self.fields["source"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A code stands once in its system and category."""
        given = super().clean() or self.cleaned_data
        key = {name: given.get(name) for name in ("source", "category", "code")}
        if all(key.values()) and ReasonPolicy.objects.filter(**key).exists():
            self.add_error("code", _("This code is here already."))
        return given


class ReasonFileForm(PlainForm):
    """A CSV file of reason codes: `cleaned_data["file"]` is its text."""

    file = CsvFile(
        label=_("CSV file"),
        help_text=_("UTF-8, at most 1 MB. Nothing is changed before you have seen what would be."),
    )
