"""The setup file `/settings/setup-file/`: the installation as one file, out and, after a look at what changes, in."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dashboard.forms.setup_file import SetupFileForm
from dashboard.models import Person
from dashboard.presenters.settings.setup_changes import shown
from dashboard.setup import agreeing
from dashboard.setup.errors import WrongSetup
from dashboard.store import uploads
from dashboard.store.zones import site_zone
from dashboard.views.settings.administering import UNFIT, administrator, for_administrators, kept

KIND = "setup"
NOT_FOUND = 404


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def setup_file(request: HttpRequest) -> HttpResponse:
    """The page; a file that is sent waits for its preview, or is refused with the key that is wrong."""
    if request.method != "POST":
        return _page(request, SetupFileForm())
    form = SetupFileForm(request.POST, request.FILES)
    if form.is_valid():
        text = form.cleaned_data["file"]
        try:
            agreeing.preview(text)
        except WrongSetup as wrong:
            form.add_error("file", str(wrong))
        else:
            upload = uploads.keep(administrator(request), KIND, text, timezone.now())
            return _see_other(reverse("settings-setup-file-agree", args=[upload.pk]))
    return _page(request, form, UNFIT)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def agree(request: HttpRequest, upload: UUID) -> HttpResponse:
    """What a file that waits would change; agreed to, it is loaded."""
    person, now = administrator(request), timezone.now()
    if request.method != "POST":
        text = uploads.look(person, upload, KIND, now)
        return _preview(request, text) if text is not None else _gone(request, NOT_FOUND)
    text = uploads.take(person, upload, KIND, now)
    if text is None:
        return _gone(request, UNFIT)
    try:
        agreeing.agree(text, by=person, at=now)
    except WrongSetup as wrong:
        return _refused(request, str(wrong))
    return kept(request, reverse("settings-setup-file"))


@require_POST
@for_administrators
def download(request: HttpRequest) -> HttpResponse:
    """The file. By POST: it leaves a line, which no prefetched link and no other site's page may cause."""
    now = timezone.now()
    text = agreeing.download(by=administrator(request), at=now)
    answer = HttpResponse(text, content_type="application/toml; charset=utf-8")
    name = f"floorwalker-{now.astimezone(site_zone()):%Y-%m-%d}.toml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _preview(request: HttpRequest, text: str) -> HttpResponse:
    try:
        changes = agreeing.preview(text)
    except WrongSetup as wrong:  # what it would have changed was changed meanwhile
        return _refused(request, str(wrong))
    names = {person.pk: str(person) for person in Person.objects.only("name", "username")}
    return render(request, "settings/setup_file/preview.html", {"changes": shown(changes, names)})


def _gone(request: HttpRequest, status: int) -> HttpResponse:
    return _refused(request, _("The file is no longer kept here: choose it again."), status)


def _refused(request: HttpRequest, why: str, status: int = UNFIT) -> HttpResponse:
    form = SetupFileForm({})
    form.errors["file"] = form.error_class([why])
    return _page(request, form, status)


def _page(request: HttpRequest, form: SetupFileForm, status: int = 200) -> HttpResponse:
    names, references = agreeing.needs()
    context = {"form": form, "names": names, "references": references}
    return render(request, "settings/setup_file/page.html", context, status=status)


def _see_other(address: str) -> HttpResponse:
    answer = redirect(address)
    answer.status_code = 303
    return answer
