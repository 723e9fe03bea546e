"""What components ask by key (`/api/…`) is answered before anything looks at cookies: none is read, none is set.

So a session opens nothing there, answers do not vary by it, and no reader makes one.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

PREFIX = "/api/"


class KeyedMiddleware:
    """Stands after SecurityMiddleware (https) and before the session's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer to a component; for everybody else, what those after it answer."""
        if not request.path_info.startswith(PREFIX):
            return self._get_response(request)
        try:
            found = resolve(request.path_info)
        except Resolver404:
            return self._get_response(request)
        request.get_host()  # ALLOWED_HOSTS, which a later middleware would have asked for
        request.resolver_match = found
        answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
        return answer
