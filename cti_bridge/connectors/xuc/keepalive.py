"""A line's pulse: a ping every 5 s, and how long it is silent. XUC answers every ping with something (xuc.md 1.2)."""

from cti_bridge.errors import Retryable

PING_EVERY = 5.0  # seconds
SILENT_AFTER = 14.0  # its client gives up at 15; a second earlier, so that the light has turned by then

SILENT = "XiVO does not answer any more."


class Keepalive:
    """When to ping next, and when to give a line up. Any frame is a sign of life, whatever it says.

    Two pings must have gone unanswered: after our own machine stood still, the line gets its chance.
    """

    def __init__(self, at: float) -> None:
        self._heard_at = at
        self._ping_at = at + PING_EVERY
        self._unanswered = 0

    def heard(self, at: float) -> None:
        """A frame came."""
        self._heard_at = at
        self._unanswered = 0

    def look(self, at: float) -> bool:
        """Whether to ping now. Raises Retryable when the line has been silent too long: it is half open."""
        if self._unanswered >= 2 and at - self._heard_at >= SILENT_AFTER:
            raise Retryable(SILENT)
        if at < self._ping_at:
            return False
        self._ping_at = at + PING_EVERY
        self._unanswered += 1
        return True

    def next_at(self) -> float:
        """When to look again."""
        return min(self._ping_at, self._heard_at + SILENT_AFTER) if self._unanswered >= 2 else self._ping_at
