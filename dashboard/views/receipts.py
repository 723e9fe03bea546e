"""What became of one's own messages: POST `/me/receipts/` of the page's module, and the plain form that confirms one.

A page says *delivered* when a message is in it, whether the page came with it or was told it later, in a hidden tab
too; only a script can say that, since a server does not know what arrives. It says *seen* when at least half of the
message was in view in a visible tab: for a second, or at once where the page has the focus. *Confirmed* is a press on
the button; by the plain form it counts as all three.
"""

from collections.abc import Collection
from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dashboard import access
from dashboard.live.process import publish
from dashboard.models import Person, Receipt
from dashboard.store import receipts
from dashboard.store.receipts import Report, Step
from dashboard.views.denials import leaves_a_line

STEPS = {step.name.lower(): step for step in Step}


@require_POST
@login_required
@leaves_a_line
def note(request: HttpRequest) -> HttpResponse:
    """204. The fields `delivered`, `seen` and `confirmed` hold messages' ids, each as many as there are.

    404 where one of them is no message to this person: the others are noted all the same.
    """
    person = access.has_an_own_page(cast(Person, request.user))
    named = {step: _ids(request.POST.getlist(step)[: receipts.MOST]) for step in STEPS}
    own = _own(person, {id_ for ids in named.values() for id_ in ids if id_})
    reports = [Report.each(person.pk, STEPS[step], own.intersection(ids)) for step, ids in named.items()]
    receipts.note([one for of_step in reports for one in of_step], publish=publish)
    if any(id_ not in own for ids in named.values() for id_ in ids):
        raise Http404("That is no message to you.")
    return HttpResponse(status=204)


@require_POST
@login_required
@leaves_a_line
def confirm(request: HttpRequest, message: UUID) -> HttpResponse:
    """Confirms one message, and gives the page anew. Http404 where it is none to this person."""
    person = access.has_an_own_page(cast(Person, request.user))
    if not _own(person, {message}):
        raise Http404("That is no message to you.")
    receipts.note(Report.each(person.pk, Step.CONFIRMED, [message]), publish=publish)
    return redirect("me")


def _ids(texts: Collection[str]) -> list[UUID | None]:
    """Ids as a form has them; None for what is none."""
    return [_id(text) for text in texts]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _own(person: Person, messages: Collection[UUID]) -> set[UUID]:
    """Those of these messages that were sent to this person."""
    return set(Receipt.objects.filter(person=person.pk, message__in=messages).values_list("message", flat=True))
