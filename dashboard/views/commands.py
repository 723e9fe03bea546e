"""Forces an agent's state: POST `/agents/<id>/<ready|not-ready|sign-out>/`."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cti_bridge.connector import Action
from cti_bridge.floor.commands import ForceState
from cti_bridge.floor.model import AgentId
from dashboard.live.process import publish
from dashboard.store import inbox
from dashboard.store.orders import WANTED
from dashboard.views import agents, asking
from dashboard.views.asking import Asking, WhyForm, asks_of_an_agent


@asks_of_an_agent
def force(request: HttpRequest, agent_id: str, action: str) -> HttpResponse:
    """Asks to make an agent ready or not ready, or to sign them out."""
    about, deed = asking.of_agent(request, agent_id), Action(action)
    reason, form = request.POST.get("reason", ""), WhyForm(request.POST)
    why_not = refusal(about, deed, reason) or ("" if form.is_valid() else form.sentence)
    if why_not:
        return asking.refused(request, about, action, why_not)
    asked = inbox.ask(
        ForceState(
            id=uuid4(),
            agent=AgentId(about.row.id),
            state=WANTED[deed],
            reason=reason,
            deadline=asking.deadline(about.source.id, about.now),
        ),
        by=about.person,
        publish=publish,
        team=about.row.team,
        why=form.cleaned_data["why"],
        seen=about.seen(),
    )
    return asking.answer(request, about, asking.line_of(asked))


def refusal(about: Asking, action: Action, reason: str) -> str:
    """Why it is not asked, in words; empty when it is. The reason code counts too: may it be forced?"""
    why_not = about.refusal(action)
    if why_not or not reason:
        return why_not
    source = about.source.id
    if not about.rights.capability(source, action).takes_reason:
        return _("This system takes no reason when a supervisor does it.")
    offered = dict(agents.reasons_to_force(source, action, about.rights.policies))
    return "" if reason in offered else _("This reason cannot be forced on an agent.")
