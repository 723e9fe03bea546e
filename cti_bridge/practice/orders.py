"""What a supervisor may order, by rules like Finesse's (finesse.md 3.3), with one kindness: a reason is taken."""

from functools import partial

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.model import AgentState, ReasonCategory
from cti_bridge.practice import reasons
from cti_bridge.practice.asking import Asking
from cti_bridge.practice.days import Days
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.reasons import BY_SUPERVISOR, FORCED_OUT, Reason
from cti_bridge.practice.seats import Seat


class Orders:
    """Forces agents' states."""

    def __init__(self, hall: Hall, days: Days, asking: Asking) -> None:
        self._hall, self._days, self._asking = hall, days, asking

    def force(self, login: str, wanted: AgentState, code: str) -> None:
        """Orders a state; in a call it waits for the end, and is told as pending. Raises CommandRefused, in words."""
        seat = self._hall.seat(login)
        reason = self._reason(wanted, code)
        self._check(seat, wanted)
        self._asking.refuse_some()
        if seat.busy:
            self._defer(seat, wanted, reason)
        else:
            self._asking.in_a_moment(partial(self._carry_out, seat, wanted, reason))

    def _check(self, seat: Seat, wanted: AgentState) -> None:
        name = seat.person.name
        if seat.state is AgentState.SIGNED_OUT and wanted is not AgentState.SIGNED_OUT:
            raise CommandRefused(f"{name} is signed out; only {name} can sign in.", code="INVALID_STATE")
        if seat.busy and wanted is AgentState.READY:  # as CCX does: 265 CF_INVALID_AGENT_WORKMODE
            raise CommandRefused(f"{name} is in a call; ready is possible when it has ended.", code="INVALID_STATE")

    def _reason(self, wanted: AgentState, code: str) -> Reason | None:
        match wanted:
            case AgentState.READY:
                if code:
                    raise CommandRefused("Ready takes no reason.", code="INVALID_INPUT")
                return None
            case AgentState.NOT_READY:
                category, default = ReasonCategory.NOT_READY, BY_SUPERVISOR
            case AgentState.SIGNED_OUT:
                category, default = ReasonCategory.SIGN_OUT, FORCED_OUT
            case _:
                said = "An agent can be made ready, not ready, or be signed out; nothing else."
                raise CommandRefused(said, code="INVALID_INPUT")
        reason = reasons.find(category, code) if code else default
        if reason is None:
            raise CommandRefused(f"The practice centre has no reason code {code}.", code="INVALID_INPUT")
        return reason

    def _defer(self, seat: Seat, wanted: AgentState, reason: Reason | None) -> None:
        seat.pending, seat.pending_reason = wanted, reason
        self._hall.tell_agent(seat)

    def _carry_out(self, seat: Seat, wanted: AgentState, reason: Reason | None) -> None:
        """Some moments later: a call may have come in meanwhile, or the agent may have gone home."""
        if seat.state is AgentState.SIGNED_OUT:
            return
        if wanted is AgentState.READY:
            if not seat.busy and seat.state is not AgentState.READY:
                self._days.make_ready(seat)
        elif seat.busy:
            self._defer(seat, wanted, reason)
        elif wanted is AgentState.NOT_READY:
            self._days.go_away(seat, reason or BY_SUPERVISOR)
        else:
            self._days.sign_out(seat, reason or FORCED_OUT)
