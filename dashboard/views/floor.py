"""The floor `/`: whole as a plain page; the browser's module keeps it live from the position that it carries."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dashboard import access
from dashboard.live.process import row_cache
from dashboard.models import Person
from dashboard.presenters import floor as presenter
from dashboard.presenters import words
from dashboard.presenters.asked import own_batch
from dashboard.presenters.causes import Need
from dashboard.presenters.feeds import Feed
from dashboard.presenters.rows import empty_row
from dashboard.presenters.slots import empty_slot
from dashboard.presenters.strip import QueueCard
from dashboard.presenters.views import View, view_of
from dashboard.store.samples import most_waiting_by_minute
from dashboard.views import agents, reading


@require_GET
@never_cache
@login_required
def floor(request: HttpRequest) -> HttpResponse:
    """The floor, as the address's parameters want it."""
    person = cast(Person, request.user)
    read = row_cache().page(access.has_a_floor(person))
    view, now = view_of(request.GET), timezone.now()
    seen = presenter.seen(read.entries)
    rights = reading.rights_of(person, seen.sources)
    hours = _hours(frozenset(seen.queues), _minute(now))
    context = {
        "floor": presenter.page(
            seen, view, rights, person=person.pk, now=now, samples=lambda queue: hours.get(queue, ())
        ),
        "asked": view,
        "position": json.dumps(read.position),
        "rights": rights,
        "known": {**seen.known, "command": own_batch(seen.commands.items(), person.pk, now)},
        "blanks": _blanks(),
        **_beside(person, view, now),
    }
    return render(request, "floor/page.html", context)


def _beside(person: Person, view: View, now: datetime) -> dict[str, object]:
    """The open panel; for an agent who is not there, or not theirs to see, why there is none."""
    if not view.agent:
        return {}
    try:
        return {"panel": agents.panel_of(person, view.agent, now)}
    except Http404:
        name = access.lately_seen(person, [view.agent]).get(view.agent, view.agent)
        return {"instead": {"name": name, "why": words.say("panel_gone", name=name)}}


@lru_cache(maxsize=256)
def _hours(queues: frozenset[str], minute: datetime) -> Mapping[str, Sequence[int]]:
    """How many waited over the hour until a minute; asked of the database once a minute, not once a page."""
    hours = most_waiting_by_minute(queues, until=minute)
    return {queue: [most for most in hour if most is not None] for queue, hour in hours.items()}


def _minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


def _blanks() -> dict[str, object]:
    """The parts of the page with nothing in them, for its templates."""
    return {
        "row": empty_row(),
        "slot": empty_slot(),
        "group": presenter.empty_group(),
        "queue": QueueCard(),
        "feed": Feed(),
        "need": Need(),
    }
