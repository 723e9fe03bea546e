"""What the forms of teams, queues and the site have in common: each is an entry of a setup file, field by field."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise, lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dashboard.forms.constraints import check, zone, zones
from dashboard.forms.meanwhile import ChangingForm
from dashboard.forms.widgets import Suggested
from dashboard.setup import schema
from dashboard.store.decisions import AnyDecision, about

Explained = Mapping[str, tuple[Promise, Promise]]  # a value's word, and what it means in a sentence


def _both(word: Promise, sentence: Promise) -> SafeString:
    return format_html("<span>{}<small>{}</small></span>", word, sentence)


_with_sentence: Any = lazy(_both, SafeString)


def explained(words: Explained, values: Sequence[str]) -> list[tuple[str, Any]]:
    """Choices, each with a sentence beneath."""
    return [(value, _with_sentence(*words[value])) for value in values]


class ZoneField(forms.CharField):
    """A time zone by name; empty: somebody else's decides."""

    widget = Suggested

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, validators=[zone], **options)
        self.widget.suggestions = zones()


class PolicyForm(ChangingForm):
    """What was decided for one thing, as its model keeps it; whatever a setup file refuses, it refuses.

    `by_system`: what its system calls it, which stands where we have no name of our own.
    """

    entry: type[schema.Entry]
    key: str = ""

    def __init__(self, sent: QueryDict | None = None, *, stood: AnyDecision, by_system: str = "") -> None:
        self.key = str(stood.pk)
        initial = {name: getattr(stood, name) for name in self.base_fields}
        super().__init__(sent, initial=initial, about=about(stood))
        self.fields["name"].widget.attrs["placeholder"] = by_system
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
