"""The centre's callbacks: they come in slowly, agents take some and call, and people may work on them too."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import count
from random import Random

from cti_bridge.floor.events import CallbackChanged, CallbackClosed
from cti_bridge.floor.model import AgentState, CallbackId, CallbackList, CallbackPeriod
from cti_bridge.practice.dialling import Dialling
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.requests import DUE_AT_FIRST, DUE_LATER, Request, lists_of, new_request, periods_of
from cti_bridge.practice.seats import Seat

AT_FIRST = (6, 11)  # requests on each list when the centre opens
MOST = 16  # on a list: then nobody asks any more
BETWEEN_REQUESTS = BETWEEN_TAKES = 400.0  # seconds, on each list, on average
TAKEN_AT_FIRST_SHARE = 0.2
BEFORE_THE_CALL = (15.0, 180.0)  # seconds from taking to calling
TRY_AGAIN = 20.0
GIVES_UP_SHARE = 0.5  # of those who were not reached; the others are called another day

Ended = Callable[[str, bool], None]


class Callbacks:
    """All requests by id. Each change is told at once; callback_orders.py says when a person may ask for one."""

    def __init__(self, hall: Hall, dialling: Dialling, rng: Random) -> None:
        self._hall, self._dialling, self._rng = hall, dialling, rng
        self._numbers, self._tickets = count(1), count(1)
        self.periods = periods_of(hall.source)
        self.lists = lists_of(hall.source, hall.queues.values())
        self.requests: dict[CallbackId, Request] = {}

    def open(self) -> None:
        """Some requests stand already, a few of them taken; from now on others come, and agents take what is due."""
        for on in self.lists:
            for _ in range(self._rng.randint(*AT_FIRST)):
                request = self._new(on, DUE_AT_FIRST)
                if self._is_due(request) and self._rng.random() < TAKEN_AT_FIRST_SHARE:
                    self._take_by_agent(request)
            self._after(BETWEEN_REQUESTS, partial(self._arrive, on))
            self._after(BETWEEN_TAKES, partial(self._somebody_takes, on))

    # -- what can be done with one -----------------------------------------------------------------------------

    def take(self, request: Request, seat: Seat) -> None:
        """It is this agent's from now on."""
        request.seat = seat
        self._tell(request)

    def release(self, request: Request) -> None:
        """It is nobody's again."""
        request.seat, request.ticket = None, ""
        self._tell(request)

    def start(self, request: Request, seat: Seat, number: str, ended: Ended | None = None) -> None:
        """The agent calls that number; `ended` learns, with the call's ticket, whether somebody was reached."""
        request.ticket = ticket = f"ticket-{next(self._tickets)}"
        self._tell(request)
        self._dialling.call_back(seat, number, request.name, partial(ended, ticket) if ended else None)

    def close(self, request: Request) -> None:
        """It is done with."""
        del self.requests[request.id]
        self._hall.tell(CallbackClosed(callback=request.id))

    def reschedule(self, request: Request, due: date, period: CallbackPeriod) -> None:
        """They are called another time, by whoever takes it then."""
        request.due, request.period = due, period
        self.release(request)

    # -- who asks ----------------------------------------------------------------------------------------------

    def _arrive(self, on: CallbackList) -> None:
        if sum(request.list is on for request in self.requests.values()) < MOST:
            self._tell(self._new(on, DUE_LATER))
        self._after(BETWEEN_REQUESTS, partial(self._arrive, on))

    def _new(self, on: CallbackList, days: tuple[int, ...]) -> Request:
        id_ = CallbackId(f"{self._hall.source}:callback-{next(self._numbers)}")
        due, period = self._in_days(self._rng.choice(days)), self._rng.choice(self.periods)
        request = self.requests[id_] = new_request(self._rng, id_, on, due, period)
        return request

    # -- agents who take some ----------------------------------------------------------------------------------

    def _somebody_takes(self, on: CallbackList) -> None:
        free = (r for r in self.requests.values() if r.list is on and r.seat is None and self._is_due(r))
        request = min(free, key=lambda r: (r.due, r.period.starts), default=None)
        if request is not None:
            self._take_by_agent(request)
        self._after(BETWEEN_TAKES, partial(self._somebody_takes, on))

    def _take_by_agent(self, request: Request) -> None:
        queue = self._hall.queues[request.list.queue]
        seat = next((seat for seat in queue.ready if not seat.kept), None)
        if seat is not None:
            self.take(request, seat)
            self._hall.agenda.after(self._rng.uniform(*BEFORE_THE_CALL), partial(self._call, request, seat))

    def _call(self, request: Request, seat: Seat) -> None:
        """As soon as the agent is ready; who goes home, or works as a person's own, leaves it to others."""
        if request.seat is not seat:
            return
        if seat.kept or seat.state is AgentState.SIGNED_OUT:
            self.release(request)
        elif seat.state is AgentState.READY:
            self.start(request, seat, request.phone, partial(self._called, request))
        else:
            self._hall.agenda.after(TRY_AGAIN, partial(self._call, request, seat))

    def _called(self, request: Request, ticket: str, reached: bool) -> None:
        if request.id not in self.requests or request.ticket != ticket:
            return  # the person who is this agent was quicker
        if reached or self._rng.random() < GIVES_UP_SHARE:
            self.close(request)
        else:
            self.reschedule(request, self._in_days(1), request.period)

    def _in_days(self, days: int) -> date:
        return self._hall.clock.at(self._hall.now).date() + timedelta(days=days)

    def _is_due(self, request: Request) -> bool:
        return request.is_due(self._hall.clock.at(self._hall.now))

    def _after(self, seconds: float, deed: Callable[[], None]) -> None:
        self._hall.agenda.after(self._rng.expovariate(1 / seconds), deed)

    def _tell(self, request: Request) -> None:
        self._hall.tell(CallbackChanged(callback=request.as_told()))
