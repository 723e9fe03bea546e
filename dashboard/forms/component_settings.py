"""An integration setting as it is typed: an identifier and a value."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dashboard.forms.meanwhile import ChangingForm

LONGEST = 100_000  # characters: a configuration, not a file store


class SettingForm(ChangingForm):
    """One setting. With `identifier` given it is that one's value that is changed."""

    identifier = forms.CharField(
        label=_("Identifier"),
        max_length=100,
        help_text=_("By which the component asks for its settings, such as Component1."),
    )
    value = forms.CharField(
        label=_("Value"),
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocapitalize": "off"}),
        help_text=_("The text that the component gets, as it stands here, such as property1=true;property2=1"),
    )

    def __init__(self, *args: Any, identifier: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if identifier:
            del self.fields["identifier"]

    def clean_value(self) -> str:
        """With the line ends that were typed: a browser sends CR LF for each."""
        return str(self.cleaned_data["value"]).replace("\r\n", "\n")
