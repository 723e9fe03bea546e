"""What is typed about an integration: its name, whether it is followed, and what its vendor's Config asks for."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cti_bridge import catalog
from dashboard.forms.vendor_forms import HERE, VendorForm
from dashboard.models import Integration
from dashboard.setup.vendors import check_settings
from dashboard.store.hints import DESK
from dashboard.store.systems import WHAT

LONGEST_NAME = 40
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*\Z")  # as in the setup file (dashboard/setup/schema.py)


class IntegrationForm(VendorForm):
    """The settings of an integration that is there."""

    enabled = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Followed"),
        help_text=_("Without it the system is paused: nobody connects to it, and its agents leave the floor."),
    )

    def __init__(self, kind: str, data: Any = None, *, standing: Integration | None = None) -> None:
        super().__init__(
            catalog.vendor(kind).Config,
            lambda settings: check_settings(kind, settings, HERE),
            data,
            standing=standing.settings if standing else None,
            about=(WHAT, standing.pk) if standing else None,
        )
        self.initial["enabled"] = standing.enabled if standing else True
        self.order_fields([name for name in self.fields if name != "enabled"])


class NewIntegrationForm(IntegrationForm):
    """The same for one that is not there yet: it needs a name."""

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_(
            "Short, in small letters. Its agents are named by it (cisco:1001), and so are teams, history and trail: "
            "it cannot be changed later. For example: cisco"
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_name(self) -> str:
        """A slug that no stream has yet."""
        name: str = self.cleaned_data["name"]
        if not _SLUG.match(name):
            raise ValidationError(_("Small letters, digits, “-” and “_” only, and a letter or a digit first."))
        if name == DESK:
            raise ValidationError(_("This name is Floorwalker's own: choose another."))
        if Integration.objects.filter(pk=name).exists():
            raise ValidationError(_("There is an integration of this name already."))
        return name
