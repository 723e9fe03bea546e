"""Queues `/queues/`: every queue that the viewer sees, in one table; and one queue `/queues/<id>/`, in `one_queue`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cti_bridge.floor.rows import Kind
from dashboard import access
from dashboard.live.process import row_cache
from dashboard.models import Person
from dashboard.presenters.explained import explained
from dashboard.presenters.feeds import Lights, lit
from dashboard.presenters.queue_cells import WORDS
from dashboard.presenters.queue_table import Looking, table
from dashboard.presenters.queue_view import queue_view_of
from dashboard.store import policies
from dashboard.store.samples import most_waiting_by_minute

PART = "queue-part"  # the table's id: it asks for itself when there are other queues


@require_GET
@never_cache
@login_required
def queues(request: HttpRequest) -> HttpResponse:
    """The table, its totals, its filters; for htmx the table alone."""
    person, now = cast(Person, request.user), timezone.now()
    entries = row_cache().page(access.has_a_floor(person)).entries
    told = {entry.key: entry.values for entry in entries if entry.kind == Kind.QUEUE}
    sources = {entry.key: entry.values for entry in entries if entry.kind == Kind.SOURCE}
    asked = queue_view_of(request.GET)
    looking = Looking(
        rules=policies.load().queues, light=Lights(sources, now).of, hours=_hours(frozenset(told), _minute(now))
    )
    context = {"table": table(told.items(), asked, looking), "asked": asked}
    if request.headers.get("HX-Request"):
        part = render(request, "queues/_table.html", context)
        if request.headers.get("HX-Trigger") != PART:  # what was asked for, and no refresh
            part["HX-Push-Url"] = asked.url()
        return part
    context |= {"explained": [figure for figure in explained() if figure.key in WORDS]}
    context |= {"lit": lit(sources, now), "sources": sorted(sources)}
    return render(request, "queues/page.html", context)


@lru_cache(maxsize=64)
def _hours(queues: frozenset[str], minute: datetime) -> Mapping[str, Sequence[int | None]]:
    """How many waited in the hour until a minute; asked of the database once a minute, not once a page."""
    return most_waiting_by_minute(queues, until=minute)


def _minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)
