"""Teams `/settings/teams/`, queues `/settings/queues/` and the site `/settings/site/`: what is decided for each."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cti_bridge.floor.model import source_of
from cti_bridge.floor.rows import Kind
from dashboard.forms.places import HISTORY, LISTENING, VARIANTS, PolicyForm, QueueForm, SiteForm, TeamForm
from dashboard.models import QueuePolicy, Site, TeamPolicy
from dashboard.presenters.words import STATES
from dashboard.store import named
from dashboard.store.decisions import Decision, decide, standing
from dashboard.views.settings.administering import UNFIT, administrator, for_administrators, kept


@require_safe
@for_administrators
def teams(request: HttpRequest) -> HttpResponse:
    """Every team, with what was decided for it."""
    decided = TeamPolicy.objects.in_bulk()
    rows = [_team_row(key, name, decided.get(key) or TeamPolicy(pk=key)) for key, name in named.teams().items()]
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
    return _form(request, TeamForm, stood, "settings/teams/one.html", reverse("settings-teams"), context)


@require_safe
@for_administrators
def queues(request: HttpRequest) -> HttpResponse:
    """Every queue, with what was decided for it."""
    decided, team_names = QueuePolicy.objects.in_bulk(), named.teams()
    rows = [
        _queue_row(key, name, decided.get(key) or QueuePolicy(pk=key), team_names)
        for key, name in named.queues().items()
    ]
    return render(request, "settings/queues/page.html", {"queues": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def queue(request: HttpRequest, queue_id: str) -> HttpResponse:
    """One queue."""
    names, system = named.queues(), named.system_names(Kind.QUEUE)
    if queue_id not in names:
        raise Http404("There is no such queue.")
    stood = standing(QueuePolicy, queue_id)
    context = {"id": queue_id, "name": names[queue_id], "by_system": system.get(queue_id, "")}
    return _form(request, QueueForm, stood, "settings/queues/one.html", reverse("settings-queues"), context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def site(request: HttpRequest) -> HttpResponse:
    """The site."""
    return _form(request, SiteForm, standing(Site, 1), "settings/site/page.html", reverse("settings-site"), {})


def _form(
    request: HttpRequest,
    form_of: type[PolicyForm],
    stood: Decision,
    template: str,
    onwards: str,
    context: dict[str, Any],
) -> HttpResponse:
    form = form_of(request.POST if request.method == "POST" else None, stood=stood)
    if form.is_valid():
        decide(type(stood), stood.pk, form.values(), by=administrator(request), at=timezone.now())
        return kept(request, onwards)
    return render(request, template, context | {"form": form}, status=UNFIT if form.is_bound else 200)


def _team_row(key: str, name: str, policy: TeamPolicy) -> dict[str, object]:
    limits = [(STATES[state], minutes) for state, minutes in policy.max_minutes.items() if state in STATES]
    return {
        "id": key,
        "name": name,
        "source": source_of(key),
        "zone": policy.time_zone,
        "listening": LISTENING.get(policy.listening, (policy.listening,))[0],
        "listens": policy.listening != "off",
        "purpose": policy.purpose,
        "excluded": len(policy.excluded),
        "history": HISTORY.get(policy.history, (policy.history,))[0],
        "limits": limits,
    }


def _queue_row(key: str, name: str, policy: QueuePolicy, teams: dict[str, str]) -> dict[str, object]:
    return {
        "id": key,
        "name": name,
        "source": source_of(key),
        "teams": [teams.get(team, team) for team in policy.teams],
        "policy": policy,
        "variant": VARIANTS.get(policy.service_level_variant, (policy.service_level_variant,))[0],
    }
