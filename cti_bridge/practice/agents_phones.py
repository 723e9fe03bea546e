"""Where agents sit: the centre has a phone for each, and whoever is signed in has one to themselves."""

from collections.abc import Collection

from cti_bridge.floor.model import AgentState
from cti_bridge.practice.seats import Seat


def who_sits_at(extension: str, seats: Collection[Seat]) -> Seat | None:
    """Who is signed in on that phone."""
    return next((s for s in seats if s.extension == extension and s.state is not AgentState.SIGNED_OUT), None)


def free_phone(seat: Seat, seats: Collection[Seat]) -> str:
    """The agent's own; where somebody else sits there, another one that is free."""
    own = seat.person.extension
    if who_sits_at(own, seats) is None:
        return own
    taken = {s.extension for s in seats if s.state is not AgentState.SIGNED_OUT}
    return next(s.person.extension for s in seats if s.person.extension not in taken)
