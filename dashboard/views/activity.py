"""The activity `/activity/`: who did what to whom, why, and what came of it. A list, one story, a file.

Each viewer sees the lines of the own teams and the own lines, an administrator all; an agent has no activity page.
"""

from collections.abc import AsyncIterator, Iterator
from itertools import islice
from typing import cast

from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_required
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dashboard import access
from dashboard.models import Person
from dashboard.presenters import activity as presenter
from dashboard.presenters.spreadsheets import sheet
from dashboard.presenters.trail_filters import TrailFilters, filters_of
from dashboard.presenters.trail_form import form
from dashboard.store import activity as store
from dashboard.store import trail
from dashboard.store.zones import site_zone
from dashboard.views.elsewhere import asked_here
from dashboard.views.who_is_who import Known, known_to


@require_GET
@never_cache
@login_required
def activity(request: HttpRequest) -> HttpResponse:
    """The list; for htmx, and for the module that keeps it live, its part of the page."""
    person = cast(Person, request.user)
    scope = access.has_a_floor(person)
    asked, known = filters_of(request.GET), known_to(scope)
    read = store.page(scope, person.pk, _wanted(asked, known), before=asked.before)
    context = {
        "days": presenter.days(read.entries, known.names(read.entries)),
        "asked": asked,
        "older": asked.older(read.before) if read.before else "",
        "zone": site_zone().key,
    }
    if request.headers.get("HX-Request"):
        return render(request, "activity/_list.html", context)
    return render(request, "activity/page.html", context | {"form": form(asked, known.teams, known.sources)})


@require_GET
@never_cache
@login_required
def story(request: HttpRequest, key: str) -> HttpResponse:
    """One entry with all its lines, by the command's id or a line's number. Http404 outside of the viewer's teams."""
    person = cast(Person, request.user)
    scope = access.has_a_floor(person)
    found = store.entry(scope, person.pk, key)
    if found is None:
        raise Http404("There is no such line among those that are yours to see.")
    told = presenter.story(found, known_to(scope).names([found]))
    return render(request, "activity/story.html", {"story": told, "zone": site_zone().key})


@require_GET
@never_cache
@login_required
@asked_here("activity")
def export(request: HttpRequest) -> HttpResponseBase:
    """The whole list as a file, streamed; that it was taken is a line of the trail, written before the first byte."""
    person, now = cast(Person, request.user), timezone.now()
    scope = access.has_a_floor(person)
    asked, known, zone = filters_of(request.GET), known_to(scope), site_zone()
    wanted = _wanted(asked, known)
    try:
        trail.note("export", "exported", by=person, at=now, details={"filters": asked.named})
    except DatabaseError:
        sentence = _("The trail could not be written, so nothing was exported. Try again in a moment.")
        return render(request, "activity/not_written.html", {"sentence": sentence}, status=503)
    lines = sheet(store.every(scope, person.pk, wanted), known.all_names(), zone)
    response = StreamingHttpResponse(
        _in_steps(lines) if hasattr(request, "scope") else lines,
        content_type="text/csv; charset=utf-8",
    )
    name = f"activity-{now.astimezone(zone):%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


async def _in_steps(lines: Iterator[str], at_once: int = 200) -> AsyncIterator[str]:
    """The same under ASGI, where Django would otherwise gather all lines before it sends the first.

    A crossing of its own: the database is asked in the request's own thread, some lines at a time.
    """

    def some() -> str:
        return "".join(islice(lines, at_once))

    while text := await sync_to_async(some)():
        yield text


def _wanted(asked: TrailFilters, known: Known) -> store.Wanted:
    """The filters as the trail knows them: names are looked up among those that the viewer may know."""
    zone = site_zone()
    return store.Wanted(
        people=known.people_called(asked.person) if asked.person else None,
        subjects=known.agents_called(asked.agent) if asked.agent else None,
        team=asked.team,
        source=asked.source,
        action=asked.action,
        outcome=asked.outcome,
        since=asked.since(zone),
        until=asked.end(zone),
        text=asked.text,
    )
