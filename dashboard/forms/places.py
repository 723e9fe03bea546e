"""What is decided for a team, for a queue and for the whole site."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import QueryDict
from django.utils.functional import Promise, lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dashboard.forms import choices
from dashboard.forms.constraints import allowed, check, longest, zone, zones
from dashboard.forms.widgets import MinutesByState, Picks, Suggested
from dashboard.models import QueuePolicy, TeamPolicy
from dashboard.models.policies import Kept, Listening
from dashboard.presenters.policies import DEFAULT_LIMITS, MINUTE, WAITING_LIMITS
from dashboard.presenters.words import STATES
from dashboard.setup import schema
from dashboard.store import named

LISTENING: Mapping[str, tuple[Promise, Promise]] = {
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
HISTORY: Mapping[str, tuple[Promise, Promise]] = {
    Kept.OFF: (pgettext_lazy("history", "Off"), _("Nothing is kept; what was kept goes with the next pruning.")),
    Kept.TODAY: (
        pgettext_lazy("history", "Today"),
        _("From midnight in the team's time zone; days before it go with the next pruning."),
    ),
    Kept.KEPT: (pgettext_lazy("history", "Kept"), _("As many days as the site keeps history.")),
}
VARIANTS: Mapping[str, tuple[Promise, Promise]] = {  # metrics.md, "Service level has no single formula"
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


def _both(word: Promise, sentence: Promise) -> SafeString:
    return format_html("<span>{}<small>{}</small></span>", word, sentence)


_with_sentence: Any = lazy(_both, SafeString)


def explained(words: Mapping[str, tuple[Promise, Promise]], values: Sequence[str]) -> list[tuple[str, Any]]:
    """Choices, each with a sentence beneath."""
    return [(value, _with_sentence(*words[value])) for value in values]


class ZoneField(forms.CharField):
    """A time zone by name; empty: somebody else's decides."""

    widget = Suggested

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, validators=[zone], **options)
        self.widget.suggestions = zones()


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
        cleaned: dict[str, int] = {}
        for state, text in (value or {}).items():
            try:
                cleaned[state] = minutes.clean(text)
            except ValidationError as wrong:
                raise ValidationError([f"{STATES[state]}: {message}" for message in wrong.messages]) from None
        return cleaned


class PolicyForm(forms.Form):
    """What was decided for one thing, as its model keeps it; whatever a setup file refuses, it refuses."""

    entry: type[schema.Entry]
    key: str = ""

    def __init__(self, sent: QueryDict | None = None, *, stood: Model) -> None:
        self.key = str(stood.pk)
        super().__init__(sent, initial={name: getattr(stood, name) for name in self.base_fields})
        self.offer(stood)

    def offer(self, stood: Any) -> None:
        """Fills in what can be chosen."""

    def values(self) -> dict[str, Any]:
        """What was sent, by the model's fields; only of a form that is valid."""
        return dict(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """Each field by itself, then all of it as an entry of a setup file."""
        sent = dict(super().clean() or self.cleaned_data)
        if not self.errors:
            check(self, self.entry, {"id": self.key, **sent}, called={})
        return sent


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
        agents = named.agents(stood.pk).values()
        excluded: Any = self.fields["excluded"]
        excluded.choices = choices.excluded(agents, stood.excluded)

    def clean(self) -> dict[str, Any]:
        """Nobody is listened to without a purpose (product.md, Fair)."""
        sent = super().clean()
        if sent.get("listening", Listening.OFF) != Listening.OFF and not sent.get("purpose"):
            self.add_error("purpose", _("Say what for: without a purpose nobody may be listened to."))
        return sent


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
        label=_("Warn when so many wait"), required=False, min_value=1, help_text=_("Empty: never.")
    )
    warn_wait_seconds = forms.IntegerField(
        label=_("Warn when somebody waits so long, in seconds"),
        required=False,
        min_value=1,
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
        label=_("Keep states, in days"), min_value=1, max_value=3650, help_text=_("Of teams whose history is kept.")
    )
    calls_days = forms.IntegerField(label=_("Keep calls, in days"), min_value=1, max_value=3650)
    trail_days = forms.IntegerField(
        label=_("Keep the activity, in days"),
        min_value=1,
        max_value=3650,
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

    def clean(self) -> dict[str, Any]:
        """Its three tables of a setup file."""
        sent = forms.Form.clean(self) or self.cleaned_data
        if not self.errors:
            for entry in (schema.Site, schema.Retention, schema.Privacy):
                check(self, entry, {name: sent[name] for name in entry.__struct_fields__}, called={})
        return dict(sent)
