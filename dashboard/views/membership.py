"""The membership board `/queues/membership/`: who serves which queue, with which penalty; and moving them.

Queues are columns, as many as the viewer chose in the address; each column has a lane for every penalty in use and for
the next one, and a folded lane of those who do not serve the queue. A supervisor asks "who is asked first in Support,
and who could help?", which is one column read from the top; the other way of turning it (agents as rows, queues as
columns of numbers) answers "what does Ada serve?", which her own page does, and leaves nothing to grasp at 400 px.
Lanes scroll by themselves, so that every penalty of a queue is within reach of a hand or a key.

GET shows; POST `preview/` says what would change (nothing is sent), `change/` asks it, `<batch>/undo/` takes it back.
"""

import json
from typing import cast
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cti_bridge.floor.rows import Kind
from dashboard import access
from dashboard.forms.membership import MovingForm, agents_of
from dashboard.live.process import row_cache
from dashboard.models import Person
from dashboard.presenters import board_words
from dashboard.presenters import membership as presenter
from dashboard.presenters import membership_preview as previews
from dashboard.presenters.bulk import UNDONE_WITHIN, left_out
from dashboard.presenters.feeds import lit
from dashboard.presenters.membership_changes import Wanted, concerned, way_back
from dashboard.presenters.outcomes import refused_line
from dashboard.views import reading
from dashboard.views.asking import WhyForm
from dashboard.views.bulk import acts_on_many
from dashboard.views.moving import Moving, asked_in_batch, newest_batch, of_team
from dashboard.views.selected import Selected, selected_in

UNFIT = 422


@require_GET
@never_cache
@login_required
def membership(request: HttpRequest) -> HttpResponse:
    """The board, as the address's parameters want it."""
    person, now = cast(Person, request.user), timezone.now()
    read = row_cache().page(access.has_a_floor(person))
    sources = {entry.key: entry.values for entry in read.entries if entry.kind == Kind.SOURCE}
    rights = reading.rights_of(person, sources)
    view = presenter.view_of(request.GET)
    shown = presenter.board(read.entries, view, rights)
    batch = newest_batch(person, now) if person.may_act else {}
    context = {"board": shown, "asked": view, "batch": batch, "rights": rights, "words": board_words.for_the_browser()}
    context |= {"lit": lit(sources, now, leads_to=reverse("floor")), "position": json.dumps(read.position)}
    return render(request, "membership/page.html", context)


@acts_on_many
def preview(request: HttpRequest) -> HttpResponse:
    """The dialog's body: what changes for whom, and who cannot and why. Nothing is sent."""
    selected, form = _form(request)
    if not form.is_valid():
        return _refused(request, form.sentence)
    return _show(request, form.wanted, _moving(selected, form.wanted))


@acts_on_many
def change(request: HttpRequest) -> HttpResponse:
    """Asks it of all for whom it is possible now, as one batch, and says who was left out."""
    selected, form = _form(request)
    if not form.is_valid():
        return _refused(request, form.sentence)
    wanted = form.wanted
    moving = _moving(selected, wanted)
    found = moving.plan(wanted)
    why = WhyForm(request.POST, required=found.asks_why)
    if not found.changes or not why.is_valid():
        return _show(request, wanted, moving, wrong=why.sentence, status=UNFIT)
    batch = uuid4()
    moving.ask(wanted, found.changes, batch=batch, why=why.cleaned_data["why"])
    return _asked(request, batch, previews.title(wanted, len(found.changes), moving.team_name), found.cannot, undo=True)


@acts_on_many
def undo(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Gives back the penalties from before, within 30 s, to those who still serve as this batch made them.

    Http404 where one of the queues is not there, or not the person's to see, any more.
    """
    person = cast(Person, request.user)
    asked = asked_in_batch(person, batch)
    if not asked:
        raise Http404("That is no batch of yours.")
    if timezone.now() - min(one.asked_at for one in asked) > UNDONE_WITHIN:
        return _refused(request, _("Too late: it can be undone for 30 seconds."))
    confirmed = previews.came_true(asked)
    agents = list(previews.touched_by(asked))
    moving = Moving(Selected(person, agents))
    cannot = previews.why_not_undone(agents, confirmed, moving.known, moving.gone)
    backs = {
        key: back
        for key, (before, after) in confirmed.items()
        if key in moving.known and (back := way_back(before, after, moving.known[key].queues))
    }
    moving.sees({queue for back in backs.values() for queue in back})
    if not backs:
        reasons = " · ".join(f"{len(group.names)}: {group.why}" for group in left_out(cannot))
        return _refused(request, _("Nothing can be undone. {reasons}").format(reasons=reasons))
    undoing = uuid4()
    moving.ask_back(backs, batch=undoing, undoes=batch)
    return _asked(request, undoing, _("Undo"), cannot, undo=False)


def _form(request: HttpRequest) -> tuple[Selected, MovingForm]:
    """Of whom it is asked, and what; of whom nobody may ask anything, nothing is said of how to ask it (404, 403)."""
    return selected_in(request, agents_of(request.POST)), MovingForm(request.POST)


def _moving(selected: Selected, wanted: Wanted) -> Moving:
    """Whom it concerns. Http404 where nobody is named, and for a queue or a team of others."""
    if wanted.team:
        selected = of_team(selected.person, wanted.team)
    elif not selected.rows and not selected.gone:
        raise Http404("Nobody is named.")
    moving = Moving(selected)
    moving.sees(wanted.queues)
    if wanted.team:
        moving.narrow({member.key for member in concerned(wanted, moving.members)})
    return moving


def _show(request: HttpRequest, wanted: Wanted, moving: Moving, wrong: str = "", status: int = 200) -> HttpResponse:
    shown = previews.preview(wanted, moving.plan(wanted), moving.team_name)
    context = {"preview": shown, "wrong": wrong, "why": request.POST.get("why", "")}
    return _part(request, "membership/_preview.html", shown.title, context, status)


def _asked(request: HttpRequest, batch: UUID, name: str, cannot: previews.Names, *, undo: bool) -> HttpResponse:
    asked = asked_in_batch(cast(Person, request.user), batch)
    context: dict[str, object] = {
        "batch": batch,
        "name": name,
        "count": len(previews.touched_by(asked)),
        "targets": previews.targets(asked),
        "left_out": left_out(cannot),
        "undo": undo,
    }
    return _part(request, "membership/_asked.html", _("Asked"), context)


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    return _part(request, "commands/_outcome.html", _("Refused"), {"line": refused_line("set-penalty", why)}, UNFIT)


def _part(
    request: HttpRequest, template: str, title: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """The part for the board; without a script on a page of its own."""
    if request.headers.get("HX-Request"):
        return render(request, template, context, status=status)
    return render(request, "membership/part.html", {**context, "part": template, "title": title}, status=status)
