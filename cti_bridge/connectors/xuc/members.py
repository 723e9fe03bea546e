"""Who serves which queue, and by default, as XUC tells it in pieces. Told whole for each agent after each batch."""

from collections.abc import Iterable, Mapping

from cti_bridge.connectors.xuc.queue_messages import (
    QueueMember,
    QueueMemberList,
    QueuePenalty,
    UserQueueDefaultMembership,
)
from cti_bridge.connectors.xuc.site import Site
from cti_bridge.connectors.xuc.staff import Staff
from cti_bridge.floor.events import Event, MembershipChanged
from cti_bridge.floor.model import Membership, Memberships


class Members:
    """Agents' queues with their penalties, by XUC's numbers."""

    def __init__(self, site: Site, staff: Staff) -> None:
        self.has_list = self.has_defaults = False
        self._site, self._staff = site, staff
        self._queues: dict[int, dict[int, int]] = {}
        self._defaults: dict[int, Mapping[int, int]] = {}  # by user
        self._told: dict[int, Membership] = {}
        self._changed: set[int] = set()

    def hear_list(self, said: QueueMemberList) -> None:
        """All of them: what is not named is no more."""
        self.has_list = True
        if not said.skipped:
            self._changed |= self._queues.keys()
            self._queues.clear()
        for member in said.members:
            self.hear_member(member)

    def hear_member(self, said: QueueMember) -> None:
        """An agent serves a queue, with another penalty, or no longer."""
        queues = self._queues.setdefault(said.agent_id, {})
        if said.serves:
            queues[said.queue_id] = said.penalty
        else:
            queues.pop(said.queue_id, None)
        self._changed.add(said.agent_id)

    def hear_default(self, said: UserQueueDefaultMembership) -> None:
        """A user's default, all of it. A user's id is no agent's id: AgentList.userId joins them (seed)."""
        self.has_defaults = True
        self._defaults[said.user_id] = _by_queue(said.membership)
        self._changed |= {agent for agent, user in self._staff.users.items() if user == said.user_id}

    def hear_config(self, agent: int) -> None:
        """An agent came, or has another user."""
        self._changed.add(agent)

    def forget_who_left(self) -> None:
        """Who is on no list any more is told anew, should they return."""
        for agent in self._told.keys() - self._staff.agents.keys():
            del self._told[agent]

    def of(self, agent: int) -> Membership:
        """What an agent serves."""
        default = self._defaults.get(self._staff.users.get(agent, -1))
        return Membership(
            agent=self._site.agent(agent),
            queues=self._told_as(self._queues.get(agent, {})),
            default=None if default is None else self._told_as(default),
        )

    def _told_as(self, queues: Mapping[int, int]) -> Memberships:
        return tuple(sorted((self._site.queue(queue), penalty) for queue, penalty in queues.items()))

    # -- telling -----------------------------------------------------------------------------------------------------

    def loaded(self) -> tuple[Membership, ...]:
        """Everybody's."""
        self._told = {agent: self.of(agent) for agent in self._staff.agents}
        self._changed.clear()
        return tuple(self._told.values())

    def tell(self) -> Iterable[Event]:
        """What changed since the last call, each agent once."""
        for agent in self._changed & self._staff.agents.keys():
            membership = self.of(agent)
            if self._told.get(agent) != membership:
                self._told[agent] = membership
                yield MembershipChanged(membership=membership)
        self._changed -= self._staff.agents.keys()  # of those who are not known yet it is kept


def _by_queue(membership: Iterable[QueuePenalty]) -> Mapping[int, int]:
    return {one.queue_id: one.penalty for one in membership}
