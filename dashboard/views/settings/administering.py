"""What every page of the settings does: administrators only, each form whole as a plain POST, each refusal a line."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from dashboard import access
from dashboard.models import Person
from dashboard.views.denials import leaves_a_line

View = Callable[..., HttpResponse]
UNFIT = 422  # a form that says what to mend: htmx shows it too (templates/base.html)


def for_administrators(view: View) -> View:
    """A view of the settings, `view(request, …)`: 403 for everybody else; a try to change something leaves its line."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        access.administrates(cast(Person, request.user))
        return view(request, *args, **kwargs)

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = (leaves_a_line(guarded) if request.method == "POST" else guarded)(request, *args, **kwargs)
        if answer.status_code == UNFIT:
            answer["HX-Push-Url"] = "false"  # nothing to come back to: it is the same form, at the same address
        return answer

    kept.acts = True  # type: ignore[attr-defined]  # for denials.forged
    kept.administrates = True  # type: ignore[attr-defined]  # for the test that finds the addresses itself
    return never_cache(login_required(kept))


def administrator(request: HttpRequest) -> Person:
    """Who is changing something. For views that `for_administrators` guards."""
    return cast(Person, request.user)


def kept(request: HttpRequest, address: str) -> HttpResponse:
    """The way on after a change: the address, which then says that it was saved (`templates/settings/base.html`).

    Status 303, which htmx follows like a browser does.
    """
    answer = redirect(f"{address}{'&' if '?' in address else '?'}kept")
    answer.status_code = 303
    return answer
