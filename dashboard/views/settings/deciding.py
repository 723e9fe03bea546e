"""The page of one thing that something is decided for: shown by GET, decided by POST, marked where it cannot be."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dashboard.forms.policies import PolicyForm
from dashboard.store.decisions import Decision, decide
from dashboard.views.settings.administering import UNFIT, administrator, kept


def deciding(
    request: HttpRequest,
    form_of: type[PolicyForm],
    stood: Decision,
    template: str,
    onwards: str,
    context: dict[str, Any],
) -> HttpResponse:
    """The form of what stands; once decided, the way leads `onwards`."""
    form = form_of(
        request.POST if request.method == "POST" else None, stood=stood, by_system=context.get("by_system", "")
    )
    if form.is_valid():
        decide(type(stood), stood.pk, form.values(), by=administrator(request), at=timezone.now())
        return kept(request, onwards)
    return render(request, template, context | {"form": form}, status=UNFIT if form.is_bound else 200)
