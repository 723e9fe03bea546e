"""People by CSV `/settings/people/import/`: a preview of what would change, then all of it or nothing."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dashboard.forms.people import said
from dashboard.forms.people_file import PeopleFileForm
from dashboard.presenters.settings.people_preview import preview_of
from dashboard.store import named, people_file, uploads
from dashboard.store.people_file import WrongLine
from dashboard.store.people_import import Plan, carry_out, plan
from dashboard.store.roster import Barred, as_they_stand
from dashboard.views.settings.administering import UNFIT, administrator, for_administrators, kept

PEOPLE, PASSWORDS = "people", "passwords"  # kinds of uploads


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def bring(request: HttpRequest) -> HttpResponse:
    """The form for a file. One with a wrong line is shown with what to mend; else the preview follows."""
    if request.method != "POST":
        return _page(request, PeopleFileForm())
    form = PeopleFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    text = form.cleaned_data["file"]
    if wrong := _read(request, text)[1]:
        return _page(request, PeopleFileForm(), wrong)
    upload = uploads.keep(administrator(request), PEOPLE, text, timezone.now())
    return _see_other(reverse("settings-people-import-preview", args=[upload.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def preview(request: HttpRequest, upload: UUID) -> HttpResponse:
    """What a file would change; by POST it does."""
    by, now = administrator(request), timezone.now()
    text = (uploads.take if request.method == "POST" else uploads.look)(by, upload, PEOPLE, now)
    if text is None:
        return render(request, "settings/people/import_gone.html", status=404)
    planned, wrong = _read(request, text)
    if wrong:
        return _page(request, PeopleFileForm(), wrong)
    if request.method != "POST":
        context = {"preview": preview_of(planned, named.teams()), "upload": upload}
        return render(request, "settings/people/import_preview.html", context)
    try:
        with transaction.atomic():  # nobody is made whose password nobody has
            made = carry_out(planned, by=by, at=now)
            passwords = uploads.keep(by, PASSWORDS, people_file.passwords(made), now) if made else None
    except Barred as barred:  # somebody changed people since a moment ago
        return _page(request, PeopleFileForm(), [WrongLine(number=0, what=said(fault)) for fault in barred.faults])
    if passwords is None:
        return kept(request, reverse("settings-people"))
    return _see_other(reverse("settings-people-imported", args=[passwords.pk]))


@require_safe
@for_administrators
def imported(request: HttpRequest, upload: UUID) -> HttpResponse:
    """After an import that made people: their passwords wait, sealed, to be fetched once."""
    waits = uploads.look(administrator(request), upload, PASSWORDS, timezone.now())
    if waits is None:
        raise Http404("These passwords were fetched, or are too old.")
    return render(request, "settings/people/imported.html", {"upload": upload, "made": waits.count("\r\n") - 1})


@require_POST
@for_administrators
def passwords(request: HttpRequest, upload: UUID) -> HttpResponse:
    """The passwords of people who were made, as a file: this once."""
    text = uploads.take(administrator(request), upload, PASSWORDS, timezone.now())
    if text is None:
        raise Http404("These passwords were fetched, or are too old.")
    return _file(text, "passwords.csv")


@require_safe
@for_administrators
def export(request: HttpRequest) -> HttpResponse:
    """Everybody as a file that an import takes."""
    return _file(people_file.write(as_they_stand()), "people.csv")


@require_safe
@for_administrators
def example(request: HttpRequest) -> HttpResponse:
    """A file of two, to begin with."""
    return _file(people_file.EXAMPLE, "people-example.csv")


def _read(request: HttpRequest, text: str) -> tuple[Plan, list[WrongLine]]:
    sheet = people_file.read(text)
    planned = plan(sheet, by=administrator(request))
    faults = [WrongLine(number=number, what=said(fault)) for number, fault in planned.faults]
    return planned, sorted((*sheet.wrong, *faults), key=lambda wrong: wrong.number)


def _page(request: HttpRequest, form: PeopleFileForm, wrong: list[WrongLine] | None = None) -> HttpResponse:
    context = {"form": form, "wrong": wrong, "columns": people_file.COLUMNS}
    unfit = wrong or form.errors
    return render(request, "settings/people/import.html", context, status=UNFIT if unfit else 200)


def _see_other(address: str) -> HttpResponse:
    answer = redirect(address)
    answer.status_code = 303
    return answer


def _file(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
