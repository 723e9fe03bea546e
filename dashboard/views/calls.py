"""Asks for an agent's call: POST `/agents/<id>/<listen|barge-in|intercept|drop>/`.

GET of drop/ is the list of participants to choose from.
"""

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cti_bridge.connector import Action
from cti_bridge.floor.commands import BargeIn, DropParticipant, Listen
from cti_bridge.floor.model import AgentId, CallId
from cti_bridge.floor.rows import CallOnRow
from dashboard.live.process import publish
from dashboard.presenters import dropping
from dashboard.store import inbox
from dashboard.views import asking, parties
from dashboard.views.asking import Asking, WhyForm, asks_of_an_agent
from dashboard.views.denials import leaves_a_line


@asks_of_an_agent
def listen(request: HttpRequest, agent_id: str) -> HttpResponse:
    """Asks to listen to the call that an agent is in; with a reason in words, where the team asks for one."""
    about = asking.of_agent(request, agent_id)
    form = WhyForm(request.POST, required=about.team.asks_why)
    why_not = about.refusal(Action.LISTEN) or ("" if form.is_valid() else form.sentence)
    if why_not:
        return asking.refused(request, about, Action.LISTEN, why_not)
    command = Listen(
        id=uuid4(),
        sign_in=about.phone,
        agent=AgentId(about.row.id),
        deadline=asking.call_deadline(about.now),
    )
    return _asked(request, about, command, form.cleaned_data["why"])


@asks_of_an_agent
def barge_in(request: HttpRequest, agent_id: str) -> HttpResponse:
    """Asks to join the call that one listens to."""
    return _barge_in(request, agent_id, Action.BARGE_IN)


@asks_of_an_agent
def intercept(request: HttpRequest, agent_id: str) -> HttpResponse:
    """Asks to join the call that one listens to, and then, once that has come true, to drop the agent."""
    return _barge_in(request, agent_id, Action.INTERCEPT)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@leaves_a_line
def drop(request: HttpRequest, agent_id: str) -> HttpResponse:
    """The participants to choose from; by POST asks to drop the one whose digest is `party`."""
    about = asking.of_agent(request, agent_id)
    why_not, call = about.refusal(Action.DROP), about.own_call
    if request.method != "POST":
        return _choice(request, about, call, why_not)
    if why_not or call is None:
        return asking.refused(request, about, Action.DROP, why_not)
    party = parties.chosen(call, request.POST.get("party", ""))
    why_not = (
        dropping.why_not(party, about.rights.capability(about.source.id, Action.DROP))
        if party
        else _("This participant is no longer in the call.")
    )
    form = WhyForm(request.POST)
    why_not = why_not or ("" if form.is_valid() else form.sentence)
    if why_not or party is None:
        return asking.refused(request, about, Action.DROP, why_not)
    command = DropParticipant(**_on(about, call), address=party.address)
    return _asked(request, about, command, form.cleaned_data["why"])


def _barge_in(request: HttpRequest, agent_id: str, action: Action) -> HttpResponse:
    about, form = asking.of_agent(request, agent_id), WhyForm(request.POST)
    why_not, call = about.refusal(action) or ("" if form.is_valid() else form.sentence), about.own_call
    if why_not or call is None:
        return asking.refused(request, about, action, why_not)
    address = ""
    if action is Action.INTERCEPT:
        address = _address_of(about, call)
        if not address:
            return asking.refused(request, about, action, _("The system does not name their phone."))
    return _asked(request, about, BargeIn(**_on(about, call)), form.cleaned_data["why"], then_drop=address)


def _asked(
    request: HttpRequest, about: Asking, command: Listen | BargeIn | DropParticipant, why: str, then_drop: str = ""
) -> HttpResponse:
    asked = inbox.ask(
        command,
        by=about.person,
        publish=publish,
        team=about.row.team,
        why=why,
        seen=about.seen(),
        then_drop=then_drop,
    )
    return asking.answer(request, about, asking.line_of(asked))


def _on(about: Asking, call: CallOnRow) -> dict[str, Any]:
    """What every command about one's own call with an agent names."""
    return {
        "id": uuid4(),
        "sign_in": about.phone_on_the_call,
        "agent": AgentId(about.row.id),
        "call": CallId(call.id),
        "deadline": asking.call_deadline(about.now),
    }


def _address_of(about: Asking, call: CallOnRow) -> str:
    """On which phone the agent is, as the call says, else the agent's extension."""
    named = (party.address for party in call.parties if party.agent == about.row.id)
    return next(named, "") or about.row.extension


def _choice(request: HttpRequest, about: Asking, call: CallOnRow | None, why_not: str) -> HttpResponse:
    """The list, as a part of a page; without htmx the agent's page, from which it is opened."""
    if not request.headers.get("HX-Request"):
        return redirect("agent", agent_id=about.row.id)
    offered = parties.offered(call, about.source.id, about.rights) if call else ()
    return render(request, "agents/_drop.html", {"agent": about.row.id, "parties": offered, "why_not": why_not})
