"""What can be asked of XUC about queues, those who serve them, and their past calls (xuc.md 1.4)."""

from typing import Literal

from cti_bridge.connectors.xuc.asked import Asked
from cti_bridge.connectors.xuc.queue_messages import QueuePenalty


class GetList(Asked, frozen=True, kw_only=True, tag="getList"):
    """Have a list told, and its changes."""

    object_type: Literal["queue", "agent", "queuemember", "agentgroup", "basequeuemember"]


class GetConfig(Asked, frozen=True, kw_only=True, tag="getConfig"):
    """Have the configuration of all queues told."""

    object_type: Literal["queue"]


class SetAgentQueue(Asked, frozen=True, kw_only=True, tag="setAgentQueue"):
    """Make an agent serve a queue with this penalty. Failure is silent (1.7)."""

    agent_id: int
    queue_id: int
    penalty: int


class RemoveAgentFromQueue(Asked, frozen=True, kw_only=True, tag="removeAgentFromQueue"):
    """Make an agent serve a queue no longer. Failure is silent (1.7)."""

    agent_id: int
    queue_id: int


class MoveAgentsInGroup(Asked, frozen=True, kw_only=True, tag="moveAgentsInGroup"):
    """Make the agents of a group who serve one queue and penalty serve another instead."""

    group_id: int
    from_queue_id: int
    from_penalty: int
    to_queue_id: int
    to_penalty: int


class AddAgentsInGroup(Asked, frozen=True, kw_only=True, tag="addAgentsInGroup"):
    """Make the agents of a group who serve one queue and penalty serve another too."""

    group_id: int
    from_queue_id: int
    from_penalty: int
    to_queue_id: int
    to_penalty: int


class RemoveAgentGroupFromQueueGroup(Asked, frozen=True, kw_only=True, tag="removeAgentGroupFromQueueGroup"):
    """Make the agents of a group who serve a queue with this penalty serve it no longer."""

    group_id: int
    queue_id: int
    penalty: int


class AddAgentsNotInQueueFromGroupTo(Asked, frozen=True, kw_only=True, tag="addAgentsNotInQueueFromGroupTo"):
    """Make the agents of a group who do not serve a queue serve it with this penalty."""

    group_id: int
    queue_id: int
    penalty: int


class SubscribeToQueueStats(Asked, frozen=True, kw_only=True, tag="subscribeToQueueStats"):
    """Hear of every queue's counters, from now on, and as they stand."""


class SubscribeToQueueCalls(Asked, frozen=True, kw_only=True, tag="subscribeToQueueCalls"):
    """Hear who waits in a queue."""

    queue_id: int


class UnsubscribeToQueueCalls(Asked, frozen=True, kw_only=True, tag="unSubscribeToQueueCalls"):
    """Hear no longer who waits in a queue. The capital S is the protocol's (1.4)."""

    queue_id: int


class GetQueueStatistics(Asked, frozen=True, kw_only=True, tag="getQueueStatistics"):
    """Have a queue's figures of the last `window` seconds told; `xqos` is the service level's seconds."""

    queue_id: int
    window: int
    xqos: int


class GetUserDefaultMembership(Asked, frozen=True, kw_only=True, tag="getUserDefaultMembership"):
    """Have it told which queues a user serves by default. A user's id is no agent's id."""

    user_id: int


class SetUserDefaultMembership(Asked, frozen=True, kw_only=True, tag="setUserDefaultMembership"):
    """Set which queues a user serves by default."""

    user_id: int
    membership: tuple[QueuePenalty, ...]


class SetUsersDefaultMembership(Asked, frozen=True, kw_only=True, tag="setUsersDefaultMembership"):
    """Set which queues several users serve by default."""

    user_ids: tuple[int, ...]
    membership: tuple[QueuePenalty, ...]


class ApplyUsersDefaultMembership(Asked, frozen=True, kw_only=True, tag="applyUsersDefaultMembership"):
    """Make users serve their default queues."""

    user_ids: tuple[int, ...]


class GetQueueCallHistory(Asked, frozen=True, kw_only=True, tag="getQueueCallHistory"):
    """The last `size` calls of every queue whose name (not display name) holds `queue`."""

    queue: str
    size: int


class GetAgentCallHistory(Asked, frozen=True, kw_only=True, tag="getAgentCallHistory"):
    """The last calls of this socket's agent."""

    size: int


class GetUserCallHistory(Asked, frozen=True, kw_only=True, tag="getUserCallHistory"):
    """The last calls of this socket's user."""

    size: int


class GetUserCallHistoryByDays(Asked, frozen=True, kw_only=True, tag="getUserCallHistoryByDays"):
    """The calls of this socket's user on the last `days` days."""

    days: int
