"""Who has pages open: each web process says so of its own sockets, and all together are everybody's."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from dashboard.models import WebProcess

BEAT_SECONDS = 5.0
SILENT = timedelta(seconds=15)  # not heard of for so long: the process is gone, and its sockets with it

Open = tuple[int, int]  # a person, and since when: whole seconds since 1970


class SocketRegistry:
    """What one web process says of its sockets. All of it on one thread: the hub's reader."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._id = uuid4().hex
        self._monotonic = monotonic
        self._said: list[Open] | None = None
        self._due = float("-inf")

    def say(self, sockets: Iterable[Open], now: datetime) -> bool:
        """Every five seconds says that the process lives, and, where they changed, its sockets; whether it did.

        Cheap to ask every second: in between nothing is looked at.
        """
        if self._monotonic() < self._due:
            return False
        there = sorted(sockets)
        if there == self._said and WebProcess.objects.filter(pk=self._id).update(heard_at=now):
            self._due = self._monotonic() + BEAT_SECONDS
            return True
        WebProcess.objects.update_or_create(pk=self._id, defaults={"heard_at": now, "sockets": there})
        WebProcess.objects.filter(heard_at__lt=now - SILENT).exclude(pk=self._id).delete()
        self._said, self._due = there, self._monotonic() + BEAT_SECONDS
        return True

    def leave(self) -> None:
        """The last socket has left, or the process ends in order: nothing is said any more."""
        self._said, self._due = None, float("-inf")
        WebProcess.objects.filter(pk=self._id).delete()


def open_sockets(now: datetime, person: int | None = None) -> dict[int, list[datetime]]:
    """Since when each person has pages open, the oldest first; or one person alone."""
    found: defaultdict[int, list[datetime]] = defaultdict(list)
    for sockets in WebProcess.objects.filter(heard_at__gte=now - SILENT).values_list("sockets", flat=True):
        for whose, since in sockets:
            if person is None or whose == person:
                found[whose].append(datetime.fromtimestamp(since, UTC))
    return {whose: sorted(moments) for whose, moments in found.items()}
