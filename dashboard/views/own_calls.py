"""The call that one listens to, or has barged into: POST `/sign-ins/<source:login>/<stop-listening|hold|retrieve>/`.

Always possible for one's own call, whatever became of the agent's team or of one's own role.
"""

from typing import cast
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cti_bridge.connector import Action
from cti_bridge.floor.commands import HoldCall, RetrieveCall, StopListening
from cti_bridge.floor.model import AgentId, CallId, Source, SourceId
from cti_bridge.floor.rows import AgentRow, Kind
from dashboard import access
from dashboard.live.process import publish
from dashboard.models import AskedCommand, CtiSignIn, Person
from dashboard.presenters.outcomes import refused_line
from dashboard.presenters.preflight import Values, own_call
from dashboard.presenters.sources import source_values
from dashboard.store import inbox, policies, rows
from dashboard.store.desk import own_rows_of
from dashboard.views import asking, reading, sign_ins

_COMMANDS: dict[Action, type[StopListening | HoldCall | RetrieveCall]] = {
    Action.STOP_LISTENING: StopListening,
    Action.HOLD: HoldCall,
    Action.RETRIEVE: RetrieveCall,
}
_ENTERING = (Action.LISTEN, Action.BARGE_IN, Action.INTERCEPT)


@sign_ins.changes_ones_own
def change(request: HttpRequest, key: str, action: str) -> HttpResponse:
    """Asks to leave one's own call, to hold it or to take it back."""
    person, now, deed = cast(Person, request.user), timezone.now(), Action(action)
    sign_in = access.own_sign_in(person, key)
    source = rows.source(sign_in.integration_id) or Source(id=SourceId(sign_in.integration_id), since=now)
    rights = reading.rights_of(person, {source.id: source_values(source, policies.load())})
    values = rights.own[source.id][sign_in.key]
    why_not, call = rights.own_refusal(deed, sign_in.key, values), own_call(values)
    if why_not or call is None:
        return sign_ins.answer(request, refused_line(action, why_not), status=422)
    agent = whose(call, sign_in, person)
    row = _row_of(agent)
    asked = inbox.ask(
        _COMMANDS[deed](
            id=uuid4(),
            sign_in=AgentId(sign_in.key),
            agent=AgentId(agent),
            call=CallId(call["id"]),
            deadline=asking.call_deadline(now),
        ),
        by=person,
        publish=publish,
        team=row.team if row else own_rows_of(person.pk),
        seen=asking.seen(row, source) if row else {},
    )
    return sign_ins.answer(request, asking.line_of(asked))


def whose(call: Values, sign_in: CtiSignIn, person: Person) -> str:
    """The agent on whose call one is: as the floor says, else whom one last asked for; else one's own sign-in.

    An agent who was dropped is on it no more, and yet it is about them.
    """
    if agent := str(call.get("agent", "")):
        return agent
    asked = AskedCommand.objects.filter(
        person=person.pk, action__in=_ENTERING, parameters__sign_in=sign_in.key
    ).order_by("-asked_at")
    return next(iter(asked.values_list("subject", flat=True)[:1]), sign_in.key)


def _row_of(agent: str) -> AgentRow | None:
    found = rows.find(agent.partition(":")[0], Kind.AGENT, agent)
    row: AgentRow | None = found.body if found else None
    return row
