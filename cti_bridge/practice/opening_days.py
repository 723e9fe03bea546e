"""How the agents' day has gone when one comes in: invented, to go with when their shift began and what they do now."""

from random import Random

from cti_bridge.floor.model import AgentState
from cti_bridge.practice import shifts
from cti_bridge.practice.seats import Seat
from cti_bridge.practice.tally import Tally

SHARES = {AgentState.READY: 0.28, AgentState.NOT_READY: 0.19, AgentState.WRAP_UP: 0.1}  # the rest they talked
MORE_OR_LESS = (0.7, 1.3)


def day_so_far(rng: Random, seat: Seat, second_of_day: float) -> Tally:
    """At second 0: until the state began in which the agent is now, but not before midnight."""
    midnight = -second_of_day
    shift_began = shifts.until_end(seat.person.phase, 0) - shifts.ON_SHIFT
    is_out = seat.state is AgentState.SIGNED_OUT
    signed_in_at = shift_began if is_out else min(shift_began, seat.since)
    until = max(seat.since, midnight)
    worked = max(0.0, until - max(signed_in_at, midnight)) * rng.uniform(*MORE_OR_LESS)
    return Tally(
        until=until,
        seconds={state: worked * share for state, share in SHARES.items()},
        signed_in_at=signed_in_at,
        signed_out_at=seat.since if is_out else None,
    )
