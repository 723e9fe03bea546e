"""How calls reach agents and end: by handles, and by the training site's own life."""

from dataclasses import replace

from .model import ON_THE_PHONE, CallType, Direction, Monitor, PastCall, State, Talk, Waiting
from .world import World


def ring(world: World, agent: int, talk: Talk) -> None:
    """An agent's phone rings, or dials where the call goes out."""
    outgoing = talk.direction is Direction.OUTGOING
    world.turn(agent, State.DIALING if outgoing else State.RINGING, talk=talk)


def answer(world: World, agent: int) -> None:
    """The ringing, or dialled, call is answered."""
    presence = world.presences[agent]
    if presence.state in (State.RINGING, State.DIALING) and presence.talk:
        world.turn(agent, State.ON_CALL)


def end(world: World, agent: int, *, wrap_up: bool = False) -> None:
    """An agent's call is over; it goes into the history. Nothing happens where there is none."""
    presence = world.presences[agent]
    if presence.state not in ON_THE_PHONE:
        return
    talk = presence.talk or Talk()
    answered = presence.state is State.ON_CALL
    outgoing = talk.direction is Direction.OUTGOING
    ends = (presence.phone or "", talk.other)
    world.past.append(
        PastCall(
            start=presence.since,
            seconds=int((world.now() - presence.since).total_seconds()) if answered else 0,
            source=ends[0] if outgoing else ends[1],
            target=ends[1] if outgoing else ends[0],
            status="emitted" if outgoing else "answered" if answered else "missed",
        )
    )
    pauses = presence.cause not in ("", "available")
    after = State.ON_WRAPUP if wrap_up else State.ON_PAUSE if pauses else State.READY
    world.turn(agent, after, talk=None)


def queue_call(caller: Waiting, queue: int, *, recorded: bool) -> Talk:
    """The call of somebody who waited."""
    return Talk(acd=True, other=caller.number, queue=queue, monitor=Monitor.ACTIVE if recorded else None)


def enter(world: World, queue: int, caller: Waiting) -> None:
    """Somebody begins to wait."""
    world.figures[queue] = world.figures[queue].after_entry()
    world.line_up(queue, (*world.waiting[queue], caller))


def connect(world: World, queue: int, agent: int, *, recorded: bool = True) -> None:
    """An agent's phone rings for who has waited longest. Raises IndexError where nobody waits."""
    caller, *others = _first(world, queue)
    waited = (world.now() - caller.since).total_seconds()
    world.figures[queue] = world.figures[queue].after_answer(waited)
    _remember(world, queue, caller, "answered")
    world.line_up(queue, others)
    ring(world, agent, queue_call(caller, queue, recorded=recorded))


def abandon(world: World, queue: int, position: int = 1) -> None:
    """Who waits at this position gives up. Raises IndexError where nobody does."""
    callers = list(_first(world, queue))
    caller = callers.pop(position - 1)
    world.figures[queue] = world.figures[queue].after_abandon((world.now() - caller.since).total_seconds())
    _remember(world, queue, caller, "abandoned")
    world.line_up(queue, callers)


def internal(number: str) -> Talk:
    """A colleague's call."""
    return replace(Talk(other=number), type=CallType.INTERNAL)


def _first(world: World, queue: int) -> tuple[Waiting, ...]:
    if not world.waiting[queue]:
        raise IndexError(f"nobody waits in queue {queue}")
    return world.waiting[queue]


def _remember(world: World, queue: int, caller: Waiting, status: str) -> None:
    seconds = int((world.now() - caller.since).total_seconds())
    number = world.queues[queue].number
    world.past.append(
        PastCall(start=caller.since, seconds=seconds, source=caller.number, target=number, status=status, queue=queue)
    )
