"""The hall: seats, queues and calls, and the one way to change them, so that whatever changes is told."""

from itertools import count
from random import Random

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.events import (
    AgentDayChanged,
    AgentStateChanged,
    CallChanged,
    CallEnded,
    Event,
    MembershipChanged,
    SignInChanged,
)
from cti_bridge.floor.model import Agent, AgentState, Call, CallId, CallState, CallType, QueueId, SourceId
from cti_bridge.practice.agenda import Agenda
from cti_bridge.practice.calls import PhoneCall
from cti_bridge.practice.clock import SimClock
from cti_bridge.practice.desks import Desk
from cti_bridge.practice.figures import Figures
from cti_bridge.practice.lines import Lines
from cti_bridge.practice.queues import Caller, ServiceQueue
from cti_bridge.practice.reasons import Reason
from cti_bridge.practice.seats import Seat


class Hall:
    """What stands now, and in `told` what has happened since somebody last asked."""

    def __init__(self, source: SourceId, rng: Random, clock: SimClock) -> None:
        self.source, self.rng, self.clock = source, rng, clock
        self.agenda = Agenda()
        self.seats: dict[str, Seat] = {}
        self.desks: dict[str, Desk] = {}
        self.queues: dict[QueueId, ServiceQueue] = {}
        self.calls: dict[CallId, PhoneCall] = {}
        self.told: list[Event] = []
        self.lines = Lines(self.queues, self.agenda, clock, self.tell)
        self._call_numbers = count(1)

    @property
    def now(self) -> float:
        """The simulated second."""
        return self.agenda.now

    def tell(self, event: Event) -> None:
        """This has happened."""
        self.told.append(event)

    # -- agents ------------------------------------------------------------------------------------------------

    def seat(self, login: str) -> Seat:
        """An agent's. Raises CommandRefused where there is none."""
        seat = self.seats.get(login)
        if seat is None:
            raise CommandRefused(f"There is no agent {login} on the practice floor.", code="UNKNOWN_AGENT")
        return seat

    def move(self, seat: Seat, state: AgentState, reason: Reason | None = None, *, since: float | None = None) -> None:
        """The agent changes state now; whatever would have ended the old one is off.

        One that began before (`since`) is how the agent is found when the centre opens: that is no news.
        """
        if seat.ends is not None:
            seat.ends.cancel()
            seat.ends = None
        if seat.state is AgentState.WRAP_UP and seat.served is not None:
            seat.served.today.wrap_up_seconds += self.now - seat.since
        goes_on = (state, reason) == (seat.state, seat.reason)
        if not goes_on:
            seat.since = self.now if since is None else since
        has_day_changed = not goes_on and since is None and seat.tally.move(seat.state, state, self.now)
        for queue, penalty in seat.serves.items():
            queue.states[seat.state] -= 1
            queue.states[state] += 1
            queue.changed = True
            queue.ready.take_out(seat, penalty)
            if state is AgentState.READY:
                queue.ready.put(seat, penalty)
        seat.state, seat.reason = state, reason
        if since is None:
            self.tell_agent(seat)
        if has_day_changed:
            self.tell_day(seat)

    def tell_day(self, seat: Seat) -> None:
        """How the agent's day has gone is told, whole: when a state ends that is counted, not while it goes on."""
        seat.day = seat.tally.as_told(self.clock)
        self.told.append(AgentDayChanged(agent=seat.id, day=seat.day))

    def tell_agent(self, seat: Seat) -> None:
        """The agent's own part is told."""
        agent = self.agent(seat)
        self.told.append(
            AgentStateChanged(
                agent=agent.id,
                state=agent.state,
                since=agent.since,
                reason=agent.reason,
                reason_label=agent.reason_label,
                pending=agent.pending,
                extension=agent.extension,
            )
        )

    def agent(self, seat: Seat) -> Agent:
        """The agent as the floor knows agents."""
        return seat.as_told(self.clock.at(seat.since))

    def serve(self, seat: Seat, queue: ServiceQueue, penalty: int | None) -> None:
        """The agent serves the queue with this penalty from now on; None: no longer. Tell their membership after it."""
        before = seat.serves.pop(queue, None)
        if before is not None:
            queue.states[seat.state] -= 1
            queue.ready.take_out(seat, before)
        if penalty is not None:
            seat.serves[queue] = penalty
            queue.states[seat.state] += 1
            if seat.state is AgentState.READY:
                queue.ready.put(seat, penalty)
        queue.changed = True

    def tell_membership(self, seat: Seat) -> None:
        """Which queues the agent serves is told, whole."""
        self.told.append(MembershipChanged(membership=seat.membership()))

    # -- desks -------------------------------------------------------------------------------------------------

    def move_desk(self, desk: Desk, state: AgentState, reason: Reason | None = None) -> None:
        """The sign-in changes state now, and is told."""
        if (state, reason) != (desk.state, desk.reason):
            desk.state, desk.reason, desk.since = state, reason, self.now
        self.told.append(SignInChanged(sign_in=desk.as_told(self.clock.at(desk.since))))

    def join(self, call: PhoneCall, desk: Desk) -> None:
        """The supervisor is in the call from now on."""
        if desk.call is None:
            desk.reason_before = desk.reason
        call.desks[desk], desk.call = CallState.ACTIVE, call
        self.move_desk(desk, AgentState.TALKING)

    def free_desk(self, desk: Desk) -> None:
        """The supervisor is in no call any more: not ready, for the reason they had before."""
        desk.call, reason, desk.reason_before = None, desk.reason_before, None
        self.move_desk(desk, AgentState.NOT_READY, reason)

    # -- calls -------------------------------------------------------------------------------------------------

    def new_call(
        self, type_: CallType, *, number: str = "", customer: str = "", queue: ServiceQueue | None = None
    ) -> PhoneCall:
        """A call that begins now; tell it when its parties are in."""
        id_ = CallId(f"{self.source}:call-{next(self._call_numbers)}")
        call = PhoneCall(id=id_, type=type_, started_at=self.now, number=number, customer=customer, queue=queue)
        self.calls[id_] = call
        return call

    def put(self, call: PhoneCall, seat: Seat, part: CallState) -> None:
        """The agent takes this part in the call; a part other than HELD makes it the call they are in."""
        call.seats[seat] = part
        if part is not CallState.HELD:
            seat.call = call

    def tell_call(self, call: PhoneCall) -> None:
        """The call is told, whole."""
        self.told.append(CallChanged(call=self.call(call)))

    def call(self, call: PhoneCall) -> Call:
        """The call as the floor knows calls."""
        return call.as_told(self.clock.at(call.started_at))

    def leave(self, call: PhoneCall, seat: Seat) -> None:
        """The agent is in the call no more, which is told; who listened to them in it hears nothing any longer."""
        del call.seats[seat]
        if seat.call is call:
            seat.call = None
        if call.id in self.calls:
            self.tell_call(call)
        if seat.listener is not None and seat.listener.heard is call:
            self.stop_listening(seat.listener)

    def stop_listening(self, monitor: PhoneCall) -> None:
        """Somebody listens no more; what they heard goes on."""
        for seat in monitor.seats:
            seat.listener = None
        self._end(monitor)

    def close(self, call: PhoneCall) -> list[Seat]:
        """The call is over; returns the agents who were in it, each now without it."""
        self._end(call)
        leaving = list(call.seats)
        for seat in leaving:
            self.leave(call, seat)
        return leaving

    def _end(self, call: PhoneCall) -> None:
        if call.next is not None:
            call.next.cancel()
        del self.calls[call.id]
        self.told.append(CallEnded(call=call.id))
        for desk in call.desks:
            self.free_desk(desk)
        if call.ended is not None:
            call.ended(call.state is not CallState.DIALLING)

    # -- queues ------------------------------------------------------------------------------------------------

    def figures_for(self, queue: ServiceQueue, caller: Caller) -> Figures | None:
        """The day in which the caller counts: that of the offer; None when it is over (metrics.md, pitfall 3)."""
        day_began = self.now - self.clock.second_of_day(self.now)
        return queue.today if caller.offered_at >= day_began else None
