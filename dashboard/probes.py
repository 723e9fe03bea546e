"""What machines ask from inside (`/healthz`, `/readyz`, `/metrics`): answered before anything looks who asks.

They come by address and plain http, where ALLOWED_HOSTS and the redirect to https would turn them away; and a session
cookie would need the database, of which they are to say whether it is there.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from dashboard.views import health

_ANSWERS = {"/healthz": health.lives, "/readyz": health.ready, "/metrics": health.metrics}


class ProbesMiddleware:
    """The first of all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer to a machine; for everybody else, what those after it answer."""
        return _ANSWERS.get(request.path_info, self._get_response)(request)
