"""Commands for lists and for calls that were."""

from datetime import timedelta

from . import frames
from .asked import Asked
from .clients import Topic
from .model import PastCall

FOLLOWED = {"agent": Topic.AGENTS, "queuemember": Topic.MEMBERS, "basequeuemember": Topic.DEFAULTS}


def get_list(asked: Asked) -> None:
    """`getList`: what there is of a kind, and from now on its changes (the vendor's page, Cti.getList)."""
    world, kind = asked.world, asked.arguments.text("objectType")
    if kind in FOLLOWED:
        asked.client.topics.add(FOLLOWED[kind])
    match kind:
        case "queue":
            asked.reply("QueueList", [frames.queue_config(queue) for queue in world.queues.values()])
        case "agent":
            asked.reply("AgentList", [frames.agent_config(agent) for agent in world.agents.values()])
        case "agentgroup":
            asked.reply("AgentGroupList", [{"id": one.id, "name": one.name} for one in world.groups.values()])
        case "queuemember":
            content = [
                {"agentId": agent, "queueId": queue, "penalty": penalty}
                for agent, queues in world.members.items()
                for queue, penalty in queues.items()
            ]
            asked.reply("QueueMemberList", content)
        case "basequeuemember":
            users = [{"userId": id_, "membership": frames.membership(q)} for id_, q in world.defaults.items()]
            asked.reply("UsersQueueDefaultMembership", {"memberships": users})
        case "meetme":
            asked.reply("ConferenceList", [])
        case _:
            asked.complain("no such list")


def get_config(asked: Asked) -> None:
    """`getConfig` of queues: a QueueConfig of each."""
    if asked.arguments.text("objectType") == "queue":
        for queue in asked.world.queues.values():
            asked.reply("QueueConfig", frames.queue_config(queue))
    else:
        asked.complain("no such configuration")


def queue_history(asked: Asked) -> None:
    """`getQueueCallHistory`: of each queue with this in its name (not its display name), the newest first."""
    part = asked.arguments.text("queue").casefold()
    queues = {queue.id for queue in asked.world.queues.values() if part in queue.name.casefold()}
    _reply_history(asked, [call for call in asked.world.past if call.queue in queues])


def agent_history(asked: Asked) -> None:
    """`getAgentCallHistory`: the calls of the user's own agent."""
    agent = asked.client.user.agent
    phone = asked.world.presences[agent].phone if agent is not None else None
    _reply_history(asked, _of_phone(asked, phone))


def user_history(asked: Asked) -> None:
    """`getUserCallHistory`: the calls of the user's own phone."""
    _reply_history(asked, _of_phone(asked, asked.client.phone))


def user_history_by_days(asked: Asked) -> None:
    """`getUserCallHistoryByDays`."""
    since = asked.world.now() - timedelta(days=max(0, min(365, asked.arguments.number("days"))))
    calls = [call for call in _of_phone(asked, asked.client.phone) if call.start >= since]
    asked.reply("CallHistoryByDays", _written(asked, calls))


def _of_phone(asked: Asked, phone: str | None) -> list[PastCall]:
    return [call for call in asked.world.past if phone and call.queue is None and phone in (call.source, call.target)]


def _reply_history(asked: Asked, calls: list[PastCall]) -> None:
    size = max(0, asked.arguments.number("size"))
    newest = sorted(calls, key=lambda call: call.start, reverse=True)[:size]
    asked.reply("CallHistory", _written(asked, newest))


def _written(asked: Asked, calls: list[PastCall]) -> list[frames.Json]:
    return [frames.past_call(call, asked.settings.zone) for call in calls]
