"""What can be asked of XUC, in its own words: one class for each command that a supervisor needs (xuc.md 1.4)."""

from cti_bridge.connectors.xuc.agent_commands import (
    AgentLogin,
    AgentLogout,
    GetAgentDirectory,
    GetAgentStates,
    ListenAgent,
    MonitorPause,
    MonitorUnpause,
    PauseAgent,
    SetAgentGroup,
    SubscribeToAgentEvents,
    SubscribeToAgentStats,
    UnpauseAgent,
    UserStatusChange,
)
from cti_bridge.connectors.xuc.call_commands import (
    Answer,
    GetCurrentCallsPhoneEvents,
    Hangup,
)
from cti_bridge.connectors.xuc.callback_commands import (
    GetCallbackLists,
    GetCallbackPreferredPeriods,
    ListenCallbackMessage,
    ReleaseCallback,
    StartCallback,
    TakeCallback,
    UpdateCallbackTicket,
)
from cti_bridge.connectors.xuc.queue_commands import (
    AddAgentsInGroup,
    AddAgentsNotInQueueFromGroupTo,
    ApplyUsersDefaultMembership,
    GetAgentCallHistory,
    GetConfig,
    GetList,
    GetQueueCallHistory,
    GetQueueStatistics,
    GetUserCallHistory,
    GetUserCallHistoryByDays,
    GetUserDefaultMembership,
    MoveAgentsInGroup,
    RemoveAgentFromQueue,
    RemoveAgentGroupFromQueueGroup,
    SetAgentQueue,
    SetUserDefaultMembership,
    SetUsersDefaultMembership,
    SubscribeToQueueCalls,
    SubscribeToQueueStats,
    UnsubscribeToQueueCalls,
)
from cti_bridge.connectors.xuc.searches import (
    Filter,
    FindCallbackRequest,
    FindCustomerCallHistory,
    Request,
)

AboutAgents = (
    AgentLogin
    | AgentLogout
    | PauseAgent
    | UnpauseAgent
    | ListenAgent
    | MonitorPause
    | MonitorUnpause
    | SetAgentGroup
    | SubscribeToAgentEvents
    | GetAgentStates
    | SubscribeToAgentStats
    | GetAgentDirectory
    | UserStatusChange
)
AboutQueues = (
    GetList
    | GetConfig
    | SetAgentQueue
    | RemoveAgentFromQueue
    | MoveAgentsInGroup
    | AddAgentsInGroup
    | RemoveAgentGroupFromQueueGroup
    | AddAgentsNotInQueueFromGroupTo
    | SubscribeToQueueStats
    | SubscribeToQueueCalls
    | UnsubscribeToQueueCalls
    | GetQueueStatistics
    | GetUserDefaultMembership
    | SetUserDefaultMembership
    | SetUsersDefaultMembership
    | ApplyUsersDefaultMembership
    | GetQueueCallHistory
    | GetAgentCallHistory
    | GetUserCallHistory
    | GetUserCallHistoryByDays
)
AboutCallbacks = (
    GetCallbackLists
    | GetCallbackPreferredPeriods
    | TakeCallback
    | ReleaseCallback
    | StartCallback
    | ListenCallbackMessage
    | UpdateCallbackTicket
)
Searches = FindCustomerCallHistory | FindCallbackRequest
AboutOwnCalls = Hangup | Answer | GetCurrentCallsPhoneEvents
Command = AboutAgents | AboutQueues | AboutCallbacks | Searches | AboutOwnCalls

__all__ = [
    "AboutAgents",
    "AboutCallbacks",
    "AboutOwnCalls",
    "AboutQueues",
    "AddAgentsInGroup",
    "AddAgentsNotInQueueFromGroupTo",
    "AgentLogin",
    "AgentLogout",
    "Answer",
    "ApplyUsersDefaultMembership",
    "Command",
    "Filter",
    "FindCallbackRequest",
    "FindCustomerCallHistory",
    "GetAgentCallHistory",
    "GetAgentDirectory",
    "GetAgentStates",
    "GetCallbackLists",
    "GetCallbackPreferredPeriods",
    "GetConfig",
    "GetCurrentCallsPhoneEvents",
    "GetList",
    "GetQueueCallHistory",
    "GetQueueStatistics",
    "GetUserCallHistory",
    "GetUserCallHistoryByDays",
    "GetUserDefaultMembership",
    "Hangup",
    "ListenAgent",
    "ListenCallbackMessage",
    "MonitorPause",
    "MonitorUnpause",
    "MoveAgentsInGroup",
    "PauseAgent",
    "ReleaseCallback",
    "RemoveAgentFromQueue",
    "RemoveAgentGroupFromQueueGroup",
    "Request",
    "Searches",
    "SetAgentGroup",
    "SetAgentQueue",
    "SetUserDefaultMembership",
    "SetUsersDefaultMembership",
    "StartCallback",
    "SubscribeToAgentEvents",
    "SubscribeToAgentStats",
    "SubscribeToQueueCalls",
    "SubscribeToQueueStats",
    "TakeCallback",
    "UnpauseAgent",
    "UnsubscribeToQueueCalls",
    "UpdateCallbackTicket",
    "UserStatusChange",
]
