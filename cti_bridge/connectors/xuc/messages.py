"""What XUC says, in its own words: one class for each msgType that concerns a supervisor (xuc.md 1.5)."""

from dataclasses import dataclass

from cti_bridge.connectors.xuc.agent_messages import (
    AgentConfig,
    AgentDirectory,
    AgentDirectoryEntry,
    AgentError,
    AgentGroup,
    AgentGroupList,
    AgentList,
    AgentListen,
    AgentStateEvent,
    AgentStatistics,
)
from cti_bridge.connectors.xuc.callback_messages import (
    CallbackClotured,
    CallbackList,
    CallbackLists,
    CallbackReleased,
    CallbackRequest,
    CallbackRequestUpdated,
    CallbacksFound,
    CallbackStarted,
    CallbackTaken,
    PreferredCallbackPeriodList,
    PreferredPeriod,
)
from cti_bridge.connectors.xuc.own_messages import (
    CurrentCallsPhoneEvents,
    Error,
    LoggedOn,
    LoggedOnError,
    PhoneEvent,
    RightProfile,
    StatusAction,
    UserConfigUpdate,
    UsersStatuses,
    UserStatus,
    UserStatusUpdate,
)
from cti_bridge.connectors.xuc.queue_messages import (
    CallHistory,
    CustomerCallHistory,
    PastCall,
    QueueCalls,
    QueueConfig,
    QueueList,
    QueueMember,
    QueueMemberList,
    QueuePenalty,
    QueueStatistics,
    UserQueueDefaultMembership,
    UsersQueueDefaultMembership,
    WaitingCall,
)

OfAgents = (
    AgentConfig
    | AgentList
    | AgentGroupList
    | AgentStateEvent
    | AgentDirectory
    | AgentStatistics
    | AgentListen
    | AgentError
)
OfQueues = (
    QueueConfig
    | QueueList
    | QueueMember
    | QueueMemberList
    | QueueStatistics
    | QueueCalls
    | UserQueueDefaultMembership
    | UsersQueueDefaultMembership
    | CallHistory
    | CustomerCallHistory
)
OfCallbacks = (
    CallbackLists
    | CallbacksFound
    | PreferredCallbackPeriodList
    | CallbackTaken
    | CallbackReleased
    | CallbackStarted
    | CallbackClotured
    | CallbackRequestUpdated
)
OfOneself = (
    LoggedOn
    | LoggedOnError
    | Error
    | RightProfile
    | UserConfigUpdate
    | UserStatusUpdate
    | UsersStatuses
    | PhoneEvent
    | CurrentCallsPhoneEvents
)
Message = OfAgents | OfQueues | OfCallbacks | OfOneself


@dataclass(frozen=True, slots=True)
class Keepalive:
    """A frame without a msgType, as the answer to a ping may be: the server is there, and says nothing (1.1, 1.2)."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A message of this protocol that is no business of a supervisor's desk, or of a shape that nobody wrote down."""

    name: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A message that is not in the protocol as we know it. `name` is its msgType where that is a word, else empty."""

    name: str


Heard = Message | Keepalive | Unread | Unknown

__all__ = [
    "AgentConfig",
    "AgentDirectory",
    "AgentDirectoryEntry",
    "AgentError",
    "AgentGroup",
    "AgentGroupList",
    "AgentList",
    "AgentListen",
    "AgentStateEvent",
    "AgentStatistics",
    "CallHistory",
    "CallbackClotured",
    "CallbackList",
    "CallbackLists",
    "CallbackReleased",
    "CallbackRequest",
    "CallbackRequestUpdated",
    "CallbackStarted",
    "CallbackTaken",
    "CallbacksFound",
    "CurrentCallsPhoneEvents",
    "CustomerCallHistory",
    "Error",
    "Heard",
    "Keepalive",
    "LoggedOn",
    "LoggedOnError",
    "Message",
    "OfAgents",
    "OfCallbacks",
    "OfOneself",
    "OfQueues",
    "PastCall",
    "PhoneEvent",
    "PreferredCallbackPeriodList",
    "PreferredPeriod",
    "QueueCalls",
    "QueueConfig",
    "QueueList",
    "QueueMember",
    "QueueMemberList",
    "QueuePenalty",
    "QueueStatistics",
    "RightProfile",
    "StatusAction",
    "Unknown",
    "Unread",
    "UserConfigUpdate",
    "UserQueueDefaultMembership",
    "UserStatus",
    "UserStatusUpdate",
    "UsersQueueDefaultMembership",
    "UsersStatuses",
    "WaitingCall",
]
