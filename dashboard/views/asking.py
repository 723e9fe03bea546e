"""What every ask for an agent shares: who asks and how all stands now, what they saw, until when, and the answer.

Access first, then what is possible, then the inbox; never the vendor.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, cast

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cti_bridge.connector import Action
from cti_bridge.floor.commands import CALL_SECONDS
from cti_bridge.floor.model import AgentId, Source, source_of
from cti_bridge.floor.rows import AgentRow, CallOnRow, SignInRow
from dashboard import access
from dashboard.models import AskedCommand, CtiSignIn, Integration, Person
from dashboard.presenters.agents import agent_values
from dashboard.presenters.listening import call_talked_on
from dashboard.presenters.numbers import masked
from dashboard.presenters.outcomes import OutcomeLine, outcome_line, refused_line
from dashboard.presenters.policies import NO_TEAM_RULE, TeamRule
from dashboard.presenters.rights import Rights
from dashboard.presenters.sources import source_values
from dashboard.presenters.times import stamp
from dashboard.store import policies, rows
from dashboard.views import agents, reading
from dashboard.views.denials import View, leaves_a_line

DEFAULT_TTL_SECONDS = 5.0
LONGEST_WHY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Somebody who may act asks something of an agent: both as they stand now."""

    person: Person
    row: AgentRow
    source: Source
    own: Mapping[CtiSignIn, SignInRow]  # the person's sign-ins, on whichever system
    rights: Rights
    now: datetime

    @property
    def phone(self) -> AgentId:
        """The person's own sign-in on the agent's system that is used; "" without any."""
        return AgentId(self.rights.viewer(self.source.id).phone)

    @property
    def own_call(self) -> CallOnRow | None:
        """The person's own call with the agent: listened to, or barged into; None without one."""
        return reading.own_call_with(self.row.id, self.own, self.rights)

    @property
    def phone_on_the_call(self) -> AgentId:
        """Which of the person's own sign-ins is on that call; "" where none is."""
        call = self.own_call
        on_it = (one.key for one, row in self.own.items() if call in row.calls)
        return AgentId(next(on_it, "") if call else "")

    @property
    def values(self) -> Mapping[str, Any]:
        """The agent's values (docs/live.md, `agent`)."""
        return agent_values(self.row, self.rights.policies)

    @property
    def team(self) -> TeamRule:
        """What was decided for the agent's team."""
        return self.rights.policies.teams.get(self.row.team, NO_TEAM_RULE)

    def refusal(self, action: Action) -> str:
        """Why it is not asked, in words; empty when it is."""
        return self.rights.refusal(action, self.row.id, self.values)

    def seen(self) -> dict[str, object]:
        """What the person saw when asking; no customer's number."""
        return seen(self.row, self.source)


class WhyForm(forms.Form):
    """Why it is asked, in the asking person's words: kept in the trail."""

    why = forms.CharField(
        required=False,
        max_length=LONGEST_WHY,
        error_messages={
            "required": _("Give a reason: it is required here, and kept in the trail."),
            "max_length": _("At most %(limit_value)d characters."),
        },
    )

    def __init__(self, data: Mapping[str, Any], *, required: bool = False) -> None:
        super().__init__(data)
        self.fields["why"].required = required

    @property
    def sentence(self) -> str:
        """What is wrong with it, in words."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


def asks_of_an_agent(view: View) -> View:
    """A view that asks something of an agent, by POST alone, for whoever is signed in.

    A session may end before the press: who then comes back by GET finds the agent, and asked nothing.
    A try of somebody without the right leaves its line.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @login_required
    @leaves_a_line
    @wraps(view)
    def asked(request: HttpRequest, agent_id: str, **more: str) -> HttpResponse:
        if request.method != "POST":
            return redirect("agent", agent_id=agent_id)
        return view(request, agent_id, **more)

    return asked


def of_agent(request: HttpRequest, agent_id: str) -> Asking:
    """Who asks of whom. Http404 and PermissionDenied as `access.agent_to_act_on`."""
    person, now = cast(Person, request.user), timezone.now()
    row = access.agent_to_act_on(person, agent_id)
    source = rows.source(source_of(agent_id)) or Source(id=source_of(agent_id), since=now)
    own = reading.own_sign_ins(person)
    rights = reading.rights_of(person, {source.id: source_values(source, policies.load())}, own)
    return Asking(person=person, row=row, source=source, own=own, rights=rights, now=now)


def seen(row: AgentRow, source: Source) -> dict[str, object]:
    """An agent as somebody saw it: state, reason, call and the age of the word; no customer's number."""
    call = call_talked_on(row.calls)
    told: dict[str, object] = {
        "state": row.state.value,
        "since": stamp(row.since),
        "reason": row.reason,
        "calls": [call.id for call in row.calls],
        "heard": stamp(source.heard_at) if source.heard_at else "",
    }
    if call:
        told["call"] = {"type": call.type.value, "state": call.state.value, "queue": masked(call.queue)}
    return told


def deadline(source: str, now: datetime) -> datetime:
    """Until when a forced state of this source may be sent and answered."""
    integration = Integration.objects.filter(pk=source).first()
    seconds = (
        integration.settings.get("command_ttl_seconds", DEFAULT_TTL_SECONDS) if integration else DEFAULT_TTL_SECONDS
    )
    return now + timedelta(seconds=float(seconds))


def call_deadline(now: datetime) -> datetime:
    """Until when what is asked of a call may be sent and answered: phones ring, systems join calls."""
    return now + timedelta(seconds=CALL_SECONDS)


def line_of(asked: AskedCommand) -> OutcomeLine:
    """The line of an asked command."""
    return outcome_line(str(asked.pk), asked.action, asked.outcome, asked.said, asked.asked_at)


def refused(request: HttpRequest, asking: Asking, action: str, why: str) -> HttpResponse:
    """422: why it was not even asked, in words."""
    return answer(request, asking, refused_line(action, why), status=422)


def answer(request: HttpRequest, asking: Asking, line: OutcomeLine, status: int = 200) -> HttpResponse:
    """The line for htmx; without it the agent's page, where the line stands too."""
    if request.headers.get("HX-Request"):
        return render(request, "commands/_outcome.html", {"line": line}, status=status)
    if status == 200:
        return redirect("agent", agent_id=asking.row.id)
    shown = agents.panel_of(asking.person, asking.row.id, asking.now, extra=[line])
    return render(request, "agents/page.html", {"panel": shown}, status=status)
