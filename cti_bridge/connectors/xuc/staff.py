"""The agents as XUC tells them in pieces: lists, states, statuses, statistics. Told as they stand after each batch."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from cti_bridge.connector import Clock
from cti_bridge.connectors.xuc.agent_messages import (
    AgentConfig,
    AgentGroupList,
    AgentList,
    AgentStateEvent,
    AgentStatistics,
)
from cti_bridge.connectors.xuc.mapping import (
    Statuses,
    call_of,
    day_after,
    new_agent,
    pause_reasons,
    same_as_before,
    with_config,
    with_state,
)
from cti_bridge.connectors.xuc.own_messages import UsersStatuses
from cti_bridge.connectors.xuc.site import NO_GROUP, Site, word_of
from cti_bridge.floor.events import (
    AgentDayChanged,
    AgentLeft,
    AgentStateChanged,
    CallChanged,
    CallEnded,
    Event,
    ReasonCodesLoaded,
    TeamLoaded,
)
from cti_bridge.floor.model import Agent, AgentId, AgentState, Call, ReasonCategory, ReasonCode, Team, TeamId


class Staff:
    """Who works here, by XUC's numbers. `before`: the agents of the connection before, for how long they are so."""

    def __init__(self, site: Site, now: Clock, before: Mapping[int, Agent] | None = None) -> None:
        self.agents: dict[int, Agent] = {}
        self.calls: dict[int, Call] = {}
        self.users: dict[int, int] = {}  # an agent's number -> its user's, which default membership goes by
        self.has_list = self.has_groups = self.has_statuses = False
        self.strangers: set[int] = set()  # told a state of, and on no list
        self._site, self._now = site, now
        self._before = before or {}
        self._groups: dict[TeamId, str] = {}
        self._statuses: Statuses = {}
        self._said: dict[int, tuple[AgentStateEvent, datetime]] = {}
        self._days: dict[int, AgentStatistics] = {}  # of agents not on the list yet
        self._told_teams: dict[TeamId, Team] = {}
        self._told_calls: dict[int, Call] = {}
        self._gone: set[AgentId] = set()
        self._changed: set[int] = set()
        self._changed_days: set[int] = set()
        self._reasons_changed = self._teams_changed = False

    # -- hearing -----------------------------------------------------------------------------------------------------

    def hear_list(self, said: AgentList) -> None:
        """All agents: who is not named is gone."""
        self.has_list = True
        named = {config.id for config in said.agents}
        for number in [n for n in self.agents if n not in named] if not said.skipped else ():
            self._gone.add(self.agents.pop(number).id)
            self._said.pop(number, None)
            self.calls.pop(number, None)
            self._changed.add(number)
        for config in said.agents:
            self.hear_config(config)
        self.strangers -= named

    def hear_config(self, said: AgentConfig) -> None:
        """An agent came, or is configured otherwise. What was said before they were known counts now."""
        known = self.agents.get(said.id)
        if said.user_id is not None:
            self.users[said.id] = said.user_id
        self._changed.add(said.id)
        self._teams_changed = True
        if known is not None:
            self.agents[said.id] = with_config(known, said, self._site)
            return
        agent = new_agent(said, self._site, self._now())
        self.agents[said.id] = agent
        self._gone.discard(agent.id)
        self.strangers.discard(said.id)
        if said.id in self._said:
            self._take_state(said.id)
        if (day := self._days.pop(said.id, None)) is not None:
            self.hear_day(day)

    def hear_groups(self, said: AgentGroupList) -> None:
        """All groups, by name."""
        self.has_groups = self._teams_changed = True
        self._groups |= {self._site.team(g.id): g.name for g in said.groups if g.name}

    def hear_state(self, said: AgentStateEvent) -> None:
        """An agent does something. Of one who is not known yet it is kept (xuc.md 1.6)."""
        self._said[said.agent_id] = (said, self._now())
        if said.agent_id in self.agents:
            self._take_state(said.agent_id)
        elif self.has_list:
            self.strangers.add(said.agent_id)

    def hear_statuses(self, said: UsersStatuses) -> None:
        """The reasons for a pause: who is on pause is so for a reason with a name now."""
        self.has_statuses = True
        self._statuses = {status.name: status for status in said.statuses}
        self._reasons_changed = True
        for number, (state, _) in self._said.items():
            if number in self.agents and state.name == "AgentOnPause":
                self._take_state(number)

    def hear_day(self, said: AgentStatistics) -> None:
        """Some figures of an agent's day."""
        agent = self.agents.get(said.id)
        if agent is None:
            waits = self._days.get(said.id)
            statistics = (*(waits.statistics if waits else ()), *said.statistics)
            self._days[said.id] = AgentStatistics(id=said.id, statistics=statistics[-50:])
            return
        self.agents[said.id] = replace(agent, day=day_after(agent.day, said, self._now()))
        self._changed_days.add(said.id)

    def _take_state(self, number: int) -> None:
        said, heard_at = self._said[number]
        known = self.agents[number]
        agent = with_state(known, said, self._statuses, heard_at)
        if known.state is AgentState.UNKNOWN and (old := self._before.get(number)) is not None:
            agent = same_as_before(agent, old)
        self.agents[number] = agent
        self._changed.add(number)
        call = call_of(agent, number, said, self._site)
        if call is None:
            self.calls.pop(number, None)
        else:
            self.calls[number] = call

    # -- reading -----------------------------------------------------------------------------------------------------

    def has_state_of_all(self) -> bool:
        """Whether every agent's state is known."""
        return self.has_list and self._said.keys() >= self.agents.keys()

    def team_is_known(self, team: TeamId) -> bool:
        """Whether XUC named the group behind a team, or there is none behind it."""
        return team in self._groups or word_of(team) == NO_GROUP

    def teams(self) -> tuple[Team, ...]:
        """All groups, and a team of their own name for agents whose group is not among them.

        A team that was told stays, be it empty now: no event takes one away.
        """
        ids = dict.fromkeys((*self._groups, *self._told_teams, *(agent.team for agent in self.agents.values())))
        return tuple(self._team(id_) for id_ in ids)

    def reasons(self) -> tuple[ReasonCode, ...]:
        """The reasons for a pause."""
        return pause_reasons(self._statuses, self._site.source)

    def _team(self, id_: TeamId) -> Team:
        word = word_of(id_)
        return Team(id=id_, name=self._groups.get(id_) or ("No group" if word == NO_GROUP else f"Group {word}"))

    # -- telling -----------------------------------------------------------------------------------------------------

    def was_loaded(self) -> None:
        """All that is known was told at once."""
        self._told_teams = {team.id: team for team in self.teams()}
        self._told_calls = dict(self.calls)
        self._changed.clear()
        self._changed_days.clear()
        self._gone.clear()
        self._reasons_changed = self._teams_changed = False

    def tell(self) -> Iterable[Event]:
        """What changed since the last call, each agent once."""
        if self._reasons_changed:
            self._reasons_changed = False
            yield ReasonCodesLoaded(source=self._site.source, category=ReasonCategory.NOT_READY, codes=self.reasons())
        yield from (AgentLeft(agent=id_) for id_ in self._gone)
        self._gone.clear()
        if self._teams_changed:
            self._teams_changed = False
            yield from self._tell_teams()
        for number in self._changed:
            if (agent := self.agents.get(number)) is not None:
                yield _stands(agent)
            yield from self._tell_call(number)
        self._changed.clear()
        for number in self._changed_days:
            agent = self.agents.get(number)
            if agent is not None and agent.day is not None:
                yield AgentDayChanged(agent=agent.id, day=agent.day)
        self._changed_days.clear()

    def _tell_teams(self) -> Iterable[Event]:
        for team in self.teams():
            if self._told_teams.get(team.id) != team:
                self._told_teams[team.id] = team
                yield TeamLoaded(team=team, agents=tuple(a for a in self.agents.values() if a.team == team.id))

    def _tell_call(self, number: int) -> Iterable[Event]:
        call, told = self.calls.get(number), self._told_calls.get(number)
        if call == told:
            return
        if call is None:
            del self._told_calls[number]
            yield CallEnded(call=self._site.call_of(number))
        else:
            self._told_calls[number] = call
            yield CallChanged(call=call)


def _stands(agent: Agent) -> AgentStateChanged:
    return AgentStateChanged(
        agent=agent.id,
        state=agent.state,
        since=agent.since,
        since_is_known=agent.since_is_known,
        reason=agent.reason,
        reason_label=agent.reason_label,
        name=agent.name,
        team=agent.team,
        extension=agent.extension,
    )
