"""Calls that come through no queue: a ready agent calls somebody out there, or a colleague, or is called directly."""

from collections.abc import Callable
from functools import partial

from cti_bridge.floor.model import AgentState, CallState, CallType
from cti_bridge.practice import callers
from cti_bridge.practice.calls import PhoneCall
from cti_bridge.practice.days import Days
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.seats import Seat
from cti_bridge.practice.spreads import CHAT, DIALLING, RING

EVERY = 500.0  # seconds of being ready, on average
OUT_WEIGHT, DIRECT_WEIGHT, INTERNAL_WEIGHT = 5, 3, 2
REACHES_SHARE = 0.8


class Dialling:
    """`connect` begins the talk of a call that an agent is in; `hang_up` ends one for all."""

    def __init__(
        self, hall: Hall, days: Days, connect: Callable[[PhoneCall, Seat], None], hang_up: Callable[[PhoneCall], None]
    ) -> None:
        self._hall, self._days, self._rng = hall, days, hall.rng
        self._connect, self._hang_up = connect, hang_up

    def perhaps(self, seat: Seat) -> None:
        """The ready agent will be in such a call, if no caller comes from a queue before."""
        kinds = (self._call_out, self._is_called, self._call_a_colleague)
        (begin,) = self._rng.choices(kinds, (OUT_WEIGHT, DIRECT_WEIGHT, INTERNAL_WEIGHT))
        seat.ends = self._hall.agenda.after(self._rng.expovariate(1 / EVERY), partial(begin, seat))

    # -- somebody out there ------------------------------------------------------------------------------------

    def _call_out(self, seat: Seat) -> None:
        self._dial(self._new_call(CallType.OUT), seat)

    def call_back(self, seat: Seat, number: str, customer: str, ended: Callable[[bool], None] | None) -> None:
        """The agent, who is in no call, calls this number; `ended` learns whether somebody was reached."""
        call = self._hall.new_call(CallType.OUT, number=number, customer=customer)
        call.ended = ended
        self._dial(call, seat)

    def _dial(self, call: PhoneCall, seat: Seat) -> None:
        call.state, call.answered_at = CallState.DIALLING, self._hall.now
        self._hall.put(call, seat, CallState.ACTIVE)
        self._hall.tell_call(call)
        self._hall.move(seat, AgentState.TALKING)
        reaches = self._rng.random() < REACHES_SHARE
        then = partial(self._connect, call, seat) if reaches else partial(self._reach_nobody, call)
        call.next = self._hall.agenda.after(DIALLING.draw(self._rng), then)

    def _reach_nobody(self, call: PhoneCall) -> None:
        for seat in self._hall.close(call):
            self._days.after_call(seat, wraps_up=0.0)

    def _is_called(self, seat: Seat) -> None:
        call = self._new_call(CallType.DIRECT_IN)
        self._hall.put(call, seat, CallState.RINGING)
        self._hall.tell_call(call)
        self._hall.move(seat, AgentState.RESERVED)
        call.next = self._hall.agenda.after(RING.draw(self._rng), partial(self._answer, call, seat))

    def _answer(self, call: PhoneCall, seat: Seat) -> None:
        self._connect(call, seat)
        self._hall.move(seat, AgentState.TALKING)

    def _new_call(self, type_: CallType) -> PhoneCall:
        return self._hall.new_call(type_, number=callers.number(self._rng), customer=callers.name(self._rng))

    # -- a colleague -------------------------------------------------------------------------------------------

    def _call_a_colleague(self, seat: Seat) -> None:
        colleague = next((c for queue in seat.serves for c in queue.ready if c is not seat), None)
        if colleague is None:
            self._call_out(seat)
            return
        call = self._hall.new_call(CallType.INTERNAL)
        self._hall.put(call, seat, CallState.ACTIVE)
        self._hall.put(call, colleague, CallState.RINGING)
        self._hall.tell_call(call)
        self._hall.move(seat, AgentState.TALKING)
        self._hall.move(colleague, AgentState.RESERVED)
        call.next = self._hall.agenda.after(RING.draw(self._rng), partial(self._colleague_answers, call, colleague))

    def _colleague_answers(self, call: PhoneCall, colleague: Seat) -> None:
        call.state, call.answered_at = CallState.ACTIVE, self._hall.now
        self._hall.put(call, colleague, CallState.ACTIVE)
        self._hall.tell_call(call)
        self._hall.move(colleague, AgentState.TALKING)
        call.next = self._hall.agenda.after(CHAT.draw(self._rng), partial(self._hang_up, call))
