"""An agent's own page. It shows nothing of the floor."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Says who is signed in, and that the page is still to come."""
    return render(request, "me/page.html")
