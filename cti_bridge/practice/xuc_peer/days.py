"""What XUC counts of an agent's day: sign-in, sign-out, and seconds ready, paused and in wrap-up."""

from dataclasses import dataclass, replace
from datetime import datetime

from .model import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """An agent's sums until `since`, the last change of state."""

    since: datetime
    signed_in_at: datetime | None = None
    signed_out_at: datetime | None = None
    ready: float = 0.0
    paused: float = 0.0
    wrap_up: float = 0.0

    def turned(self, before: State, after: State, now: datetime) -> "Day":
        """The day after a change of state."""
        day = self._with_time_in(before, now)
        if before is State.LOGGED_OUT:
            return replace(day, signed_in_at=now)
        return replace(day, signed_out_at=now) if after is State.LOGGED_OUT else day

    def until(self, state: State, now: datetime) -> "Day":
        """The day so far, for an agent who is in this state."""
        return self._with_time_in(state, now)

    def _with_time_in(self, state: State, now: datetime) -> "Day":
        seconds = max(0.0, (now - self.since).total_seconds())
        match state:
            case State.READY:
                return replace(self, since=now, ready=self.ready + seconds)
            case State.ON_PAUSE:
                return replace(self, since=now, paused=self.paused + seconds)
            case State.ON_WRAPUP:
                return replace(self, since=now, wrap_up=self.wrap_up + seconds)
            case _:
                return replace(self, since=now)
