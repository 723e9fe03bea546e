"""What is done with a callback: POST `/callbacks/<id>/<take|start|close|reschedule|release>/`.

Asked through one's own sign-in on its system. Access first, then what is possible, then the form, then the inbox.
"""

from datetime import datetime
from functools import wraps
from typing import Any, cast
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cti_bridge.connector import Action
from cti_bridge.floor.commands import CallbackDeed, WorkCallback
from cti_bridge.floor.model import AgentId, CallbackId
from dashboard.forms.callbacks import CloseForm, DeedForm, RescheduleForm, StartForm
from dashboard.live.process import publish
from dashboard.models import Person
from dashboard.presenters import callback_words as words
from dashboard.presenters.callback_request import Worded
from dashboard.presenters.callback_rules import why_not
from dashboard.presenters.outcomes import OutcomeLine, refused_line
from dashboard.store import inbox
from dashboard.views import asking, callbacks
from dashboard.views.callback_reading import callback_to_act_on, worded_one
from dashboard.views.denials import View, leaves_a_line

SEEN_AFTERWARDS = 303


def works_a_callback(view: View) -> View:
    """A view that does something with a callback, by POST alone, for whoever is signed in.

    A session may end before the press: who then comes back by GET finds the request, and did nothing.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    @login_required
    @leaves_a_line
    @wraps(view)
    def asked(request: HttpRequest, key: str, action: str) -> HttpResponse:
        return view(request, key, action) if request.method == "POST" else redirect("callback", key=key)

    return asked


@works_a_callback
def work(request: HttpRequest, key: str, action: str) -> HttpResponse:
    """Asks to take a callback, to call, to close it, to move it, or to give it back."""
    person, now, deed = cast(Person, request.user), timezone.now(), Action(action)
    callback_to_act_on(person, key)
    worded = worded_one(person, key, now)
    values, desk = worded.lists.callbacks[key], worded.lists.desk_of(key)
    refused = words.why_not(why_not(deed, values, desk, taker=worded.lists.taker_of(key)))
    form = _form(request, deed, key, worded)
    refused = refused or ("" if form.is_valid() else form.sentence)
    seat = desk.seat_for(values)
    if refused or seat is None:
        return _refused(request, worded, key, refused_line(action, refused))
    asked = inbox.ask(
        WorkCallback(
            id=uuid4(),
            sign_in=AgentId(seat.sign_in),
            callback=CallbackId(key),
            deed=CallbackDeed(action.removesuffix("-callback")),
            deadline=_deadline(deed, worded.lists.source_of(key), now),
            **form.cleaned_data,
        ),
        by=person,
        publish=publish,
        seen=_seen(worded, key),
    )
    return _answer(request, key, asking.line_of(asked))


def _form(request: HttpRequest, deed: Action, key: str, worded: Worded) -> DeedForm:
    match deed:
        case Action.START_CALLBACK:
            values = worded.lists.callbacks[key]
            return StartForm(request.POST, numbers=[number for number in words.NUMBERS if values.get(number)])
        case Action.CLOSE_CALLBACK:
            return CloseForm(request.POST)
        case Action.RESCHEDULE_CALLBACK:
            source = worded.lists.source_of(key)
            periods = [period for period, _ in worded.lists.periods_of(source)]
            return RescheduleForm(request.POST, periods=periods, today=worded.today(source))
        case _:
            return DeedForm(request.POST)


def _deadline(deed: Action, source: str, now: datetime) -> datetime:
    """Until when it may be sent and answered: a phone that rings takes longer than a word."""
    return asking.call_deadline(now) if deed is Action.START_CALLBACK else asking.deadline(source, now)


def _seen(worded: Worded, key: str) -> dict[str, object]:
    """The request as the person saw it, for the trail: nothing of the customer."""
    values = worded.lists.callbacks[key]
    told: dict[str, Any] = {"list": values["list"], "due": worded.due(key).value}
    return told | {name: values[name] for name in ("agent", "started") if name in values}


def _answer(request: HttpRequest, key: str, line: OutcomeLine) -> HttpResponse:
    """The line for the browser; without a script the page from which it was asked."""
    if request.headers.get("HX-Request"):
        return render(request, "commands/_outcome.html", {"line": line})
    way_back = reverse("callback", args=[key]) if request.POST.get("back") == "one" else _list(request)
    answer = redirect(way_back)
    answer.status_code = SEEN_AFTERWARDS
    return answer


def _list(request: HttpRequest) -> str:
    """The list with the filters that it had."""
    return reverse("callbacks") + (f"?{request.GET.urlencode()}" if request.GET else "")


def _refused(request: HttpRequest, worded: Worded, key: str, line: OutcomeLine) -> HttpResponse:
    """422: why it was not even asked, in words; without a script on the request's own page, as it was filled in."""
    if request.headers.get("HX-Request"):
        return render(request, "commands/_outcome.html", {"line": line}, status=422)
    given = {name: request.POST.get(name, "") for name in ("status", "comment", "due", "period")}
    return render(
        request, "callbacks/one.html", callbacks.one(worded, key) | {"line": line, "given": given}, status=422
    )
