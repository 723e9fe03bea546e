"""What is typed about a CTI sign-in: whose it is, and what its vendor's SignIn asks for."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cti_bridge import catalog
from dashboard.forms.vendor_forms import HERE, VendorForm
from dashboard.models import CtiSignIn, Integration, Person
from dashboard.models.people import Role
from dashboard.setup.vendors import login_of
from dashboard.store.cti_sign_ins import WHAT


class SignInForm(VendorForm):
    """A sign-in on one system. Once valid, `login` is its name there."""

    def __init__(self, integration: Integration, data: Any = None, *, standing: CtiSignIn | None = None) -> None:
        self._integration, self._sign_in = integration, standing
        self.login = ""
        super().__init__(
            catalog.vendor(integration.kind).SignIn,
            self._take_login,
            data,
            standing=standing.settings if standing else None,
            about=(WHAT, standing.key) if standing else None,
        )

    def clean(self) -> dict[str, Any]:
        """No other sign-in of this system has the login."""
        cleaned = super().clean()
        others = CtiSignIn.objects.filter(integration=self._integration, login=self.login)
        if self._sign_in is not None:
            others = others.exclude(pk=self._sign_in.pk)
        if not self.errors and others.exists():
            self.add_error(None, _("There is a sign-in with this login on this system already."))
            self.ask_again(cleaned)
        return cleaned

    def _take_login(self, settings: dict[str, Any]) -> None:
        self.login = login_of(self._integration.kind, settings, HERE)


class PersonsSignInForm(SignInForm):
    """A new sign-in of a person's own."""

    person = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=gettext_lazy("Person"),
        empty_label=gettext_lazy("Choose …"),
        error_messages={"required": gettext_lazy("Whose is it?")},
    )

    def __init__(self, integration: Integration, data: Any = None, *, person: str = "") -> None:
        super().__init__(integration, data)
        may = Person.objects.filter(is_active=True).exclude(role=Role.AGENT).order_by("name", "username")
        cast("forms.ModelChoiceField[Person]", self.fields["person"]).queryset = may
        self.initial["person"] = person
        self.order_fields(["person"])
