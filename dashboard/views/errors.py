"""The pages for what went wrong: one sentence, a way back, and an incident's id that the log has too."""

import logging
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from dashboard.views.denials import forged

log = logging.getLogger(__name__)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: you may look, and not act; or not even look."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: not there, or not yours: no difference is told."""
    return _page(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """500: our fault. It must work without a database."""
    incident = _incident()
    log.error("incident %s: %s %s failed", incident, request.method, request.path)
    return render(request, "errors/500.html", {"incident": incident, "user": None}, status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was too old, or not ours. Where it would have acted, the try is a line of the trail."""
    forged(request)
    return _page(request, 403, "errors/csrf.html", why=reason)


def _page(request: HttpRequest, status: int, template: str = "", *, why: str = "") -> HttpResponse:
    incident = _incident()
    said = f": {why}" if why else ""
    log.info("incident %s: %s %s gave %s%s", incident, request.method, request.path, status, said)
    page = render(request, template or f"errors/{status}.html", {"incident": incident}, status=status)
    add_never_cache_headers(page)  # who reads it, and how they stand, is on it
    return page


def _incident() -> str:
    return uuid4().hex[:8]
