"""The CTI systems `/settings/integrations/`: all of them with their health, one with its test, and every change."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cti_bridge import catalog
from dashboard.forms.integrations import IntegrationForm, NewIntegrationForm
from dashboard.live.process import publish
from dashboard.models import Integration, Person
from dashboard.presenters.listed_sign_ins import listed
from dashboard.presenters.systems import system_of, systems
from dashboard.store import checks
from dashboard.store import systems as store
from dashboard.views import reading
from dashboard.views.settings import seen_systems
from dashboard.views.settings.administering import UNFIT, administrator, for_administrators, kept

FORM = ("GET", "HEAD", "POST")
PARTS = {"health": "settings/integrations/_list.html", "one": "settings/integrations/_one.html"}


@require_safe
@for_administrators
def start(request: HttpRequest) -> HttpResponse:
    """The settings begin with the integrations."""
    return redirect("settings-integrations")


@require_safe
@for_administrators
def every(request: HttpRequest) -> HttpResponse:
    """All of them, with live health; who has none is led to the first."""
    now = timezone.now()
    seen = [seen_systems.health_of(one, now) for one in Integration.objects.order_by("name")]
    return render(request, _template(request, "settings/integrations/page.html"), {"every": seen})


@require_safe
@for_administrators
def one(request: HttpRequest, name: str) -> HttpResponse:
    """One of them: health, test, feed sign-ins, and what can be done."""
    integration, now = seen_systems.found(name), timezone.now()
    seen, test = seen_systems.health_of(integration, now), seen_systems.test_of(integration, now)
    feeds = seen_systems.feeds_of(integration)
    context = {
        "seen": seen,
        "test": test,
        "feeds": [listed(feed, reading.stands(feed)) for feed in feeds],
        "lacks_feed": not feeds and seen_systems.needs_a_feed(integration.kind),
        "takes_feeds": seen_systems.takes_sign_ins(integration.kind),
        "is_known": integration.kind in catalog.vendors(),
        "focus_stays": True,  # on the button that was pressed: the page is morphed around it
    }
    return render(request, _template(request, "settings/integrations/one.html"), context)


@require_safe
@for_administrators
def choose(request: HttpRequest) -> HttpResponse:
    """Which kind of system: each vendor folder that there is."""
    return render(request, "settings/integrations/choose.html", {"systems": systems()})


@sensitive_post_parameters()
@require_http_methods(FORM)
@for_administrators
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """A new one of a kind."""
    if kind not in catalog.vendors():
        raise Http404("There is no such kind of system.")
    form = NewIntegrationForm(kind, request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        store.add(given["name"], kind, enabled=given["enabled"], settings=form.settings, by=administrator(request))
        return kept(request, reverse("settings-integration", args=[given["name"]]))
    context = {"form": form, "system": system_of(kind)}
    return render(request, "settings/integrations/add.html", context, status=UNFIT if form.is_bound else 200)


@sensitive_post_parameters()
@require_http_methods(FORM)
@for_administrators
def change(request: HttpRequest, name: str) -> HttpResponse:
    """Other settings for one."""
    integration = seen_systems.found(name)
    if integration.kind not in catalog.vendors():
        raise Http404("Its kind of system is not installed here.")
    data = request.POST if request.method == "POST" else None
    form = IntegrationForm(integration.kind, data, standing=integration)
    if form.is_valid():
        store.change(
            integration, enabled=form.cleaned_data["enabled"], settings=form.settings, by=administrator(request)
        )
        return kept(request, reverse("settings-integration", args=[name]))
    context = {"form": form, "name": name, "system": system_of(integration.kind)}
    return render(request, "settings/integrations/change.html", context, status=UNFIT if form.is_bound else 200)


Deed = Callable[[Integration, Person], object]


def _press(deed: Deed) -> Callable[..., HttpResponse]:
    """A view of a button: it does the deed and goes back. Who comes by GET, after a sign-in, finds the page alone."""

    @require_http_methods(FORM)
    @for_administrators
    @wraps(deed)
    def pressed(request: HttpRequest, name: str) -> HttpResponse:
        integration, address = seen_systems.found(name), reverse("settings-integration", args=[name])
        if request.method != "POST":
            return redirect(address)
        deed(integration, administrator(request))
        answer = redirect(address)
        answer.status_code = 303
        return answer

    return pressed


@_press
def pause(integration: Integration, by: Person) -> None:
    """Nobody connects to it any more."""
    store.change(integration, enabled=False, by=by)


@_press
def resume(integration: Integration, by: Person) -> None:
    """It is followed again."""
    store.change(integration, enabled=True, by=by)


@_press
def connect_anew(integration: Integration, by: Person) -> None:
    """The bridge lets go of its line and starts again."""
    store.connect_anew(integration, by=by)


@_press
def test(integration: Integration, by: Person) -> None:
    """Asks whichever bridge is there to try the connection."""
    checks.ask(integration.pk, by=by, publish=publish)


@require_http_methods(FORM)
@for_administrators
def delete(request: HttpRequest, name: str) -> HttpResponse:
    """What would be lost; gone once its name is typed."""
    integration = seen_systems.found(name)
    typed = request.POST.get("name", "").strip() if request.method == "POST" else None
    if typed == name:
        store.remove(integration, by=administrator(request), publish=publish)
        return kept(request, reverse("settings-integrations"))
    context = {"name": name, "losses": store.losses_of(integration), "typed": typed}
    return render(request, "settings/integrations/delete.html", context, status=200 if typed is None else UNFIT)


def _template(request: HttpRequest, whole: str) -> str:
    """The part that asks for itself anew (static/js/told_parts.js), else the whole page."""
    return PARTS.get(request.headers.get("HX-Target", ""), whole)
