"""What does not fit is said in the same words on every form of the settings."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

NEEDED = _("This is needed.")
WHOLE = _("Write a whole number.")
AT_LEAST, AT_MOST = _("At least %(limit_value)s."), _("At most %(limit_value)s.")
TOO_LONG = _("At most %(limit_value)s characters; these are %(show_value)s.")

_OF_ALL: Mapping[str, Any] = {  # by the code of Django's complaint
    "required": NEEDED,
    "invalid_choice": _("“%(value)s” is not in the list."),
    "min_value": AT_LEAST,
    "max_value": AT_MOST,
    "max_length": TOO_LONG,
    "null_characters_not_allowed": _("There is a character in it that cannot be kept: type it anew."),
}
_OF_NUMBERS: Mapping[str, Any] = {"invalid": WHOLE}
_OF_FILES: Mapping[str, Any] = {"required": _("Choose a file."), "empty": _("The file is empty.")}


def word(field: forms.Field) -> None:
    """Puts our words where Django's own would stand; what a field says in words of its own stays."""
    djangos: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        djangos |= getattr(kind, "default_error_messages", {})
    own = {code: said for code, said in field.error_messages.items() if said is not djangos.get(code)}
    field.error_messages = {**djangos, **_words_for(field), **own}


def _words_for(field: forms.Field) -> Mapping[str, Any]:
    match field:
        case forms.IntegerField() if not isinstance(field, forms.FloatField | forms.DecimalField):
            return {**_OF_ALL, **_OF_NUMBERS}
        case forms.FileField():
            return {**_OF_ALL, **_OF_FILES}
        case _:
            return _OF_ALL


class PlainForm(forms.Form):
    """A form that says what is to be mended as all the others do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            word(field)
