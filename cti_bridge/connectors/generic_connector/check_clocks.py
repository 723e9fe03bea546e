"""The connection test's look at clocks: the broker's, the Generic Connector's, and the times that Finesse tells."""

from datetime import datetime
from zoneinfo import ZoneInfo

from cti_bridge.connector import Clock, Step
from cti_bridge.connectors.generic_connector.messages import Message, State
from cti_bridge.connectors.generic_connector.times import moment

MOST_SKEW = 1.0  # seconds that need no word
AGREE = 60.0  # seconds within which two times speak of the same clock
ZONES_DIFFER_BY = 15 * 60.0  # seconds, or a multiple of it

BROKER, CONNECTOR, FINESSE = "Clock of the broker", "Clock of the Generic Connector", "Times of Finesse"

AGREES = "It agrees with ours."
UNTOLD = "It does not tell its time."
SET_CLOCKS = "Set both clocks by NTP: otherwise commands expire before they arrive."
SET_ZONE = "Correct the Time zone of this integration: it is that of the Generic Connector's server."


def clock_step(name: str, skew: float | None, limit: float) -> Step:
    """How a clock compares with ours. `limit`, in seconds, is what commands can bear."""
    if skew is None:
        return Step(name=name, ok=True, said=UNTOLD)
    ok = abs(skew) < limit
    return Step(name=name, ok=ok, said=_in_words(skew), mend="" if ok else SET_CLOCKS)


class OwnTimes:
    """The times that Finesse gives to one sign-in's own changes of state, which we make while we watch.

    A spell that began before says nothing of a clock. So two changes must agree (into not ready, out again), or one
    must be right.
    """

    def __init__(self, login: str, zone: ZoneInfo, now: Clock) -> None:
        self._login, self._zone, self._now = login, zone, now
        self._skews: dict[str, float] = {}  # by state

    def notice(self, message: Message) -> None:
        """Hears every message."""
        if not isinstance(message, State) or message.subject != self._login:
            return
        now = self._now()
        told = moment(message.changed_at, self._zone, now)
        if told is not None:
            self._skews.setdefault(message.state, _seconds(told, now))

    def step(self, limit: float) -> Step | None:
        """What they come to; None where they say nothing certain."""
        skews = sorted(self._skews.values(), key=abs)
        if not skews or (abs(skews[0]) >= limit and (len(skews) < 2 or abs(skews[1] - skews[0]) > AGREE)):
            return None
        skew = skews[0]
        ok = abs(skew) < limit
        zones = round(skew / ZONES_DIFFER_BY)
        is_zone = zones != 0 and abs(skew - zones * ZONES_DIFFER_BY) < AGREE
        mend = "" if ok else SET_ZONE if is_zone else SET_CLOCKS
        return Step(name=f"{FINESSE}: {self._login}", ok=ok, said=_in_words(skew, unit=limit), mend=mend)


def _seconds(told: datetime, now: datetime) -> float:
    return (told - now).total_seconds()


def _in_words(skew: float, unit: float = MOST_SKEW) -> str:
    if abs(skew) < unit:
        return AGREES
    length = f"{abs(skew):.1f} s" if abs(skew) < 120 else f"{abs(skew) / 60:.0f} min"
    return f"It is {length} ahead of ours." if skew > 0 else f"It is {length} behind ours."
