"""The frames of XUC as its specification shows them: what stands in each, typed here once more from the samples."""

from typing import Any

NUMBER, TEXT, TRUTH = (int, float), (str,), (bool,)
MAYBE_TEXT, MAYBE_NUMBER = (str, type(None)), (int, type(None))
QUEUE = {"id": NUMBER, "context": TEXT, "name": TEXT, "displayName": TEXT, "number": TEXT}
AGENT = {
    "id": NUMBER, "userId": NUMBER, "firstName": TEXT, "lastName": TEXT, "number": TEXT, "context": TEXT,
    "groupId": NUMBER,
}  # fmt: skip
STATE = {
    "name": TEXT, "agentId": NUMBER, "phoneNb": MAYBE_TEXT, "since": NUMBER, "queues": [NUMBER], "cause": TEXT,
    "acd?": TRUTH, "direction?": TEXT, "callType?": TEXT, "monitorState?": TEXT,
}  # fmt: skip
MEMBER = {"agentId": NUMBER, "queueId": NUMBER, "penalty": NUMBER}
PLACES = [{"queueId": NUMBER, "penalty": NUMBER}]
DEFAULT = {"userId": NUMBER, "membership": PLACES}
PERIOD = {"uuid": TEXT, "name": TEXT, "periodStart": TEXT, "periodEnd": TEXT, "default": TRUTH}
CALLBACK = {
    "uuid": TEXT, "listUuid": TEXT, "phoneNumber": TEXT, "mobilePhoneNumber": MAYBE_TEXT, "firstName": MAYBE_TEXT,
    "lastName": MAYBE_TEXT, "company": MAYBE_TEXT, "description": MAYBE_TEXT, "agentId": MAYBE_NUMBER,
    "dueDate": TEXT, "preferredPeriod": PERIOD,
}  # fmt: skip
PAST = [{"start": TEXT, "duration": TEXT, "srcNum": TEXT, "dstNum": TEXT, "status": TEXT}]
USER = {
    "userId": NUMBER, "dndEnabled": TRUTH, "naFwdEnabled": TRUTH, "naFwdDestination": TEXT, "uncFwdEnabled": TRUTH,
    "uncFwdDestination": TEXT, "busyFwdEnabled": TRUTH, "busyFwdDestination": TEXT, "firstName": TEXT,
    "lastName": TEXT, "fullName": TEXT, "mobileNumber": TEXT, "agentId": MAYBE_NUMBER, "lineIds": [NUMBER],
    "voiceMailId": MAYBE_NUMBER, "voiceMailEnabled": TRUTH,
}  # fmt: skip
EVENT = {
    "eventType": TEXT, "DN": TEXT, "otherDN": TEXT, "linkedId": TEXT, "uniqueId": TEXT, "queueName?": TEXT,
    "userData": {"XIVO_CONTEXT": TEXT, "XIVO_SRCNUM": TEXT, "XIVO_DSTNUM": TEXT},
}  # fmt: skip
STATUS = {"name": TEXT, "color": TEXT, "longName": TEXT, "actions": [{"name": TEXT, "parameters": TEXT}]}
SHAPES: dict[str, Any] = {
    "LoggedOn": {},
    "RightProfile": {"profile": TEXT},
    "UsersStatuses": [STATUS],
    "UserConfigUpdate": USER,
    "Error": {"Error": TEXT},
    "AgentError": {"Error": TEXT, "phoneNb?": TEXT, "RequestedNb?": TEXT},
    "QueueList": [QUEUE],
    "QueueConfig": QUEUE,
    "QueueMember": MEMBER,
    "QueueMemberList": [MEMBER],
    "QueueStatistics": {"queueId?": NUMBER, "queueRef?": TEXT, "counters": [{"statName": TEXT, "value": NUMBER}]},
    "QueueCalls": {
        "queueId": NUMBER,
        "calls": [{"position": NUMBER, "name": TEXT, "number": TEXT, "queueTime": TEXT}],
    },
    "AgentList": [AGENT],
    "AgentConfig": AGENT,
    "AgentGroupList": [{"id": NUMBER, "name": TEXT}],
    "AgentStateEvent": STATE,
    "AgentDirectory": {"directory": [{"agent": AGENT, "agentState": STATE}]},
    "AgentListen": {"started": TRUTH, "phoneNumber": TEXT, "agentId": NUMBER},
    "AgentStatistics": {"id": NUMBER, "statistics": [{"name": TEXT, "value": (int, str)}]},
    "ConferenceList": [{}],
    "PhoneEvent": EVENT,
    "CallHistory": PAST,
    "CallHistoryByDays": PAST,
    "CallbackLists": [{"uuid": TEXT, "name": TEXT, "queueId": NUMBER, "callbacks": [CALLBACK]}],
    "PreferredCallbackPeriodList": [PERIOD],
    "FindCallbackResponseWithId": {"id": NUMBER, "response": {"list": [CALLBACK]}},
    "CallbackTaken": {"uuid": TEXT, "agentId": NUMBER},
    "CallbackReleased": {"uuid": TEXT},
    "CallbackStarted": {"requestUuid": TEXT, "ticketUuid": TEXT},
    "CallbackClotured": {"uuid": TEXT},
    "CallbackRequestUpdated": {"request": CALLBACK},
    "UserQueueDefaultMembership": DEFAULT,
    "UsersQueueDefaultMembership": {"memberships": [DEFAULT]},
}


def fits(frame: Any, shapes: dict[str, Any]) -> bool:
    """Whether a frame is an answered ping, or of a kind that is known and has just what stands in such a one."""
    if frame == {"claz": "ping"}:
        return True
    return frame.keys() == {"msgType", "ctiMessage"} and _has(frame["ctiMessage"], shapes[frame["msgType"]])


def _has(value: Any, shape: Any) -> bool:
    match shape:
        case dict():
            needed = {name for name in shape if not name.endswith("?")}
            allowed = needed | {name[:-1] for name in shape if name.endswith("?")}
            if not isinstance(value, dict) or not needed <= value.keys() <= allowed:
                return False
            return all(_has(one, shape.get(name, shape.get(f"{name}?"))) for name, one in value.items())
        case list():
            return isinstance(value, list) and all(_has(one, shape[0]) for one in value)
        case _:
            is_truth = isinstance(value, bool)
            return isinstance(value, shape) and is_truth == (shape == TRUTH)
