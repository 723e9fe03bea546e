"""Integration settings `/settings/integration-settings/`: what components read, by integration, and what it was."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dashboard.forms.component_settings import SettingForm
from dashboard.models import Integration, IntegrationSetting, SettingChange
from dashboard.presenters.settings.setting_changes import changes_shown
from dashboard.store import component_settings as store
from dashboard.store.zones import site_zone
from dashboard.views.settings.administering import UNFIT, administrator, for_administrators, kept

AT_ONCE = 50  # changes on a page


@require_safe
@for_administrators
def every(request: HttpRequest) -> HttpResponse:
    """Every integration, how many settings it has, and whether components can read them."""
    integrations = Integration.objects.prefetch_related("component_settings").order_by("name")
    return render(request, "settings/component_settings/page.html", {"integrations": integrations, "most": store.MOST})


@require_safe
@for_administrators
def one(request: HttpRequest, name: str) -> HttpResponse:
    """One integration's settings and their history."""
    return render(request, "settings/component_settings/one.html", _about(request, name))


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def new(request: HttpRequest, name: str) -> HttpResponse:
    """A new setting."""
    integration = get_object_or_404(Integration, name=name)
    form = SettingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if integration.component_settings.filter(identifier=form.cleaned_data["identifier"]).exists():
            form.add_error("identifier", _("This identifier is here already."))
        elif _put(form, name, form.cleaned_data["identifier"], request):
            return kept(request, reverse("settings-component-settings-of", args=[name]))
    context = {"form": form, "integration": integration}
    return render(request, "settings/component_settings/put.html", context, status=UNFIT if form.is_bound else None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def change(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """The value of a setting."""
    standing = _setting(name, pk)
    form = SettingForm(
        request.POST or None,
        initial={"value": standing.value},
        about=store.about(name, standing.identifier),
        identifier=standing.identifier,
    )
    if request.method == "POST" and form.is_valid() and _put(form, name, standing.identifier, request):
        return kept(request, reverse("settings-component-settings-of", args=[name]))
    context = {"form": form, "integration": standing.integration, "identifier": standing.identifier}
    return render(request, "settings/component_settings/put.html", context, status=UNFIT if form.is_bound else None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def remove(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Asks first, naming what is read no more."""
    standing = _setting(name, pk)
    if request.method == "POST":
        store.put(name, standing.identifier, None, by=administrator(request), now=timezone.now())
        return kept(request, reverse("settings-component-settings-of", args=[name]))
    context = {"integration": standing.integration, "identifier": standing.identifier, "value": standing.value}
    return render(request, "settings/component_settings/remove.html", context)


@require_POST
@for_administrators
def undo(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """The setting is as it was before that change; 409 where that would be one too many."""
    found = get_object_or_404(SettingChange, pk=pk, integration_id=name)
    try:
        store.undo(found, by=administrator(request), now=timezone.now())
    except store.TooMany:
        context = _about(request, name) | {"too_many": True}
        return render(request, "settings/component_settings/one.html", context, status=409)
    return kept(request, reverse("settings-component-settings-of", args=[name]))


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def key(request: HttpRequest, name: str) -> HttpResponse:
    """Makes, renews or withdraws the key by which components read. A new one is in this answer, and never again.

    So a POST is answered with the page itself: a redirect would have to keep the key somewhere in between.
    """
    integration = get_object_or_404(Integration, name=name)
    context: dict[str, object] = {"address": request.build_absolute_uri(reverse("integration-settings", args=[name]))}
    if request.method == "POST":
        if "withdraw" in request.POST:
            store.withdraw_key(name, by=administrator(request), now=timezone.now())
            return kept(request, reverse("settings-component-settings-of", args=[name]))
        context["key"] = store.make_key(name, by=administrator(request), now=timezone.now())
        integration.refresh_from_db()
    return render(request, "settings/component_settings/key.html", context | {"integration": integration})


def _setting(name: str, pk: int) -> IntegrationSetting:
    return get_object_or_404(IntegrationSetting.objects.select_related("integration"), pk=pk, integration_id=name)


def _put(form: SettingForm, name: str, identifier: str, request: HttpRequest) -> bool:
    """Whether it was kept; else the form says why."""
    value = form.cleaned_data["value"]
    try:
        store.put(name, identifier, value, by=administrator(request), now=timezone.now())
    except store.TooMany:
        sentence = _("{name} has {most} settings, and may have no more: remove one first.")
        form.add_error(None, sentence.format(name=name, most=store.MOST))
        return False
    return True


def _about(request: HttpRequest, name: str) -> dict[str, Any]:
    integration = get_object_or_404(Integration, name=name)
    settings = list(integration.component_settings.order_by("identifier"))
    values = {setting.identifier: setting.value for setting in settings}
    changes = integration.setting_changes.order_by("-at", "-pk")
    before = request.GET.get("before", "")
    older_than = changes.filter(pk__lt=int(before)) if before.isdecimal() else changes
    page = list(older_than[: AT_ONCE + 1])
    return {
        "integration": integration,
        "settings": settings,
        "may_add": len(settings) < store.MOST,
        "most": store.MOST,
        "changes": changes_shown(page[:AT_ONCE], values, store.names_of(page)),
        "older": page[AT_ONCE - 1].pk if len(page) > AT_ONCE else None,
        "zone": site_zone().key,
        "address": request.build_absolute_uri(reverse("integration-settings", args=[name])),
    }
