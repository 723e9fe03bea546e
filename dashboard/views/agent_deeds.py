"""Asks for an agent without a phone of one's own: POST `/agents/<id>/<sign-in|pause-recording|resume-recording>/`.

GET of sign-in/ is the phone to type, and, with `?extension=`, whom signing in there signs out.
"""

from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cti_bridge.connector import Action
from cti_bridge.floor.commands import SetRecording, SignInAgent
from cti_bridge.floor.model import AgentId
from dashboard import access
from dashboard.live.process import publish
from dashboard.presenters.lines import Taken, taken
from dashboard.store import inbox, rows
from dashboard.views import asking
from dashboard.views.asking import Asking, WhyForm, asks_of_an_agent
from dashboard.views.denials import leaves_a_line

LONGEST_PHONE = 40


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@leaves_a_line
def sign_in(request: HttpRequest, agent_id: str) -> HttpResponse:
    """Asks to sign an agent in on a phone. Whom that signs out has to be agreed to (`agreed`: their id)."""
    about = asking.of_agent(request, agent_id)
    given = request.POST if request.method == "POST" else request.GET
    phone = given.get("extension", about.row.extension).strip()
    whose = _taken(about, phone)
    if request.method != "POST":
        return _part(request, about, phone, whose)
    form = WhyForm(request.POST)
    why_not = about.refusal(Action.SIGN_IN) or _unfit(phone) or ("" if form.is_valid() else form.sentence)
    if not why_not and whose:
        why_not = _not_agreed(whose, request.POST.get("agreed", ""))
    if why_not:
        return asking.refused(request, about, Action.SIGN_IN, why_not)
    command = SignInAgent(
        id=uuid4(),
        agent=AgentId(about.row.id),
        extension=phone,
        deadline=asking.deadline(about.source.id, about.now),
    )
    return _asked(request, about, command, form.cleaned_data["why"], {"taken": whose.agent} if whose else {})


@asks_of_an_agent
def recording(request: HttpRequest, agent_id: str, action: str) -> HttpResponse:
    """Asks to pause the recording of an agent's call, or to go on with it."""
    about, deed, form = asking.of_agent(request, agent_id), Action(action), WhyForm(request.POST)
    why_not = about.refusal(deed) or ("" if form.is_valid() else form.sentence)
    if why_not:
        return asking.refused(request, about, deed, why_not)
    command = SetRecording(
        id=uuid4(),
        agent=AgentId(about.row.id),
        on=deed is Action.RESUME_RECORDING,
        deadline=asking.deadline(about.source.id, about.now),
    )
    return _asked(request, about, command, form.cleaned_data["why"], {})


def _asked(
    request: HttpRequest, about: Asking, command: SignInAgent | SetRecording, why: str, seen_too: dict[str, object]
) -> HttpResponse:
    asked = inbox.ask(
        command, by=about.person, publish=publish, team=about.row.team, why=why, seen=about.seen() | seen_too
    )
    return asking.answer(request, about, asking.line_of(asked))


def _part(request: HttpRequest, about: Asking, phone: str, whose: Taken | None) -> HttpResponse:
    """A part of a page; without htmx the agent's page, from which it is opened."""
    if not request.headers.get("HX-Request"):
        return redirect("agent", agent_id=about.row.id)
    template = "agents/_taken.html" if "extension" in request.GET else "agents/_line.html"
    return render(request, template, {"agent": about.row.id, "phone": phone, "taken": whose})


def _taken(about: Asking, phone: str) -> Taken | None:
    scope = access.scope_of(about.person)
    found = rows.agents_on(about.source.id, phone[:LONGEST_PHONE])
    return taken(phone, about.row.id, [(one.body, scope.sees_team(one.team)) for one in found])


def _not_agreed(whose: Taken, agreed: str) -> str:
    """Why the phone cannot be taken from who is signed in there; empty where that was agreed to."""
    if not whose.agent:
        return whose.sentence
    return "" if agreed == whose.agent else f"{whose.sentence} {_('Nothing was asked: agree to that first.')}"


def _unfit(phone: str) -> str:
    """What nobody can type on a phone, a NUL above all, which PostgreSQL does not keep, is no extension."""
    is_one = 0 < len(phone) <= LONGEST_PHONE and phone.isprintable()
    return "" if is_one else _("Which phone? Type its extension.")
