"""What is decided for a queue: its name, who sees it, when it is marked, and how its service level counts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dashboard.forms import choices
from dashboard.forms.constraints import allowed, longest
from dashboard.forms.policies import Explained, PolicyForm, explained
from dashboard.forms.widgets import Picks
from dashboard.models import QueuePolicy
from dashboard.presenters.policies import WAITING_LIMITS
from dashboard.setup import schema
from dashboard.store import named

VARIANTS: Explained = {  # metrics.md, "Service level has no single formula"
    "answered_only": (
        _("Answered only"),
        _("Of the answered calls, those answered in time: who gave up counts nowhere."),
    ),
    "abandons_positive": (
        _("Abandons positive"),
        _("Of all answered and abandoned calls, those answered or abandoned in time: who gave up early was served."),
    ),
    "abandons_ignored": (
        _("Abandons ignored"),
        _("Calls answered in time, of all but those abandoned in time: who gave up early was never there."),
    ),
    "short_abandon_credit": (
        _("Short-abandon credit"),
        _("As negative, but who gave up within the short-abandon limit counts as served."),
    ),
    "abandons_negative": (
        _("Abandons negative"),
        _("Of all answered and abandoned calls, those answered in time: whoever gave up was not served."),
    ),
}


class QueueForm(PolicyForm):
    """One queue."""

    entry = schema.Queue
    name = forms.CharField(label=_("Name as shown"), max_length=longest(schema.Queue, "name"), required=False)
    teams = forms.MultipleChoiceField(
        label=_("Who sees it"),
        required=False,
        widget=Picks,
        help_text=_("The supervisors of these teams. None ticked: whoever has a team of its system."),
    )
    warn_waiting = forms.IntegerField(
        label=_("Warn when so many wait"), required=False, min_value=1, max_value=100_000, help_text=_("Empty: never.")
    )
    warn_wait_seconds = forms.IntegerField(
        label=_("Warn when somebody waits so long, in seconds"),
        required=False,
        min_value=1,
        max_value=86400,
        help_text=_("After twice as long the wait is past its limit. Empty: {default} seconds."),
    )
    service_level_seconds = forms.IntegerField(
        label=_("Service level: answered in time means within, in seconds"), min_value=0, max_value=86400
    )
    service_level_variant = forms.ChoiceField(
        label=_("Service level: who counts"),
        widget=forms.RadioSelect,
        choices=explained(VARIANTS, allowed(schema.Variant)),
    )
    short_abandon_seconds = forms.IntegerField(
        label=_("Short-abandon limit, in seconds"),
        min_value=0,
        max_value=86400,
        help_text=_("Who gives up within it counts as served, where the variant says so."),
    )

    def offer(self, stood: QueuePolicy) -> None:
        """Every team, those chosen already among them."""
        teams: Any = self.fields["teams"]
        teams.choices = choices.teams(named.teams(), standing=stood.teams)
        wait = self.fields["warn_wait_seconds"]
        wait.help_text = str(wait.help_text).format(default=WAITING_LIMITS[0])
