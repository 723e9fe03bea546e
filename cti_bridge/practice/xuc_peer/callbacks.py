"""The life of a callback: taken by an agent who is signed in, started for a ticket, closed or moved by that ticket.

What cannot be done is passed over in silence.
"""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from .happenings import CallbackClosed, CallbackMoved, CallbackReleased, CallbackTaken
from .model import Callback
from .world import World

CLOSING = frozenset({"NoAnswer", "Answered", "Email", "Fax"})  # xuc.md 1.4, Callbacks
AGAIN = "Callback"


def take(world: World, agent: int | None, uuid: str) -> None:
    """An agent who is signed in takes a callback that nobody has."""
    callback = world.callbacks.get(uuid)
    if callback is None or agent is None or callback.agent is not None or not world.presences[agent].is_in:
        return
    world.callbacks[uuid] = replace(callback, agent=agent)
    world.happens(CallbackTaken(uuid=uuid, agent=agent))


def release(world: World, agent: int | None, uuid: str) -> None:
    """The agent who took a callback gives it back; its tickets are void."""
    if _own(world, agent, uuid):
        _free(world, uuid)
        world.happens(CallbackReleased(uuid=uuid))


def start(world: World, agent: int | None, uuid: str) -> str:
    """The ticket that the agent who took a callback gets for calling back now; nothing where it cannot be."""
    if not _own(world, agent, uuid):
        return ""
    ticket = str(uuid4())
    world.tickets[ticket] = uuid
    return ticket


def update(world: World, agent: int | None, ticket: str, status: str, moved_to: tuple[date, str] | None) -> None:
    """Closes the ticket's callback, or, with status Callback, gives it back, moved to a date and period if given."""
    uuid = world.tickets.get(ticket, "")
    if not _own(world, agent, uuid):
        return
    if status in CLOSING:
        _void(world, uuid)
        del world.callbacks[uuid]
        world.happens(CallbackClosed(uuid=uuid))
    elif status == AGAIN and moved_to is None:
        _free(world, uuid)
        world.happens(CallbackReleased(uuid=uuid))
    elif status == AGAIN and moved_to and moved_to[1] in world.periods:
        _free(world, uuid)
        due, period = moved_to
        world.callbacks[uuid] = replace(world.callbacks[uuid], due=due, period=period)
        world.happens(CallbackMoved(uuid=uuid))


def _own(world: World, agent: int | None, uuid: str) -> Callback | None:
    callback = world.callbacks.get(uuid)
    return callback if callback and agent is not None and callback.agent == agent else None


def _free(world: World, uuid: str) -> None:
    _void(world, uuid)
    world.callbacks[uuid] = replace(world.callbacks[uuid], agent=None)


def _void(world: World, uuid: str) -> None:
    for ticket in [ticket for ticket, of in world.tickets.items() if of == uuid]:
        del world.tickets[ticket]
