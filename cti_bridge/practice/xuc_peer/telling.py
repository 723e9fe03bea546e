"""Who hears of what happened, and in which frame."""

from collections.abc import Callable
from typing import assert_never

from . import frames
from .clients import Client, Topic
from .happenings import (
    AgentConfigured,
    CallbackClosed,
    CallbackHappening,
    CallbackMoved,
    CallbackReleased,
    CallbackTaken,
    CallersChanged,
    DefaultChanged,
    Happening,
    Listened,
    MemberChanged,
    PhoneChanged,
    StateChanged,
)
from .settings import Settings
from .world import World

Hears = Callable[[Client], bool]
Telling = tuple[Hears, list[bytes]]


def telling(world: World, settings: Settings, happening: Happening) -> list[Telling]:
    """Each frame of a happening, with a test for those who hear it."""
    match happening:
        case StateChanged():
            return _state(world, settings, happening)
        case AgentConfigured(agent=agent):
            content = frames.agent_config(world.agents[agent])
            return [(_subscribed(Topic.AGENTS), [frames.message("AgentConfig", content)])]
        case MemberChanged(agent=agent, queue=queue, penalty=penalty):
            content = {"agentId": agent, "queueId": queue, "penalty": penalty}
            return [(_subscribed(Topic.MEMBERS), [frames.message("QueueMember", content)])]
        case DefaultChanged(user=user):
            content = {"userId": user, "membership": frames.membership(world.defaults[user])}
            return [(_subscribed(Topic.DEFAULTS), [frames.message("UserQueueDefaultMembership", content)])]
        case CallersChanged(queue=queue):
            content = frames.queue_calls(queue, world.waiting[queue], settings.zone)
            return [(lambda client: queue in client.queues, [frames.message("QueueCalls", content)])]
        case PhoneChanged(login=login):
            return [(lambda client: client.user.login == login, [_phone_event(happening)])]
        case Listened(agent=agent, phone=phone, started=started):
            content = {"started": started, "phoneNumber": phone, "agentId": agent}
            return [(lambda client: client.user.agent == agent, [frames.message("AgentListen", content)])]
        case CallbackTaken() | CallbackReleased() | CallbackClosed() | CallbackMoved():
            return [(_subscribed(Topic.CALLBACKS), [_callback(world, happening)])]
        case _:
            assert_never(happening)


def _subscribed(topic: Topic) -> Hears:
    return lambda client: topic in client.topics


def _state(world: World, settings: Settings, happening: StateChanged) -> list[Telling]:
    agent = happening.agent
    states = [frames.message("AgentStateEvent", frames.agent_state(world, agent))]
    if happening.passing:
        passing = frames.agent_state(world, agent, passing=happening.passing)
        states.insert(0, frames.message("AgentStateEvent", passing))
    day = [frames.message("AgentStatistics", frames.statistics(world, agent, settings.zone))]
    return [
        (lambda client: Topic.AGENT_STATES in client.topics or client.user.agent == agent, states),
        (_subscribed(Topic.AGENT_STATISTICS), day),
    ]


def _phone_event(happening: PhoneChanged) -> bytes:
    content = {
        "eventType": happening.event,
        "DN": happening.phone,
        "otherDN": happening.number,
        "linkedId": happening.linked_id,
        "uniqueId": happening.unique_id,
        "userData": {"XIVO_CONTEXT": "default", "XIVO_SRCNUM": happening.number, "XIVO_DSTNUM": happening.phone},
    }
    return frames.message("PhoneEvent", content)


def _callback(world: World, happening: CallbackHappening) -> bytes:
    match happening:
        case CallbackTaken(uuid=uuid, agent=agent):
            return frames.message("CallbackTaken", {"uuid": uuid, "agentId": agent})
        case CallbackReleased(uuid=uuid):
            return frames.message("CallbackReleased", {"uuid": uuid})
        case CallbackClosed(uuid=uuid):
            return frames.message("CallbackClotured", {"uuid": uuid})
        case CallbackMoved(uuid=uuid):
            return frames.message("CallbackRequestUpdated", {"request": frames.callback(world, world.callbacks[uuid])})
        case _:
            assert_never(happening)
