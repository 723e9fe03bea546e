"""What is searched for among callbacks: a customer's name, or a number, which no address may hold.

An address is in proxies' logs and in histories. So the form is posted, the words stay in the session, and the address
names them by a word that means nothing elsewhere: paging, the export, a second tab and the way back go by it.
"""

from collections.abc import Mapping
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dashboard import access
from dashboard.models import Person
from dashboard.presenters.callback_filters import LONGEST, filters_of

_KEPT = "callback_searches"  # in the session: the words, by what an address calls them; the newest last
MOST_KEPT = 8
SEEN_AFTERWARDS = 303


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """The way to what was asked for. Who comes back by GET, from the sign-in, finds the lists."""
    access.has_a_floor(cast(Person, request.user))
    if request.method != "POST":
        return redirect("callbacks")
    words = request.POST.get("q", "").replace("\0", "").strip()[:LONGEST]
    query = filters_of(request.POST).query(search=_named(request, words) if words else "")
    answer = redirect(reverse("callbacks") + (f"?{query}" if query else ""))
    answer.status_code = SEEN_AFTERWARDS
    return answer


def known(request: HttpRequest) -> Mapping[str, str]:
    """What this session has searched for lately, by what addresses call it."""
    found: Mapping[str, str] = request.session.get(_KEPT, {})
    return found


def is_forgotten(request: HttpRequest) -> bool:
    """Whether an address names a search that this session does not know: all requests are no answer to it."""
    return bool(request.GET.get("search")) and request.GET["search"] not in known(request)


def _named(request: HttpRequest, words: str) -> str:
    """What addresses call these words from now on."""
    before = dict(known(request))
    name = next((name for name, kept in before.items() if kept == words), "") or get_random_string(8)
    before.pop(name, None)
    request.session[_KEPT] = dict([*before.items(), (name, words)][-MOST_KEPT:])
    return name
