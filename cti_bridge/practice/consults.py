"""An agent asks a colleague while the caller waits; then takes the caller back, hands them over, or all three talk."""

from collections.abc import Callable
from functools import partial

from cti_bridge.floor.model import AgentState, CallState, CallType
from cti_bridge.practice.calls import PhoneCall
from cti_bridge.practice.days import SELDOM_WRAPS_UP, Days
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.seats import Seat
from cti_bridge.practice.spreads import CONFERENCE, CONSULT, RING

TAKES_BACK_SHARE, HANDS_OVER_SHARE = 0.4, 0.35  # the rest are conferences
LEAST_TALK_AFTER_HANDING_OVER = 30.0

Converse = Callable[[PhoneCall, Seat], None]


class Consults:
    """Consultations. `converse` goes on with a call that has one agent again; `hang_up` ends one for all."""

    def __init__(self, hall: Hall, days: Days, converse: Converse, hang_up: Callable[[PhoneCall], None]) -> None:
        self._hall, self._days, self._rng = hall, days, hall.rng
        self._converse, self._hang_up = converse, hang_up

    def ask(self, call: PhoneCall, seat: Seat) -> None:
        """The caller is held and a ready colleague's phone rings; with nobody ready the talk goes on."""
        colleague = self._somebody_ready(seat)
        if colleague is None:
            self._converse(call, seat)
            return
        call.hold(self._hall.now)
        self._hall.put(call, seat, CallState.HELD)
        self._hall.tell_call(call)
        consultation = self._hall.new_call(CallType.CONSULT)
        self._hall.put(consultation, seat, CallState.ACTIVE)
        self._hall.put(consultation, colleague, CallState.RINGING)
        self._hall.tell_call(consultation)
        self._hall.move(colleague, AgentState.RESERVED)
        answer = partial(self._answer, consultation, call, seat, colleague)
        consultation.next = self._hall.agenda.after(RING.draw(self._rng), answer)

    def _somebody_ready(self, seat: Seat) -> Seat | None:
        ready = (queue.ready.first for queue in reversed(seat.serves))
        return next((colleague for colleague in ready if colleague is not None), None)

    def _answer(self, consultation: PhoneCall, call: PhoneCall, seat: Seat, colleague: Seat) -> None:
        consultation.state = CallState.ACTIVE
        self._hall.put(consultation, colleague, CallState.ACTIVE)
        self._hall.tell_call(consultation)
        self._hall.move(colleague, AgentState.TALKING)
        self.decide_in(CONSULT.draw(self._rng), consultation, call, seat, colleague)

    def decide_in(self, seconds: float, consultation: PhoneCall, call: PhoneCall, seat: Seat, colleague: Seat) -> None:
        """The present consultation ends then, one way or another."""
        decide = partial(self._decide, consultation, call, seat, colleague)
        consultation.next = self._hall.agenda.after(seconds, decide)

    def _decide(self, consultation: PhoneCall, call: PhoneCall, seat: Seat, colleague: Seat) -> None:
        self._hall.close(consultation)
        call.retrieve(self._hall.now)
        choice = self._rng.random()
        if choice < TAKES_BACK_SHARE:
            self._take_back(call, seat, colleague)
        elif choice < TAKES_BACK_SHARE + HANDS_OVER_SHARE:
            self._hand_over(call, seat, colleague)
        else:
            self._confer(call, seat, colleague)

    def _take_back(self, call: PhoneCall, seat: Seat, colleague: Seat) -> None:
        self._hall.put(call, seat, CallState.ACTIVE)
        self._hall.tell_call(call)
        self._converse(call, seat)
        self._days.after_call(colleague, wraps_up=SELDOM_WRAPS_UP)

    def _hand_over(self, call: PhoneCall, seat: Seat, colleague: Seat) -> None:
        self._hall.put(call, colleague, CallState.ACTIVE)
        self._hall.leave(call, seat)
        call.left = max(call.left, LEAST_TALK_AFTER_HANDING_OVER)
        self._converse(call, colleague)
        seat.served = call.queue
        self._days.after_call(seat)

    def _confer(self, call: PhoneCall, seat: Seat, colleague: Seat) -> None:
        call.type = CallType.CONFERENCE
        self._hall.put(call, seat, CallState.ACTIVE)
        self._hall.put(call, colleague, CallState.ACTIVE)
        self._hall.tell_call(call)
        call.next = self._hall.agenda.after(CONFERENCE.draw(self._rng), partial(self._hang_up, call))
