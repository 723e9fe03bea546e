"""What a person sets for themselves `/preferences/`: single keys, and the height of rows."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dashboard.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """The form; what is sent is kept, and shown as kept. A box that is not ticked is off."""
    person = cast(Person, request.user)
    if request.method != "POST":
        return render(request, "preferences/page.html", {"kept": "kept" in request.GET})
    person.single_keys = "single_keys" in request.POST
    person.comfortable_rows = "comfortable_rows" in request.POST
    person.save(update_fields=["single_keys", "comfortable_rows"])
    return redirect("/preferences/?kept")
