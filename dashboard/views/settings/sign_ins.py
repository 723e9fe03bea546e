"""CTI sign-ins: people's own `/settings/sign-ins/`, and each integration's feeds. Passwords are write-only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from dashboard.forms.sign_ins import PersonsSignInForm, SignInForm
from dashboard.models import CtiSignIn, Integration
from dashboard.presenters.listed_sign_ins import listed
from dashboard.presenters.systems import system_of
from dashboard.store import cti_sign_ins as store
from dashboard.views import reading
from dashboard.views.settings import seen_systems
from dashboard.views.settings.administering import UNFIT, administrator, for_administrators, kept

FORM = ("GET", "HEAD", "POST")


@require_safe
@for_administrators
def every(request: HttpRequest) -> HttpResponse:
    """Everybody's own, by person."""
    own = CtiSignIn.objects.filter(feed=False, person__isnull=False).select_related("person")
    in_order = own.order_by("person__name", "person__username", "integration", "login")
    context = {
        "listed": [listed(one, reading.stands(one)) for one in in_order],
        "systems": seen_systems.systems_of_people(),
    }
    return render(request, "settings/sign_ins/page.html", context)


@require_safe
@for_administrators
def choose(request: HttpRequest) -> HttpResponse:
    """On which system; where there is one alone, there."""
    systems, person = seen_systems.systems_of_people(), request.GET.get("person", "")
    query = f"?person={person}" if person.isdecimal() else ""
    if len(systems) == 1:
        return redirect(reverse("settings-sign-in-add", args=[systems[0][0].pk]) + query)
    return render(request, "settings/sign_ins/choose.html", {"systems": systems, "query": query})


@sensitive_post_parameters()
@require_http_methods(FORM)
@for_administrators
def add(request: HttpRequest, name: str) -> HttpResponse:
    """A person's own, on one system."""
    integration = _with_sign_ins(name)
    data = request.POST if request.method == "POST" else None
    form = PersonsSignInForm(integration, data, person=request.GET.get("person", ""))
    if form.is_valid():
        by, person = administrator(request), form.cleaned_data["person"]
        store.add(integration, form.login, person=person, settings=form.settings, by=by)
        return kept(request, reverse("settings-sign-ins"))
    return _form(request, form, integration, "add", reverse("settings-sign-ins"))


@sensitive_post_parameters()
@require_http_methods(FORM)
@for_administrators
def add_feed(request: HttpRequest, name: str) -> HttpResponse:
    """One that the bridge holds at all times."""
    integration = _with_sign_ins(name)
    form = SignInForm(integration, request.POST if request.method == "POST" else None)
    back = reverse("settings-integration", args=[name])
    if form.is_valid():
        store.add(integration, form.login, person=None, settings=form.settings, by=administrator(request))
        return kept(request, back)
    return _form(request, form, integration, "add_feed", back)


@sensitive_post_parameters()
@require_http_methods(FORM)
@for_administrators
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Another login, phone or password."""
    sign_in = _found(number)
    _with_sign_ins(sign_in.integration_id)
    form = SignInForm(sign_in.integration, request.POST if request.method == "POST" else None, standing=sign_in)
    if form.is_valid():
        store.change(sign_in, form.login, settings=form.settings, by=administrator(request))
        return kept(request, _back(sign_in))
    return _form(request, form, sign_in.integration, "change", _back(sign_in), sign_in=sign_in)


@require_http_methods(FORM)
@for_administrators
def delete(request: HttpRequest, number: int) -> HttpResponse:
    """Asks once, saying what ends with it."""
    sign_in = _found(number)
    if request.method == "POST":
        back = _back(sign_in)
        store.remove(sign_in, by=administrator(request))
        return kept(request, back)
    last = sign_in.feed and sign_in.integration.sign_ins.filter(feed=True).count() == 1
    context = {
        "sign_in": sign_in,
        "back": _back(sign_in),
        "belongs_to": _back(sign_in),
        "is_last": last and seen_systems.needs_a_feed(sign_in.integration.kind),
        "stands": reading.stands(sign_in),
    }
    return render(request, "settings/sign_ins/delete.html", context)


def _form(
    request: HttpRequest,
    form: SignInForm,
    integration: Integration,
    what: str,
    back: str,
    sign_in: CtiSignIn | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "integration": integration,
        "system": system_of(integration.kind),
        "what": what,
        "back": back,
        "belongs_to": back,  # a feed's to its integration
        "sign_in": sign_in,
    }
    return render(request, "settings/sign_ins/form.html", context, status=UNFIT if form.is_bound else 200)


def _with_sign_ins(name: str) -> Integration:
    integration = seen_systems.found(name)
    if not seen_systems.takes_sign_ins(integration.kind):
        raise Http404("This kind of system takes no sign-ins.")
    return integration


def _found(number: int) -> CtiSignIn:
    sign_in = CtiSignIn.objects.select_related("integration", "person").filter(pk=number).first()
    if sign_in is None:
        raise Http404("There is no such sign-in.")
    return sign_in


def _back(sign_in: CtiSignIn) -> str:
    """The page on which it is listed."""
    if sign_in.feed:
        return reverse("settings-integration", args=[sign_in.integration_id])
    return reverse("settings-sign-ins")
