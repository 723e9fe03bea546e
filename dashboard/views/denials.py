"""A try by somebody without the right leaves a line in the trail, before it is answered with 403 or 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from cti_bridge.floor.model import source_of
from cti_bridge.floor.rows import Kind
from dashboard.models import Person
from dashboard.store import denials, rows

MAY_NOT_ACT = "This person may not act."
NOT_THEIRS = "It is not among this person's teams, or not there."
FORGED = "The form was not ours, or too old."

View = Callable[..., HttpResponse]


def leaves_a_line(view: View) -> View:
    """A view that acts, whose 403 or 404 is a line of the trail."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied:
            note_by_address(request, MAY_NOT_ACT)
            raise
        except Http404 as not_there:
            note_by_address(request, NOT_THEIRS, getattr(not_there, "agent", ""))
            raise

    kept.acts = True  # type: ignore[attr-defined]  # whoever wraps it carries this on: for `forged`
    return kept


def forged(request: HttpRequest) -> None:
    """Notes a form that was refused, where it would have acted for somebody who is signed in."""
    found = request.resolver_match
    if found is not None and getattr(found.func, "acts", False):
        note_by_address(request, FORGED)


def denied(person: Person, action: str, subject: str, why: str) -> None:
    """Notes that somebody tried an action on an agent, or on a sign-in. Who may see the agent sees the line."""
    found = rows.find(source_of(subject), Kind.AGENT, subject)
    denials.denied(person, action, subject, why=why, team=found.team if found else "")


def note_by_address(request: HttpRequest, why: str, subject: str = "") -> None:
    """Notes that somebody tried what the request's address does, on `subject` or on whom the address names."""
    found = request.resolver_match
    if found is None or not isinstance(request.user, Person):
        return
    named = found.kwargs
    subject = subject or named.get("agent_id") or named.get("key") or ""
    denied(request.user, named.get("action") or str(found.url_name), subject, why)
