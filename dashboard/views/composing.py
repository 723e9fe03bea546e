"""The form of a message, for one person: the teams and agents that are theirs to write to, and who would get it."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from cti_bridge.floor.rows import Kind
from dashboard import access
from dashboard.access import Scope
from dashboard.forms.messages import LONGEST, MessageForm, written
from dashboard.models import FloorRow, MessageTemplate, Person, TeamPolicy
from dashboard.presenters import messages as presenter
from dashboard.presenters.sources import team_values
from dashboard.store import policies, rows, templates
from dashboard.store.bodies import decode
from dashboard.store.messages import Draft
from dashboard.store.recipients import reach
from dashboard.store.zones import site_zone, zone_named
from dashboard.views.selected import selected_in


def form_of(person: Person, request: HttpRequest, now: datetime) -> MessageForm:
    """The form as far as it is filled in: by the address, or, posted, by the body.

    Who has left is left out, and so is whatever team or agent is not the person's: who is in it is not for them.
    """
    given = request.POST if request.method == "POST" else request.GET
    agents = access.still_seen(person, list(dict.fromkeys(given.getlist("agents"))))
    own = dict(teams_of(access.scope_of(person)))
    teams = [team for team in given.getlist("teams") if team in own]
    initial = written(given) | {"teams": teams, "agents": agents} | _words_of(person, given)
    return _form(person, None, agents, now, initial=initial)


def form_to_send(person: Person, request: HttpRequest, now: datetime) -> tuple[MessageForm, list[str]]:
    """The form as it was sent, to those who are still the person's; and the names of the agents who have left.

    Http404 for a team of others, or others' agents alone; PermissionDenied for who may look only.
    """
    selected = selected_in(request, list(dict.fromkeys(request.POST.getlist("agents"))))
    own = dict(teams_of(access.scope_of(person)))
    if not own.keys() >= set(request.POST.getlist("teams")):
        raise Http404("There is no such team among yours.")
    given = request.POST.copy()
    given.setlist("agents", list(selected.rows))
    return _form(person, given, list(selected.rows), now), list(selected.gone.values())


def draft_of(form: MessageForm) -> Draft:
    """The message of a form that is valid."""
    given = form.cleaned_data
    return Draft(
        content=given["content"],
        until=given["ends"],
        teams=given["teams"],
        agents=given["agents"],
        important=given["important"],
        must_confirm=given["must_confirm"],
    )


def show(request: HttpRequest, form: MessageForm, status: int = 200) -> HttpResponse:
    """The form with who would get it: the part for htmx, else a page of its own."""
    person = cast(Person, request.user)
    teams, agents = (form[name].value() or [] for name in ("teams", "agents"))
    found = reach(teams, agents)
    context = {
        "form": form,
        "longest": LONGEST,
        "zone": zone_of_teams(own for own, _ in teams_of(access.scope_of(person))).key,
        "templates": templates.of(person),
        "chosen": bool(teams or agents),
        "agents": agents,
        "named": presenter.named([row.body.name or key for key, row in rows.agents(agents).items()]),
        "reach": found,
        "reach_head": presenter.reach_head(found),
        "nobody_head": presenter.nobody_head(found),
    }
    is_part = bool(request.headers.get("HX-Request"))
    return render(request, f"messages/{'_compose' if is_part else 'new'}.html", context, status=status)


def teams_of(scope: Scope) -> list[tuple[str, str]]:
    """The teams that a scope sees, with their names, by name."""
    decided = policies.load()
    stored = FloorRow.objects.filter(kind=Kind.TEAM, gone=False)
    named = [
        (row.key, str(team_values(decode(Kind.TEAM, row.body), decided)["name"]))
        for row in stored
        if scope.sees_team(row.key)
    ]
    return sorted(named, key=lambda team: (team[1].casefold(), team[0]))


def zone_of_teams(teams: Iterable[str]) -> ZoneInfo:
    """The zone of a time of day where no script knows the viewer's: the teams' own, where all share it."""
    wanted = set(teams)
    named = dict(TeamPolicy.objects.filter(pk__in=wanted).exclude(time_zone="").values_list("pk", "time_zone"))
    zones = {named.get(team, "") for team in wanted}
    return zone_named(zones.pop()) if len(zones) == 1 and "" not in zones else site_zone()


def _form(
    person: Person,
    data: QueryDict | None,
    agents: list[str],
    now: datetime,
    initial: dict[str, object] | None = None,
) -> MessageForm:
    teams = teams_of(access.scope_of(person))
    zone = zone_of_teams(team for team, _ in teams)
    return MessageForm(data, teams=teams, agents=agents, now=now, zone=zone, initial=initial)


def _words_of(person: Person, given: QueryDict) -> dict[str, object]:
    """A template's words, where the address names one of the person's own."""
    number = given.get("template", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return {}
    found = MessageTemplate.objects.filter(person=person, pk=int(number)).first()
    return {"content": found.content} if found else {}
