"""One queue `/queues/<id>/`: its figures, each explained, who waits, who serves it, and the way to its past calls."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cti_bridge.connector import Action, Capabilities, Capability
from cti_bridge.floor.model import source_of
from cti_bridge.floor.rows import Kind, QueueRow
from dashboard import access
from dashboard.live.process import row_cache
from dashboard.models import Person
from dashboard.presenters import one_queue as presenter
from dashboard.presenters.callback_lists import Told
from dashboard.presenters.explained import explained_of
from dashboard.presenters.feeds import Lights, lit
from dashboard.presenters.policies import NO_QUEUE_RULE, Policies
from dashboard.presenters.queues import queue_values
from dashboard.store import policies
from dashboard.views import reading

KINDS = (Kind.SOURCE, Kind.CALLERS, Kind.MEMBERSHIP, Kind.AGENT)
CANNOT = Capability(works=False)
Rows = Mapping[str, Mapping[str, Any]]  # values by key


@require_GET
@never_cache
@login_required
def queue(request: HttpRequest, queue_id: str) -> HttpResponse:
    """The page; for htmx what of it is live. Http404 for a queue that is not the viewer's to see."""
    person, now = cast(Person, request.user), timezone.now()
    found = access.queue_to_see(person, queue_id)
    read = row_cache().page(access.has_a_floor(person))
    context = _live(found, _told(read.entries, source_of(queue_id)), policies.load(), now)
    context["position"] = json.dumps(read.position)
    if request.headers.get("HX-Request"):
        return render(request, "queues/_live.html", context)
    sources = {entry.key: entry.values for entry in read.entries if entry.kind == Kind.SOURCE}
    context["lit"] = lit(sources, now, leads_to=reverse("floor"))
    return render(request, "queues/queue.html", context)


def _live(queue: QueueRow, told: Mapping[str, Rows], decided: Policies, now: datetime) -> dict[str, object]:
    """All that the templates print, from what the viewer sees of the queue's source."""
    source, values = source_of(queue.id), queue_values(queue, decided)
    light = Lights(told[Kind.SOURCE], now).of(source)
    can: Capabilities = reading.capabilities([source]).get(source, {})
    sees_callers, moves, sees_calls = (
        can.get(action, CANNOT) for action in (Action.SEE_CALLERS, Action.SET_PENALTY, Action.SEE_QUEUE_CALLS)
    )
    return {
        "key": queue.id,
        "source": source,
        "queue": values,
        "fresh": light.fresh,
        "figures": presenter.figures(
            explained_of(values, decided.queues.get(queue.id, NO_QUEUE_RULE), source=source, now=light.at)
        ),
        "wait_level": presenter.wait_level(values, light),
        "waiting": presenter.waiting(values, told[Kind.CALLERS].get(queue.id), light, sees_callers),
        "members": presenter.members(queue.id, told[Kind.MEMBERSHIP], told[Kind.AGENT], light, moves),
        "no_calls": presenter.no_calls(sees_calls),
    }


def _told(entries: Iterable[Told], source: str) -> Mapping[str, Rows]:
    """What is told of a source, by kind and key."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {kind: {} for kind in KINDS}
    for entry in entries:
        if entry.kind in found and source_of(entry.key) == source:
            found[entry.kind][entry.key] = entry.values
    return found
