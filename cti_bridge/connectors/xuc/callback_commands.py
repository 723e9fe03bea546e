"""What can be asked of XUC about callbacks (xuc.md 1.4). Taking one needs an agent who is signed in."""

from datetime import date
from typing import Literal

from cti_bridge.connectors.xuc.asked import Asked, AskedOfCustomer

Status = Literal["NoAnswer", "Answered", "Email", "Fax", "Callback"]


class GetCallbackLists(Asked, frozen=True, kw_only=True, tag="getCallbackLists"):
    """Have every list told with its open callbacks, and hear what becomes of them."""


class GetCallbackPreferredPeriods(Asked, frozen=True, kw_only=True, tag="getCallbackPreferredPeriods"):
    """Have the periods told that can be chosen."""


class TakeCallback(Asked, frozen=True, kw_only=True, tag="takeCallback"):
    """Take a callback, as this socket's agent."""

    uuid: str


class ReleaseCallback(Asked, frozen=True, kw_only=True, tag="releaseCallback"):
    """Give back a callback that one has taken."""

    uuid: str


class StartCallback(AskedOfCustomer, frozen=True, kw_only=True, tag="startCallback"):
    """Call the customer; CallbackStarted brings the ticket."""

    uuid: str
    number: str


class ListenCallbackMessage(Asked, frozen=True, kw_only=True, tag="listenCallbackMessage"):
    """Hear the voice message that came with a callback."""

    voice_message_ref: str


class UpdateCallbackTicket(AskedOfCustomer, frozen=True, kw_only=True, tag="updateCallbackTicket"):
    """Close a callback, or put it off (status Callback). `uuid` is the ticket's. Day and period go together or not."""

    uuid: str
    status: Status
    comment: str
    due_date: date | None = None
    period_uuid: str | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for a day without a period, or a period without a day: neither would be sent (1.4)."""
        if (self.due_date is None) != (self.period_uuid is None):
            raise ValueError("A callback is put off to a day and a period, both or neither.")
