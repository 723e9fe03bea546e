"""A steady load of state changes, for measuring what follows them."""

import asyncio
import time
from collections.abc import Sequence
from itertools import cycle

from .model import State
from .xuc import Xuc

BATCH_SECONDS = 0.01


async def flood(xuc: Xuc, states_per_second: float, seconds: float, agents: Sequence[int]) -> int:
    """Pauses agents (all who are in, where none is named) and makes them ready, by turns; how many changes it made."""
    turn = cycle(agents or [id_ for id_, presence in xuc.world.presences.items() if presence.is_in])
    began, made = time.monotonic(), 0
    while (passed := time.monotonic() - began) < seconds:
        due = int(passed * states_per_second) - made
        for agent in (next(turn) for _ in range(due)):
            _flip(xuc, agent)
        made += due
        await asyncio.sleep(BATCH_SECONDS)
    return made


def _flip(xuc: Xuc, agent: int) -> None:
    world = xuc.world
    ready = world.presences[agent].state is State.READY
    phone = world.presences[agent].phone or world.agents[agent].phone
    state, cause = (State.ON_PAUSE, "lunch") if ready else (State.READY, "available")
    world.turn(agent, state, cause=cause, phone=phone, talk=None)
    xuc.publish()
