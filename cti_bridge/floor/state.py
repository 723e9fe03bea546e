"""The floor: `apply` takes what happened and says which rows changed. The only writer of the floor.

Law: folding the changed rows gives the floor's rows; after FloorLoaded a source's part equals it. Time enters as an
event. Two floors that followed different roads to the same facts have the same rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, assert_never

from cti_bridge.floor import agent_states, lights
from cti_bridge.floor.calls import Calls
from cti_bridge.floor.events import (
    AgentDayChanged,
    AgentLeft,
    AgentStateChanged,
    CallbackChanged,
    CallbackClosed,
    CallbacksLoaded,
    CallChanged,
    CallEnded,
    CallersChanged,
    Event,
    FloorLoaded,
    MembershipChanged,
    QueueChanged,
    QueuesLoaded,
    ReasonCodesLoaded,
    SignInChanged,
    SourceChanged,
    SourceForgotten,
    SourceHeard,
    SourceMeasured,
    TeamLoaded,
)
from cti_bridge.floor.model import (
    Agent,
    AgentId,
    Call,
    Callback,
    CallbackList,
    CallbackPeriod,
    Callers,
    CallId,
    FeedState,
    Membership,
    OwnSignIn,
    Queue,
    QueueId,
    ReasonCode,
    Source,
    SourceId,
    Team,
    TeamId,
    source_of,
)
from cti_bridge.floor.rows import Key, Kind, Row
from cti_bridge.floor.shelf import NOTHING, Keys, Shelf
from cti_bridge.floor.telling import keys_of, row_of

K = TypeVar("K", bound=str)
V = TypeVar("V")


class Floor:
    """All sources side by side. Read its dictionaries freely; change it by `apply` alone."""

    def __init__(self) -> None:
        self.sources: dict[SourceId, Source] = {}
        self.teams: dict[TeamId, Team] = {}
        self.agents: dict[AgentId, Agent] = {}
        self.queues: dict[QueueId, Queue] = {}
        self._calls = Calls()
        self.reasons: dict[str, ReasonCode] = {}
        self.sign_ins: dict[AgentId, OwnSignIn] = {}
        self.memberships: Shelf[Membership] = Shelf(Kind.MEMBERSHIP)
        self.callers: Shelf[Callers] = Shelf(Kind.CALLERS)
        self.callback_lists: Shelf[CallbackList] = Shelf(Kind.CALLBACK_LIST)
        self.callback_periods: Shelf[CallbackPeriod] = Shelf(Kind.CALLBACK_PERIOD)
        self.callbacks: Shelf[Callback] = Shelf(Kind.CALLBACK)

    def apply(self, event: Event) -> Keys:
        """The keys of the rows that `event` changed; none when it changed nothing."""
        match event:
            case AgentStateChanged():
                agent = agent_states.changed(self.agents.get(event.agent), event)
                return self._put_agent(agent) if agent else NOTHING
            case CallChanged():
                return self._rows_of(self._calls.put(event.call))
            case CallEnded():
                return self._rows_of(self._calls.remove(event.call))
            case QueueChanged():
                return self._put_queue(event.queue)
            case AgentDayChanged():
                old = self.agents.get(event.agent)
                return self._put_agent(replace(old, day=event.day)) if old else NOTHING
            case MembershipChanged():
                return self.memberships.put(event.membership.agent, event.membership)
            case CallersChanged():
                return self._with_their_queues(self.callers.put(event.callers.queue, event.callers))
            case CallbackChanged():
                return self.callbacks.put(event.callback.id, event.callback)
            case CallbackClosed():
                return self.callbacks.remove(event.callback)
            case CallbacksLoaded():
                return self._callbacks_loaded(event.source, event.lists, event.callbacks, event.periods)
            case SourceHeard():
                source = self.sources.get(event.source)
                return self._put_source(lights.heard(source, event)) if source else NOTHING
            case SourceMeasured():
                source = self.sources.get(event.source)
                return self._put_source(lights.measured(source, event)) if source else NOTHING
            case SourceChanged():
                return self._put_source(lights.turned(self.sources.get(event.source), event))
            case SignInChanged():
                return self._put_sign_in(event.sign_in)
            case TeamLoaded():
                return self._team_loaded(event)
            case AgentLeft():
                return self._agent_gone(event.agent)
            case QueuesLoaded():
                return self._queues_loaded(event.source, event.queues)
            case ReasonCodesLoaded():
                prefix = f"{event.source}:{event.category}:"
                return self._reasons_loaded(event.codes, [i for i in self.reasons if i.startswith(prefix)])
            case FloorLoaded():
                return self._loaded(event)
            case SourceForgotten():
                return self._forgotten(event.source)
            case _:
                assert_never(event)

    # -- reading -----------------------------------------------------------------------------------------------

    def row(self, key: Key) -> Row | None:
        """The row under a key as the floor stands now; None when it is gone."""
        return row_of(self, key)

    def rows(self, source: SourceId | None = None) -> Iterator[Row]:
        """Every row of the floor, or of one source."""
        for key in self.keys():
            if source is None or source_of(key[1]) == source:
                row = row_of(self, key)
                assert row is not None
                yield row

    def keys(self) -> Iterator[Key]:
        """Every row's key."""
        return keys_of(self)

    @property
    def calls(self) -> Mapping[CallId, Call]:
        """Every call, by id."""
        return self._calls.by_id

    def calls_of(self, who: AgentId) -> list[Call]:
        """The calls that an agent, or one of our own sign-ins, takes part in."""
        return self._calls.of(who)

    def loaded(self, source: SourceId) -> FloorLoaded:
        """What a fresh load of `source` would say now."""
        state = self.sources[source]
        return FloorLoaded(
            source=source,
            at=state.heard_at or state.since,
            teams=tuple(t for t in self.teams.values() if source_of(t.id) == source),
            agents=tuple(a for a in self.agents.values() if source_of(a.id) == source),
            queues=tuple(q for q in self.queues.values() if source_of(q.id) == source),
            calls=tuple(c for c in self._calls if source_of(c.id) == source),
            reason_codes=tuple(r for r in self.reasons.values() if r.source == source),
            memberships=self.memberships.of(source),
            callers=self.callers.of(source),
            callback_lists=self.callback_lists.of(source),
            callback_periods=self.callback_periods.of(source),
            callbacks=self.callbacks.of(source),
        )

    # -- agents ------------------------------------------------------------------------------------------------

    def _put_agent(self, agent: Agent) -> Keys:
        old = self.agents.get(agent.id)
        if old == agent:
            return NOTHING
        self.agents[agent.id] = agent
        keys: set[Key] = {(Kind.AGENT, agent.id)}
        if old is None or (old.name, old.team) != (agent.name, agent.team):
            keys |= self._fellows(agent.id)  # their rows may name this agent
        if agent.id in self.memberships.by_id and (old is None or old.team != agent.team):
            keys.add((Kind.MEMBERSHIP, str(agent.id)))  # it stands in the agent's team
        return frozenset(keys)

    def _agent_gone(self, agent: AgentId) -> Keys:
        if self.agents.pop(agent, None) is None:
            return NOTHING
        return frozenset({(Kind.AGENT, str(agent))}) | self._fellows(agent) | self.memberships.remove(agent)

    def _fellows(self, who: AgentId) -> Keys:
        """The rows of those who share a call with somebody: they may name them."""
        return self._rows_of(self._calls.fellows(who))

    def _team_loaded(self, event: TeamLoaded) -> Keys:
        keys = self._put_team(event.team)
        named = {a.id for a in event.agents}
        for agent in [a for a in self.agents.values() if a.team == event.team.id and a.id not in named]:
            keys |= self._agent_gone(agent.id)
        for agent in event.agents:
            keys |= self._put_agent(agent)
        return keys

    def _put_team(self, team: Team) -> Keys:
        changed = self._put(self.teams, team.id, team, Kind.TEAM)
        if not changed:
            return NOTHING
        return changed | {(Kind.AGENT, str(a.id)) for a in self.agents.values() if a.team == team.id}

    def _rows_of(self, whose: Iterable[AgentId]) -> Keys:
        agents = {(Kind.AGENT, str(a)) for a in whose if a in self.agents}
        return frozenset(agents | {(Kind.SIGN_IN, str(a)) for a in whose if a in self.sign_ins})

    # -- queues, reasons, sign-ins -----------------------------------------------------------------------------

    def _put(self, into: dict[K, V], id_: K, value: V, kind: Kind) -> Keys:
        if into.get(id_) == value:
            return NOTHING
        into[id_] = value
        return frozenset({(kind, str(id_))})

    def _put_sign_in(self, own: OwnSignIn) -> Keys:
        is_new = own.id not in self.sign_ins
        keys = self._put(self.sign_ins, own.id, own, Kind.SIGN_IN)
        return keys | self._fellows(own.id) if is_new else keys

    def _put_queue(self, queue: Queue) -> Keys:
        old = self.queues.get(queue.id)
        keys = self._put(self.queues, queue.id, queue, Kind.QUEUE)
        return keys | self._named_by(queue.id) if keys and (old is None or old.name != queue.name) else keys

    def _queue_gone(self, id_: QueueId) -> Keys:
        """With it goes who waited in it: their names and numbers are nobody's business any more."""
        del self.queues[id_]
        return frozenset({(Kind.QUEUE, str(id_))}) | self._named_by(id_) | self.callers.remove(id_)

    def _with_their_queues(self, callers: Keys) -> Keys:
        """A queue's row says since when they wait in it."""
        return callers | {(Kind.QUEUE, id_) for _, id_ in callers if id_ in self.queues}

    def _named_by(self, queue: QueueId) -> Keys:
        """The rows of agents whose call names this queue."""
        return self._rows_of(self._calls.in_queue(queue))

    def _queues_loaded(self, source: SourceId, queues: tuple[Queue, ...]) -> Keys:
        keys = NOTHING
        named = {q.id for q in queues}
        for id_ in [q for q in self.queues if source_of(q) == source and q not in named]:
            keys |= self._queue_gone(id_)
        for queue in queues:
            keys |= self._put_queue(queue)
        return keys

    def _reasons_loaded(self, codes: tuple[ReasonCode, ...], old: Iterable[str]) -> Keys:
        keys = NOTHING
        new = {f"{r.source}:{r.category}:{r.code}": r for r in codes}
        for id_ in [i for i in old if i not in new]:
            del self.reasons[id_]
            keys |= {(Kind.REASON, id_)}
        for id_, code in new.items():
            keys |= self._put(self.reasons, id_, code, Kind.REASON)
        return keys

    def _callbacks_loaded(
        self,
        source: SourceId,
        lists: tuple[CallbackList, ...],
        callbacks: tuple[Callback, ...],
        periods: tuple[CallbackPeriod, ...],
    ) -> Keys:
        keys = self.callback_lists.load(source, {one.id: one for one in lists})
        keys |= self.callback_periods.load(source, {one.id: one for one in periods})
        return keys | self.callbacks.load(source, {one.id: one for one in callbacks})

    # -- sources -----------------------------------------------------------------------------------------------

    def _put_source(self, source: Source) -> Keys:
        return self._put(self.sources, source.id, source, Kind.SOURCE)

    def _loaded(self, event: FloorLoaded) -> Keys:
        source = event.source
        keys = self.apply(SourceChanged(source=source, state=FeedState.LIVE, at=event.at))
        keys |= self.apply(SourceHeard(source=source, at=event.at))
        calls = {c.id for c in event.calls}
        for call in [c.id for c in self._calls if source_of(c.id) == source and c.id not in calls]:
            keys |= self._rows_of(self._calls.remove(call))
        agents = {a.id for a in event.agents}
        for agent in [a for a in self.agents if source_of(a) == source and a not in agents]:
            keys |= self._agent_gone(agent)
        teams = {t.id for t in event.teams}
        for team in [t for t in self.teams if source_of(t) == source and t not in teams]:
            del self.teams[team]
            keys |= {(Kind.TEAM, str(team))}
        for team_ in event.teams:
            keys |= self._put_team(team_)
        for agent_ in event.agents:
            keys |= self._put_agent(agent_)
        keys |= self._queues_loaded(source, event.queues)
        for call_ in event.calls:
            keys |= self._rows_of(self._calls.put(call_))
        keys |= self.memberships.load(source, {one.agent: one for one in event.memberships})
        keys |= self._with_their_queues(self.callers.load(source, {one.queue: one for one in event.callers}))
        keys |= self._callbacks_loaded(source, event.callback_lists, event.callbacks, event.callback_periods)
        return keys | self._reasons_loaded(event.reason_codes, [i for i in self.reasons if source_of(i) == source])

    def _forgotten(self, source: SourceId) -> Keys:
        if source not in self.sources:
            return NOTHING
        keys = self._loaded(FloorLoaded(source=source, at=self.sources[source].since))
        for id_ in [i for i in self.sign_ins if source_of(i) == source]:
            del self.sign_ins[id_]
            keys |= {(Kind.SIGN_IN, str(id_))}
        del self.sources[source]
        return keys | {(Kind.SOURCE, str(source))}
