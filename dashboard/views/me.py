"""An agent's own page: how they stand, what is said to them, who listened, and their raised hand.

It shows nothing of the floor. Who listened is shown where the site lets agents know.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cti_bridge.floor.model import source_of
from dashboard import access
from dashboard.live.process import publish
from dashboard.models import Person, Site
from dashboard.presenters import me as presenter
from dashboard.presenters.feeds import Feed, Lights, banner, feed
from dashboard.presenters.heard import HeardShown, heard
from dashboard.presenters.me import HandShown, MessageShown, OwnState
from dashboard.presenters.sources import source_values
from dashboard.store import activity, hands, messages, notices, policies, rows
from dashboard.store.zones import site_zone

SHOWN = timedelta(days=30)


@require_safe
@never_cache
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """The whole page, as it stands now. Who came to a team since a message was sent gets it by asking."""
    return answer(request, access.has_an_own_page(cast(Person, request.user)))


def answer(request: HttpRequest, person: Person, *, why_not: str = "") -> HttpResponse:
    """The page; with `why_not` as the answer to a form that could not be carried out (422)."""
    now = timezone.now()
    states, feeds = _own_states(person, now)
    line, level = banner(feeds, {})
    context = {
        "states": states,
        "feeds": feeds,
        "banner": line if any(not state.fresh for state in states) and feeds else "",
        "banner_level": level,
        "messages": messages_of(person, now),
        "blank": MessageShown(),
        "hand": hand_of(person),
        "why_not": why_not,
        "listens": _listens(person, now - SHOWN),
        "zone": site_zone().key,
    }
    return render(request, "me/page.html", context, status=422 if why_not else 200)


def messages_of(person: Person, now: datetime) -> list[MessageShown]:
    """The person's messages that are not over."""
    receipts = messages.told_to(person, publish=publish, now=lambda: now)
    authors = notices.authors_of([receipt.message for receipt in receipts])
    return presenter.messages_shown(receipts, authors, now)


def hand_of(person: Person) -> HandShown:
    """The person's own hand."""
    hand = hands.standing_of(person)
    by = Person.objects.filter(pk=hand.claimed_by).first() if hand and hand.claimed_by else None
    return presenter.hand_shown(hand, str(by or ""), timezone.now())


def _own_states(person: Person, now: datetime) -> tuple[list[OwnState], list[Feed]]:
    """How the person's agent identities stand, and the lights of their systems."""
    decided, found = policies.load(), rows.agents(person.agents)
    lights: dict[str, Mapping[str, Any]] = {}
    for name in dict.fromkeys(source_of(agent) for agent in person.agents):
        if source := rows.source(name):
            lights[name] = source_values(source, decided)
    shone = Lights(lights, now)
    states = [
        presenter.own_state(key, found[key].body if key in found else None, shone.of(key), decided)
        for key in person.agents
    ]
    return states, [feed(name, values, now) for name, values in lights.items()]


def _listens(person: Person, since: datetime) -> list[HeardShown] | None:
    """Who listened to the person; None where the site does not say."""
    if not person.agents or not Site.objects.filter(pk=1, agent_sees_listens=True).exists():
        return None
    found = [entry for agent in person.agents for entry in activity.listens_of(agent, since)]
    who = Person.objects.filter(pk__in={entry.first.person for entry in found})
    newest = sorted(found, key=lambda entry: entry.heard_since or entry.first.at, reverse=True)
    return list(heard(newest, {p.pk: str(p) for p in who}))
