"""How each msgType's payload becomes a message, and which msgTypes are no business of ours (xuc.md 1.5)."""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Raw, structs

from cti_bridge.connectors.xuc import messages as said
from cti_bridge.connectors.xuc.reading import Found, one, part, several, sorted_out, without_nulls
from cti_bridge.errors import BadMessage

Reader = Callable[[str, Raw], said.Message]  # raises BadMessage

LONGEST_WORD = 200  # of an error


def _object(kind: type[said.Message]) -> Reader:
    """A payload that is an object."""
    return lambda name, payload: one(name, kind, payload)


def _list(kind: Callable[..., said.Message], key: str, element: type[Any]) -> Reader:
    """A payload that is a list, for the message's `key`."""

    def read(name: str, payload: Raw) -> said.Message:
        items, skipped = several(name, element, payload)
        return kind(**{key: items}, skipped=skipped)

    return read


def _list_inside(kind: Callable[..., said.Message], key: str, element: type) -> Reader:
    """A payload that is an object with the list under `key`, or the list itself, or its only element."""

    def read(name: str, payload: Raw) -> said.Message:
        value = without_nulls(msgspec.json.decode(payload))
        items, skipped = sorted_out(name, _part(element), value.get(key, value) if isinstance(value, dict) else value)
        return kind(**{key: items}, skipped=skipped)

    return read


def _search(kind: Callable[..., said.Message], key: str, element: type) -> Reader:
    """The answer to a search: its id, and the list that was found."""

    def read(name: str, payload: Raw) -> said.Message:
        found = one(name, Found, payload)
        items, skipped = sorted_out(name, _part(element), without_nulls(found.response.get("list")))
        return kind(**{key: items}, id=found.id, skipped=skipped)

    return read


def _logged_on(name: str, payload: Raw) -> said.Message:
    return said.LoggedOn()  # its payload is not documented: whatever it is, it is good news


def _error(name: str, payload: Raw) -> said.Message:
    value = msgspec.json.decode(payload)
    if isinstance(value, dict):  # of a shape that nobody wrote down (1.7)
        value = next((value[key] for key in ("Error", "error", "message") if key in value), "")
    return said.Error(error=value[:LONGEST_WORD] if isinstance(value, str) else "")


def _callback_lists(name: str, payload: Raw) -> said.Message:
    bad: list[BadMessage] = []

    def read(name: str, value: object) -> said.CallbackList:
        """A list without those of its callbacks that cannot be read: the others are still to be called."""
        if not isinstance(value, dict):
            return part(name, said.CallbackList, value)
        callbacks, skipped = sorted_out(name, _part(said.CallbackRequest), value.get("callbacks", []))
        bad.extend(skipped)
        return structs.replace(part(name, said.CallbackList, {**value, "callbacks": []}), callbacks=callbacks)

    lists, skipped = sorted_out(name, read, without_nulls(msgspec.json.decode(payload)))
    return said.CallbackLists(lists=lists, skipped=(*skipped, *bad))


def _part(kind: type) -> Callable[[str, object], Any]:
    return lambda name, value: part(name, kind, value)


READERS: dict[str, Reader] = {
    # the user of the socket
    "LoggedOn": _logged_on,
    "LoggedOnError": _object(said.LoggedOnError),
    "Error": _error,
    "RightProfile": _object(said.RightProfile),
    "UserConfigUpdate": _object(said.UserConfigUpdate),
    "UserStatusUpdate": _object(said.UserStatusUpdate),
    "UsersStatuses": _list(said.UsersStatuses, "statuses", said.UserStatus),
    "PhoneEvent": _object(said.PhoneEvent),
    "CurrentCallsPhoneEvents": _list_inside(said.CurrentCallsPhoneEvents, "events", said.PhoneEvent),
    # agents
    "AgentConfig": _object(said.AgentConfig),
    "AgentList": _list(said.AgentList, "agents", said.AgentConfig),
    "AgentGroupList": _list(said.AgentGroupList, "groups", said.AgentGroup),
    "AgentStateEvent": _object(said.AgentStateEvent),
    "AgentDirectory": _list_inside(said.AgentDirectory, "directory", said.AgentDirectoryEntry),
    "AgentStatistics": _object(said.AgentStatistics),
    "AgentListen": _object(said.AgentListen),
    "AgentError": _object(said.AgentError),
    # queues
    "QueueConfig": _object(said.QueueConfig),
    "QueueList": _list(said.QueueList, "queues", said.QueueConfig),
    "QueueMember": _object(said.QueueMember),
    "QueueMemberList": _list(said.QueueMemberList, "members", said.QueueMember),
    "QueueStatistics": _object(said.QueueStatistics),
    "QueueCalls": _object(said.QueueCalls),
    "UserQueueDefaultMembership": _object(said.UserQueueDefaultMembership),
    "UsersQueueDefaultMembership": _list_inside(
        said.UsersQueueDefaultMembership, "memberships", said.UserQueueDefaultMembership
    ),
    # history
    "CallHistory": _list(said.CallHistory, "calls", said.PastCall),
    "CallHistoryByDays": _list(said.CallHistory, "calls", said.PastCall),  # its shape is inferred
    "CustomerCallHistoryResponseWithId": _search(said.CustomerCallHistory, "calls", said.PastCall),
    # callbacks
    "CallbackLists": _callback_lists,
    "FindCallbackResponseWithId": _search(said.CallbacksFound, "callbacks", said.CallbackRequest),
    "PreferredCallbackPeriodList": _list(said.PreferredCallbackPeriodList, "periods", said.PreferredPeriod),
    "CallbackTaken": _object(said.CallbackTaken),
    "CallbackReleased": _object(said.CallbackReleased),
    "CallbackStarted": _object(said.CallbackStarted),
    "CallbackClotured": _object(said.CallbackClotured),
    "CallbackRequestUpdated": _object(said.CallbackRequestUpdated),
}

UNREAD = frozenset({
    "Sheet", "DirectoryResult", "Favorites", "FavoriteUpdated", "ContactSheet", "FavoriteContactSheet",
    "PhoneStatusUpdate", "PhoneHintStatusEvent", "VoiceMailStatusUpdate", "FlashTextEvent", "WebRTCCmd", "IceConfig",
    "ConferenceList", "ConferenceEvent", "ConferenceParticipantEvent", "ConferenceCommandError", "VideoStatusEvent",
    "MeetingRoomInvite", "MeetingRoomInviteAck", "MeetingRoomInviteResponse", "DialByUsername", "UserDisplayName",
    "UserPreference", "LinkStatusUpdate",
    "GetQueueStatistics", "LineConfig", "AuthenticationToken", "RichCallHistory", "CtiStatuses",  # of unknown shape (5)
})  # fmt: skip
