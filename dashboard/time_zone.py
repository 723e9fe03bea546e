"""Writes the times on pages in the site's zone; the browser's script then says them in the viewer's own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from dashboard.store.zones import site_zone


class SiteZoneMiddleware:
    """Stands after sign-in is known: no page without it says a time, and probes ask nothing of the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, its times in the site's zone, else in the installation's."""
        if not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(site_zone()):
            return self.get_response(request)
