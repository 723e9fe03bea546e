"""A supervisor at a practice phone listens, barges in and drops: the orders, and what they do to calls."""

from collections.abc import Callable
from functools import partial

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.model import AgentState, CallId, CallState, CallType
from cti_bridge.practice import listening_rules as rules
from cti_bridge.practice.asking import Answer, Asking, Deed, nobody
from cti_bridge.practice.calls import PhoneCall
from cti_bridge.practice.desks import Desk
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.phones import Phones
from cti_bridge.practice.seats import Seat
from cti_bridge.practice.spreads import TALK
from cti_bridge.practice.switch import Switch

LEAST_TALK_AFTER_BARGING_IN = 60.0  # so that there is time to try things


class Listening:
    """Each order names the sign-in by its login, and is refused at once where it can be, by CommandRefused.

    Some tenths of a second later `answer` gets what came of it; the floor's events confirm it.
    """

    def __init__(self, hall: Hall, phones: Phones, switch: Switch, asking: Asking) -> None:
        self._hall, self._phones, self._switch, self._asking = hall, phones, switch, asking

    def listen(self, login: str, agent: str, answer: Answer = nobody) -> None:
        """Hears, unheard, the call that an agent is in."""
        self._asking.soon(partial(self._listening, login, agent), answer)

    def stop(self, login: str, call: CallId, answer: Answer = nobody) -> None:
        """Leaves the call that one listens to, or has barged into."""
        self._in_call(login, call, self._stopping, answer)

    def hold(self, login: str, call: CallId, answer: Answer = nobody) -> None:
        """Puts one's own part on hold."""
        self._in_call(login, call, self._holding, answer)

    def retrieve(self, login: str, call: CallId, answer: Answer = nobody) -> None:
        """Takes one's own part back from hold."""
        self._in_call(login, call, self._retrieving, answer)

    def barge_in(self, login: str, call: CallId, answer: Answer = nobody) -> None:
        """Joins the call that one listens to, heard by all."""
        self._in_call(login, call, self._barging_in, answer)

    def drop(self, login: str, call: CallId, address: str, answer: Answer = nobody) -> None:
        """Takes a participant out of the call that one has barged into."""
        self._in_call(login, call, partial(self._dropping, address), answer)

    def _in_call(self, login: str, id_: CallId, check: Callable[[Desk, PhoneCall], Deed], answer: Answer) -> None:
        def find_and_check() -> Deed:
            desk = self._phones.desk(login)
            return check(desk, rules.call_of(desk, id_))

        self._asking.soon(find_and_check, answer)

    # -- checks ------------------------------------------------------------------------------------------------

    def _listening(self, login: str, agent: str) -> Deed:
        desk, seat = self._phones.desk(login), self._hall.seat(agent)
        rules.refuse_unless_free(desk)
        return partial(self._listen, desk, seat, rules.call_to_listen_to(seat))

    def _stopping(self, desk: Desk, call: PhoneCall) -> Deed:
        return partial(self._hall.stop_listening, call) if call.heard else partial(self._leave, desk, call)

    def _holding(self, desk: Desk, call: PhoneCall) -> Deed:
        if call.desks[desk] is CallState.HELD:
            raise CommandRefused("You are on hold already.", code="INVALID_STATE")
        return partial(self._turn, desk, call, CallState.HELD, AgentState.HOLD)

    def _retrieving(self, desk: Desk, call: PhoneCall) -> Deed:
        if call.desks[desk] is not CallState.HELD:
            raise CommandRefused("You are not on hold.", code="INVALID_STATE")
        return partial(self._turn, desk, call, CallState.ACTIVE, AgentState.TALKING)

    def _barging_in(self, desk: Desk, call: PhoneCall) -> Deed:
        return partial(self._barge_in, desk, call, rules.call_to_barge_into(call))

    def _dropping(self, address: str, desk: Desk, call: PhoneCall) -> Deed:
        agent = rules.whom_to_drop(desk, call, address)
        return partial(self._drop_agent, call, agent) if agent else partial(self._drop_caller, call)

    # -- deeds -------------------------------------------------------------------------------------------------

    def _listen(self, desk: Desk, seat: Seat, heard: PhoneCall) -> None:
        monitor = self._hall.new_call(CallType.MONITOR)
        monitor.state, monitor.heard = CallState.ACTIVE, heard
        monitor.seats[seat] = CallState.ACTIVE
        seat.listener = monitor
        self._hall.join(monitor, desk)
        self._hall.tell_call(monitor)

    def _turn(self, desk: Desk, call: PhoneCall, part: CallState, state: AgentState) -> None:
        call.desks[desk] = part
        self._hall.tell_call(call)
        self._hall.move_desk(desk, state)

    def _barge_in(self, desk: Desk, monitor: PhoneCall, heard: PhoneCall) -> None:
        monitor.desks.clear()
        heard.type = CallType.CONFERENCE
        self._hall.join(heard, desk)
        self._hall.tell_call(heard)
        self._hall.stop_listening(monitor)
        heard.left = LEAST_TALK_AFTER_BARGING_IN + TALK.draw(self._hall.rng)
        self._switch.talk_out(heard)

    def _leave(self, desk: Desk, call: PhoneCall) -> None:
        del call.desks[desk]
        self._go_on(call)
        self._hall.free_desk(desk)

    def _drop_agent(self, call: PhoneCall, seat: Seat) -> None:
        self._switch.take_out(call, seat)
        self._go_on(call)

    def _drop_caller(self, call: PhoneCall) -> None:
        call.number = ""
        self._go_on(call)

    def _go_on(self, call: PhoneCall) -> None:
        """The call, without somebody: whoever is left alone in it hangs up."""
        if call.parties > 1:
            self._hall.tell_call(call)
        else:
            self._switch.hang_up(call)
