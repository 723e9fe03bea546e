"""What is decided for the whole site: its name and time zone, how long things are kept, and who sees what."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dashboard.forms.constraints import check, longest
from dashboard.forms.meanwhile import ChangingForm
from dashboard.forms.policies import PolicyForm, ZoneField
from dashboard.models import Site
from dashboard.setup import schema


class SiteForm(PolicyForm):
    """The site."""

    entry = schema.Site
    name = forms.CharField(
        label=_("Name"),
        max_length=longest(schema.Site, "name"),
        required=False,
        help_text=_("As it stands on the wall."),
    )
    time_zone = ZoneField(
        label=_("Time zone"),
        help_text=_("Where days begin and end, and loans of teams. Empty: the installation's."),
    )
    states_days = forms.IntegerField(
        label=_("Keep states, in days"), min_value=1, max_value=36_500, help_text=_("Of teams whose history is kept.")
    )
    calls_days = forms.IntegerField(label=_("Keep calls, in days"), min_value=1, max_value=36_500)
    trail_days = forms.IntegerField(
        label=_("Keep the activity, in days"),
        min_value=1,
        max_value=36_500,
        help_text=_("Who did what to whom. What is older goes with the next pruning, and does not come back."),
    )
    mask_numbers = forms.BooleanField(
        label=_("Mask customers' numbers"),
        required=False,
        help_text=_("+44 20 •••• 123, on every page and in every export."),
    )
    agent_sees_listens = forms.BooleanField(
        label=_("Agents see who listened to them"),
        required=False,
        help_text=_("On their own page, with time and length."),
    )

    def offer(self, stood: Site) -> None:
        """The zone that holds where none is chosen."""
        self.fields["time_zone"].widget.attrs["placeholder"] = settings.TIME_ZONE

    def clean(self) -> dict[str, Any]:
        """Its three tables of a setup file."""
        sent = ChangingForm.clean(self) or self.cleaned_data
        if not self.errors:
            for entry in (schema.Site, schema.Retention, schema.Privacy):
                check(self, entry, {name: sent[name] for name in entry.__struct_fields__}, called={})
        return dict(sent)
