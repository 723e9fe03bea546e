"""Waits for an agent's next call: POST `/agents/<id>/follow/`; again, or with `stop=1`, it waits no more.

With `stop=asked` it ends because the call came, and the person was asked about it.
"""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cti_bridge.connector import Action
from cti_bridge.floor.model import AgentId
from dashboard import access
from dashboard.live.process import publish
from dashboard.models import Person
from dashboard.presenters.outcomes import follow_line
from dashboard.store import follows
from dashboard.store.follows import Why
from dashboard.views import asking
from dashboard.views.asking import asks_of_an_agent


@asks_of_an_agent
def follow(request: HttpRequest, agent_id: str) -> HttpResponse:
    """Waits for the agent's next call, for ten minutes at the longest, or stops waiting.

    Who follows may always stop, even when the agent is theirs no more: what is possible is asked only of a beginning.
    """
    person, agent = cast(Person, request.user), AgentId(agent_id)
    stop = request.POST.get("stop", "")
    if stop or any(follow.agent == agent for follow in follows.standing_of(person)):
        why = Why.ASKED if stop == "asked" else Why.STOPPED
        name = follows.end(person, agent, why=why, publish=publish)
        if name:
            return _ended(request, person, agent, name)
    about = asking.of_agent(request, agent_id)
    if stop:
        return asking.answer(request, about, follow_line(about.row.name, None))
    why_not = about.refusal(Action.FOLLOW)
    if why_not:
        return asking.refused(request, about, Action.FOLLOW, why_not)
    begun = follows.ask(about.person, agent, team=about.row.team, publish=publish)
    return asking.answer(request, about, follow_line(about.row.name, begun.until))


def _ended(request: HttpRequest, person: Person, agent: AgentId, name: str) -> HttpResponse:
    """It is over, in words; without htmx the agent's page, or the floor where the agent is theirs no more."""
    if request.headers.get("HX-Request"):
        return render(request, "commands/_outcome.html", {"line": follow_line(name, None)})
    return redirect("agent", agent_id=agent) if access.still_seen(person, [agent]) else redirect("floor")
