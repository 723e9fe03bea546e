"""A form of something that stands: it does not undo unseen what somebody else changed since it was opened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dashboard.forms.field_values import digest, in_words
from dashboard.forms.plain import PlainForm
from dashboard.presenters.times import moment
from dashboard.store.changes import About, changed_since, newest_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A field that somebody else changed: what stands now, and whether something else was typed here."""

    field: forms.BoundField
    now: str
    is_mine_too: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """What was changed since a form was opened, and by whom: nobody, where no line of the trail says it."""

    by: list[tuple[str, SafeString]]  # name, and when
    fields: list[Changed]


class ChangingForm(PlainForm):
    """Its page sends `stood` along: what stood when it was opened (templates/settings/_form.html).

    Where something else stands by now it is refused once, and `meanwhile` says what (settings/_meanwhile.html): what
    was typed is kept, fields that were left alone show what stands now. Sent again, it holds.

    `about` is how the trail names the thing; None: nothing stands yet that could be changed meanwhile.
    """

    def __init__(self, *args: Any, about: About | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meanwhile: Meanwhile | None = None
        self._about = about

    @property
    def stood(self) -> str:
        """What stands now: the trail's newest line, and a digest of each field."""
        if self._about is None:
            return ""
        return " ".join([str(newest_line()), *(f"{name}={value}" for name, value in self._stands.items())])

    def standing_value(self, name: str) -> Any:
        """What stands for a field, as cleaning would give it."""
        return self.get_initial_for_field(self.fields[name], name)

    def standing_in_words(self, name: str) -> str:
        """The same, for people."""
        return in_words(self.fields[name], self.get_initial_for_field(self.fields[name], name))

    def was_left_alone(self, name: str, opened: str) -> bool:
        """Whether a field was sent as it was when the form was opened."""
        return name in self.cleaned_data and digest(self.fields[name], self.cleaned_data[name]) == opened

    def clean(self) -> dict[str, Any]:
        """What was sent; boxes that are ticked in the order in which they stood."""
        sent = dict(super().clean() or self.cleaned_data)
        sent |= {name: self._in_order(name, sent[name]) for name in sent if self._is_of_boxes(name)}
        line, *pairs = str(self.data.get("stood") or "").split() or [""]
        opened = dict(pair.rpartition("=")[::2] for pair in pairs)
        if self._about is None or not opened:
            return sent
        if changed := list(self._changed(opened)):
            since = int(line) if line.isdecimal() else newest_line()
            by = [(one.name, moment(one.at, to="minutes")) for one in changed_since(since, self._about)]
            self.meanwhile = Meanwhile(by=by, fields=changed)
            self.add_error(None, _("Somebody changed this since you opened it."))
        return sent

    @cached_property
    def _stands(self) -> dict[str, str]:
        return {name: digest(field, self.standing_value(name)) for name, field in self.fields.items()}

    def _is_of_boxes(self, name: str) -> bool:
        return isinstance(self.fields[name], forms.MultipleChoiceField)

    def _in_order(self, name: str, ticked: Sequence[str]) -> list[str]:
        stood = list(self.standing_value(name) or ())
        return sorted(ticked, key=lambda one: stood.index(one) if one in stood else len(stood))

    def _changed(self, opened: dict[str, str]) -> Iterator[Changed]:
        """The fields that stand otherwise than when the form was opened, and than they were sent."""
        for name, now in self._stands.items():
            if opened.get(name, now) == now or self.was_left_alone(name, now):
                continue
            if is_theirs := self.was_left_alone(name, opened[name]):
                self.fields[name].bound_data = _theirs  # type: ignore[method-assign]
            yield Changed(field=self[name], now=self.standing_in_words(name), is_mine_too=not is_theirs)


def _theirs(data: Any, initial: Any) -> Any:
    """What stands, in place of what was sent."""
    return initial
