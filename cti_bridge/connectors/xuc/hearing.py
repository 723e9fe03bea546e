"""What one connection knows of the floor: each message goes to its part; what changed is told in batches."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import assert_never

from cti_bridge.connector import Clock
from cti_bridge.connectors.xuc.callbacks import Callbacks
from cti_bridge.connectors.xuc.commands import (
    Command,
    GetCallbackLists,
    GetCallbackPreferredPeriods,
    GetList,
    SubscribeToAgentStats,
    SubscribeToQueueCalls,
    SubscribeToQueueStats,
)
from cti_bridge.connectors.xuc.members import Members
from cti_bridge.connectors.xuc.messages import (
    AgentConfig,
    AgentDirectory,
    AgentError,
    AgentGroupList,
    AgentList,
    AgentListen,
    AgentStateEvent,
    AgentStatistics,
    CallbackClotured,
    CallbackLists,
    CallbackReleased,
    CallbackRequestUpdated,
    CallbacksFound,
    CallbackStarted,
    CallbackTaken,
    CallHistory,
    CustomerCallHistory,
    OfAgents,
    OfCallbacks,
    OfQueues,
    PreferredCallbackPeriodList,
    QueueCalls,
    QueueConfig,
    QueueList,
    QueueMember,
    QueueMemberList,
    QueueStatistics,
    UserQueueDefaultMembership,
    UsersQueueDefaultMembership,
    UsersStatuses,
)
from cti_bridge.connectors.xuc.queues import Queues
from cti_bridge.connectors.xuc.site import Site
from cti_bridge.connectors.xuc.staff import Staff
from cti_bridge.connectors.xuc.unlisted import Unlisted
from cti_bridge.floor.events import Event, FloorLoaded
from cti_bridge.floor.model import Agent, Call


class Hearing:
    """Agents, queues, who serves them, callbacks."""

    def __init__(self, site: Site, now: Clock, before: Mapping[int, Agent] | None = None) -> None:
        self.staff = Staff(site, now, before)
        self.queues = Queues(site, now)
        self.members = Members(site, self.staff)
        self.callbacks = Callbacks(site)
        self._site = site
        self._unlisted_agents = Unlisted(GetList(object_type="agent"))
        self._unlisted_groups = Unlisted(GetList(object_type="agentgroup"))

    # -- hearing -----------------------------------------------------------------------------------------------------

    def agents(self, said: OfAgents | UsersStatuses) -> None:
        """Something about agents."""
        match said:
            case AgentStateEvent():
                self.staff.hear_state(said)
            case AgentStatistics():
                self.staff.hear_day(said)
            case AgentConfig():
                self.staff.hear_config(said)
                self.members.hear_config(said.id)
            case AgentList():
                self.staff.hear_list(said)
                self.members.forget_who_left()
                for config in said.agents:
                    self.members.hear_config(config.id)
            case AgentGroupList():
                self.staff.hear_groups(said)
            case AgentDirectory():
                for entry in said.directory:
                    self.agents(entry.agent)
                    if entry.agent_state is not None:
                        self.staff.hear_state(entry.agent_state)
            case UsersStatuses():
                self.staff.hear_statuses(said)
            case AgentListen() | AgentError():
                pass  # told at the listened agent's own desk; an answer, which is another's matter
            case _:
                assert_never(said)

    def of_queues(self, said: OfQueues) -> None:
        """Something about queues, or who serves them."""
        match said:
            case QueueStatistics():
                self.queues.hear_statistics(said)
            case QueueCalls():
                self.queues.hear_calls(said)
            case QueueConfig():
                self.queues.hear_config(said)
            case QueueList():
                self.queues.hear_list(said)
            case QueueMember():
                self.members.hear_member(said)
            case QueueMemberList():
                self.members.hear_list(said)
            case UserQueueDefaultMembership():
                self.members.hear_default(said)
            case UsersQueueDefaultMembership():
                self.members.has_defaults = True
                for one in said.memberships:
                    self.members.hear_default(one)
            case CallHistory() | CustomerCallHistory():
                pass  # an answer, which is another's matter
            case _:
                assert_never(said)

    def of_callbacks(self, said: OfCallbacks) -> None:
        """Something about callbacks."""
        match said:
            case CallbackLists():
                self.callbacks.hear_lists(said)
            case PreferredCallbackPeriodList():
                self.callbacks.hear_periods(said)
            case (
                CallbackTaken() | CallbackReleased() | CallbackStarted() | CallbackClotured() | CallbackRequestUpdated()
            ):
                self.callbacks.hear(said)
            case CallbacksFound():
                pass  # nothing of ours searches
            case _:
                assert_never(said)

    # -- asking ------------------------------------------------------------------------------------------------------

    def follow_up(self, said: OfAgents | OfQueues, at: float) -> Iterator[Command]:
        """What is to be asked because of a message: the start-up's second half (xuc.md 1.8), and what is missing."""
        match said:
            case QueueList():
                yield SubscribeToQueueStats()
                yield GetCallbackLists()
                yield GetCallbackPreferredPeriods()
            case AgentList():
                yield SubscribeToAgentStats()
            case _:
                pass
        for queue in sorted(self.queues.unheard) if self.queues.has_list else ():
            yield SubscribeToQueueCalls(queue_id=queue)
            self.queues.unheard.discard(queue)
        yield from self._unlisted_agents.asks(self.staff.strangers, at)
        if isinstance(said, AgentConfig) and said.group_id is not None:
            is_known = self.staff.team_is_known(self._site.team(said.group_id))
            yield from self._unlisted_groups.asks(() if is_known else (said.group_id,), at)

    def in_vain(self) -> Iterator[str]:
        """For the log: whom XUC tells of and lists nowhere, however often it is asked."""
        if self._unlisted_agents.is_in_vain:
            yield "states come of agents who are not on the list of agents"
        if self._unlisted_groups.is_in_vain or not self.staff.has_groups:
            yield "not all groups of agents are listed; such a team goes by its number"

    # -- telling -----------------------------------------------------------------------------------------------------

    def missing(self) -> list[str]:
        """Without which the floor is not told: which lists did not come."""
        came = {
            "agents": self.staff.has_list,
            "queues": self.queues.has_list,
            "queue members": self.members.has_list,
        }
        return [name for name, is_there in came.items() if not is_there]

    def is_complete(self) -> bool:
        """Whether what is only waited for briefly is there too."""
        return (
            self.staff.has_state_of_all()
            and self.staff.has_groups
            and self.staff.has_statuses
            and self.members.has_defaults
            and self.callbacks.has_lists
            and self.callbacks.has_periods
        )

    def loaded(self, at: datetime, own_calls: tuple[Call, ...]) -> FloorLoaded:
        """All that is known."""
        loaded = FloorLoaded(
            source=self._site.source,
            at=at,
            teams=self.staff.teams(),
            agents=tuple(self.staff.agents.values()),
            queues=self.queues.loaded(),
            calls=(*self.staff.calls.values(), *own_calls),
            reason_codes=self.staff.reasons(),
            memberships=self.members.loaded(),
            callers=self.queues.callers(),
            callback_lists=tuple(self.callbacks.lists.values()),
            callback_periods=tuple(self.callbacks.periods.values()),
            callbacks=tuple(self.callbacks.callbacks.values()),
        )
        self.staff.was_loaded()
        self.callbacks.was_loaded()
        return loaded

    def tell(self) -> Iterator[Event]:
        """What changed since the last call: of each agent, queue and callback as it stands now."""
        yield from self.staff.tell()
        yield from self.members.tell()
        yield from self.queues.tell()
        yield from self.callbacks.tell()
