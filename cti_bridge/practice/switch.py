"""The switch: callers arrive, wait, ring at an agent's phone, talk, are put on hold, and hang up."""

from collections.abc import Callable
from functools import partial

from cti_bridge.floor.lookups import CallFate
from cti_bridge.floor.model import AgentState, CallState, CallType
from cti_bridge.practice import callers
from cti_bridge.practice.calls import PhoneCall
from cti_bridge.practice.consults import Consults
from cti_bridge.practice.days import SELDOM_WRAPS_UP, WRAPS_UP, Days
from cti_bridge.practice.dialling import Dialling
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.queues import Caller, ServiceQueue
from cti_bridge.practice.reasons import MISSED_CALL
from cti_bridge.practice.seats import Seat
from cti_bridge.practice.spreads import HOLD, PATIENCE, RING, TALK

HOLD_SHARE, CONSULT_SHARE = 0.22, 0.08
NO_ANSWER_SHARE, NO_ANSWER_SECONDS = 0.008, 15.0


class Switch:
    """Who is connected with whom. Everything it starts goes on by itself, as the agenda runs."""

    def __init__(self, hall: Hall) -> None:
        self._hall, self._rng = hall, hall.rng
        self.days = Days(hall, self._serve)
        self.consults = Consults(hall, self.days, self.converse, self.hang_up)
        self.dialling = Dialling(hall, self.days, self._connect, self.hang_up)

    # -- callers wait ------------------------------------------------------------------------------------------

    def open(self, queue: ServiceQueue) -> None:
        """From now on callers call this queue."""
        wait = queue.demand.wait_for_candidate(self._rng)
        self._hall.agenda.after(wait, partial(self._candidate, queue))

    def _candidate(self, queue: ServiceQueue) -> None:
        self.open(queue)
        now = self._hall.now
        if queue.demand.calls(self._rng, now, self._hall.clock.second_of_day(now)):
            self._arrive(queue, self.new_caller())

    def new_caller(self, waited: float = 0.0, patience: float | None = None) -> Caller:
        """Somebody who called so many seconds ago."""
        return Caller(
            number=callers.number(self._rng),
            name=callers.name(self._rng),
            offered_at=self._hall.now - waited,
            patience=PATIENCE.draw(self._rng) if patience is None else patience,
        )

    def _arrive(self, queue: ServiceQueue, caller: Caller) -> None:
        seat = queue.ready.first
        if seat is not None:
            self._ring(seat, queue, caller)
        else:
            self.wait(queue, caller)
            self._hall.lines.tell(queue)

    def wait(self, queue: ServiceQueue, caller: Caller, *, in_front: bool = False) -> None:
        """The caller waits until served, or out of patience."""
        queue.join(caller, in_front=in_front)
        left = caller.offered_at + caller.patience - self._hall.now
        caller.gives_up = self._hall.agenda.after(left, partial(self._give_up, queue, caller))

    def _give_up(self, queue: ServiceQueue, caller: Caller) -> None:
        queue.leave(caller)
        queue.remember(caller, CallFate.ABANDONED, self._hall.now)
        figures = self._hall.figures_for(queue, caller)
        if figures is not None:
            figures.count_abandon(self._hall.now - caller.offered_at)
        self._hall.lines.tell(queue)

    def _serve(self, seat: Seat) -> None:
        """An agent became ready: the caller who waits longest in any of their queues, else another call."""
        if not self.serve_waiting(seat):
            self.dialling.perhaps(seat)

    def serve_waiting(self, seat: Seat) -> bool:
        """A ready agent gets the caller who waits longest in any of their queues; whether there was one."""
        waiting = [(q.longest_waiting, q) for q in seat.serves if q.waiting]
        if not waiting or seat.state is not AgentState.READY:
            return False
        caller, queue = min(waiting, key=lambda pair: pair[0].offered_at)
        queue.leave(caller)
        if caller.gives_up is not None:
            caller.gives_up.cancel()
        self._ring(seat, queue, caller)
        self._hall.lines.tell(queue)
        return True

    # -- calls -------------------------------------------------------------------------------------------------

    def _ring(self, seat: Seat, queue: ServiceQueue, caller: Caller) -> None:
        call = self._hall.new_call(CallType.QUEUE, number=caller.number, customer=caller.name, queue=queue)
        call.caller, call.started_at = caller, caller.offered_at
        self._hall.put(call, seat, CallState.RINGING)
        self._hall.tell_call(call)
        self._hall.move(seat, AgentState.RESERVED)
        if self._rng.random() < NO_ANSWER_SHARE:
            missed = partial(self._no_answer, call, seat, queue, caller)
            call.next = self._hall.agenda.after(NO_ANSWER_SECONDS, missed)
        else:
            answered = partial(self._answer, call, seat, queue, caller)
            call.next = self._hall.agenda.after(RING.draw(self._rng), answered)

    def _no_answer(self, call: PhoneCall, seat: Seat, queue: ServiceQueue, caller: Caller) -> None:
        self._hall.close(call)
        if seat.pending is None:
            self.days.go_away(seat, MISSED_CALL)
        else:
            self.days.after_call(seat)
        next_seat = queue.ready.first
        if next_seat is not None:
            self._ring(next_seat, queue, caller)
        else:
            self.wait(queue, caller, in_front=True)
            self._hall.lines.tell(queue)

    def _answer(self, call: PhoneCall, seat: Seat, queue: ServiceQueue, caller: Caller) -> None:
        figures = self._hall.figures_for(queue, caller)
        if figures is not None:
            figures.count_answer(self._hall.now - caller.offered_at)
        self._connect(call, seat)
        self._hall.move(seat, AgentState.TALKING)

    def _connect(self, call: PhoneCall, seat: Seat) -> None:
        call.answer(self._hall.now)
        self._hall.put(call, seat, CallState.ACTIVE)
        self._hall.tell_call(call)
        call.left = TALK.draw(self._rng)
        self.converse(call, seat)

    def converse(self, call: PhoneCall, seat: Seat) -> None:
        """Talks for what is left of the call, perhaps with a hold or a question to a colleague in between."""
        twist = self._rng.random()
        if twist >= HOLD_SHARE + CONSULT_SHARE:
            self.talk_out(call)
            return
        first = call.left * self._rng.uniform(0.15, 0.85)
        call.left -= first
        then: Callable[[PhoneCall, Seat], None] = self._hold if twist < HOLD_SHARE else self.consults.ask
        call.next = self._hall.agenda.after(first, partial(then, call, seat))

    def talk_out(self, call: PhoneCall) -> None:
        """Talks until the call ends, without any more ado."""
        if call.next is not None:
            call.next.cancel()
        call.next = self._hall.agenda.after(call.left, partial(self.hang_up, call))

    def _hold(self, call: PhoneCall, seat: Seat) -> None:
        call.hold(self._hall.now)
        self._hall.put(call, seat, CallState.HELD)
        self._hall.tell_call(call)
        self._hall.move(seat, AgentState.HOLD)
        self.hold_for(call, seat, HOLD.draw(self._rng))

    def hold_for(self, call: PhoneCall, seat: Seat, seconds: float) -> None:
        """The present hold ends then."""
        call.next = self._hall.agenda.after(seconds, partial(self._retrieve, call, seat))

    def _retrieve(self, call: PhoneCall, seat: Seat) -> None:
        call.retrieve(self._hall.now)
        self._hall.put(call, seat, CallState.ACTIVE)
        self._hall.tell_call(call)
        self._hall.move(seat, AgentState.TALKING)
        self.converse(call, seat)

    def hang_up(self, call: PhoneCall) -> None:
        """The call ends for all who are in it."""
        seats = self._hall.close(call)
        if call.queue is not None and call.caller is not None:
            call.queue.remember(call.caller, CallFate.ANSWERED, self._hall.now)
            figures = self._hall.figures_for(call.queue, call.caller)
            if figures is not None:
                figures.count_handled(self._hall.now - call.answered_at - call.held_seconds, call.held_seconds)
        wraps_up = SELDOM_WRAPS_UP if call.type is CallType.INTERNAL else WRAPS_UP
        for seat in seats:
            seat.served = call.queue
            self.days.after_call(seat, wraps_up=wraps_up)

    def take_out(self, call: PhoneCall, seat: Seat) -> None:
        """The agent leaves a call that goes on."""
        self._hall.leave(call, seat)
        seat.served = call.queue
        self.days.after_call(seat)
