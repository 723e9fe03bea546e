"""A form made from a vendor's Struct: settings in, settings out, secrets write-only, errors at their field.

A secret is never put into a page: its field says whether one is stored, or where it is read from; left empty it stays,
and a box removes it.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _

from dashboard.forms.meanwhile import ChangingForm
from dashboard.forms.vendor_fields import VendorField, fields_of
from dashboard.presenters.known import in_words
from dashboard.secrets import SecretMissing, is_reference, is_sealed, reveal
from dashboard.setup.errors import WrongSetup
from dashboard.setup.sealing import sealed_fields
from dashboard.store.changes import About

Check = Callable[[dict[str, Any]], object]  # raises WrongSetup where the vendor would not take these settings
Settings = Mapping[str, Any]

PREFIX, REMOVE = "settings-", "remove-"  # of the names of inputs
HERE = "here"  # the key under which settings are checked


class VendorForm(ChangingForm):
    """The fields of a Struct. Once valid, `settings` are as they are stored: secrets sealed, references as typed.

    `standing` are the settings as stored. What has its default is not written down, unless it was.
    """

    def __init__(
        self,
        struct: type,
        check: Check,
        data: Any = None,
        *,
        standing: Settings | None = None,
        about: About | None = None,
    ) -> None:
        super().__init__(data, about=about)
        self._check = check
        self._standing: Settings = standing or {}
        self._made = fields_of(struct)
        self.settings: dict[str, Any] = {}
        for one in self._made:
            if one.is_secret:
                self._add_secret(one)
            else:
                self.fields[PREFIX + one.name] = one.control
                self.initial[PREFIX + one.name] = _shown(self._standing.get(one.name, one.default))

    def clean(self) -> dict[str, Any]:
        """Checks the whole by the vendor's own Struct, when each of its fields is right in itself."""
        cleaned = super().clean()
        given = {} if self._has_wrong_settings else self._given(cleaned)
        if not self._has_wrong_settings:  # by now also where a stored secret cannot be read
            try:
                self._check(given)
                self.settings = sealed_fields(given, self.secrets, self._standing, HERE)
            except WrongSetup as wrong:
                self._blame(wrong, given)
        if self.errors:
            self.ask_again(cleaned)
        return cleaned

    @property
    def _has_wrong_settings(self) -> bool:
        return any(name.startswith(PREFIX) for name in self.errors)

    def ask_again(self, cleaned: Mapping[str, Any]) -> None:
        """Says at each secret that was typed that it is gone with the page: no page gives one back."""
        for name in (PREFIX + one.name for one in self._made if one.is_secret):
            if cleaned.get(name) and not self.has_error(name):
                self.add_error(name, _("Type it again: nothing was saved, and no page gives a secret back."))

    def standing_value(self, name: str) -> Any:
        """A secret as it is stored; anything else as its field shows it."""
        secret = name.removeprefix(PREFIX)
        return self._standing.get(secret) if secret in self.secrets else super().standing_value(name)

    def standing_in_words(self, name: str) -> str:
        """Of a secret, only whether there is one, or where it is read from."""
        if name.removeprefix(PREFIX) not in self.secrets:
            return super().standing_in_words(name)
        stored = str(self.standing_value(name) or "")
        return stored if is_reference(stored) else _("another one, kept sealed") if stored else _("none")

    def was_left_alone(self, name: str, opened: str) -> bool:
        """A secret is, where nothing was typed."""
        if name.removeprefix(PREFIX) not in self.secrets:
            return super().was_left_alone(name, opened)
        removed = self.cleaned_data.get(REMOVE + name.removeprefix(PREFIX))
        return not removed and not self.cleaned_data.get(name)

    @cached_property
    def secrets(self) -> frozenset[str]:
        """The names of the settings that are secrets."""
        return frozenset(one.name for one in self._made if one.is_secret)

    # -- what was typed --------------------------------------------------------------------------------------------

    def _given(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """The settings with secrets in clear, in the order in which they stood; then in the Struct's."""
        values = dict(self._values(cleaned))
        names = (*(name for name in self._standing if name in values), *values)
        return {name: values[name] for name in names}

    def _values(self, cleaned: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for one in self._made:
            value = cleaned.get(PREFIX + one.name)
            if one.is_secret:
                value = value or self._kept(one, remove=bool(cleaned.get(REMOVE + one.name)))
                stays_written = bool(value)
            else:
                stays_written = one.name in self._standing and value is not None
            if stays_written or not one.may_be_left_out(value):
                yield one.name, value

    def _kept(self, one: VendorField, *, remove: bool) -> Any:
        """A secret that was not typed anew, in clear: so that it can be checked like any other."""
        stored = str(self._standing.get(one.name) or "")
        if remove or not stored:
            return _shown(one.default) or ""
        try:
            return reveal(stored) if is_sealed(stored) else stored
        except SecretMissing:
            self.add_error(PREFIX + one.name, _("The stored one can no longer be read: type it anew."))
            return stored

    # -- what is wrong ---------------------------------------------------------------------------------------------

    def _blame(self, wrong: WrongSetup, given: dict[str, Any]) -> None:
        """Puts a complaint at the field it is about; above the form, where none can be found."""
        named = wrong.key.removeprefix(HERE).removeprefix(".settings").removeprefix(".").partition("[")[0]
        guilty = next((one for one in self._made if one.name == named), None) or self._guilty(wrong, given)
        self.add_error(PREFIX + guilty.name if guilty else None, self._in_our_words(wrong.what, guilty))

    def _guilty(self, wrong: WrongSetup, given: dict[str, Any]) -> VendorField | None:
        """The setting without which the same is no longer said: a vendor's own rule names none."""
        for one in self._made:
            if one.name not in given or one.stands_in is msgspec.NODEFAULT:
                continue
            try:
                self._check(given | {one.name: one.stands_in})
            except WrongSetup as other:
                if other.what == wrong.what:
                    continue
            return one
        return None

    def _in_our_words(self, said: str, guilty: VendorField | None) -> str:
        """The sentence, never with a secret in it, and with the field's title for its name."""
        if guilty and guilty.is_secret:
            typed = str(self.cleaned_data.get(PREFIX + guilty.name) or "")
            if not typed or typed in said:
                return _("This cannot be taken as it is.")
        if guilty and said.startswith(guilty.name):
            said = guilty.title + said.removeprefix(guilty.name)
        return in_words(said[:1].upper() + said[1:])

    # -- secrets ---------------------------------------------------------------------------------------------------

    def _add_secret(self, one: VendorField) -> None:
        stored = str(self._standing.get(one.name) or "")
        may_be_removed = bool(stored) and not one.control.required
        if stored:
            one.control.required = False
        one.control.help_text = format_html("{} {}", one.control.help_text, _says(stored))
        self.fields[PREFIX + one.name] = one.control
        if may_be_removed:
            label = _("Remove what is stored: %(title)s") % {"title": one.title}
            self.fields[REMOVE + one.name] = forms.BooleanField(required=False, label=label)


def _says(stored: str) -> str:
    """Whether a secret is stored, or where it is read from; never what it is."""
    if not stored:
        return _("Not set. It is kept sealed; env:NAME or file:PATH says where to read it instead.")
    if is_reference(stored):
        return _("Read from %(place)s. Leave it empty to keep that.") % {"place": stored}
    return _("Set. Leave it empty to keep it.")


def _shown(value: Any) -> Any:
    """A value as a field shows it: nothing where there is none, 5 and not 5.0."""
    if value is msgspec.NODEFAULT:
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value
