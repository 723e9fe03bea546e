"""What is still to happen, in order of time: the heart of the simulation, in simulated seconds since its start."""

import heapq
from collections.abc import Callable
from itertools import count

Deed = Callable[[], None]


class Entry:
    """One deed to come; `cancel` it and it never happens."""

    __slots__ = ("deed",)

    def __init__(self, deed: Deed) -> None:
        self.deed: Deed | None = deed

    def cancel(self) -> None:
        """It will not happen; cancelling twice, or afterwards, changes nothing."""
        self.deed = None


class Agenda:
    """Deeds by time. `now` stands at the time of the deed that happens, and never goes back."""

    def __init__(self) -> None:
        self.now = 0.0
        self._order = count()
        self._heap: list[tuple[float, int, Entry]] = []

    def after(self, seconds: float, deed: Deed) -> Entry:
        """Does `deed` in so many simulated seconds; deeds of one moment happen in the order in which they were put."""
        entry = Entry(deed)
        heapq.heappush(self._heap, (self.now + max(0.0, seconds), next(self._order), entry))
        return entry

    def run(self, until: float) -> None:
        """Everything that happens up to and at `until`; an `until` in the past does nothing."""
        while self._heap and self._heap[0][0] <= until:
            moment, _, entry = heapq.heappop(self._heap)
            if entry.deed is not None:
                self.now, deed, entry.deed = moment, entry.deed, None
                deed()
        self.now = max(self.now, until)
