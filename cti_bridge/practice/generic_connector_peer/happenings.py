"""What happens at the pretend Finesse, for whoever tells users of it."""

from dataclasses import dataclass

from .dialog import Dialog
from .model import User


@dataclass(frozen=True, slots=True, kw_only=True)
class UserChanged:
    """A user's state, reason, pending state or extension is new."""

    user: User


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogChanged:
    """A dialog stands otherwise for one user. `failure` is the cause when a call could not be made."""

    login: str
    dialog: Dialog
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceChanged:
    """Others are in the conference in which a supervisor takes part, or to which they listen."""

    login: str
    addresses: tuple[str, ...]


Happening = UserChanged | DialogChanged | ConferenceChanged
