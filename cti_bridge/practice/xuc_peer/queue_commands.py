"""Commands about queues, their callers, and who serves them."""

from . import frames, membership
from .asked import Arguments, Asked
from .clients import Topic


def follow_statistics(asked: Asked) -> None:
    """`subscribeToQueueStats`: all counters as they are, then what changes."""
    asked.client.topics.add(Topic.QUEUE_STATISTICS)
    for frame in asked.counters.all():
        asked.client.say(frame)


def follow_callers(asked: Asked) -> None:
    """`subscribeToQueueCalls`: who waits now, and whenever that changes."""
    queue = asked.arguments.number("queueId")
    if queue in asked.world.queues:
        asked.client.queues.add(queue)
        content = frames.queue_calls(queue, asked.world.waiting[queue], asked.settings.zone)
        asked.reply("QueueCalls", content)


def leave_callers(asked: Asked) -> None:
    """`unSubscribeToQueueCalls`."""
    asked.client.queues.discard(asked.arguments.number("queueId"))


def set_penalty(asked: Asked) -> None:
    """`setAgentQueue`."""
    told = asked.arguments
    membership.set_penalty(asked.world, told.number("agentId"), told.number("queueId"), told.number("penalty"))


def remove(asked: Asked) -> None:
    """`removeAgentFromQueue`."""
    membership.remove(asked.world, asked.arguments.number("agentId"), asked.arguments.number("queueId"))


def set_group(asked: Asked) -> None:
    """`setAgentGroup`."""
    membership.set_group(asked.world, asked.arguments.number("agentId"), asked.arguments.number("groupId"))


def move_group(asked: Asked) -> None:
    """`moveAgentsInGroup`."""
    membership.move(asked.world, *_group_change(asked.arguments))


def copy_group(asked: Asked) -> None:
    """`addAgentsInGroup`."""
    membership.copy(asked.world, *_group_change(asked.arguments))


def remove_group(asked: Asked) -> None:
    """`removeAgentGroupFromQueueGroup`."""
    told = asked.arguments
    membership.remove_group(asked.world, told.number("groupId"), told.number("queueId"), told.number("penalty"))


def add_rest(asked: Asked) -> None:
    """`addAgentsNotInQueueFromGroupTo`."""
    told = asked.arguments
    membership.add_rest(asked.world, told.number("groupId"), told.number("queueId"), told.number("penalty"))


def tell_default(asked: Asked) -> None:
    """`getUserDefaultMembership`; of a user who has none, an empty one."""
    user = asked.arguments.number("userId")
    queues = frames.membership(asked.world.defaults.get(user, {}))
    asked.reply("UserQueueDefaultMembership", {"userId": user, "membership": queues})


def set_default(asked: Asked) -> None:
    """`setUserDefaultMembership`."""
    queues = asked.arguments.pairs("membership", "queueId", "penalty")
    membership.set_default(asked.world, asked.arguments.number("userId"), queues)


def set_defaults(asked: Asked) -> None:
    """`setUsersDefaultMembership`."""
    queues = asked.arguments.pairs("membership", "queueId", "penalty")
    for user in asked.arguments.numbers("userIds"):
        membership.set_default(asked.world, user, queues)


def apply_defaults(asked: Asked) -> None:
    """`applyUsersDefaultMembership`."""
    for user in asked.arguments.numbers("userIds"):
        membership.apply_default(asked.world, user)


def _group_change(told: Arguments) -> tuple[int, tuple[int, int], tuple[int, int]]:
    out_of = told.number("fromQueueId"), told.number("fromPenalty")
    return told.number("groupId"), out_of, (told.number("toQueueId"), told.number("toPenalty"))
