"""What is decided for a team: its name, when a row is marked, who may be listened to, and what is kept."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dashboard.forms import choices
from dashboard.forms.constraints import allowed, longest
from dashboard.forms.plain import word
from dashboard.forms.policies import Explained, PolicyForm, ZoneField, explained
from dashboard.forms.widgets import MinutesByState, Picks
from dashboard.models import TeamPolicy
from dashboard.models.policies import Kept, Listening
from dashboard.presenters.policies import DEFAULT_LIMITS, MINUTE
from dashboard.presenters.words import STATES
from dashboard.setup import schema
from dashboard.store import named
from dashboard.store.zones import site_zone

LISTENING: Explained = {
    Listening.OFF: (pgettext_lazy("listening", "Off"), _("Nobody is offered to listen to anybody of this team.")),
    Listening.QUEUE_CALLS: (
        pgettext_lazy("listening", "Queue calls"),
        _("Calls that came through a queue, and conferences that grew out of one."),
    ),
    Listening.ALL_CALLS: (
        pgettext_lazy("listening", "All calls"),
        _("Direct and outgoing calls too; never calls between colleagues, and never consultations."),
    ),
}
HISTORY: Explained = {
    Kept.OFF: (pgettext_lazy("history", "Off"), _("Nothing is kept; what was kept goes with the next pruning.")),
    Kept.TODAY: (
        pgettext_lazy("history", "Today"),
        _("From midnight in the team's time zone; days before it go with the next pruning."),
    ),
    Kept.KEPT: (pgettext_lazy("history", "Kept"), _("As many days as the site keeps history.")),
}


def _default(state: str) -> str:
    limits = DEFAULT_LIMITS.get(state)
    return str(limits[1] // MINUTE) if limits else ""


class MinutesField(forms.Field):
    """Minutes by state; cleaned to whole numbers, the empty ones left out."""

    widget = MinutesByState

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.widget.states = [(state, STATES[state], _default(state)) for state in allowed(schema.LimitedState)]

    def clean(self, value: Any) -> dict[str, int]:
        """The numbers."""
        minutes = forms.IntegerField(min_value=1, max_value=24 * 60)
        word(minutes)
        cleaned: dict[str, int] = {}
        for state, text in (value or {}).items():
            try:
                cleaned[state] = minutes.clean(text)
            except ValidationError as wrong:
                raise ValidationError([f"{STATES[state]}: {message}" for message in wrong.messages]) from None
        return cleaned


class TeamForm(PolicyForm):
    """One team."""

    entry = schema.Team
    name = forms.CharField(label=_("Name as shown"), max_length=longest(schema.Team, "name"), required=False)
    time_zone = ZoneField(label=_("Time zone"), help_text=_("Where its days begin and end. Empty: the site's."))
    max_minutes = MinutesField(
        label=_("Longest minutes in a state"),
        help_text=_("Past it a row is marked, and at half of it warned of. A reason code's own minutes come first."),
    )
    listening = forms.ChoiceField(
        label=_("Listening"), widget=forms.RadioSelect, choices=explained(LISTENING, list(LISTENING))
    )
    purpose = forms.CharField(
        label=_("Purpose of listening"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where listening is on; supervisors see it before they listen."),
    )
    reason_required = forms.BooleanField(label=_("Whoever listens says why, each time"), required=False)
    excluded = forms.MultipleChoiceField(label=_("Agents who are never listened to"), required=False, widget=Picks)
    history = forms.ChoiceField(
        label=_("History"),
        widget=forms.RadioSelect,
        choices=explained(HISTORY, list(HISTORY)),
        help_text=_(
            "The team's supervisors may look at what is kept of an agent: to coach and to plan, and for nothing else."
            " Each look is a line in the activity."
        ),
    )

    def offer(self, stood: TeamPolicy) -> None:
        """The team's agents, and those excluded already."""
        self.fields["time_zone"].widget.attrs["placeholder"] = str(site_zone())
        agents = named.agents(stood.pk).values()
        excluded: Any = self.fields["excluded"]
        excluded.choices = choices.excluded(agents, stood.excluded)

    def clean(self) -> dict[str, Any]:
        """Nobody is listened to without a purpose (product.md, Fair)."""
        sent = super().clean()
        if sent.get("listening", Listening.OFF) != Listening.OFF and not sent.get("purpose"):
            self.add_error("purpose", _("Say what for: without a purpose nobody may be listened to."))
        return sent
