"""One deed for many agents: POST `/bulk/preview/` (what would come), `/bulk/` (asks it), `/bulk/<batch>/undo/`."""

from collections.abc import Callable, Sequence
from typing import cast
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cti_bridge.connector import Action
from cti_bridge.floor.commands import Outcome
from dashboard.models import AskedCommand, Person
from dashboard.presenters import bulk as presenter
from dashboard.presenters.bulk import Forced, LeftOut, Preview
from dashboard.presenters.outcomes import refused_line
from dashboard.views.asking import WhyForm
from dashboard.views.denials import leaves_a_line
from dashboard.views.many import Many
from dashboard.views.selected import Selected, selected_in


def acts_on_many(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that asks something of many, by POST alone, for whoever is signed in; who comes by GET finds the floor."""

    def asked(request: HttpRequest, **named: UUID) -> HttpResponse:
        return view(request, **named) if request.method == "POST" else redirect("floor")

    return require_http_methods(["GET", "HEAD", "POST"])(login_required(leaves_a_line(asked)))


@acts_on_many
def preview(request: HttpRequest) -> HttpResponse:
    """The dialog's body: who would be done at once, who later, who cannot and why. Nothing is sent."""
    action, many = _action(request), _many(request)
    return _show(request, presenter.preview(action, many.agents, many.rights, gone=many.gone))


@acts_on_many
def ask(request: HttpRequest) -> HttpResponse:
    """Asks it of all for whom it is possible now, and says who was left out."""
    action, many = _action(request), _many(request)
    shown = presenter.preview(action, many.agents, many.rights, gone=many.gone)
    form = WhyForm(request.POST, required=shown.asks_why)
    if not shown.done or not form.is_valid():
        return _show(request, shown, form.sentence, status=422)
    batch = uuid4()
    many.ask(action, shown.done, batch=batch, why=form.cleaned_data["why"])
    return _asked(
        request,
        batch,
        action,
        count=len(shown.done),
        left_out=shown.cannot,
        undo=presenter.can_be_undone(action, shown.done, many.rights),
    )


@acts_on_many
def undo(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Makes ready again, within 30 s, who was ready before and still stands in the state that this batch forced."""
    person = cast(Person, request.user)
    asked = {one.subject: one for one in AskedCommand.objects.filter(batch=batch, person=person.pk)}
    if not asked:
        raise Http404("That is no batch of yours.")
    many = Many(Selected(person, list(asked)))
    if many.now - min(one.asked_at for one in asked.values()) > presenter.UNDONE_WITHIN:
        return _refused(request, _("Too late: it can be undone for 30 seconds."))
    whys = {agent: _why_not_undone(asked[agent.key], many, agent) for agent in many.agents}
    refused = [(agent.name, why) for agent, why in whys.items() if why]
    left_out = presenter.left_out([*refused, *((name, presenter.gone_why()) for name in many.gone)])
    back = [agent for agent, why in whys.items() if not why]
    if not back:
        reasons = " · ".join(f"{len(group.names)}: {group.why}" for group in left_out)
        return _refused(request, _("Nobody can be made ready again. {reasons}").format(reasons=reasons))
    undoing = uuid4()
    many.ask(Action.READY, back, batch=undoing, seen_too={"undoes": str(batch)})
    return _asked(request, undoing, Action.READY, count=len(back), left_out=left_out, undo=False)


def _why_not_undone(asked: AskedCommand, many: Many, agent: presenter.Agent) -> str:
    forced = Forced(
        action=Action(asked.action),
        was=asked.seen.get("state", ""),
        outcome=Outcome(asked.outcome),
        settled_at=asked.settled_at,
    )
    return presenter.why_not_undone(forced, agent, many.rights, since=many.since(agent.key))


def _action(request: HttpRequest) -> Action:
    """What is asked of many. Http404 for what is never asked of many."""
    named = request.POST.get("action", "")
    if named not in presenter.ACTIONS:
        raise Http404("That is not done for many.")
    return Action(named)


def _many(request: HttpRequest) -> Many:
    """Those who were selected, each once. Http404 without any, and where all of them are others' agents."""
    named = list(dict.fromkeys(request.POST.getlist("agents")))
    if not named:
        raise Http404("Nobody is selected.")
    return Many(selected_in(request, named))


def _show(request: HttpRequest, shown: Preview, wrong: str = "", status: int = 200) -> HttpResponse:
    context = {"preview": shown, "wrong": wrong, "why": request.POST.get("why", "")}
    return _part(request, "bulk/_preview.html", shown.title, context, status)


def _asked(
    request: HttpRequest, batch: UUID, action: Action, *, count: int, left_out: Sequence[LeftOut], undo: bool
) -> HttpResponse:
    context: dict[str, object] = {
        "batch": batch,
        "action": action.value,
        "count": count,
        "left_out": left_out,
        "undo": undo,
    }
    return _part(request, "bulk/_asked.html", _("Asked"), context)


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    return _part(request, "commands/_outcome.html", _("Refused"), {"line": refused_line(Action.READY, why)}, 422)


def _part(
    request: HttpRequest, template: str, title: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """The part for htmx; without it on a page of its own."""
    if request.headers.get("HX-Request"):
        return render(request, template, context, status=status)
    return render(request, "bulk/page.html", {**context, "part": template, "title": title}, status=status)
