"""An agent's own page. It shows nothing of the floor: who listened to the agent, where the site lets agents know."""

from datetime import datetime, timedelta
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dashboard.models import Person, Site
from dashboard.presenters.heard import HeardShown, heard
from dashboard.store import activity
from dashboard.store.zones import site_zone

SHOWN = timedelta(days=30)


@require_safe
@never_cache
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Who listened to one's own agent identities in the last 30 days."""
    person = cast(Person, request.user)
    knows = Site.objects.filter(pk=1, agent_sees_listens=True).exists()
    listens = _listens(person, timezone.now() - SHOWN) if knows and person.agents else None
    return render(request, "me/page.html", {"listens": listens, "zone": site_zone().key})


def _listens(person: Person, since: datetime) -> list[HeardShown]:
    found = [entry for agent in person.agents for entry in activity.listens_of(agent, since)]
    who = Person.objects.filter(pk__in={entry.first.person for entry in found})
    newest = sorted(found, key=lambda entry: entry.heard_since or entry.first.at, reverse=True)
    return list(heard(newest, {p.pk: str(p) for p in who}))
