"""Tells the floor as rows, each as it stands now: what is known is joined here, and nowhere else."""

from collections.abc import Iterator, Mapping
from typing import Protocol, assert_never

from cti_bridge.floor.calls import heard_in, is_listening
from cti_bridge.floor.model import (
    Agent,
    AgentId,
    Call,
    Callback,
    CallbackList,
    CallbackPeriod,
    Callers,
    Membership,
    OwnSignIn,
    Queue,
    QueueId,
    ReasonCode,
    Source,
    SourceId,
    Team,
    TeamId,
    agents_of,
    source_of,
)
from cti_bridge.floor.rows import (
    AgentRow,
    Body,
    CallOnRow,
    Key,
    Kind,
    Row,
    SignInRow,
    agent_row,
    call_on_row,
    queue_row,
    sign_in_row,
)
from cti_bridge.floor.shelf import Shelf


class Known(Protocol):
    """What a floor knows."""

    @property
    def sources(self) -> Mapping[SourceId, Source]: ...

    @property
    def teams(self) -> Mapping[TeamId, Team]: ...

    @property
    def agents(self) -> Mapping[AgentId, Agent]: ...

    @property
    def queues(self) -> Mapping[QueueId, Queue]: ...

    @property
    def reasons(self) -> Mapping[str, ReasonCode]: ...

    @property
    def sign_ins(self) -> Mapping[AgentId, OwnSignIn]: ...

    @property
    def memberships(self) -> Shelf[Membership]: ...

    @property
    def callers(self) -> Shelf[Callers]: ...

    @property
    def callback_lists(self) -> Shelf[CallbackList]: ...

    @property
    def callback_periods(self) -> Shelf[CallbackPeriod]: ...

    @property
    def callbacks(self) -> Shelf[Callback]: ...

    def calls_of(self, who: AgentId) -> list[Call]:
        """The calls that an agent, or one of our own sign-ins, takes part in."""
        ...


def keys_of(floor: Known) -> Iterator[Key]:
    """Every row's key."""
    yield from ((Kind.SOURCE, i) for i in floor.sources)
    yield from ((Kind.TEAM, i) for i in floor.teams)
    yield from ((Kind.AGENT, i) for i in floor.agents)
    yield from ((Kind.QUEUE, i) for i in floor.queues)
    yield from ((Kind.REASON, i) for i in floor.reasons)
    yield from ((Kind.SIGN_IN, i) for i in floor.sign_ins)
    yield from ((Kind.MEMBERSHIP, i) for i in floor.memberships.by_id if i in floor.agents)
    yield from ((Kind.CALLERS, i) for i in floor.callers.by_id)
    yield from ((Kind.CALLBACK_LIST, i) for i in floor.callback_lists.by_id)
    yield from ((Kind.CALLBACK_PERIOD, i) for i in floor.callback_periods.by_id)
    yield from ((Kind.CALLBACK, i) for i in floor.callbacks.by_id)


def row_of(floor: Known, key: Key) -> Row | None:
    """The row under a key; None when it is gone."""
    kind, id_ = key
    match kind:
        case Kind.AGENT:
            agent = floor.agents.get(AgentId(id_))
            return _row(key, _agent_body(floor, agent), team=agent.team) if agent else None
        case Kind.QUEUE:
            queue = floor.queues.get(QueueId(id_))
            return _row(key, queue_row(queue, floor.callers.by_id.get(id_)) if queue else None)
        case Kind.SOURCE:
            return _row(key, floor.sources.get(SourceId(id_)))
        case Kind.TEAM:
            return _row(key, floor.teams.get(TeamId(id_)), team=id_)
        case Kind.REASON:
            return _row(key, floor.reasons.get(id_))
        case Kind.SIGN_IN:
            own = floor.sign_ins.get(AgentId(id_))
            return _row(key, _sign_in_body(floor, own) if own else None)
        case Kind.MEMBERSHIP:
            agent = floor.agents.get(AgentId(id_))
            return _row(key, floor.memberships.by_id.get(id_), team=agent.team) if agent else None
        case Kind.CALLERS:
            return _row(key, floor.callers.by_id.get(id_), team=of_queue(id_))
        case Kind.CALLBACK_LIST:
            listed = floor.callback_lists.by_id.get(id_)
            return _row(key, listed, team=of_queue(listed.queue)) if listed else None
        case Kind.CALLBACK_PERIOD:
            return _row(key, floor.callback_periods.by_id.get(id_))
        case Kind.CALLBACK:
            callback = floor.callbacks.by_id.get(id_)
            return _row(key, callback, team=of_queue(callback.queue)) if callback else None
        case _:
            assert_never(kind)


def of_queue(queue: str) -> str:
    """The team of a row that is seen by whoever sees a queue."""
    return f"#{queue}"


def _row(key: Key, body: Body | None, team: str = "") -> Row | None:
    kind, id_ = key
    return Row(source=source_of(id_), kind=kind, team=team, key=id_, body=body) if body else None


def _agent_body(floor: Known, agent: Agent) -> AgentRow:
    own, listeners = [], []
    for call in floor.calls_of(agent.id):
        if not is_listening(call):
            own.append(_call_on_row(floor, call, agent.id, agent.team))
        elif heard_in(call, floor) == agent.id:
            listeners += [p.agent or p.address for p in call.participants if p.agent != agent.id]
    return agent_row(agent, _team_name(floor, agent.team), tuple(own), tuple(listeners))


def _sign_in_body(floor: Known, own: OwnSignIn) -> SignInRow:
    """Its calls name the agents of the team of the first: of those whom its person asked to hear."""
    calls = []
    for call in floor.calls_of(own.id):
        if is_listening(call) and heard_in(call, floor) == own.id:
            continue  # an agent too, and listened to: that is no call of theirs
        heard = (floor.agents.get(p.agent) for p in call.participants if p.agent and p.agent != own.id)
        first = next((agent for agent in heard if agent), None)
        calls.append(_call_on_row(floor, call, own.id, first.team if first else None))
    return sign_in_row(own, tuple(calls))


def _call_on_row(floor: Known, call: Call, whose: AgentId, team: TeamId | None) -> CallOnRow:
    queue = floor.queues.get(call.queue) if call.queue else None
    name = queue.name if queue else (call.queue or "").partition(":")[2]
    known = (floor.agents[a] for a in agents_of(call) if a in floor.agents)
    return call_on_row(call, whose, name, {a.id: a for a in known if a.team == team}, floor)


def _team_name(floor: Known, team: TeamId) -> str:
    known = floor.teams.get(team)
    return known.name if known else team.partition(":")[2]
