"""What XUC says to and of the user of a socket: signed on or not, who they are, and what their phone does."""

from collections.abc import Mapping
from typing import Any

from msgspec import field

from cti_bridge.connectors.xuc.wire import Id, OfCustomer, Said
from cti_bridge.errors import BadMessage


class LoggedOn(Said, frozen=True, kw_only=True):
    """Signed on: commands may follow. Its payload is not documented, and not read."""


class LoggedOnError(Said, frozen=True, kw_only=True):
    """Not signed on: loggedOnFailed, loggedOnTimeout. The server closes (1.3)."""

    error: str = field(name="Error", default="")


class Error(Said, frozen=True, kw_only=True):
    """The service answered abnormally; `error` is its word, where one could be read (1.7)."""

    error: str = ""


class RightProfile(Said, frozen=True, kw_only=True):
    """What the user may do in XUC."""

    profile: str = ""


class UserConfigUpdate(Said, frozen=True, kw_only=True):
    """Who the user is. `agent_id` where they are an agent."""

    user_id: Id | None = None
    agent_id: Id | None = None
    first_name: str = ""
    last_name: str = ""
    full_name: str = ""
    line_ids: tuple[Id, ...] = ()


class UserStatusUpdate(Said, frozen=True, kw_only=True):
    """The user's status by its name. The payload is inferred from the command of the same name."""

    status: str = ""


class StatusAction(Said, frozen=True, kw_only=True):
    """What choosing a status does: queuepause_all, queueunpause_all …"""

    name: str
    parameters: Any = None


class UserStatus(Said, frozen=True, kw_only=True):
    """A status that can be chosen; with the action queuepause_all it is a reason for a pause (1.6)."""

    name: str
    long_name: str = ""
    color: str = ""
    actions: tuple[StatusAction, ...] = ()


class UsersStatuses(Said, frozen=True, kw_only=True):
    """Every status that can be chosen. `skipped` could not be read."""

    statuses: tuple[UserStatus, ...]
    skipped: tuple[BadMessage, ...] = ()


class PhoneEvent(OfCustomer, frozen=True, kw_only=True):
    """What the user's own phone does: EventDialing, EventRinging, EventEstablished, EventReleased."""

    event_type: str
    dn: str = field(name="DN", default="")
    other_dn: str = field(name="otherDN", default="")
    linked_id: str = ""
    unique_id: str = ""
    queue_name: str = ""
    user_data: Mapping[str, Any] = {}


class CurrentCallsPhoneEvents(Said, frozen=True, kw_only=True):
    """The calls that the user's own phone has now. Its shape, PhoneEvents under `events`, is inferred."""

    events: tuple[PhoneEvent, ...] = ()
    skipped: tuple[BadMessage, ...] = ()
