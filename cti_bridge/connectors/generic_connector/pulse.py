"""When to say Hello and Beat, and what silence means. Pure: it is told the time, in seconds of any steady clock."""

from cti_bridge.connectors.generic_connector.spellings import Verb

HELLO_EVERY = 3.0  # the guide's CONNECT_TIMEOUT
BEAT_EVERY = 2.0
STALE_AFTER = 5.0  # of an unanswered one
NO_ANSWER_TO_HELLO = 12.0  # and the next broker is tried


class Pulse:
    """Greets until it is in service, then beats."""

    def __init__(self, at: float) -> None:
        self.in_service = False
        self._next_at = at
        self._unanswered_since: float | None = None

    def due(self, at: float) -> Verb | None:
        """What is to be said now, if anything; counts as said."""
        if at < self._next_at:
            return None
        if self._unanswered_since is None:
            self._unanswered_since = at
        self._next_at = at + (BEAT_EVERY if self.in_service else HELLO_EVERY)
        return Verb.BEAT if self.in_service else Verb.HELLO

    def answered(self, at: float, *, in_service: bool) -> None:
        """A System event came."""
        self._unanswered_since = None
        if in_service != self.in_service:
            self.in_service = in_service
            self._next_at = at + (BEAT_EVERY if in_service else HELLO_EVERY)

    def silent_for(self, at: float) -> float:
        """Seconds since the oldest one that nobody answered."""
        return 0.0 if self._unanswered_since is None else at - self._unanswered_since

    def next_at(self, at: float) -> float:
        """When to look again: something is due, or has been silent for too long."""
        stale_at = self._next_at if self._unanswered_since is None else self._unanswered_since + STALE_AFTER
        return min(self._next_at, stale_at) if stale_at > at else self._next_at
