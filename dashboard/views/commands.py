"""Asks for an agent: POST `/agents/<id>/<action>/`. Access, then what is possible, then the inbox; never the vendor."""

from datetime import datetime, timedelta
from typing import cast
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cti_bridge.connector import Action
from cti_bridge.floor.commands import ForceState
from cti_bridge.floor.model import AgentId, Source, source_of
from cti_bridge.floor.rows import AgentRow
from dashboard import access
from dashboard.live.process import publish
from dashboard.models import AskedCommand, Integration, Person
from dashboard.presenters.agents import agent_values
from dashboard.presenters.outcomes import OutcomeLine, outcome_line, refused_line
from dashboard.presenters.rights import Rights
from dashboard.presenters.sources import source_values
from dashboard.presenters.times import stamp
from dashboard.store import inbox, policies, rows
from dashboard.store.orders import WANTED
from dashboard.views import agents, reading

DEFAULT_TTL_SECONDS = 5.0


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def force(request: HttpRequest, agent_id: str, action: str) -> HttpResponse:
    """Asks to make an agent ready or not ready, or to sign them out.

    A session may end before the press: who then comes back by GET finds the agent, and asked nothing.
    """
    if request.method != "POST":
        return redirect("agent", agent_id=agent_id)
    person, now, deed = cast(Person, request.user), timezone.now(), Action(action)
    row = access.agent_to_act_on(person, agent_id)
    source = rows.source(source_of(agent_id)) or Source(id=source_of(agent_id), since=now)
    rights = reading.rights_of(person, {source.id: source_values(source, policies.load())})
    reason = request.POST.get("reason", "")
    why_not = refusal(rights, deed, row, reason)
    if why_not:
        return _answer(request, person, row, refused_line(action, why_not), now, status=422)
    asked = inbox.ask(
        ForceState(
            id=uuid4(),
            agent=AgentId(row.id),
            state=WANTED[deed],
            reason=reason,
            deadline=deadline(source.id, now),
        ),
        by=person,
        publish=publish,
        team=row.team,
        why=request.POST.get("why", ""),
        seen=_seen(row, source),
    )
    return _answer(request, person, row, line_of(asked), now)


def refusal(rights: Rights, action: Action, row: AgentRow, reason: str) -> str:
    """Why it is not asked, in words; empty when it is. The reason code counts too: may it be forced?"""
    source = source_of(row.id)
    why_not = rights.refusal(action, row.id, agent_values(row, rights.policies))
    if why_not or not reason:
        return why_not
    if not rights.capability(source, action).takes_reason:
        return _("This system takes no reason when a supervisor does it.")
    offered = dict(agents.reasons_to_force(source, action, rights.policies))
    return "" if reason in offered else _("This reason cannot be forced on an agent.")


def deadline(source: str, now: datetime) -> datetime:
    """Until when a command of this source may be sent and answered."""
    integration = Integration.objects.filter(pk=source).first()
    seconds = (
        integration.settings.get("command_ttl_seconds", DEFAULT_TTL_SECONDS) if integration else DEFAULT_TTL_SECONDS
    )
    return now + timedelta(seconds=float(seconds))


def line_of(asked: AskedCommand) -> OutcomeLine:
    """The line of an asked command."""
    return outcome_line(str(asked.pk), asked.action, asked.outcome, asked.said, asked.asked_at)


def _answer(
    request: HttpRequest, person: Person, row: AgentRow, line: OutcomeLine, now: datetime, status: int = 200
) -> HttpResponse:
    """The line for htmx; without it the agent's page, where the line stands too."""
    if request.headers.get("HX-Request"):
        return render(request, "commands/_outcome.html", {"line": line}, status=status)
    if status == 200:
        return redirect("agent", agent_id=row.id)
    shown = agents.panel_of(person, row.id, now, extra=[line])
    return render(request, "agents/page.html", {"panel": shown}, status=status)


def _seen(row: AgentRow, source: Source) -> dict[str, object]:
    """What the person saw when asking; no customer's number."""
    return {
        "state": row.state.value,
        "since": stamp(row.since),
        "reason": row.reason,
        "calls": [call.id for call in row.calls],
        "heard": stamp(source.heard_at) if source.heard_at else "",
    }
