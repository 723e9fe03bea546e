"""How an agent's day has gone: since when they are signed in, and how long they were ready, away and in wrap-up."""

from dataclasses import dataclass, field

from cti_bridge.floor.model import AgentState, Day
from cti_bridge.practice.clock import SimClock

COUNTED = (AgentState.READY, AgentState.NOT_READY, AgentState.WRAP_UP)


def _nothing() -> dict[AgentState, float]:
    return dict.fromkeys(COUNTED, 0.0)


@dataclass(slots=True, kw_only=True)
class Tally:
    """Simulated seconds in each state that is counted, up to `until`; what began then is not in there yet."""

    until: float = 0.0
    seconds: dict[AgentState, float] = field(default_factory=_nothing)
    signed_in_at: float | None = None
    signed_out_at: float | None = None

    def move(self, before: AgentState, after: AgentState, now: float) -> bool:
        """One state ends and another begins; whether the day has changed by it."""
        if before in self.seconds:
            self.seconds[before] += now - self.until
        self.until = now
        if before is AgentState.SIGNED_OUT:
            self.signed_in_at = now
        if after is AgentState.SIGNED_OUT:
            self.signed_out_at = now
        return before in self.seconds or AgentState.SIGNED_OUT in (before, after)

    def new_day(self, now: float) -> None:
        """Midnight: counts from nothing, what goes on too. Who is signed in has been since yesterday."""
        self.seconds, self.until = _nothing(), now

    def as_told(self, clock: SimClock) -> Day:
        """The day as the floor knows days: in real seconds."""
        ready, not_ready, wrap_up = (round(self.seconds[state] / clock.speed, 1) for state in COUNTED)
        return Day(
            at=clock.at(self.until),
            signed_in_at=None if self.signed_in_at is None else clock.at(self.signed_in_at),
            signed_out_at=None if self.signed_out_at is None else clock.at(self.signed_out_at),
            ready=ready,
            not_ready=not_ready,
            wrap_up=wrap_up,
        )
