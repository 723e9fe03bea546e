"""Another site's page may lead to ours, and not into one whose mere showing leaves a line in somebody's name."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

View = Callable[..., HttpResponseBase]
ELSEWHERE = ("cross-site", "same-site")  # another port of this machine is another's page too


def asked_here(way_on: str) -> Callable[[View], View]:
    """A view for whoever asks on a page of ours or in the address bar; others come to `way_on`, with the same places.

    Browsers say which it is (Fetch Metadata, 2.3: Sec-Fetch-Site); whoever does not say is no browser of today.
    """

    def of(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, **places: str) -> HttpResponseBase:
            if request.headers.get("Sec-Fetch-Site") in ELSEWHERE:
                return HttpResponseRedirect(reverse(way_on, kwargs=places))
            return view(request, **places)

        return asked

    return of
