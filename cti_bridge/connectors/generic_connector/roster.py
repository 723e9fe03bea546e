"""What a load of the floor knows: who is in which team, at which phone, and the queues. Makes events of messages."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from cti_bridge.connectors.generic_connector import mapping
from cti_bridge.connectors.generic_connector.messages import QueueList, State
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.floor.events import AgentStateChanged, QueuesLoaded, TeamLoaded
from cti_bridge.floor.model import (
    Agent,
    AgentId,
    AgentState,
    Queue,
    QueueId,
    ReasonCategory,
    ReasonCode,
    Team,
    TeamId,
)

_REASONS_OF = {AgentState.NOT_READY: ReasonCategory.NOT_READY, AgentState.SIGNED_OUT: ReasonCategory.SIGN_OUT}


class Roster:
    """One load of the floor, kept up to date. Feeds may share teams and queues: the floor has each once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.teams: dict[TeamId, Team] = {}
        self.agents: dict[AgentId, Agent] = {}
        self.reasons: dict[str, tuple[ReasonCode, ...]] = {}
        self._queues: dict[str, dict[QueueId, Queue]] = {}  # by the login that was told
        self._at: dict[str, AgentId] = {}  # by extension

    # -- whole ---------------------------------------------------------------------------------------------------

    @property
    def queues(self) -> tuple[Queue, ...]:
        """All queues, each once, as it was last told: one of the logins may tell no more."""
        told = (queue for of_login in self._queues.values() for queue in of_login.values())
        return tuple({queue.id: queue for queue in sorted(told, key=lambda q: q.heard_at)}.values())

    # -- teams -----------------------------------------------------------------------------------------------------

    def put_team(self, team: Team, users: Iterable[Mapping[str, str]], now: datetime) -> TeamLoaded:
        """A team's list came."""
        self.teams[team.id] = team
        agents = [self._coded(self._keeping(mapping.member(u, team.id, self._site, now))) for u in users]
        named = {a.id for a in agents}
        self.agents = {i: a for i, a in self.agents.items() if a.team != team.id or i in named}
        for agent in agents:
            self._put(agent)
        return TeamLoaded(team=team, agents=tuple(agents))

    def lose_team(self, team: TeamId, now: datetime) -> list[AgentStateChanged]:
        """Nobody tells us of a team now: its agents stay, and how they are is not known."""
        self.teams.pop(team, None)
        theirs = [_unknown(a, now) for a in self.agents.values() if a.team == team]
        self.agents |= {a.id: a for a in theirs}
        return [AgentStateChanged(agent=a.id, state=a.state, since=a.since, since_is_known=False) for a in theirs]

    def remember(self, before: "Roster", teams: Container[TeamId], now: datetime) -> None:
        """Takes over who was in teams of which nothing came this time, as not known."""
        for agent in before.agents.values():
            if agent.team in teams and agent.id not in self.agents:
                self._put(_unknown(agent, now))

    def put_state(self, message: State, now: datetime) -> AgentStateChanged | None:
        """An agent's state came; None for one who is in no team of ours, or when a later word is known."""
        old = self.agents.get(self._site.agent(message.subject))
        if old is None:
            return None
        s = mapping.standing_of(message, self._site, now)
        if s.since_is_known and old.since_is_known and s.since < old.since:
            return None
        new = replace(
            old,
            state=s.state,
            since=s.since,
            since_is_known=s.since_is_known,
            reason=s.reason,
            reason_label=s.reason_label,
            pending=s.pending,
            name=message.name or old.name,
            extension=message.extension or old.extension,
        )
        self._put(new)
        return _changed(new)

    def put_reasons(self, of: ReasonCategory, codes: tuple[ReasonCode, ...]) -> list[AgentStateChanged]:
        """The reasons of a category came: whoever a list gave a label alone now has its code, and is told of anew."""
        self.reasons[of] = codes
        coded = [new for old in self.agents.values() if (new := self._coded(old)) is not old]
        self.agents |= {agent.id: agent for agent in coded}
        return [_changed(agent) for agent in coded]

    def _coded(self, agent: Agent) -> Agent:
        """A list has a label and no code (1.2): the code is that of the one reason with this label, if it is one."""
        if agent.reason or not agent.reason_label or agent.state not in _REASONS_OF:
            return agent
        of_state = self.reasons.get(_REASONS_OF[agent.state], ())
        codes = [reason.code for reason in of_state if reason.label == agent.reason_label]
        return replace(agent, reason=codes[0]) if len(codes) == 1 else agent

    def _keeping(self, agent: Agent) -> Agent:
        """A list has no reason codes, and may be late: what a State said of the same spell, or a later one, stays."""
        old = self.agents.get(agent.id)
        if old is None:
            return agent
        if agent.since_is_known and old.since_is_known and agent.since < old.since:  # a State overtook the list
            return replace(old, team=agent.team, name=agent.name, extension=agent.extension or old.extension)
        if old.state != agent.state:
            return agent
        if agent.since_is_known and old.since != agent.since:
            return agent
        return replace(agent, since=old.since, since_is_known=old.since_is_known, reason=old.reason)

    def _put(self, agent: Agent) -> None:
        self.agents[agent.id] = agent
        if not agent.extension:
            return
        if agent.state is AgentState.SIGNED_OUT:
            self._at.setdefault(agent.extension, agent.id)  # somebody else may be at that phone by now
        else:
            self._at[agent.extension] = agent.id

    def agent_at(self, extension: str) -> AgentId | None:
        """Who of the teams' agents is at this phone."""
        found = self._at.get(extension)
        agent = self.agents.get(found) if found else None
        return agent.id if agent and agent.extension == extension else None  # the phone may have changed hands

    # -- queues ----------------------------------------------------------------------------------------------------

    def put_queues(self, message: QueueList, now: datetime) -> QueuesLoaded:
        """The queues of one login came."""
        told = (mapping.queue(record, self._site, now) for record in message.queues)
        self._queues[message.login] = {q.id: q for q in told}
        return QueuesLoaded(source=self._site.source, queues=self.queues)


def _changed(agent: Agent) -> AgentStateChanged:
    return AgentStateChanged(
        agent=agent.id,
        state=agent.state,
        since=agent.since,
        since_is_known=agent.since_is_known,
        reason=agent.reason,
        reason_label=agent.reason_label,
        pending=agent.pending,
        name=agent.name,
        extension=agent.extension,
    )


def _unknown(agent: Agent, now: datetime) -> Agent:
    if agent.state is AgentState.UNKNOWN:
        return agent
    return replace(
        agent,
        state=AgentState.UNKNOWN,
        since=now,
        since_is_known=False,
        reason="",
        reason_label="",
        pending=None,
    )
