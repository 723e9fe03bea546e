"""What can be asked of XUC about the calls of one's own phone, as far as a supervisor needs it (xuc.md 1.4)."""

from cti_bridge.connectors.xuc.asked import Asked


class Hangup(Asked, frozen=True, kw_only=True, tag="hangup"):
    """Hang up this socket's phone: whichever call it has. Only the newest systems heed `unique_id`."""

    unique_id: str | None = None


class Answer(Asked, frozen=True, kw_only=True, tag="answer"):
    """Answer on this socket's phone."""

    unique_id: str | None = None


class GetCurrentCallsPhoneEvents(Asked, frozen=True, kw_only=True, tag="getCurrentCallsPhoneEvents"):
    """Have the calls told that this socket's phone has now."""
