"""What a person may do with a callback: through their own sign-in, as the agent that they are, refused in words."""

from functools import partial

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import CallbackDeed, WorkCallback
from cti_bridge.floor.model import AgentState
from cti_bridge.practice.asking import Answer, Asking, Deed, nobody
from cti_bridge.practice.callbacks import Callbacks
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.phones import Phones
from cti_bridge.practice.requests import Request
from cti_bridge.practice.seats import Seat

TAKEN = "Somebody else has taken this callback."  # who, only those are told who see that agent: by their page
STATUSES = ("NoAnswer", "Answered", "Email", "Fax")  # xuc.md 1.4


class CallbackOrders:
    """Taking, releasing, starting, closing and re-scheduling, in the order of xuc.md 1.4."""

    def __init__(self, hall: Hall, phones: Phones, callbacks: Callbacks, asking: Asking) -> None:
        self._hall, self._phones, self._callbacks, self._asking = hall, phones, callbacks, asking

    def work(self, order: WorkCallback, answer: Answer = nobody) -> None:
        """Does it in a moment. Refused at once, in words, where it cannot be."""
        self._asking.soon(partial(self._working, order), answer)

    def _working(self, order: WorkCallback) -> Deed:
        seat = self._agent(order.sign_in.partition(":")[2])
        request = self._callbacks.requests.get(order.callback)
        if request is None:
            raise CommandRefused("This callback is done with.", code="UNKNOWN_CALLBACK")
        if order.deed is CallbackDeed.TAKE:
            return self._taking(request, seat)
        if request.seat is not seat:
            raise CommandRefused(TAKEN if request.seat else "Take it first.", code="INVALID_STATE")
        return self._going_on(order, request, seat)

    def _agent(self, login: str) -> Seat:
        desk = self._phones.desk(login)
        if desk.state is AgentState.SIGNED_OUT:
            raise CommandRefused("Sign in first, on a practice phone.", code="INVALID_STATE")
        if desk.seat is None:
            raise CommandRefused("Your sign-in here is no agent's: its settings can name one.", code="INVALID_STATE")
        if desk.seat.state is AgentState.SIGNED_OUT:
            raise CommandRefused("You are signed out as an agent.", code="INVALID_STATE")
        return desk.seat

    def _taking(self, request: Request, seat: Seat) -> Deed:
        if request.seat not in (None, seat):
            raise CommandRefused(TAKEN, code="INVALID_STATE")
        return partial(self._callbacks.take, request, seat)

    def _going_on(self, order: WorkCallback, request: Request, seat: Seat) -> Deed:
        """With what the agent has taken."""
        if order.deed is CallbackDeed.RELEASE:
            return partial(self._callbacks.release, request)
        if order.deed is CallbackDeed.START:
            return self._starting(request, seat, order.number)
        if not request.ticket:
            raise CommandRefused("Start the call first.", code="INVALID_STATE")
        if order.deed is CallbackDeed.CLOSE:
            if order.status not in STATUSES:
                raise CommandRefused("Say what came of the call.", code="INVALID_INPUT")
            return partial(self._callbacks.close, request)
        return self._rescheduling(order, request)

    def _starting(self, request: Request, seat: Seat, which: str) -> Deed:
        number = request.mobile if which == "mobile" else request.phone
        if not number:
            raise CommandRefused("They left no such number.", code="INVALID_INPUT")
        if seat.busy:
            raise CommandRefused("You are in a call as an agent: start it when that has ended.", code="INVALID_STATE")
        if request.ticket:
            raise CommandRefused("The call was started already: close it, or re-schedule it.", code="INVALID_STATE")
        return partial(self._callbacks.start, request, seat, number)

    def _rescheduling(self, order: WorkCallback, request: Request) -> Deed:
        period = next((p for p in self._callbacks.periods if p.id == order.period), None)
        if order.due is None or period is None:
            raise CommandRefused("Say on which day, and in which part of it.", code="INVALID_INPUT")
        if order.due < self._hall.clock.at(self._hall.now).date():
            raise CommandRefused("That day is over.", code="INVALID_INPUT")
        return partial(self._callbacks.reschedule, request, order.due, period)
