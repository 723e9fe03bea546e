"""An agent `/agents/<id>/`: the side panel for htmx, a page of its own otherwise."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cti_bridge.connector import Action
from cti_bridge.floor.commands import OPEN
from cti_bridge.floor.model import ReasonCategory, Source, source_of
from cti_bridge.floor.rows import AgentRow
from dashboard import access
from dashboard.models import AskedCommand, Person
from dashboard.presenters import HAND
from dashboard.presenters.agents import desk_values
from dashboard.presenters.asked import REMEMBERED
from dashboard.presenters.outcomes import OutcomeLine, outcome_line
from dashboard.presenters.panels import Beside, Panel, panel
from dashboard.presenters.policies import Policies
from dashboard.presenters.raised_hands import Hand, hand
from dashboard.presenters.sources import reason_values, source_values
from dashboard.presenters.timeline import Timeline, timeline
from dashboard.store import follows, history, policies, rows
from dashboard.store.hints import DESK
from dashboard.store.recipients import people_of
from dashboard.store.zones import zone_of
from dashboard.views import parties, reading

LINES = 5
CATEGORIES = {Action.NOT_READY: ReasonCategory.NOT_READY, Action.SIGN_OUT: ReasonCategory.SIGN_OUT}


@require_GET
@never_cache
@login_required
def agent(request: HttpRequest, agent_id: str) -> HttpResponse:
    """The agent: state, call, actions, own outcomes, today."""
    shown = panel_of(cast(Person, request.user), agent_id, timezone.now())
    template = "agents/_panel.html" if request.headers.get("HX-Request") else "agents/page.html"
    return render(request, template, {"panel": shown})


def panel_of(person: Person, agent_id: str, now: datetime, extra: Sequence[OutcomeLine] = ()) -> Panel:
    """The panel of an agent; `extra` lines stand first. Http404 outside of the person's teams."""
    row = access.agent_to_see(person, agent_id)
    source = rows.source(source_of(agent_id)) or Source(id=source_of(agent_id), since=now)
    decided, own = policies.load(), reading.own_sign_ins(person)
    rights = reading.rights_of(person, {source.id: source_values(source, decided)}, own)
    call = reading.own_call_with(agent_id, own, rights)
    beside = Beside(
        people=parties.people_by_sign_in(source.id),
        parties=parties.offered(call, source.id, rights) if call else (),
        followed=any(follow.agent == agent_id for follow in follows.standing_of(person, now=lambda: now)),
        reached=bool(people_of({agent_id})),
        hand=_hand(person, agent_id, decided),
        outcomes=[*extra, *_own_outcomes(person, agent_id, now)],
        day=_today(row, now),
    )
    return panel(row, source, rights, lambda action: reasons_to_force(source.id, action, decided), beside, now)


def reasons_to_force(source: str, action: Action, policies: Policies) -> list[tuple[str, str]]:
    """The reason codes (code, words) that a supervisor may force with an action, in their order."""
    return reasons_for(source, CATEGORIES.get(action), policies, forced=True)


def reasons_for(
    source: str, category: ReasonCategory | None, policies: Policies, *, forced: bool
) -> list[tuple[str, str]]:
    """A source's reason codes (code, words) of a category; `forced`: those that may be forced on others."""
    of_category = [reason for reason in rows.reasons(source) if reason.category is category]
    offered = [
        reason
        for reason in of_category
        if (rule := policies.reason_rule(reason)) and not rule.retired and (rule.forceable or not forced)
    ]
    offered.sort(key=lambda reason: (policies.reason_rule(reason).order, reason.code))
    return [(reason.code, str(reason_values(reason, policies)["label"])) for reason in offered]


def _hand(person: Person, agent_id: str, policies: Policies) -> Hand | None:
    found = rows.find(DESK, HAND, agent_id)
    return hand(agent_id, desk_values(found.body, policies), person.pk) if found else None


def _own_outcomes(person: Person, agent_id: str, now: datetime) -> list[OutcomeLine]:
    asked = AskedCommand.objects.filter(person=person.pk, subject=agent_id).order_by("-asked_at")[:LINES]
    return [
        outcome_line(str(one.pk), one.action, one.outcome, one.said, one.asked_at)
        for one in asked
        if one.outcome in OPEN or one.asked_at > now - REMEMBERED
    ]


def _today(row: AgentRow, now: datetime) -> Timeline | None:
    """The agent's day, which begins at midnight in the team's zone."""
    return timeline(history.states_today(row.id, zone=zone_of(row.team), now=now), now)
