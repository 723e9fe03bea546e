"""Sends the whole page to the sign-in when htmx asked for a part of one after the session ended."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails


class SignedOutMiddleware:
    """Stands inside of HtmxMiddleware. Without it the sign-in would be swapped in where the part belongs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; for htmx HX-Redirect in place of a redirect to the sign-in, and back to the page that asked."""
        response = self.get_response(request)
        htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
        if not htmx or not response.get("Location", "").startswith(settings.LOGIN_URL):
            return response
        return HttpResponseClientRedirect(
            f"{settings.LOGIN_URL}?{urlencode({'next': htmx.current_url_abs_path or '/'})}"
        )
