"""What people ask through their own sign-in: their own state, listening, callbacks. What XUC would drop is refused."""

from typing import assert_never

from cti_bridge.connector import Action
from cti_bridge.connectors.xuc.callback_commands import Status
from cti_bridge.connectors.xuc.commands import (
    Command,
    Hangup,
    ListenAgent,
    PauseAgent,
    ReleaseCallback,
    StartCallback,
    TakeCallback,
    UnpauseAgent,
    UpdateCallbackTicket,
)
from cti_bridge.connectors.xuc.orders import NO_AGENT, ONLY_A_PAUSE, Known, pause_reason
from cti_bridge.connectors.xuc.own_calls import OwnCalls
from cti_bridge.connectors.xuc.sign_ins import OUT, Held
from cti_bridge.connectors.xuc.site import number_of, word_of
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import (
    BargeIn,
    CallbackDeed,
    DropParticipant,
    HoldCall,
    Listen,
    OnACall,
    RetrieveCall,
    SetOwnState,
    StopListening,
    WorkCallback,
)
from cti_bridge.floor.model import AgentId, AgentState, Callback

READY_OR_NOT = "You can make yourself ready or not ready; nothing else."
NO_AGENT_YOURSELF = "You are no agent who is signed in to XiVO."
YOURSELF = "Nobody listens to themselves."
BUSY = "Your phone is in a call: end it first."
NOT_LISTENING = "The call that you listened to is over: listen to the agent's next one."
OTHER_CALLS = "Your phone has another call too, and XiVO would end whichever it likes: hang up on the phone itself."
NO_CALLBACK = "XiVO does not tell us of this callback: it may be closed."
TAKEN = "Somebody else has taken this callback."
NOT_YOURS = "Take the callback first."
NO_TICKET = "Start the callback first."
STARTED = "The call was started already: close it, or re-schedule it."
NO_NUMBER = "The number to dial is missing."
NO_SUCH_STATUS = "XiVO has no such status for a callback."
DAY_AND_PERIOD = "A callback is put off to a day and a period, both or neither."
STATUSES: tuple[Status, ...] = ("NoAnswer", "Answered", "Email", "Fax")  # of closing one (xuc.md 1.4)

ACTIONS = {
    CallbackDeed.TAKE: Action.TAKE_CALLBACK,
    CallbackDeed.RELEASE: Action.RELEASE_CALLBACK,
    CallbackDeed.START: Action.START_CALLBACK,
    CallbackDeed.CLOSE: Action.CLOSE_CALLBACK,
    CallbackDeed.RESCHEDULE: Action.RESCHEDULE_CALLBACK,
}


def outgoing(order: SetOwnState | OnACall | WorkCallback, held: Held, calls: OwnCalls, known: Known) -> Command:
    """The one command, for the sign-in's own line. Raises CommandRefused with the reason in words."""
    match order:
        case SetOwnState():
            return _set_own_state(order, held, known)
        case Listen():
            return _listen(order, held, calls, known)
        case StopListening():
            return _stop(order, calls)
        case WorkCallback():
            return _work(order, held, known)
        case HoldCall():
            raise CommandRefused(known.can[Action.HOLD].note)
        case RetrieveCall():
            raise CommandRefused(known.can[Action.RETRIEVE].note)
        case BargeIn():
            raise CommandRefused(known.can[Action.BARGE_IN].note)
        case DropParticipant():
            raise CommandRefused(known.can[Action.DROP].note)
        case _:
            assert_never(order)


def _is_signed_in(agent: AgentId | None, known: Known) -> bool:
    number = number_of(agent) if agent else None
    found = known.hearing.staff.agents.get(number) if number is not None else None
    return found is not None and found.state not in OUT


def _set_own_state(order: SetOwnState, held: Held, known: Known) -> Command:
    if not _is_signed_in(held.own.agent, known):
        raise CommandRefused(NO_AGENT_YOURSELF)
    match order.state:
        case AgentState.READY if order.reason:
            raise CommandRefused(ONLY_A_PAUSE)
        case AgentState.READY:
            return UnpauseAgent()
        case AgentState.NOT_READY:
            return PauseAgent(reason=pause_reason(order.reason, known))
        case _:
            raise CommandRefused(READY_OR_NOT)


def _listen(order: Listen, held: Held, calls: OwnCalls, known: Known) -> Command:
    number = number_of(order.agent)
    agent = known.hearing.staff.agents.get(number) if number is not None else None
    if number is None or agent is None:
        raise CommandRefused(NO_AGENT)
    if refusal := known.can[Action.LISTEN].refusal(agent):
        raise CommandRefused(refusal)
    if order.agent == held.own.agent:
        raise CommandRefused(YOURSELF)
    if calls.is_busy:
        raise CommandRefused(BUSY)
    return ListenAgent(agent_id=number)


def _stop(order: StopListening, calls: OwnCalls) -> Command:
    """There is no stop in this API: our own phone is hung up, and only while nothing else could be meant."""
    call = next((one for one in calls.listening if one.id == order.call), None)
    if call is None:
        raise CommandRefused(NOT_LISTENING)
    if not calls.is_only(call):
        raise CommandRefused(OTHER_CALLS)
    return Hangup()


def _work(order: WorkCallback, held: Held, known: Known) -> Command:
    if refusal := known.can[ACTIONS[order.deed]].refusal():
        raise CommandRefused(refusal)
    callback = known.hearing.callbacks.callbacks.get(order.callback)
    if callback is None:
        raise CommandRefused(NO_CALLBACK)
    if not _is_signed_in(held.own.agent, known):
        raise CommandRefused(NO_AGENT_YOURSELF)
    uuid = word_of(callback.id)
    if order.deed is CallbackDeed.TAKE:
        if callback.agent not in (None, held.own.agent):
            raise CommandRefused(TAKEN)
        return TakeCallback(uuid=uuid)
    if callback.agent != held.own.agent:
        raise CommandRefused(TAKEN if callback.agent else NOT_YOURS)
    match order.deed:
        case CallbackDeed.RELEASE:
            return ReleaseCallback(uuid=uuid)
        case CallbackDeed.START if callback.ticket:
            raise CommandRefused(STARTED)
        case CallbackDeed.START:
            number = callback.mobile if order.number == "mobile" else callback.phone
            if not number:
                raise CommandRefused(NO_NUMBER)
            return StartCallback(uuid=uuid, number=number)
        case CallbackDeed.CLOSE:
            return _close(order, callback)
        case CallbackDeed.RESCHEDULE:
            return _put_off(order, callback)
        case _:
            assert_never(order.deed)


def _close(order: WorkCallback, callback: Callback) -> Command:
    if not callback.ticket:
        raise CommandRefused(NO_TICKET)
    for status in STATUSES:
        if status == order.status:
            return UpdateCallbackTicket(uuid=callback.ticket, status=status, comment=order.comment)
    raise CommandRefused(NO_SUCH_STATUS)


def _put_off(order: WorkCallback, callback: Callback) -> Command:
    if not callback.ticket:
        raise CommandRefused(NO_TICKET)
    if (order.due is None) != (not order.period):
        raise CommandRefused(DAY_AND_PERIOD)
    return UpdateCallbackTicket(
        uuid=callback.ticket,
        status="Callback",
        comment=order.comment,
        due_date=order.due,
        period_uuid=word_of(order.period) or None,
    )
