"""Changes one's own CTI sign-in: POST `/sign-ins/<source:login>/<sign-in|ready|not-ready|sign-out>/`."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import cast
from uuid import uuid4

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cti_bridge.connector import Action
from cti_bridge.floor.commands import OfOneself, SetOwnState, SignIn, SignOut
from cti_bridge.floor.model import AgentId, AgentState
from dashboard import access
from dashboard.live.process import publish
from dashboard.models import CtiSignIn, Person
from dashboard.presenters import words
from dashboard.presenters.outcomes import OutcomeLine, refused_line
from dashboard.store import inbox, policies, rows
from dashboard.views import asking, own_phones
from dashboard.views.denials import leaves_a_line

Change = Callable[[HttpRequest, str, str], HttpResponse]


class SignInForm(forms.Form):
    """Today's phone, and the password: a stored one needs none, and yields to one that is typed."""

    extension = forms.CharField(
        max_length=40, error_messages={"required": gettext_lazy("Which phone? Type its extension.")}
    )
    password = forms.CharField(required=False, strip=False)

    def __init__(self, data: Mapping[str, str], *, password_stored: bool) -> None:
        super().__init__(data)
        self.fields["password"].required = not password_stored
        self.fields["password"].error_messages = {"required": _("No password is stored for you: type it.")}


def changes_ones_own(view: Change) -> Change:
    """A view that asks something of one's own sign-in, by POST alone, for whoever is signed in.

    A session may end before the press: who then comes back by GET finds the floor, and asked nothing.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @login_required
    @leaves_a_line
    @wraps(view)
    def asked(request: HttpRequest, key: str, action: str) -> HttpResponse:
        return view(request, key, action) if request.method == "POST" else redirect("floor")

    return asked


@sensitive_post_parameters("password")
@changes_ones_own
def change(request: HttpRequest, key: str, action: str) -> HttpResponse:
    """Asks for one's own sign-in: in, ready, not ready, out."""
    person, now, deed = cast(Person, request.user), timezone.now(), Action(action)
    sign_in = access.own_sign_in(person, key)
    ordered = _order(request, sign_in, deed, now)
    if isinstance(ordered, str):
        return answer(request, refused_line(action, ordered), status=422)
    asked = inbox.ask(ordered, by=person, publish=publish)
    return answer(request, asking.line_of(asked))


def answer(request: HttpRequest, line: OutcomeLine, status: int = 200) -> HttpResponse:
    """The line for htmx; without it the floor, or, when we refused, the line on a page of its own."""
    if request.headers.get("HX-Request"):
        return render(request, "commands/_outcome.html", {"line": line}, status=status)
    if status == 200:
        return redirect("floor")
    return render(request, "commands/page.html", {"line": line}, status=status)


def _order(request: HttpRequest, sign_in: CtiSignIn, action: Action, now: datetime) -> OfOneself | str:
    """The command; or, in words, why it cannot be asked."""
    key, until = AgentId(sign_in.key), asking.deadline(sign_in.integration_id, now)
    if not rows.is_live(sign_in.integration_id):
        return words.say("locked", source=sign_in.integration_id)
    if action is Action.SIGN_IN:
        form = SignInForm(request.POST, password_stored=own_phones.password_stored(sign_in))
        if not form.is_valid():
            return " ".join(str(error) for errors in form.errors.values() for error in errors)
        given = form.cleaned_data
        return SignIn(id=uuid4(), sign_in=key, extension=given["extension"], password=given["password"], deadline=until)
    if action is Action.SIGN_OUT:
        return SignOut(id=uuid4(), sign_in=key, deadline=until)
    reason = request.POST.get("reason", "") if action is Action.NOT_READY else ""
    if reason and reason not in dict(own_phones.reasons(sign_in, policies.load())):
        return _("There is no such reason.")
    state = AgentState.READY if action is Action.READY else AgentState.NOT_READY
    return SetOwnState(id=uuid4(), sign_in=key, state=state, reason=reason, deadline=until)
