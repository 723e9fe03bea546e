"""A supervisor's own templates `/messages/templates/`: POST keeps words, `/<number>/delete/` forgets them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dashboard.forms.messages import TemplateForm
from dashboard.store import templates as store
from dashboard.views.messages import SEEN_AT_ONCE, UNFIT, of_messages, writer


@require_http_methods(["GET", "HEAD", "POST"])
@of_messages
def templates(request: HttpRequest) -> HttpResponse:
    """One's own templates, and a form for one more."""
    person = writer(request)
    form = TemplateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        store.save(person, form.cleaned_data["name"], form.cleaned_data["content"])
        return _back()
    status = UNFIT if form.is_bound else 200
    return render(request, "messages/templates.html", {"form": form, "templates": store.of(person)}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@of_messages
def delete(request: HttpRequest, number: int) -> HttpResponse:
    """Forgets a template. Http404 where it is somebody else's, or none."""
    person = writer(request)
    if request.method == "POST" and not store.delete(person, number):
        raise Http404("That is no template of yours.")
    return _back()


def _back() -> HttpResponse:
    answer = redirect("message-templates")
    answer.status_code = SEEN_AT_ONCE
    return answer
