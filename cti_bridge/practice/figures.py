"""What a queue has counted since midnight, by the names of metrics.md."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

LIMITS = (5, 15, 20, 30, 60)  # seconds within which answers and abandons are counted, to and with the limit

Within = dict[int, int]


def _none_within() -> Within:
    return dict.fromkeys(LIMITS, 0)


@dataclass(slots=True, kw_only=True)
class Figures:
    """A day's counts; seconds are sums. Offered is answered and abandoned: none flow out."""

    answered: int = 0
    abandoned: int = 0
    answered_within: Within = field(default_factory=_none_within)
    abandoned_within: Within = field(default_factory=_none_within)
    wait_seconds_of_answered: float = 0.0
    handled: int = 0
    talk_seconds: float = 0.0
    hold_seconds: float = 0.0
    wrap_up_seconds: float = 0.0

    def count_answer(self, waited: float) -> None:
        """A caller was answered after so many seconds."""
        self.answered += 1
        self.wait_seconds_of_answered += waited
        _count(self.answered_within, waited)

    def count_abandon(self, waited: float) -> None:
        """A caller gave up after so many seconds."""
        self.abandoned += 1
        _count(self.abandoned_within, waited)

    def count_handled(self, talked: float, held: float) -> None:
        """A caller's call is over."""
        self.handled += 1
        self.talk_seconds += talked
        self.hold_seconds += held

    def as_told(self) -> Iterable[tuple[str, float]]:
        """Each figure by the name that the floor has for it (floor/figures.py)."""
        yield "offered", float(self.answered + self.abandoned)
        yield "answered", float(self.answered)
        yield "abandoned", float(self.abandoned)
        yield from _named("answered", self.answered_within)
        yield from _named("abandoned", self.abandoned_within)
        yield "wait_seconds_of_answered", round(self.wait_seconds_of_answered, 1)
        yield "handled", float(self.handled)
        yield "talk_seconds", round(self.talk_seconds, 1)
        yield "hold_seconds", round(self.hold_seconds, 1)
        yield "wrap_up_seconds", round(self.wrap_up_seconds, 1)


def share_within(counted: int, shares: Mapping[int, float]) -> Within:
    """How many of so many came within each limit, where these shares did."""
    return {limit: round(counted * shares[limit]) for limit in LIMITS}


def _count(within: Within, waited: float) -> None:
    for limit in LIMITS:
        within[limit] += waited <= limit


def _named(what: str, within: Within) -> Iterable[tuple[str, float]]:
    for limit, count in within.items():
        yield f"{what}_within_{limit}s", float(count)
