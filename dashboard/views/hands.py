"""Raised hands: an agent raises and lowers the own one, a supervisor claims or lowers that of an agent.

POST `/me/hand/raise/`, `/me/hand/lower/`; `/agents/<id>/hand/claim/`, `/agents/<id>/hand/lower/`.
"""

from typing import cast

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dashboard import access
from dashboard.live.process import publish
from dashboard.models import Person
from dashboard.presenters import hands as presenter
from dashboard.store import hands
from dashboard.views import asking, me
from dashboard.views.asking import asks_of_an_agent
from dashboard.views.denials import leaves_a_line


class HandForm(forms.Form):
    """What it is about, in a few words, or in none."""

    text = forms.CharField(required=False, max_length=hands.LONGEST_TEXT)


@require_POST
@login_required
@leaves_a_line
def raise_own(request: HttpRequest) -> HttpResponse:
    """Raises one's own hand; 422 where nobody would see it, with a text that is too long, or again and again."""
    person = access.has_an_own_page(cast(Person, request.user))
    form = HandForm(request.POST)
    if not form.is_valid():
        return _own(request, person, " ".join(map(str, form.errors["text"])))
    try:
        raised = hands.raise_hand(person, form.cleaned_data["text"], publish=publish)
    except hands.RaisedTooOften:
        return _own(request, person, _("You have raised it often just now. Wait a minute, then raise it again."))
    return _own(request, person, "" if raised else _("Nobody would see it: you are on no floor now."))


@require_POST
@login_required
@leaves_a_line
def lower_own(request: HttpRequest) -> HttpResponse:
    """Lowers one's own hand."""
    person = access.has_an_own_page(cast(Person, request.user))
    hands.lower(person, by=person, publish=publish)
    return _own(request, person)


@asks_of_an_agent
def claim(request: HttpRequest, agent_id: str) -> HttpResponse:
    """Goes to an agent whose hand is up; 422 where somebody else does already, or where it is not up."""
    about = asking.of_agent(request, agent_id)
    hand = hands.claim(about.row.id, by=about.person, publish=publish)
    if hand is None:
        return asking.answer(
            request, about, presenter.not_up_line(hands.CLAIM, about.row.name, refused=True), status=422
        )
    if hand.claimed_by != about.person.pk:
        goes = Person.objects.filter(pk=hand.claimed_by or 0).first()
        return asking.answer(request, about, presenter.taken_line(str(goes or _("A supervisor"))), status=422)
    return asking.answer(request, about, presenter.claimed_line(about.row.name))


@asks_of_an_agent
def lower(request: HttpRequest, agent_id: str) -> HttpResponse:
    """Lowers an agent's hand; one that is not up (any more) is as wanted."""
    about = asking.of_agent(request, agent_id)
    if hands.lower(about.row.id, by=about.person, publish=publish):
        return asking.answer(request, about, presenter.lowered_line(about.row.name))
    return asking.answer(request, about, presenter.not_up_line(hands.LOWER, about.row.name, refused=False))


def _own(request: HttpRequest, person: Person, why_not: str = "") -> HttpResponse:
    """The hand as it stands now, for the page's own module; without it the page."""
    status = 422 if why_not else 200
    if request.headers.get("HX-Request"):
        return render(request, "me/_hand.html", {"hand": me.hand_of(person), "why_not": why_not}, status=status)
    return me.answer(request, person, why_not=why_not) if why_not else redirect("me")
