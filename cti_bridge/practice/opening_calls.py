"""The calls that are under way when one comes in: most came through a queue, and there is one of every other kind."""

from collections.abc import Iterable

from cti_bridge.floor.model import AgentState, CallState, CallType
from cti_bridge.practice import callers
from cti_bridge.practice.calls import PhoneCall
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.seats import Seat
from cti_bridge.practice.spreads import CHAT, CONFERENCE, CONSULT, HOLD, TALK, Spread
from cti_bridge.practice.switch import Switch

LONGEST_TALK, LONGEST_HOLD = 28 * 60.0, 240.0
OUT_SHARE = DIRECT_SHARE = 0.08  # of the calls of agents who talk with nobody else of the centre
TALKING_FOR_EACH_PAIR = 24  # so many who talk, for each consultation, conference and call among colleagues


class CallsUnderWay:
    """Puts agents into calls that began some time ago, and lets those go on."""

    def __init__(self, hall: Hall, switch: Switch) -> None:
        self._hall, self._switch, self._rng = hall, switch, hall.rng

    def begin(self, agents: Iterable[tuple[Seat, AgentState]]) -> None:
        """All who talk, or have somebody on hold."""
        by_state: dict[AgentState, list[Seat]] = {AgentState.TALKING: [], AgentState.HOLD: []}
        for seat, state in agents:
            by_state[state].append(seat)
        talking = by_state[AgentState.TALKING]
        for _ in range(round(len(talking) / TALKING_FOR_EACH_PAIR)):
            self._consult(talking.pop(), talking.pop())
            self._confer(talking.pop(), talking.pop())
            self._chat(talking.pop(), talking.pop())
        direct, out = round(DIRECT_SHARE * len(talking)), round(OUT_SHARE * len(talking))
        for place, seat in enumerate(talking):
            type_ = CallType.DIRECT_IN if place < direct else CallType.OUT if place < direct + out else CallType.QUEUE
            self._talk(seat, type_)
        for seat in by_state[AgentState.HOLD]:
            self._hold(seat)

    # -- one agent ---------------------------------------------------------------------------------------------

    def _talk(self, seat: Seat, type_: CallType) -> None:
        call, gone = self._call(seat, type_)
        self._put(call, seat, CallState.ACTIVE, since=-gone)
        self._switch.converse(call, seat)

    def _hold(self, seat: Seat) -> None:
        call, gone = self._call(seat, CallType.QUEUE)
        held, still = HOLD.under_way(self._rng, min(gone, LONGEST_HOLD))
        call.hold(-held)
        self._hall.put(call, seat, CallState.HELD)
        seat.call = call
        self._hall.move(seat, AgentState.HOLD, since=-held)
        self._switch.hold_for(call, seat, still)

    # -- two agents --------------------------------------------------------------------------------------------

    def _consult(self, seat: Seat, colleague: Seat) -> None:
        call, gone = self._call(seat, CallType.QUEUE)
        consultation, asked, left = self._among_colleagues(CallType.CONSULT, CONSULT, gone)
        call.hold(-asked)
        self._hall.put(call, seat, CallState.HELD)
        self._put(consultation, seat, CallState.ACTIVE, since=-gone)
        self._put(consultation, colleague, CallState.ACTIVE, since=-asked * self._rng.random())
        self._switch.consults.decide_in(left, consultation, call, seat, colleague)

    def _confer(self, seat: Seat, colleague: Seat) -> None:
        call, gone = self._call(seat, CallType.QUEUE)
        call.type = CallType.CONFERENCE
        joined, call.left = CONFERENCE.under_way(self._rng, gone * self._rng.random())
        self._put(call, seat, CallState.ACTIVE, since=-gone)
        self._put(call, colleague, CallState.ACTIVE, since=-joined)
        self._switch.talk_out(call)

    def _chat(self, seat: Seat, colleague: Seat) -> None:
        call, gone, left = self._among_colleagues(CallType.INTERNAL, CHAT, LONGEST_TALK)
        call.left = left
        self._put(call, seat, CallState.ACTIVE, since=-gone)
        self._put(call, colleague, CallState.ACTIVE, since=-gone * self._rng.random())
        self._switch.talk_out(call)

    # -- calls -------------------------------------------------------------------------------------------------

    def _call(self, seat: Seat, type_: CallType) -> tuple[PhoneCall, float]:
        """A call with somebody out there, and for how many seconds they have talked."""
        rng = self._rng
        gone, left = TALK.under_way(rng, LONGEST_TALK)
        queue = rng.choice(list(seat.serves)) if type_ is CallType.QUEUE else None
        call = self._hall.new_call(type_, number=callers.number(rng), customer=callers.name(rng), queue=queue)
        waited = 0.0
        if queue is not None:
            waited = rng.expovariate(1 / 12)
            call.caller = self._switch.new_caller(waited=gone + waited)
        call.answer(-gone)
        call.started_at, call.left = -gone - waited, left
        return call, gone

    def _among_colleagues(self, type_: CallType, lasts: Spread, longest: float) -> tuple[PhoneCall, float, float]:
        """A call with nobody out there, and its seconds gone and left."""
        gone, left = lasts.under_way(self._rng, longest)
        call = self._hall.new_call(type_)
        call.state, call.started_at, call.answered_at = CallState.ACTIVE, -gone, -gone
        return call, gone, left

    def _put(self, call: PhoneCall, seat: Seat, part: CallState, *, since: float) -> None:
        self._hall.put(call, seat, part)
        self._hall.move(seat, AgentState.TALKING, since=since)
