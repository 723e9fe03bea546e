"""Teams `/settings/teams/`: every team on the floor, and what is decided for each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cti_bridge.floor.model import source_of
from cti_bridge.floor.rows import Kind
from dashboard.forms.teams import HISTORY, LISTENING, TeamForm
from dashboard.models import TeamPolicy
from dashboard.models.policies import Listening
from dashboard.presenters.words import STATES
from dashboard.store import named
from dashboard.store.decisions import standing
from dashboard.views.settings.administering import for_administrators
from dashboard.views.settings.deciding import deciding


@require_safe
@for_administrators
def teams(request: HttpRequest) -> HttpResponse:
    """Every team, with what was decided for it."""
    decided = TeamPolicy.objects.in_bulk()
    rows = [_row(key, name, decided.get(key) or TeamPolicy(pk=key)) for key, name in named.teams().items()]
    return render(request, "settings/teams/page.html", {"teams": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def team(request: HttpRequest, team_id: str) -> HttpResponse:
    """One team."""
    names, system = named.teams(), named.system_names(Kind.TEAM)
    if team_id not in names:
        raise Http404("There is no such team.")
    stood = standing(TeamPolicy, team_id)
    context = {"id": team_id, "name": names[team_id], "by_system": system.get(team_id, "")}
    return deciding(request, TeamForm, stood, "settings/teams/one.html", reverse("settings-teams"), context)


def _row(key: str, name: str, policy: TeamPolicy) -> dict[str, object]:
    limits = [(STATES[state], minutes) for state, minutes in policy.max_minutes.items() if state in STATES]
    return {
        "id": key,
        "name": name,
        "source": source_of(key),
        "zone": policy.time_zone,
        "listening": LISTENING.get(policy.listening, (policy.listening,))[0],
        "listens": policy.listening != Listening.OFF,
        "purpose": policy.purpose,
        "excluded": len(policy.excluded),
        "history": HISTORY.get(policy.history, (policy.history,))[0],
        "limits": limits,
    }
