"""How a source does, in figures: how much it says in a minute, and how late its words stand in the store. Pure."""

from collections import deque

MINUTE = 60  # seconds over which events are counted
LAG_OF = 10.0  # seconds over which the longest lag is told


class Meter:
    """Of one source. Each `at` is in seconds of one steady clock."""

    def __init__(self) -> None:
        self._by_second = [0] * MINUTE
        self._second = 0  # the newest that is counted
        self._waits_since: float | None = None
        self._lags: deque[tuple[float, float]] = deque()  # when written, how late; only what nothing later exceeds

    # -- what it says ------------------------------------------------------------------------------------------------

    def said(self, events: int, at: float) -> None:
        """So many events came."""
        self._turn(at)
        self._by_second[self._second % MINUTE] += events

    def events_a_minute(self, at: float) -> float:
        """How many came within the last minute."""
        self._turn(at)
        return float(sum(self._by_second))

    def _turn(self, at: float) -> None:
        now = int(at)
        for second in range(max(self._second, now - MINUTE) + 1, now + 1):
            self._by_second[second % MINUTE] = 0
        self._second = max(self._second, now)

    # -- how late it stands ------------------------------------------------------------------------------------------

    def waits(self, at: float) -> None:
        """Something that came waits to be written: the oldest counts."""
        if self._waits_since is None:
            self._waits_since = at

    def taken(self) -> float | None:
        """Since when the oldest waits of all that is being written now; what comes from here on waits anew."""
        since, self._waits_since = self._waits_since, None
        return since

    def written(self, since: float | None, at: float) -> None:
        """It stands in the store."""
        if since is None:
            return
        lag = at - since
        while self._lags and self._lags[-1][1] <= lag:
            self._lags.pop()
        self._lags.append((at, lag))

    def put_back(self, since: float | None) -> None:
        """It could not be written, and waits as before."""
        self._waits_since = since if since is not None else self._waits_since

    def lag_seconds(self, at: float) -> float | None:
        """From coming in to standing there: the longest of the last ten seconds; None when nothing was written."""
        while self._lags and self._lags[0][0] < at - LAG_OF:
            self._lags.popleft()
        return round(self._lags[0][1], 3) if self._lags else None
