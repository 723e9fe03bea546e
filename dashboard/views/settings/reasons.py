"""Reason codes `/settings/reason-codes/`: the list, and each code edited in its row or on a page of its own."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dashboard.forms.reasons import NewReasonForm, ReasonForm
from dashboard.models import Integration, ReasonPolicy
from dashboard.presenters.settings import reasons as presenter
from dashboard.presenters.settings.reasons import CATEGORIES, ReasonFilters
from dashboard.store import reasons as store
from dashboard.views.settings.administering import UNFIT, administrator, for_administrators, kept


@require_safe
@for_administrators
def reasons(request: HttpRequest) -> HttpResponse:
    """The list, filtered. Retired codes are left out unless asked for."""
    asked = _asked(request.GET)
    context = {
        "list": presenter.listed(ReasonPolicy.objects.all(), store.given_by_systems(), asked),
        "asked": asked,
        "sources": list(Integration.objects.order_by("name").values_list("name", flat=True)),
        "categories": list(CATEGORIES.items()),
    }
    return render(request, "settings/reasons/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def reason(request: HttpRequest, pk: int) -> HttpResponse:
    """One code's form. For htmx, in place of its row; `?row` gives the row back, unchanged."""
    policy = get_object_or_404(ReasonPolicy, pk=pk)
    in_row = request.headers.get("HX-Target") == f"reason-{pk}"
    if in_row and "row" in request.GET:
        return _row(request, policy)
    form = ReasonForm(
        request.POST or None, initial=store.decided(policy), about=store.about(policy), auto_id=f"reason-{pk}-%s"
    )
    if request.method == "POST" and form.is_valid():
        store.keep(policy, form.cleaned_data, by=administrator(request), now=timezone.now())
        return _row(request, policy) if in_row else kept(request, reverse("settings-reasons"))
    if in_row:
        form.fields["label"].widget.attrs["autofocus"] = True
    template = "settings/reasons/_editing.html" if in_row else "settings/reasons/reason.html"
    context = {"form": form, **_about(policy)}
    return render(request, template, context, status=UNFIT if form.is_bound else None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def new(request: HttpRequest) -> HttpResponse:
    """A code that no system gave, or not yet."""
    form = NewReasonForm(request.POST or None, initial={"forceable": True, "order": 0})
    if request.method == "POST" and form.is_valid():
        policy = ReasonPolicy(**{name: form.cleaned_data[name] for name in store.KEY})
        values = {name: value for name, value in form.cleaned_data.items() if name not in store.KEY}
        store.keep(policy, values, by=administrator(request), now=timezone.now())
        return kept(request, reverse("settings-reasons"))
    return render(request, "settings/reasons/new.html", {"form": form}, status=UNFIT if form.is_bound else None)


@require_POST
@for_administrators
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """A code is not offered any more; with `back`, it is again."""
    policy = get_object_or_404(ReasonPolicy, pk=pk)
    store.keep(policy, {"retired": "back" not in request.POST}, by=administrator(request), now=timezone.now())
    return kept(request, reverse("settings-reason", args=[pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, naming what will be lost; a code that is in use can only be retired, and the page says where it is used."""
    policy = get_object_or_404(ReasonPolicy, pk=pk)
    status = None
    if request.method == "POST":
        try:
            store.remove(policy, by=administrator(request), now=timezone.now())
        except store.InUse:
            status = 409
        else:
            return kept(request, reverse("settings-reasons"))
    context = {"uses": store.uses(policy), **_about(policy)}
    return render(request, "settings/reasons/remove.html", context, status=status)


def _asked(asked: QueryDict) -> ReasonFilters:
    return ReasonFilters(
        source=asked.get("source", ""),
        category=asked.get("category", ""),
        q=asked.get("q", "").strip(),
        retired="retired" in asked,
    )


def _about(policy: ReasonPolicy) -> dict[str, object]:
    return {
        "policy": policy,
        "reason": presenter.shown(policy, store.given_by_systems()),
        "category": CATEGORIES.get(policy.category, policy.category),
    }


def _row(request: HttpRequest, policy: ReasonPolicy) -> HttpResponse:
    """The row as it stands, its "Edit" with the focus: it was there before the row became a form."""
    return render(request, "settings/reasons/_row.html", {**_about(policy), "focus": True})
