"""Messages `/messages/`: those that stand with what became of them by name, past ones, own templates; and writing one.

GET `/messages/` shows, POST `/messages/` sends, `/messages/new/` is the form (POST: as filled in so far, nothing is
sent). A viewer reads; a supervisor writes to the own teams; an author or an administrator deletes.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dashboard import access
from dashboard.live.process import publish
from dashboard.models import Person
from dashboard.models.people import Role
from dashboard.presenters import bulk
from dashboard.presenters import messages as presenter
from dashboard.store import messages as store
from dashboard.store import sent, templates
from dashboard.store.sent import Sent
from dashboard.views import composing
from dashboard.views.denials import leaves_a_line

View = Callable[..., HttpResponse]
SEEN_AT_ONCE = 303  # after a deed: the way to the page that shows it
UNFIT = 422


def of_messages(view: View) -> View:
    """A view of messages, for whoever is signed in; an agent gets 403. A denied deed leaves a line."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        access.has_a_floor(cast(Person, request.user))
        return view(request, *args, **kwargs)

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return (leaves_a_line(guarded) if request.method == "POST" else guarded)(request, *args, **kwargs)

    kept.acts = True  # type: ignore[attr-defined]  # for denials.forged
    return never_cache(login_required(kept))


@require_http_methods(["GET", "HEAD", "POST"])
@of_messages
def messages(request: HttpRequest) -> HttpResponse:
    """The page; for htmx the messages that stand. POST sends one."""
    if request.method == "POST":
        return _send(request)
    person, now = cast(Person, request.user), timezone.now()
    context = _standing(person, now)
    if request.headers.get("HX-Request"):
        return render(request, "messages/_active.html", context)
    before = _moment(request.GET.get("before", ""))
    over, has_older = sent.past(access.scope_of(person), person, now, before=before)
    context |= {
        "past": _shown(over, person, now),
        "older": over[-1].message.created_at.isoformat() if has_older else "",
        "is_later": before is not None,
        "line": _line(request, person),
        "templates": templates.of(person) if person.may_act else (),
    }
    return render(request, "messages/page.html", context)


@require_safe
@of_messages
def message(request: HttpRequest, key: str) -> HttpResponse:
    """One message, over or not, with what became of it by name."""
    person, now = cast(Person, request.user), timezone.now()
    found = _to_see(person, key)
    return render(request, "messages/message.html", {"message": _shown([found], person, now)[0]})


@require_http_methods(["GET", "HEAD", "POST"])
@of_messages
def new(request: HttpRequest) -> HttpResponse:
    """The form, filled in as the address or the body says, and who would get it. Nothing is sent."""
    person = writer(request)
    return composing.show(request, composing.form_of(person, request, timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
@of_messages
def resend(request: HttpRequest, key: str) -> HttpResponse:
    """Sends it again to those of the viewer's teams who have not confirmed it, or not seen it."""
    person = writer(request)
    found = _to_see(person, key)
    if request.method != "POST":
        return redirect("message", key=key)
    scope = access.scope_of(person)
    again = store.resend(found.message, by=person, sees_team=scope.sees_team, publish=publish)
    return _done(request, person, presenter.resent_line(again))


@require_http_methods(["GET", "HEAD", "POST"])
@of_messages
def delete(request: HttpRequest, key: str) -> HttpResponse:
    """Takes it off every screen. GET asks, and names what it is; 403 for who neither wrote it nor administers."""
    person = writer(request)
    found = _to_see(person, key)
    if found.message.person != person.pk and person.role != Role.ADMINISTRATOR:
        raise PermissionDenied("Only its author or an administrator deletes a message.")
    if request.method != "POST":
        shown = _shown([found], person, timezone.now())[0]
        return render(request, "messages/delete.html", {"message": shown})
    store.delete(found.message, by=person, publish=publish)
    return _done(request, person, presenter.deleted_line(len(found.receipts)))


def _send(request: HttpRequest) -> HttpResponse:
    person, now = cast(Person, request.user), timezone.now()
    form, gone = composing.form_to_send(person, request, now)
    if not form.is_valid():
        return composing.show(request, form, status=UNFIT)
    try:
        message = store.send(composing.draft_of(form), by=person, publish=publish, now=lambda: now)
    except store.NobodyToDeliverTo:
        form.add_error(None, presenter.nobody_at_all())
        return composing.show(request, form, status=UNFIT)
    except store.TooManyStand:
        form.add_error(None, presenter.too_many_stand(store.MOST_ACTIVE))
        return composing.show(request, form, status=UNFIT)
    if keep_as := form.cleaned_data["keep_as"]:
        templates.save(person, keep_as, message.content)
    if request.headers.get("HX-Request"):
        names = [receipt.name for receipt in message.receipts.order_by("name", "pk")]
        left_out = bulk.left_out((name, bulk.gone_why()) for name in gone)
        return render(request, "messages/_sent.html", {"sentence": presenter.sent_line(names), "left_out": left_out})
    return _on(f"{reverse('messages')}?sent={message.pk}")


def writer(request: HttpRequest) -> Person:
    """Whoever may write. PermissionDenied for who may look only."""
    person = cast(Person, request.user)
    if not person.may_act:
        raise PermissionDenied("You may look, and not act.")
    return person


def _to_see(person: Person, key: str) -> Sent:
    """A message with its recipients, as far as they are the person's to see. Http404 where none of them is."""
    found = sent.find(access.scope_of(person), person, key)
    if found is None:
        raise Http404("There is no such message among those that are yours to see.")
    return found


def _standing(person: Person, now: datetime) -> dict[str, object]:
    found = sent.active(access.scope_of(person), person, now)
    return {"active": _shown(found, person, now), "now": now}


def _shown(found: list[Sent], person: Person, now: datetime) -> list[presenter.Shown]:
    teams = dict(composing.teams_of(access.scope_of(person)))
    administers = person.role == Role.ADMINISTRATOR
    return [
        presenter.shown(each, teams, now=now, person=person.pk, acts=person.may_act, administers=administers)
        for each in found
    ]


def _line(request: HttpRequest, person: Person) -> str:
    """What came of the last message, on the page that one comes to."""
    key = request.GET.get("sent", "")
    found = sent.find(access.scope_of(person), person, key) if key else None
    return presenter.sent_line([receipt.name for receipt in found.receipts]) if found and found.receipts else ""


def _done(request: HttpRequest, person: Person, sentence: str) -> HttpResponse:
    """After a deed: for htmx the messages that stand, with what came of it; else the page of them."""
    if request.headers.get("HX-Request"):
        return render(request, "messages/_active.html", _standing(person, timezone.now()) | {"done": sentence})
    return _on(reverse("messages"))


def _on(address: str) -> HttpResponse:
    answer = redirect(address)
    answer.status_code = SEEN_AT_ONCE
    return answer


def _moment(text: str) -> datetime | None:
    """A moment that an address names; None where it names none."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and found.tzinfo else None
