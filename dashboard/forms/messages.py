"""What a supervisor fills in to write a message: to whom, the words, until when; and a template's name and words."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST = 255  # as Finesse's Team Message
SHORTEST_TIME, LONGEST_TIME = timedelta(minutes=5), timedelta(hours=23, minutes=55)
USUAL = {"lasts": "for", "hours": "1", "minutes": "0"}
_A_MOMENT = timedelta(minutes=1)  # passes between choosing a time and sending


class Words(forms.CharField):
    """Up to 255 characters, counted as the page does: a line's end, an emoji, a letter with its accent are one each."""

    def __init__(self, **more: Any) -> None:
        said = {
            "required": gettext_lazy("Write what it says."),
            "max_length": gettext_lazy("At most %(limit_value)d characters."),
        }
        super().__init__(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}), error_messages=said, **more)

    def to_python(self, value: Any) -> str:
        """With line ends of one character, and letters composed with their accents."""
        if isinstance(value, str):
            value = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
        return super().to_python(value) or ""


class MessageForm(forms.Form):
    """A message as it is written. `cleaned_data["ends"]` is when it is over, resolved by the server's clock."""

    content = Words(label=gettext_lazy("Message"))
    teams = forms.MultipleChoiceField(label=gettext_lazy("Teams"), widget=forms.CheckboxSelectMultiple, required=False)
    agents = forms.MultipleChoiceField(required=False)
    lasts = forms.ChoiceField(choices=[("for", gettext_lazy("for")), ("until", gettext_lazy("until"))], required=False)
    hours = forms.TypedChoiceField(choices=[(str(n), str(n)) for n in range(24)], coerce=int, required=False)
    minutes = forms.TypedChoiceField(choices=[(str(n), f"{n:02}") for n in range(0, 60, 5)], coerce=int, required=False)
    until = forms.TimeField(required=False)
    until_at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z"])
    important = forms.BooleanField(label=gettext_lazy("Important"), required=False)
    must_confirm = forms.BooleanField(label=gettext_lazy("Must be confirmed"), required=False)
    keep_as = forms.CharField(label=gettext_lazy("Keep as a template named"), max_length=60, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        teams: Sequence[tuple[str, str]],
        agents: Sequence[str],
        now: datetime,
        zone: ZoneInfo,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={**USUAL, **(initial or {})}, auto_id="message-%s")
        self._now, self._zone = now, zone
        cast(forms.MultipleChoiceField, self.fields["teams"]).choices = teams
        cast(forms.MultipleChoiceField, self.fields["agents"]).choices = [(agent, agent) for agent in agents]

    def clean(self) -> dict[str, Any]:
        """To somebody, and for as long as a message may stand."""
        given = super().clean() or {}
        if not given.get("teams") and not given.get("agents") and not {"teams", "agents"} & set(self.errors):
            self.add_error(None, _("Choose a team, or agents."))
        ends = self._ends(given)
        if ends is None:
            self.add_error("until", _("Give the time of day, such as 16:30."))
        elif not SHORTEST_TIME - _A_MOMENT <= ends - self._now <= LONGEST_TIME + _A_MOMENT:
            field = "until" if given.get("lasts") == "until" else "hours"
            self.add_error(
                field, _("A message stands for 5 minutes at the least, and for 23 hours 55 minutes at the most.")
            )
        return given | {"ends": ends}

    def _ends(self, given: Mapping[str, Any]) -> datetime | None:
        """By the time of day: the page's own moment, which is in the viewer's zone; without a script in ours."""
        if given.get("lasts") != "until":
            return self._now + timedelta(hours=given.get("hours") or 0, minutes=given.get("minutes") or 0)
        if given.get("until_at"):
            at: datetime = given["until_at"]
            return at
        if given.get("until") is None:
            return None
        return next_time(given["until"], self._now, self._zone)


class TemplateForm(forms.Form):
    """Words to be kept under a name."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=60, error_messages={"required": gettext_lazy("Give it a name.")}
    )
    content = Words(label=gettext_lazy("Words"))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="template-%s")


def next_time(of_day: time, now: datetime, zone: ZoneInfo) -> datetime:
    """The next moment at which it is this time of day in a zone: the night when clocks go back may have two."""
    today = now.astimezone(zone).date()
    days = (today, today + timedelta(days=1))
    twice = (datetime.combine(day, of_day, zone).replace(fold=fold) for day in days for fold in (0, 1))
    return next(at for at in twice if at.timestamp() > now.timestamp())


def written(data: QueryDict) -> dict[str, Any]:
    """What stands in a form that is not sent, as it is to stand there again."""
    fields = MessageForm.base_fields
    return {
        name: data.getlist(name) if isinstance(field, forms.MultipleChoiceField) else data[name]
        for name, field in fields.items()
        if name in data
    }
