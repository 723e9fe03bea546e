"""When a supervisor may listen, barge in and drop: rules like Finesse's on UCCE (finesse.md 3.4), refused in words."""

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.model import AgentState, CallId, CallState, CallType
from cti_bridge.practice.calls import PhoneCall
from cti_bridge.practice.desks import Desk
from cti_bridge.practice.seats import Seat

HELD_OR_NOT_READY = "13145"  # of an agent; in other states it is an Invalid State
NOT_THE_CONTROLLER = "20999"  # or an outstanding consult call


def refuse_unless_free(desk: Desk) -> None:
    """Who listens is signed in and not ready, and hears one agent at a time."""
    match desk.state:
        case AgentState.NOT_READY:
            return
        case AgentState.SIGNED_OUT:
            raise CommandRefused("Sign in first, on a practice phone.", code="INVALID_STATE")
        case AgentState.READY:
            raise CommandRefused("You are ready: make yourself not ready first.", code="INVALID_STATE")
        case _:
            raise CommandRefused("You are in a call: stop listening first.", code="INVALID_STATE")


def call_to_listen_to(seat: Seat) -> PhoneCall:
    """The call that the agent talks in. One supervisor at a time hears an agent."""
    name = seat.person.name
    if seat.call is None or seat.state is not AgentState.TALKING:
        is_away = seat.state in (AgentState.HOLD, AgentState.NOT_READY)
        code = HELD_OR_NOT_READY if is_away else "INVALID_STATE"
        raise CommandRefused(f"{name} is not talking: listen when {name} talks to somebody.", code=code)
    if seat.listener is not None or seat.call.desks:
        raise CommandRefused(f"Somebody else is with {name} already: wait until they leave.", code="RESOURCE_BUSY")
    return seat.call


def call_of(desk: Desk, id_: CallId) -> PhoneCall:
    """The call that the supervisor is in, if it is this one."""
    if desk.call is None or desk.call.id != id_:
        raise CommandRefused("You are not in that call any more.", code="UNKNOWN_CALL")
    return desk.call


def call_to_barge_into(monitor: PhoneCall) -> PhoneCall:
    """The call that is heard: while its agent talks in it, and leads it where it is a conference."""
    heard = monitor.heard
    if heard is None:
        raise CommandRefused("You have barged in already.", code="INVALID_STATE")
    seat = next(iter(monitor.seats))
    name = seat.person.name
    if seat.call is not heard or heard.type is CallType.CONSULT:
        raise CommandRefused(f"{name} is consulting a colleague: barge in afterwards.", code=NOT_THE_CONTROLLER)
    if heard.state is not CallState.ACTIVE:
        raise CommandRefused(f"{name} is not talking: barge in when the call goes on.", code="INVALID_STATE")
    if heard.type is CallType.CONFERENCE and seat is not next(iter(heard.seats)):
        leader = next(iter(heard.seats)).person.name
        raise CommandRefused(
            f"{leader} leads this conference: listen to {leader} to barge in.", code=NOT_THE_CONTROLLER
        )
    return heard


def whom_to_drop(desk: Desk, call: PhoneCall, address: str) -> Seat | None:
    """The agent at that address; None for the outside party."""
    if call.heard is not None:
        raise CommandRefused("You only listen: barge in before you drop somebody.", code="INVALID_STATE")
    if address == desk.extension:
        raise CommandRefused("Nobody drops themselves: stop listening instead.", code="INVALID_INPUT")
    seat = next((s for s in call.seats if s.extension == address), None)
    if seat is None and any(d.extension == address for d in call.desks):
        raise CommandRefused("Another supervisor cannot be dropped.", code="INVALID_INPUT")
    if seat is None and not (call.number and address == call.number):
        raise CommandRefused("This participant is no longer in the call.", code="UNKNOWN_PARTICIPANT")
    return seat
