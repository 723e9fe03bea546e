"""What people asked over one connection, and which words of the system answer it. Success is the floor's to tell."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from cti_bridge.connector import Clock
from cti_bridge.connectors.generic_connector.asking import Asking
from cti_bridge.connectors.generic_connector.commands import Outgoing
from cti_bridge.connectors.generic_connector.hearing import Hearing
from cti_bridge.connectors.generic_connector.link import Link
from cti_bridge.connectors.generic_connector.messages import Dialog, Error, State
from cti_bridge.connectors.generic_connector.parties import state_of
from cti_bridge.connectors.generic_connector.refusals import in_words, is_of_no_call, without_numbers
from cti_bridge.connectors.generic_connector.requests import Request
from cti_bridge.connectors.generic_connector.sign_ins import SignIns
from cti_bridge.connectors.generic_connector.site import Site, dialog_of, login_of
from cti_bridge.connectors.generic_connector.spellings import Verb
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import Command, Listen, OnACall
from cti_bridge.floor.model import CallState, CallType

OF_A_PERSON = (
    Verb.MAKE_READY,
    Verb.MAKE_NOT_READY,
    Verb.MAKE_NOT_READY_WITH_REASON,
    Verb.LOGOUT,
    Verb.LOGOUT_WITH_REASON,
)
LEAVES = (Verb.END_SILENT_MONITOR, Verb.RELEASE_CALL)
OF_ONES_OWN_PART = (*LEAVES, Verb.HOLD_CALL, Verb.RETRIEVE_CALL, Verb.GET_DIALOG_STATE)
OF_A_CALL = (*LEAVES, Verb.HOLD_CALL, Verb.RETRIEVE_CALL, Verb.SILENT_MONITOR, Verb.BARGE_IN, Verb.DROP_PARTICIPANT)
BEGINS_A_CALL = (Verb.SILENT_MONITOR, Verb.BARGE_IN)  # what fails may have an id of its own
ENDED_AT_ONCE = "The call ended before you could listen: listen to the agent's next one."
_TALKED_ON = (CallState.ACTIVE, CallState.HELD)


class Asked:
    """The open orders of one connection."""

    def __init__(
        self,
        link: Link,
        asking: Asking,
        sign_ins: SignIns,
        hearing: Hearing,
        site: Site,
        now: Clock,
        clock: Callable[[], float],
    ) -> None:
        self._link, self._asking, self._sign_ins, self._hearing = link, asking, sign_ins, hearing
        self._site, self._now, self._clock = site, now, clock

    def order(
        self, command: Command, outgoing: Outgoing, time_to_live: timedelta, overdue_at: float
    ) -> "tuple[Request, asyncio.Future[str]]":
        """Sends what a person asked; the future has the answer, or the refusal. Raises Retryable: nothing was sent."""
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        about = dialog_of(command.call) if isinstance(command, OnACall) and not isinstance(command, Listen) else ""
        request = Request(outgoing.verb, outgoing.subject, overdue_at, about, answer)
        id_ = self._link.say(outgoing, time_to_live)
        self._asking.open.put(request, id_)
        if isinstance(command, Listen) and (held := self._sign_ins.get(login_of(command.sign_in))):
            held.asks_to_hear(command.agent, self._now())
        return request, answer

    def heard_state(self, message: State, correlation_id: str) -> None:
        """A State with a question's id is its answer."""
        if correlation_id and (request := self._asking.open.answered(correlation_id, message.subject, *OF_A_PERSON)):
            request.settle()

    def refused(self, request: Request, error: Error) -> None:
        """An error answered a question."""
        words = in_words(error.code, request.verb, error.detail)
        if is_of_no_call(error.code) and request.verb in OF_ONES_OWN_PART:
            self._hearing.call_is_over(request.about, request.login)
            if request.verb in LEAVES:
                request.settle()  # there is nothing left to leave: as it was asked
        request.fail(CommandRefused(words, code=without_numbers(error.code)))
        if request.answer is None:
            self._hearing.refused[request.verb] = words

    def heard_dialog(self, dialog: Dialog, correlation_id: str) -> bool:
        """Whether the floor is to hear of a dialog event too.

        One that failed fails the order that it answers. Had it been talked on, then what failed is the order alone
        perhaps: the floor keeps it, and the system is asked.
        """
        if dialog.event == "DialogState":
            self._asking.open.answered(correlation_id, dialog.login, Verb.GET_DIALOG_STATE)
        if state_of(dialog.state) is not CallState.ENDED:
            return True
        call = self._hearing.calls.told.get(self._site.call(dialog.id))
        if dialog.state.upper() != "FAILED":
            if call is not None and call.type is CallType.MONITOR:
                self._fail(dialog, Verb.SILENT_MONITOR, words=ENDED_AT_ONCE)
            return True
        was_an_order = self._fail(dialog, *OF_A_CALL)
        part = self._hearing.calls.told.part(self._site.call(dialog.id), dialog.login)
        if not was_an_order or part not in _TALKED_ON:
            return True
        self._hearing.calls.told.unsure(self._site.call(dialog.id), self._clock())
        self._asking.dialog(dialog.login, dialog.id)
        return False

    def _fail(self, dialog: Dialog, *verbs: Verb, words: str = "") -> bool:
        """Fails the one order of a login that a dialog's end answers, if that is certain."""
        theirs = [r for r in self._asking.open.open(*verbs) if r.login == dialog.login and r.answer is not None]
        meant = [r for r in theirs if r.about == dialog.id] or [r for r in theirs if r.verb in BEGINS_A_CALL]
        if len(meant) != 1:
            return False
        request = meant[0]
        self._asking.open.drop(request)
        code = dialog.cause.strip()
        request.fail(CommandRefused(words or in_words(code, request.verb), code=without_numbers(code)))
        return True
