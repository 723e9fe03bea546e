"""People `/settings/people/`: who there is, adding and changing somebody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dashboard.forms.passwords import PasswordForm
from dashboard.forms.people import PersonForm
from dashboard.models import Person
from dashboard.presenters.settings.people import SHOWN, Sieve, listed
from dashboard.presenters.times import moment
from dashboard.store import named, people
from dashboard.store.roster import Barred
from dashboard.store.sockets import open_sockets
from dashboard.views.settings.administering import UNFIT, administrator, for_administrators, kept


@require_safe
@for_administrators
def all_people(request: HttpRequest) -> HttpResponse:
    """Everybody, sieved by what the address asks for."""
    now, sieve = timezone.now(), Sieve.of(request.GET)
    found = listed(
        Person.objects.prefetch_related("lent").order_by("name", "username"),
        sieve,
        teams=named.teams(),
        agents=named.agents(),
        open_pages=open_sockets(now),
    )
    most = len(found) if "all" in request.GET else SHOWN
    context = {"people": found[:most], "more": len(found) - most, "found": len(found), "sieve": sieve}
    return render(request, "settings/people/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def new(request: HttpRequest) -> HttpResponse:
    """A person more. A password comes afterwards, on the person's own page."""
    form = PersonForm(request.POST if request.method == "POST" else None)
    saved = _saved(request, form)
    if saved is not None:
        return kept(request, reverse("settings-person", args=[saved.pk]))
    return render(request, "settings/people/new.html", {"form": form}, status=UNFIT if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def one(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person: all that can be set, the password, and the pages that they have open."""
    person = get_object_or_404(Person.objects.prefetch_related("lent"), pk=person_id)
    form = PersonForm(request.POST if request.method == "POST" else None, person=person)
    if _saved(request, form) is not None:
        return kept(request, request.path)
    return render_one(request, person, form=form)


@require_safe
@for_administrators
def open_pages(request: HttpRequest, person_id: int) -> HttpResponse:
    """The part of a person's page that says which pages they have open: it asks for itself every few seconds."""
    person = get_object_or_404(Person, pk=person_id)
    return render(request, "settings/people/_sockets.html", _sockets(person))


def render_one(
    request: HttpRequest,
    person: Person,
    *,
    form: PersonForm | None = None,
    password: PasswordForm | None = None,
    made: str = "",
) -> HttpResponse:
    """A person's page; `made` is a password that was made at random, shown this once."""
    person_form = form or PersonForm(person=person)
    password_form = password or PasswordForm(person=person)
    wrong = person_form.errors or password_form.errors
    context = {
        "person": person,
        "form": person_form,
        "password_form": password_form,
        "made": made,
        "is_oneself": person.pk == administrator(request).pk,
        **_sockets(person),
    }
    return render(request, "settings/people/one.html", context, status=UNFIT if wrong else 200)


def _saved(request: HttpRequest, form: PersonForm) -> Person | None:
    """The person as they now are; None where something is to be mended, or nothing was sent."""
    if not form.is_valid():
        return None
    try:
        return people.save([form.wanted()], by=administrator(request), at=timezone.now())[0]
    except Barred as barred:
        form.mark(barred.faults)
        return None


def _sockets(person: Person) -> dict[str, object]:
    since = open_sockets(timezone.now(), person.pk).get(person.pk, [])
    return {"person": person, "pages": [moment(at, to="minutes") for at in since]}
