"""A queue's past calls: asked of its system by POST, then looked for until the answer is there, or nobody gives one.

The question is a line of the trail (store/lookups.py). With a script the page looks by itself; else it has a link.
"""

from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from cti_bridge.connector import Action
from cti_bridge.floor.model import Queue, source_of
from dashboard import access
from dashboard.live.process import publish
from dashboard.models import Lookup, Person
from dashboard.presenters.known import in_words
from dashboard.presenters.policies import NO_QUEUE_RULE
from dashboard.presenters.queue_calls import past_calls_shown
from dashboard.store import lookups, policies
from dashboard.store.zones import site_zone
from dashboard.views import reading
from dashboard.views.denials import leaves_a_line

SIZE = 25
UNFIT = 422
SEEN_AT_ONCE = 303


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@leaves_a_line
def ask(request: HttpRequest, queue_id: str) -> HttpResponse:
    """Asks the system, which is the way to the answer. Who comes back by GET, from the sign-in, finds the queue."""
    if request.method != "POST":
        return redirect("queue", queue_id)
    person = cast(Person, request.user)
    queue = access.queue_to_see(person, queue_id)
    can = reading.capabilities([source_of(queue_id)]).get(str(source_of(queue_id)), {}).get(Action.SEE_QUEUE_CALLS)
    if can is None or not can.works:
        return _shown(request, queue, {"refused": in_words(can.note if can else "")}, status=UNFIT)
    try:
        question = lookups.ask(person, queue_id, size=SIZE, publish=publish)
    except lookups.TooManyOpen:
        return _shown(
            request, queue, {"refused": _("Your last questions are still open: wait a moment.")}, status=UNFIT
        )
    if request.headers.get("HX-Request"):
        return _shown(request, queue, {"question": question.pk})
    answer_ = redirect("queue-calls-answer", queue_id, question.pk)
    answer_.status_code = SEEN_AT_ONCE
    return answer_


@require_GET
@never_cache
@login_required
def answer(request: HttpRequest, queue_id: str, question: UUID) -> HttpResponse:
    """What came of a question. Http404 for somebody else's, and for one that is forgotten."""
    person = cast(Person, request.user)
    queue = access.queue_to_see(person, queue_id)
    if not Lookup.objects.filter(pk=question, queue=queue_id).exists():
        raise Http404("That was not asked, or too long ago.")
    match lookups.answer_of(question, person):
        case None:
            raise Http404("That was not asked, or too long ago.")
        case lookups.Waiting():
            return _shown(request, queue, {"question": question})
        case lookups.Refused(said=said):
            return _shown(request, queue, {"refused": in_words(said)})
        case lookups.Calls(calls=calls, at=at):
            return _shown(
                request, queue, {"calls": past_calls_shown(calls, policies.load()), "at": at, "answered": True}
            )


def _shown(request: HttpRequest, queue: Queue, state: dict[str, object], status: int = 200) -> HttpResponse:
    """The part for htmx, else a page of its own."""
    rule = policies.load().queues.get(queue.id, NO_QUEUE_RULE)
    context = {"key": queue.id, "name": rule.name or queue.name, "zone": site_zone().key, **state}
    template = "queues/_calls.html" if request.headers.get("HX-Request") else "queues/calls.html"
    return render(request, template, context, status=status)
