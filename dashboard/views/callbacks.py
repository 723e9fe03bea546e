"""Callbacks `/callbacks/`: the lists of the systems that have them, one request, and a file of them.

Each viewer sees the requests of the queues that are theirs; an agent has no callbacks page. What is done with one
stands in callback_deeds.py.
"""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dashboard import access
from dashboard.models import Person
from dashboard.presenters import callback_page as presenter
from dashboard.presenters.callback_filters import filters_of
from dashboard.presenters.callback_form import form, tiles, without
from dashboard.presenters.callback_own import standing
from dashboard.presenters.callback_request import Worded
from dashboard.presenters.callback_sheet import sheet
from dashboard.presenters.callback_words import STATUSES
from dashboard.presenters.feeds import lit
from dashboard.store import trail
from dashboard.store.zones import site_zone
from dashboard.views.callback_reading import worded_for
from dashboard.views.callback_search import is_forgotten, known
from dashboard.views.elsewhere import asked_here


@require_safe
@never_cache
@login_required
def callbacks(request: HttpRequest) -> HttpResponse:
    """The page; for the browser, which asks when something of it changed, its part with the lists."""
    if is_forgotten(request):
        return _without_the_search(request)
    worded = worded_for(cast(Person, request.user), timezone.now())
    asked = filters_of(request.GET, known(request))
    page = presenter.page(worded.lists, asked, worded)
    context = {
        "page": page,
        "tiles": tiles(asked, page),
        "before": asked.query(page=page.number - 1),
        "after": asked.query(page=page.number + 1),
        "statuses": STATUSES.items(),
        "asked": asked,
        "line": worded.last,
        "standing": standing(worded.lists),
        "form": form(asked, worded.lists),
        "without": without(worded.lists),
        "lit": lit(worded.lists.sources, worded.now),
    }
    template = "callbacks/_part.html" if request.headers.get("HX-Request") else "callbacks/page.html"
    return render(request, template, context)


@require_safe
@never_cache
@login_required
def callback(request: HttpRequest, key: str) -> HttpResponse:
    """One request, with everything that can be done with it, or why not. Http404 outside of the viewer's queues."""
    worded = worded_for(cast(Person, request.user), timezone.now())
    if key not in worded.lists.callbacks:
        raise Http404("There is no such callback among those that are yours to see.")
    template = "callbacks/_one.html" if request.headers.get("HX-Request") else "callbacks/one.html"
    return render(request, template, one(worded, key))


def one(worded: Worded, key: str) -> dict[str, object]:
    """What the page of one request prints."""
    lists, source = worded.lists, worded.lists.source_of(key)
    return {
        "request_": worded.request(key),
        "statuses": STATUSES.items(),
        "list_name": lists.name_of(lists.list_of(key)),
        "queue_name": lists.queue_name_of(lists.list_of(key)),
        "source": source,
        "zone": worded.zone(source).key,
        "is_live": lists.is_live(source),
        "line": worded.last,
        "lit": lit(lists.sources, worded.now, leads_to=reverse("callbacks")),
    }


@require_safe
@never_cache
@login_required
@asked_here("callbacks")
def export(request: HttpRequest) -> HttpResponse:
    """All that match as a file; that it was taken is a line of the trail, written before the first byte."""
    person, now = cast(Person, request.user), timezone.now()
    access.has_a_floor(person)
    if is_forgotten(request):
        return _without_the_search(request)
    asked = filters_of(request.GET, known(request))
    try:
        trail.note("callbacks-export", "exported", by=person, at=now, details={"filters": asked.named})
    except DatabaseError:
        sentence = _("The trail could not be written, so nothing was exported. Try again in a moment.")
        return render(request, "callbacks/not_written.html", {"sentence": sentence}, status=503)
    worded = worded_for(person, now)
    text = sheet(presenter.every(worded.lists, asked, worded), worded)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = f"callbacks-{now.astimezone(site_zone()):%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _without_the_search(request: HttpRequest) -> HttpResponse:
    """The page with the other filters, where the field is seen to be empty; whole, where only a part was asked for."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    query = filters_of(request.GET).here
    return redirect(reverse("callbacks") + (f"?{query}" if query else ""))
