"""How somebody gets in, and no more: passwords, the end of all sessions, and a name erased for good."""

from django.conf import settings
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from dashboard.forms.passwords import PasswordForm
from dashboard.forms.people import said
from dashboard.models import Person
from dashboard.store import people
from dashboard.store.roster import Barred
from dashboard.views.settings.administering import UNFIT, administrator, for_administrators, kept
from dashboard.views.settings.people import render_one


@sensitive_post_parameters()
@require_POST
@for_administrators
def password(request: HttpRequest, person_id: int) -> HttpResponse:
    """A password that the administrator typed, twice."""
    person = get_object_or_404(Person, pk=person_id)
    form = PasswordForm(request.POST, person=person)
    if not form.is_valid():
        return render_one(request, person, password=form)
    people.set_password(person, form.cleaned_data["password"], by=administrator(request), at=timezone.now())
    _stay(request, person)
    return kept(request, reverse("settings-person", args=[person.pk]))


@require_POST
@for_administrators
def random_password(request: HttpRequest, person_id: int) -> HttpResponse:
    """A password made at random: shown on the answer, and never again."""
    person = get_object_or_404(Person, pk=person_id)
    made = people.give_random_password(person, by=administrator(request), at=timezone.now())
    _stay(request, person)
    return render_one(request, person, made=made)


@require_POST
@for_administrators
def end_sessions(request: HttpRequest, person_id: int) -> HttpResponse:
    """Every session of a person ends; one's own too, which leads to the sign-in."""
    person = get_object_or_404(Person, pk=person_id)
    people.end_sessions(person, by=administrator(request), at=timezone.now())
    if person.pk == administrator(request).pk:
        logout(request)
        return redirect(settings.LOGIN_URL)
    return kept(request, reverse("settings-person", args=[person.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def erase(request: HttpRequest, person_id: int) -> HttpResponse:
    """Asks, naming what will be lost; then takes the name from a person for good."""
    person = get_object_or_404(Person, pk=person_id)
    context: dict[str, object] = {"person": person, "neutral": people.neutral_name(person.pk)}
    if request.method != "POST":
        return render(request, "settings/people/erase.html", context)
    try:
        people.erase(person, by=administrator(request), at=timezone.now())
    except Barred as barred:
        context["wrong"] = [said(fault) for fault in barred.faults]
        return render(request, "settings/people/erase.html", context, status=UNFIT)
    return kept(request, reverse("settings-people"))


def _stay(request: HttpRequest, person: Person) -> None:
    """Who changed the own password stays signed in here; elsewhere the old one's sessions end."""
    if person.pk == administrator(request).pk:
        update_session_auth_hash(request, person)
