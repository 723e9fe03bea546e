"""What XUC sends: one JSON object a frame, with its kind in `msgType` and the rest in `ctiMessage` (xuc.md 1.1)."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from .model import Agent, Callback, CallbackList, PastCall, Period, Presence, Queue, State, User, UserStatus, Waiting
from .world import World

NO_FORWARD = (("Enabled", False), ("Destination", ""))
Json = Any  # whatever can be written as JSON


def message(msg_type: str, content: Json) -> bytes:
    """A frame of this kind."""
    return msgspec.json.encode({"msgType": msg_type, "ctiMessage": content})


def error(words: str) -> bytes:
    """Something was not understood, or could not be done."""
    return message("Error", {"Error": words})


def queue_config(queue: Queue) -> Json:
    """A queue, as in QueueList and QueueConfig."""
    return {
        "id": queue.id,
        "context": "default",
        "name": queue.name,
        "displayName": queue.display_name,
        "number": queue.number,
    }


def agent_config(agent: Agent) -> Json:
    """An agent, as in AgentList and AgentConfig."""
    return {
        "id": agent.id,
        "userId": agent.user_id,
        "firstName": agent.first,
        "lastName": agent.last,
        "number": agent.number,
        "context": "default",
        "groupId": agent.group,
    }


def agent_state(world: World, agent: int, *, passing: str = "") -> Json:
    """How an agent is now. `since` is in seconds; of the passing AgentLogin it is an epoch, as on the vendor's page."""
    presence = world.presences[agent]
    content = {
        "name": passing or presence.state,
        "agentId": agent,
        "phoneNb": phone_number(agent, presence),
        "since": int(presence.since.timestamp() if passing else (world.now() - presence.since).total_seconds()),
        "queues": sorted(world.members[agent]),
        "cause": "" if passing else presence.cause,
    }
    talk = presence.talk
    if talk and presence.state is State.ON_CALL:
        content |= {"acd": talk.acd, "direction": talk.direction, "callType": talk.type}
        content |= {"monitorState": talk.monitor} if talk.monitor else {}
    return content


def phone_number(agent: int, presence: Presence) -> str | None:
    """An agent's line; of one that is not known, null, or with odd ids the word "null" (xuc.md 1.6)."""
    if presence.phone is None:
        return "null" if agent % 2 else None
    return presence.phone


def statistics(world: World, agent: int, zone: ZoneInfo) -> Json:
    """An agent's day, as in AgentStatistics."""
    day = world.days[agent].until(world.presences[agent].state, world.now())
    named: dict[str, Json] = {
        "AgentPausedTotalTime": int(day.paused),
        "AgentWrapupTotalTime": int(day.wrap_up),
        "AgentReadyTotalTime": int(day.ready),
    }
    for name, at in (("LoginDateTime", day.signed_in_at), ("LogoutDateTime", day.signed_out_at)):
        if at:
            named[name] = stamp(at, zone)
    return {"id": agent, "statistics": [{"name": name, "value": value} for name, value in named.items()]}


def queue_calls(queue: int, callers: tuple[Waiting, ...], zone: ZoneInfo) -> Json:
    """Everybody who waits in a queue."""
    calls = [
        {"position": position, "name": one.name, "number": one.number, "queueTime": stamp(one.since, zone)}
        for position, one in enumerate(callers, 1)
    ]
    return {"queueId": queue, "calls": calls}


def user_config(user: User) -> Json:
    """Who a client's user is, as in UserConfigUpdate: `agentId` is null where the user is no agent."""
    forwards = {f"{kind}Fwd{what}": value for kind in ("na", "unc", "busy") for what, value in NO_FORWARD}
    return {
        "userId": user.id,
        "dndEnabled": False,
        **forwards,
        "firstName": user.first,
        "lastName": user.last,
        "fullName": f"{user.first} {user.last}",
        "mobileNumber": "",
        "agentId": user.agent,
        "lineIds": [user.id],
        "voiceMailId": None,
        "voiceMailEnabled": False,
    }


def user_status(status: UserStatus) -> Json:
    """A status that users may take, as in UsersStatuses."""
    actions = [{"name": status.action, "parameters": ""}] if status.action else []
    return {"name": status.name, "color": status.color, "longName": status.label, "actions": actions}


def period(one: Period) -> Json:
    """A part of the day, as in PreferredCallbackPeriodList."""
    return {
        "uuid": one.uuid,
        "name": one.name,
        "periodStart": one.starts.isoformat("seconds"),
        "periodEnd": one.ends.isoformat("seconds"),
        "default": one.default,
    }


def callback(world: World, one: Callback) -> Json:
    """A request to be called back."""
    return {
        "uuid": one.uuid,
        "listUuid": one.list,
        "phoneNumber": one.phone,
        "mobilePhoneNumber": one.mobile,
        "firstName": one.first,
        "lastName": one.last,
        "company": one.company,
        "description": one.description,
        "agentId": one.agent,
        "dueDate": one.due.isoformat(),
        "preferredPeriod": period(world.periods[one.period]),
    }


def callback_list(world: World, one: CallbackList) -> Json:
    """A list, with its requests."""
    requests = [callback(world, request) for request in world.callbacks.values() if request.list == one.uuid]
    return {"uuid": one.uuid, "name": one.name, "queueId": one.queue, "callbacks": requests}


def past_call(call: PastCall, zone: ZoneInfo) -> Json:
    """A call that was, as in CallHistory: local times, without a zone."""
    hours, rest = divmod(call.seconds, 3600)
    return {
        "start": call.start.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"),
        "duration": f"{hours:02}:{rest // 60:02}:{rest % 60:02}",
        "srcNum": call.source,
        "dstNum": call.target,
        "status": call.status,
    }


def membership(queues: dict[int, int]) -> Json:
    """Which queues, with which penalties."""
    return [{"queueId": queue, "penalty": penalty} for queue, penalty in sorted(queues.items())]


def stamp(at: datetime, zone: ZoneInfo) -> str:
    """A time with its offset, to the millisecond."""
    return at.astimezone(zone).isoformat(timespec="milliseconds")
