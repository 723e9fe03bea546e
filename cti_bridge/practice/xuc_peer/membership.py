"""Who serves which queue: one agent, a group's agents, and what each user does by default.

A request that cannot be met changes nothing, and nothing is said (the vendor's page, Cti.setAgentQueue).
"""

from collections.abc import Mapping

from .happenings import DefaultChanged
from .world import REMOVED, World


def set_penalty(world: World, agent: int, queue: int, penalty: int) -> None:
    """An agent serves a queue with this penalty."""
    if agent in world.agents and queue in world.queues and penalty >= 0:
        world.serve(agent, queue, penalty)


def remove(world: World, agent: int, queue: int) -> None:
    """An agent no longer serves a queue."""
    if agent in world.agents:
        world.serve(agent, queue, REMOVED)


def set_group(world: World, agent: int, group: int) -> None:
    """An agent belongs to a group."""
    if agent in world.agents and group in world.groups:
        world.move_to_group(agent, group)


def those_in(world: World, group: int, queue: int, penalty: int) -> list[int]:
    """A group's agents who serve a queue with just this penalty."""
    return [id_ for id_ in _group(world, group) if world.members[id_].get(queue) == penalty]


def copy(world: World, group: int, out_of: tuple[int, int], into: tuple[int, int]) -> None:
    """A group's agents who are in one (queue, penalty) are in another as well."""
    for agent in those_in(world, group, *out_of):
        set_penalty(world, agent, *into)


def move(world: World, group: int, out_of: tuple[int, int], into: tuple[int, int]) -> None:
    """The same, and they leave the former queue, unless both are one."""
    if into[0] not in world.queues or into[1] < 0:
        return
    for agent in those_in(world, group, *out_of):
        set_penalty(world, agent, *into)
        if out_of[0] != into[0]:
            remove(world, agent, out_of[0])


def remove_group(world: World, group: int, queue: int, penalty: int) -> None:
    """A group's agents who are in a (queue, penalty) leave it."""
    for agent in those_in(world, group, queue, penalty):
        remove(world, agent, queue)


def add_rest(world: World, group: int, queue: int, penalty: int) -> None:
    """A group's agents who do not serve a queue do so now, with this penalty."""
    for agent in _group(world, group):
        if queue not in world.members[agent]:
            set_penalty(world, agent, queue, penalty)


def set_default(world: World, user: int, membership: Mapping[int, int]) -> None:
    """What a user serves by default, from now on; queues that are not named are none of it."""
    if any(agent.user_id == user for agent in world.agents.values()):
        world.defaults[user] = {q: p for q, p in membership.items() if q in world.queues and p >= 0}
        world.happens(DefaultChanged(user=user))


def apply_default(world: World, user: int) -> None:
    """A user's agent serves what is the default. Nothing happens where there is none."""
    default = world.defaults.get(user)
    agent = next((one.id for one in world.agents.values() if one.user_id == user), None)
    if default is None or agent is None:
        return
    for queue in [q for q in world.members[agent] if q not in default]:
        remove(world, agent, queue)
    for queue, penalty in default.items():
        set_penalty(world, agent, queue, penalty)


def _group(world: World, group: int) -> list[int]:
    return [agent.id for agent in world.agents.values() if agent.group == group]
