"""An agent's day: shifts, breaks with their reasons, and what comes after a call."""

from collections.abc import Callable

from cti_bridge.floor.model import AgentState
from cti_bridge.practice import shifts
from cti_bridge.practice.agents_phones import free_phone
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.reasons import (
    AWAY_SECONDS,
    BACK_OFFICE,
    BY_SUPERVISOR,
    END_OF_SHIFT,
    FORCED_OUT,
    OWN_CHOICE,
    SIGNED_IN,
    WRAP_UP,
    Reason,
)
from cti_bridge.practice.seats import Seat
from cti_bridge.practice.spreads import WRAP_UP as WRAP_UP_LASTS

AWAY_SHARE = 0.20  # of all agents, not ready at any moment
AT_WORK_SHARE = shifts.ON_SHIFT / shifts.CYCLE - AWAY_SHARE
BETWEEN_BREAKS = AWAY_SECONDS * AT_WORK_SHARE / AWAY_SHARE
WRAPS_UP, SELDOM_WRAPS_UP = 0.92, 0.1  # after a customer; after a colleague alone
BACK_AFTER_FORCED_OUT = (240.0, 720.0)  # seconds
PUNCTUAL = 1.0  # a second into the shift, so that rounding never finds it not yet begun


class Days:
    """Moves agents between ready, not ready, wrap-up and signed out. `serve` is called for whoever becomes ready."""

    def __init__(self, hall: Hall, serve: Callable[[Seat], None]) -> None:
        self._hall, self._serve = hall, serve
        self._rng = hall.rng

    # -- free, and what then -----------------------------------------------------------------------------------

    def free(self, seat: Seat) -> None:
        """Nothing holds the agent: home, a break that is due, or ready for the next caller."""
        if seat.kept:
            self._rest(seat)
        elif seat.going_home:
            self.sign_out(seat, END_OF_SHIFT)
        elif seat.wants is not None:
            self.go_away(seat, seat.wants)
        else:
            self._hall.move(seat, AgentState.READY)
            self._serve(seat)

    def after_call(self, seat: Seat, *, wraps_up: float = WRAPS_UP) -> None:
        """The call is over: what a supervisor asked for meanwhile, else wrap-up (with that likelihood), else free."""
        wanted, reason = seat.pending, seat.pending_reason
        seat.pending = seat.pending_reason = None
        if wanted is AgentState.SIGNED_OUT:
            self.sign_out(seat, reason or FORCED_OUT)
        elif wanted is AgentState.NOT_READY:
            self.go_away(seat, reason or BY_SUPERVISOR)
        elif self._rng.random() < wraps_up:
            code = self._rng.choices(WRAP_UP, [r.weight for r in WRAP_UP])[0]
            self.wrap_up(seat, code, WRAP_UP_LASTS.draw(self._rng))
        else:
            self.free(seat)

    def wrap_up(self, seat: Seat, code: Reason, lasts: float) -> None:
        """Work after the call, for so many seconds."""
        self._hall.move(seat, AgentState.WRAP_UP, code)
        self.finish_wrap_up_in(seat, lasts)

    def finish_wrap_up_in(self, seat: Seat, seconds: float) -> None:
        """The present wrap-up ends then, if nothing ends it before."""
        seat.ends = self._hall.agenda.after(seconds, lambda: self.free(seat))

    # -- breaks ------------------------------------------------------------------------------------------------

    def go_away(self, seat: Seat, reason: Reason) -> None:
        """Not ready, for as long as that reason usually lasts."""
        seat.wants = None
        if seat.next_break is not None:
            seat.next_break.cancel()
        self._hall.move(seat, AgentState.NOT_READY, reason)
        self.come_back_in(seat, reason.lasts.draw(self._rng))

    def come_back_in(self, seat: Seat, seconds: float) -> None:
        """The present absence ends then, if nothing ends it before."""
        seat.ends = self._hall.agenda.after(seconds, lambda: self.come_back(seat))

    def come_back(self, seat: Seat) -> None:
        """From not ready to work; the next break is due some time later."""
        self.plan_break(seat)
        self.free(seat)

    def plan_break(self, seat: Seat) -> None:
        """The next break is due after a time of chance."""
        if seat.next_break is not None:
            seat.next_break.cancel()
        seat.wants = None
        wait = self._rng.expovariate(1 / BETWEEN_BREAKS)
        seat.next_break = self._hall.agenda.after(wait, lambda: self._break_is_due(seat))

    def make_ready(self, seat: Seat) -> None:
        """Ready at once, because somebody said so: a break that was due is off, even the way home waits for a call."""
        self.plan_break(seat)
        self._hall.move(seat, AgentState.READY)
        self._serve(seat)

    def _break_is_due(self, seat: Seat) -> None:
        seat.wants = self._rng.choices(OWN_CHOICE, [r.weight for r in OWN_CHOICE])[0]
        if seat.state is AgentState.READY:
            self.free(seat)

    # -- shifts ------------------------------------------------------------------------------------------------

    def plan_end_of_shift(self, seat: Seat) -> None:
        """The agent goes home when the shift ends, or after the call in which it ended.

        Who was signed in between two shifts stays for the next one.
        """
        left = shifts.until_end(seat.person.phase, self._hall.now)
        if left <= 0:
            left = shifts.until_start(seat.person.phase, self._hall.now) + shifts.ON_SHIFT
        self._hall.agenda.after(left, lambda: self._shift_is_over(seat))

    def _shift_is_over(self, seat: Seat) -> None:
        if seat.state is AgentState.SIGNED_OUT:
            return
        seat.going_home = True
        if seat.state in (AgentState.READY, AgentState.NOT_READY) and not seat.kept:
            self.sign_out(seat, END_OF_SHIFT)

    def sign_out(self, seat: Seat, reason: Reason) -> None:
        """Signs out: until the next shift, or for some minutes when a supervisor forced it."""
        seat.going_home, seat.wants = False, None
        if seat.next_break is not None:
            seat.next_break.cancel()
        self._hall.move(seat, AgentState.SIGNED_OUT, reason)
        if shifts.until_end(seat.person.phase, self._hall.now) > 0:
            self.sign_in_in(seat, self._rng.uniform(*BACK_AFTER_FORCED_OUT))
        else:
            self._sign_in_at_next_shift(seat)

    def sign_in_in(self, seat: Seat, seconds: float) -> None:
        """The agent signs in then, and is not ready for a moment, as one is after signing in."""
        seat.ends = self._hall.agenda.after(seconds, lambda: self._sign_in(seat))

    def _sign_in(self, seat: Seat) -> None:
        left = shifts.until_end(seat.person.phase, self._hall.now)
        if left <= 0:  # a forced sign-out that ran past the end of the shift
            self._sign_in_at_next_shift(seat)
            return
        self.sign_in(seat, free_phone(seat, self._hall.seats.values()))

    def sign_in(self, seat: Seat, extension: str) -> None:
        """Signs in on this phone, now."""
        seat.extension = extension
        self.go_away(seat, SIGNED_IN)
        self.plan_end_of_shift(seat)

    def _sign_in_at_next_shift(self, seat: Seat) -> None:
        wait = shifts.until_start(seat.person.phase, self._hall.now)
        self.sign_in_in(seat, wait + PUNCTUAL)

    # -- people ------------------------------------------------------------------------------------------------

    def keep(self, seat: Seat) -> None:
        """A person of flesh and blood is this agent from now on: not ready, but while they make themselves so."""
        seat.kept = True
        if seat.state is AgentState.SIGNED_OUT:
            self.sign_in(seat, free_phone(seat, self._hall.seats.values()))
        if not seat.busy:
            self._rest(seat)

    def let_go(self, seat: Seat) -> None:
        """The person has gone: the agent goes on by themselves."""
        seat.kept = False
        if seat.state is not AgentState.NOT_READY:
            return
        if seat.going_home:
            self.sign_out(seat, END_OF_SHIFT)
        elif seat.ends is None:
            self.come_back_in(seat, SIGNED_IN.lasts.draw(self._rng))

    def _rest(self, seat: Seat) -> None:
        if seat.next_break is not None:
            seat.next_break.cancel()
        self._hall.move(seat, AgentState.NOT_READY, BACK_OFFICE)
