"""Reason codes in and out: from the systems that give them, and as a CSV file; each with a preview first."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dashboard.forms import reason_sheet
from dashboard.forms.reasons import ReasonFileForm
from dashboard.models import Integration, ReasonPolicy
from dashboard.presenters.settings.reason_changes import compared, differences
from dashboard.store import reason_files, reason_import, uploads
from dashboard.views.settings.administering import UNFIT, administrator, for_administrators, kept

KIND = "reasons"  # of an upload


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def from_system(request: HttpRequest, source: str) -> HttpResponse:
    """What a system gives, against what is here; POST carries out what was seen, and nothing else."""
    get_object_or_404(Integration, name=source)
    moved = False
    try:
        preview = reason_import.preview(source)
        if request.method == "POST":
            digest = request.POST.get("digest", "")
            reason_import.carry_out(source, digest, by=administrator(request), now=timezone.now())
            return kept(request, f"{reverse('settings-reasons')}?source={source}")
    except reason_import.NotLive:
        return render(request, "settings/reasons/from_system.html", {"source": source, "not_live": True})
    except reason_import.Moved as other:
        preview, moved = other.preview, True
    context = {"source": source, "preview": preview, "parts": differences(preview), "moved": moved}
    return render(request, "settings/reasons/from_system.html", context, status=409 if moved else None)


@require_safe
@for_administrators
def export(request: HttpRequest) -> HttpResponse:
    """Every code, retired ones too, as a CSV file that can be brought in again."""
    policies = ReasonPolicy.objects.order_by("source", "category", "order", "code")
    response = HttpResponse(reason_sheet.written(policies), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="reason-codes.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def bring(request: HttpRequest) -> HttpResponse:
    """Takes a CSV file; it waits, and its preview is shown."""
    form = ReasonFileForm(request.POST, request.FILES) if request.method == "POST" else ReasonFileForm()
    if form.is_valid():
        waiting = uploads.keep(administrator(request), KIND, form.cleaned_data["file"], timezone.now())
        answer = redirect("settings-reasons-preview", upload=waiting.pk)
        answer.status_code = 303
        return answer
    context = {"form": form, "columns": reason_sheet.about_columns()}
    return render(request, "settings/reasons/bring.html", context, status=UNFIT if form.is_bound else None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def preview(request: HttpRequest, upload: UUID) -> HttpResponse:
    """What a waiting file would change, or each line that is wrong; POST loads it, all or nothing."""
    person, now = administrator(request), timezone.now()
    text = uploads.look(person, upload, KIND, now)
    if text is None:
        raise Http404("It waits no more: bring the file again.")
    sheet = reason_sheet.read(text, reason_files.standing())
    if request.method == "POST" and not sheet.wrong:
        reason_files.load(sheet.reasons, by=person, now=now)
        uploads.take(person, upload, KIND, now)
        return kept(request, reverse("settings-reasons"))
    changes = [] if sheet.wrong else reason_files.changes(sheet.reasons)
    context = {
        "wrong": sheet.wrong,
        "lines": len(sheet.reasons),
        "changes": compared(changes),
        "added": sum(change.before is None for change in changes),
    }
    return render(request, "settings/reasons/preview.html", context, status=UNFIT if request.method == "POST" else None)
