"""What each connected system can do `/settings/capabilities/`, and why not what it cannot."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dashboard import access
from dashboard.models import Integration, Person
from dashboard.presenters.matrix import matrix
from dashboard.views import reading


@require_safe
@never_cache
@login_required
def capabilities(request: HttpRequest) -> HttpResponse:
    """The matrix of the sources that the viewer sees."""
    scope = access.has_a_floor(cast(Person, request.user))
    named = [i for i in Integration.objects.order_by("name") if scope.sees_source(i.name)]
    can = reading.capabilities([i.name for i in named])
    context = {
        "sources": [(i.name, i.kind) for i in named],
        "lines": matrix({i.name: can.get(i.name, {}) for i in named}),
    }
    return render(request, "settings/capabilities.html", context)
