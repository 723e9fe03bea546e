"""Waits for an agent's next call: POST `/agents/<id>/follow/`; again, or with `stop=1`, it waits no more."""

from django.http import HttpRequest, HttpResponse

from cti_bridge.connector import Action
from cti_bridge.floor.model import AgentId
from dashboard.live.process import publish
from dashboard.presenters.outcomes import follow_line
from dashboard.store import follows
from dashboard.views import asking
from dashboard.views.asking import asks_of_an_agent


@asks_of_an_agent
def follow(request: HttpRequest, agent_id: str) -> HttpResponse:
    """Waits for the agent's next call, for ten minutes at the longest, or stops waiting.

    Who follows may always stop: what is possible is asked only of a beginning.
    """
    about = asking.of_agent(request, agent_id)
    agent = AgentId(about.row.id)
    if request.POST.get("stop") or _follows(about):
        follows.end(about.person, agent, publish=publish)
        return asking.answer(request, about, follow_line(about.row.name, None))
    why_not = about.refusal(Action.FOLLOW)
    if why_not:
        return asking.refused(request, about, Action.FOLLOW, why_not)
    begun = follows.ask(about.person, agent, team=about.row.team, publish=publish)
    return asking.answer(request, about, follow_line(about.row.name, begun.until))


def _follows(about: asking.Asking) -> bool:
    return any(follow.agent == about.row.id for follow in follows.standing_of(about.person, now=lambda: about.now))
