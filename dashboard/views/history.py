"""An agent's history `/agents/<id>/history/`: a part of the panel for htmx, a page of its own otherwise.

Whoever looks leaves a line in the trail first, each time. What cannot be written down is not shown.
"""

import logging
from datetime import datetime
from typing import cast

from django.contrib.auth.decorators import login_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cti_bridge.floor.model import source_of
from cti_bridge.floor.rows import AgentRow
from dashboard import access
from dashboard.models import Person, TeamPolicy
from dashboard.models.policies import Kept
from dashboard.presenters import activity as entries
from dashboard.presenters.history import calls_shown, states_shown
from dashboard.store import activity, history, policies, rows, trail
from dashboard.store.zones import site_zone, zone_of
from dashboard.views.denials import leaves_a_line
from dashboard.views.elsewhere import asked_here
from dashboard.views.who_is_who import known_to

log = logging.getLogger(__name__)

CALLS, STATES, LINES = 20, 50, 10


@require_GET
@never_cache
@login_required
@asked_here("agent")
@leaves_a_line
def history_of(request: HttpRequest, agent_id: str) -> HttpResponse:
    """The last calls, the last states, the trail's last lines about the agent. 503 where the look cannot be written."""
    person, now = cast(Person, request.user), timezone.now()
    row = access.agent_to_see(person, agent_id)
    template = "agents/_history.html" if request.headers.get("HX-Request") else "agents/history.html"
    try:
        trail.note("history", "opened", by=person, at=now, source=source_of(row.id), subject=row.id, team=row.team)
    except DatabaseError:
        log.exception("the trail could not be written: nobody sees the history of %s", row.id)
        return render(request, template, {"agent": row, "not_written": True}, status=503)
    return render(request, template, {"agent": row, "zone": site_zone().key, **_past(person, row, now)})


def _past(person: Person, row: AgentRow, now: datetime) -> dict[str, object]:
    """All that is shown, as far back as the team's history is kept."""
    kept = TeamPolicy.objects.filter(pk=row.team).values_list("history", flat=True).first() or Kept.KEPT
    scope, decided = access.scope_of(person), policies.load()
    lines = activity.about(scope, person.pk, row.id, size=LINES)
    known = known_to(scope)
    since = history.midnight(now, zone_of(row.team)) if kept == Kept.TODAY else None
    calls = [] if kept == Kept.OFF else history.last_calls(row.id, limit=CALLS, since=since)
    states = [] if kept == Kept.OFF else history.last_states(row.id, limit=STATES, since=since, now=now)
    return {
        "kept": kept,
        "calls": calls_shown(calls, decided),
        "states": states_shown(row.id, states, decided, now, rows.reasons(source_of(row.id))),
        "lines": [entries.shown(entry, known.names(lines)) for entry in lines],
    }
