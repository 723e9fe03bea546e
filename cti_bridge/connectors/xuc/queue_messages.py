"""What XUC says of queues: their figures, who waits, who serves them, and what became of their calls."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cti_bridge.connectors.xuc.wire import Id, OfCustomer, Penalty, PenaltyOrGone, Said, as_number
from cti_bridge.errors import BadMessage

LONGEST_WAIT = {"LongestWaitingTime": "LongestWaitTime"}  # the seed's spelling, and the one that is sent (1.6)


class QueueConfig(Said, frozen=True, kw_only=True):
    """A queue. `name` is what QueueStatistics and the history know it by, `display_name` what people do."""

    id: Id
    name: str = ""
    display_name: str = ""
    number: str = ""
    context: str = ""


class QueueList(Said, frozen=True, kw_only=True):
    """All queues. `skipped` could not be read."""

    queues: tuple[QueueConfig, ...]
    skipped: tuple[BadMessage, ...] = ()


class QueueMember(Said, frozen=True, kw_only=True):
    """An agent serves a queue with this penalty; -1: no longer (seed, Queue Member)."""

    agent_id: Id
    queue_id: Id
    penalty: PenaltyOrGone

    @property
    def serves(self) -> bool:
        """Whether the agent serves the queue now."""
        return self.penalty >= 0


class QueueMemberList(Said, frozen=True, kw_only=True):
    """Who serves which queue. `skipped` could not be read."""

    members: tuple[QueueMember, ...]
    skipped: tuple[BadMessage, ...] = ()


class Counter(Said, frozen=True, kw_only=True):
    """One counter of a queue, as it came."""

    stat_name: str
    value: Any = None


class QueueStatistics(Said, frozen=True, kw_only=True):
    """Some counters of a queue, which stands by its id, or else by its name in `queue_ref`."""

    queue_id: Id | None = None
    queue_ref: str = ""
    counters: tuple[Counter, ...] = ()

    @property
    def figures(self) -> Mapping[str, float | None]:
        """The counters by name; None: blank now. The longest wait is LongestWaitTime, however it was spelt (1.6)."""
        return {LONGEST_WAIT.get(c.stat_name, c.stat_name): as_number(c.value) for c in self.counters}


class WaitingCall(OfCustomer, frozen=True, kw_only=True):
    """Somebody who waits. `queue_time` is when they came, with its zone where it has one."""

    position: Id = 0
    name: str = ""
    number: str = ""
    queue_time: datetime | None = None


class QueueCalls(Said, frozen=True, kw_only=True):
    """Everybody who waits in a queue (1.6)."""

    queue_id: Id
    calls: tuple[WaitingCall, ...] = ()


class QueuePenalty(Said, frozen=True, kw_only=True):
    """A queue that a user serves by default, with the penalty."""

    queue_id: Id
    penalty: Penalty = 0


class UserQueueDefaultMembership(Said, frozen=True, kw_only=True):
    """The queues that a user serves by default: all of them. A user's id is no agent's id."""

    user_id: Id
    membership: tuple[QueuePenalty, ...] = ()


class UsersQueueDefaultMembership(Said, frozen=True, kw_only=True):
    """The same of several users (1.6). `skipped` could not be read."""

    memberships: tuple[UserQueueDefaultMembership, ...] = ()
    skipped: tuple[BadMessage, ...] = ()


class PastCall(OfCustomer, frozen=True, kw_only=True):
    """A call that was. `start` carries no zone; `duration` is like 00:21:35; `status` answered, abandoned …"""

    start: datetime | None = None
    duration: str = ""
    src_num: str = ""
    dst_num: str = ""
    status: str = ""

    @property
    def seconds(self) -> int | None:
        """Its length; None where it does not say."""
        parts = self.duration.split(":")
        if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) < 7 for p in parts):
            return None
        hours, minutes, seconds = map(int, parts)
        return hours * 3600 + minutes * 60 + seconds


class CallHistory(Said, frozen=True, kw_only=True):
    """Past calls, in answer to one of the getters of a history; it does not say which. `skipped` could not be read."""

    calls: tuple[PastCall, ...]
    skipped: tuple[BadMessage, ...] = ()


class CustomerCallHistory(Said, frozen=True, kw_only=True):
    """Past calls with a customer, in answer to the findCustomerCallHistory with this `id`. Its shape is inferred."""

    id: int
    calls: tuple[PastCall, ...] = ()
    skipped: tuple[BadMessage, ...] = ()
