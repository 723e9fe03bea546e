"""What may be done with a callback now: the first thing in the way, as a code with its places, or nothing.

Pure. Callbacks are worked through a sign-in of one's own, as the agent who one is there (xuc.md 1.4, 1.6). The page
asks this for each button, and the server asks it again when one is pressed; callback_words.py has the words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cti_bridge.connector import Action, Capability
from dashboard.presenters.preflight import Refusal

DEEDS = (
    Action.TAKE_CALLBACK,
    Action.START_CALLBACK,
    Action.CLOSE_CALLBACK,
    Action.RESCHEDULE_CALLBACK,
    Action.RELEASE_CALLBACK,
)
_NEED_A_TICKET = (Action.CLOSE_CALLBACK, Action.RESCHEDULE_CALLBACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One of the viewer's own sign-ins on the callback's system, and who they are there."""

    sign_in: str
    is_in: bool
    agent: str = ""  # whose user it is; "" for a user who is no agent
    agent_is_in: bool = False

    @property
    def can_work(self) -> bool:
        """Whether its agent is there to take callbacks."""
        return self.is_in and bool(self.agent) and self.agent_is_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where the viewer sits on one system, and whether its word can be relied on."""

    source: str
    is_live: bool
    may_act: bool
    capabilities: Mapping[Action, Capability] = field(default_factory=dict)
    seats: Sequence[Seat] = ()

    def seat_for(self, callback: Mapping[str, Any]) -> Seat | None:
        """The seat to work a callback from: its taker's, else one that can, else any; None without a sign-in."""

        def fitness(seat: Seat) -> tuple[bool, bool, bool]:
            is_taker = bool(seat.agent) and seat.agent == callback.get("agent")
            return is_taker, seat.can_work, seat.is_in

        return max(self.seats, key=fitness, default=None)

    def has_taken(self, callback: Mapping[str, Any]) -> bool:
        """Whether the viewer is who has taken a callback."""
        return any(seat.agent and seat.agent == callback.get("agent") for seat in self.seats)


def why_not(deed: Action, callback: Mapping[str, Any], desk: Desk, *, taker: str = "") -> Refusal | None:
    """What is in the way of a deed on a callback (docs/live.md, `callback`); None: it can be asked.

    `taker` is the name of who has taken it, as far as the viewer may know it.
    """
    if not desk.may_act:
        return Refusal(code="look")
    capability = desk.capabilities.get(deed)
    if capability is None or not capability.works:
        return Refusal(code="cannot", note=capability.note if capability else "")
    if not desk.is_live:
        return Refusal(code="locked", places={"source": desk.source})
    return _why_not_from_here(callback, desk) or _why_not_as_it_stands(deed, callback, desk, taker)


def _why_not_from_here(callback: Mapping[str, Any], desk: Desk) -> Refusal | None:
    places, seat = {"source": desk.source}, desk.seat_for(callback)
    if seat is None:
        return Refusal(code="no_sign_in", places=places)
    if not seat.is_in:
        return Refusal(code="not_signed_in", places=places)
    if not seat.agent:
        return Refusal(code="no_agent", places=places)
    return None if seat.agent_is_in else Refusal(code="agent_out", places=places)


def _why_not_as_it_stands(deed: Action, callback: Mapping[str, Any], desk: Desk, taker: str) -> Refusal | None:
    is_mine, is_started = desk.has_taken(callback), bool(callback.get("started"))
    if callback.get("agent") and not is_mine:
        return Refusal(code="taken_by", places={"name": taker}) if taker else Refusal(code="taken")
    if deed is Action.TAKE_CALLBACK:
        return Refusal(code="yours") if is_mine else None
    if not is_mine:
        return Refusal(code="not_taken")
    if deed in _NEED_A_TICKET and not is_started:
        return Refusal(code="no_ticket")
    if deed is Action.START_CALLBACK:
        if is_started:
            return Refusal(code="started")
        return None if callback.get("phone") or callback.get("mobile") else Refusal(code="no_number")
    return None
