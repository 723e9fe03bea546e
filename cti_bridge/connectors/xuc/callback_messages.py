"""What XUC says of callbacks: lists of them, and what became of each."""

from datetime import date, time

from cti_bridge.connectors.xuc.wire import Id, OfCustomer, Said
from cti_bridge.errors import BadMessage


class PreferredPeriod(Said, frozen=True, kw_only=True):
    """A part of the day, in the system's own zone."""

    uuid: str
    name: str = ""
    period_start: time
    period_end: time
    default: bool = False


class CallbackRequest(OfCustomer, frozen=True, kw_only=True):
    """Somebody who asks to be called back. `agent_id` has taken it."""

    uuid: str
    list_uuid: str = ""
    phone_number: str = ""
    mobile_phone_number: str = ""
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    description: str = ""
    agent_id: Id | None = None
    due_date: date | None = None
    preferred_period: PreferredPeriod | None = None
    voice_message_ref: str = ""


class CallbackList(Said, frozen=True, kw_only=True):
    """A list of callbacks, with those that are open."""

    uuid: str
    name: str = ""
    queue_id: Id | None = None
    callbacks: tuple[CallbackRequest, ...] = ()


class CallbackLists(Said, frozen=True, kw_only=True):
    """All lists. `skipped` could not be read."""

    lists: tuple[CallbackList, ...]
    skipped: tuple[BadMessage, ...] = ()


class CallbacksFound(Said, frozen=True, kw_only=True):
    """FindCallbackResponseWithId: the answer to the findCallbackRequest with this `id`. `skipped` could not be read."""

    id: int
    callbacks: tuple[CallbackRequest, ...] = ()
    skipped: tuple[BadMessage, ...] = ()


class PreferredCallbackPeriodList(Said, frozen=True, kw_only=True):
    """The periods that can be chosen. `skipped` could not be read."""

    periods: tuple[PreferredPeriod, ...]
    skipped: tuple[BadMessage, ...] = ()


class CallbackTaken(Said, frozen=True, kw_only=True):
    """An agent has taken it."""

    uuid: str
    agent_id: Id


class CallbackReleased(Said, frozen=True, kw_only=True):
    """Nobody has it any more."""

    uuid: str


class CallbackStarted(Said, frozen=True, kw_only=True):
    """It is being called; the ticket is what updateCallbackTicket needs."""

    request_uuid: str
    ticket_uuid: str


class CallbackClotured(Said, frozen=True, kw_only=True):
    """It is closed."""

    uuid: str


class CallbackRequestUpdated(Said, frozen=True, kw_only=True):
    """It has another day or period."""

    request: CallbackRequest
