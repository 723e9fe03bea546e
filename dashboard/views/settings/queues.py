"""Queues `/settings/queues/`: every queue on the floor, and what is decided for each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cti_bridge.floor.model import source_of
from cti_bridge.floor.rows import Kind
from dashboard.forms.queues import VARIANTS, QueueForm
from dashboard.models import QueuePolicy
from dashboard.store import named
from dashboard.store.decisions import standing
from dashboard.views.settings.administering import for_administrators
from dashboard.views.settings.deciding import deciding


@require_safe
@for_administrators
def queues(request: HttpRequest) -> HttpResponse:
    """Every queue, with what was decided for it."""
    decided, team_names = QueuePolicy.objects.in_bulk(), named.teams()
    rows = [
        _row(key, name, decided.get(key) or QueuePolicy(pk=key), team_names) for key, name in named.queues().items()
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
    return deciding(request, QueueForm, stood, "settings/queues/one.html", reverse("settings-queues"), context)


def _row(key: str, name: str, policy: QueuePolicy, teams: dict[str, str]) -> dict[str, object]:
    return {
        "id": key,
        "name": name,
        "source": source_of(key),
        "teams": [teams.get(team, team) for team in policy.teams],
        "policy": policy,
        "variant": VARIANTS.get(policy.service_level_variant, (policy.service_level_variant,))[0],
    }
