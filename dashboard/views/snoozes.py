"""Puts off what needs the viewer: POST `/needs/snooze/` with `about`; with `back` it, or all, is seen again."""

from typing import cast

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from dashboard import access
from dashboard.live.process import publish
from dashboard.models import Person
from dashboard.presenters.causes import KINDS, TEAM, WARN, WARNED
from dashboard.store import snoozes

LONGEST = 180  # with the person before it, it is the key of a row


class AboutForm(forms.Form):
    """Which need: its kind and its key (presenters/causes.py, `about_of`)."""

    about = forms.RegexField(
        rf"^({'|'.join((*KINDS, TEAM))}|{WARN} ({'|'.join(WARNED)})) \S[^\x00-\x1f]*$",
        max_length=LONGEST,
        required=False,
        error_messages={"invalid": _("That is nothing that could need you.")},
    )
    back = forms.BooleanField(required=False)

    def clean(self) -> dict[str, object]:
        """All can be taken back at once; put off is one by one."""
        said: dict[str, object] = super().clean() or self.cleaned_data
        if not said.get("about") and not said.get("back") and "about" not in self.errors:
            raise forms.ValidationError(_("Say what to put off."))
        return said


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def snooze(request: HttpRequest) -> HttpResponse:
    """Puts one need off for ten minutes, or takes back what was put off. It concerns nobody but the person."""
    person = cast(Person, request.user)
    access.has_a_floor(person)
    if request.method != "POST":  # a session ended before the press
        return redirect("floor")
    form = AboutForm(request.POST)
    if not form.is_valid():
        said = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return HttpResponse(said, status=422, content_type="text/plain; charset=utf-8")
    about, back = form.cleaned_data["about"], form.cleaned_data["back"]
    if back:
        snoozes.take_back(person, about, publish=publish)
    else:
        snoozes.put_off(person, about, publish=publish)
    return HttpResponse(status=204) if request.headers.get("HX-Request") else redirect("floor")
