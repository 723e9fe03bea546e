"""What the contact centre and Finesse answer about calls, as one sentence that says what to do.

By code, for the codes that mean one thing; by command, for those that mean another thing for each (finesse.md 3.4).
"""

from collections.abc import Mapping

from cti_bridge.connectors.generic_connector.spellings import Verb

CODES: Mapping[str, str] = {
    "13139": "The agent's phone is of a kind that cannot be listened to: ask for another one.",
    "13140": "A mobile agent, or one of an old telephone system, cannot be listened to: ask for an office phone.",
    "13141": "The built-in bridge of the agent's phone is off: ask the telephone administrator to switch it on.",
    "13142": "Your phone may not call the agent's: ask the telephone administrator about partitions and search spaces.",
    "13145": "The agent is on hold or not ready: listen when the agent is talking again.",
    "88049": "The agent is on no call that can be listened to: listen when the agent is talking.",
    "20700": "The telephone system has no room for another conference: try again in a moment.",
    "20999": "The agent consults somebody, or is in a conference of another's: barge in when that is over.",
    "INVALID STATE": "This is not possible in the present state of the call or the agent: look again, then try again.",
    "INVALID DESTINATION": "The telephone system does not know the agent's extension: check it, then try again.",
    "INVALID INPUT": "Finesse did not understand the request: try again, and tell the administrator if it stays so.",
    "PARAMETER MISSING": "A part of the request is missing: try again, and tell the administrator if it stays so.",
    "SYSTEM RESOURCE LIMIT": "Finesse is at its limit: try again in a moment.",
    "INTERNAL SERVER ERROR": "Finesse failed: try again in a moment, and tell the administrator if it stays so.",
}

_CALL_IS_OVER = "The call is over already: there is nothing left to do."
_NOT_TALKING = "Finesse lets you listen only while the agent is talking and you are not ready: try again then."
_NOT_WHILE_HELD = "You cannot barge in on the call as it is now: go on listening, and try again in a moment."
_NO_HOLD = "Your part in the call cannot be held or retrieved as it is now: try again in a moment."
_NO_DROP = "This participant cannot be dropped now: look again who is in the call, then try again."

_OF_A_PART = {
    "INVALID STATE": _NO_HOLD,
    "CF INVALID OBJECT STATE": _NO_HOLD,
    "NOT FOUND": _CALL_IS_OVER,
    "E CTI INVALID CALL ID": _CALL_IS_OVER,
}
_LEAVING = {"NOT FOUND": _CALL_IS_OVER, "E CTI INVALID CALL ID": _CALL_IS_OVER}
BY_VERB: Mapping[Verb, Mapping[str, str]] = {
    Verb.SILENT_MONITOR: {
        "INVALID STATE": _NOT_TALKING,
        "CF INVALID OBJECT STATE": _NOT_TALKING,
        "CF RESOURCE BUSY": "Your phone or the agent's is busy, or somebody else listens: try again in a moment.",
        "NOT FOUND": "Finesse does not know the agent's extension: check it, then try again.",
        "E CTI INVALID CALL ID": "The agent's call is over already: listen to the next one.",
    },
    Verb.BARGE_IN: {
        "INVALID STATE": _NOT_WHILE_HELD,
        "CF INVALID OBJECT STATE": _NOT_WHILE_HELD,
        "NOT FOUND": "The call that you listened to is over: listen to the agent's next one.",
        "E CTI INVALID CALL ID": "The call that you listened to is over: listen to the agent's next one.",
    },
    Verb.DROP_PARTICIPANT: {
        "INVALID STATE": _NO_DROP,
        "CF INVALID OBJECT STATE": _NO_DROP,
        "NOT FOUND": _NO_DROP,
        "E CTI INVALID CALL ID": _CALL_IS_OVER,
        "AUTHORIZATION FAILURE": "Finesse does not let you drop this participant: they must hang up themselves.",
    },
    Verb.END_SILENT_MONITOR: _LEAVING,
    Verb.RELEASE_CALL: _LEAVING,
    Verb.HOLD_CALL: _OF_A_PART,
    Verb.RETRIEVE_CALL: _OF_A_PART,
}
