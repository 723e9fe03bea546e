"""Sockets that share a scope, and ask for the same of it, share what is made for them.

All of them share what is new, sorted by whom it is for.
"""

from collections.abc import Callable
from datetime import datetime

from dashboard.access import Scope
from dashboard.live import meters
from dashboard.live.audience import Sight
from dashboard.live.cache import RowCache
from dashboard.live.frames import Part, Sorted
from dashboard.live.sockets import Socket


class OfMoment:
    """What is new at a cache's present moment, sorted once for all who come from the same moment or position.

    Those who asked for the same part of it (`Only`) share that part, whatever their scope.
    """

    def __init__(self, cache: RowCache, now: Callable[[], datetime]) -> None:
        self._cache = cache
        self._now = now
        self._moment = -1
        self._sorted: dict[object, Sorted] = {}

    def since(self, socket: Socket) -> Sorted:
        """What this socket has not been told yet."""
        cache, opening = self._cache, socket.opening
        if self._moment != cache.moment:
            self._moment = cache.moment
            self._sorted.clear()
        key = (_since(socket), socket.only)
        found = self._sorted.get(key)
        if found is None:
            told = cache.since_moment(socket.told) if opening is None else cache.since_position(opening, socket.anew)
            found = self._sorted[key] = Sorted(told, socket.only)
            if found.oldest and opening is None:
                meters.LAG.observe((self._now() - found.oldest).total_seconds())
        return found


class Group:
    """The sockets of one scope that asked for the same of it, and what was made for them of the present moment."""

    def __init__(self, scope: Scope) -> None:
        self.sockets = 0
        self._sight = Sight(scope)
        self._moment = -1
        self._parts: dict[object, Part] = {}

    def part(self, moment: int, news: OfMoment, socket: Socket) -> Part:
        """What this socket is owed: one object for all who stand at the same moment, or come with the same position."""
        if self._moment != moment:
            self._moment = moment
            self._parts.clear()
        since = _since(socket)
        part = self._parts.get(since)
        if part is None:
            part = self._parts[since] = Part(news.since(socket), self._sight, always=socket.opening is not None)
        return part


def _since(socket: Socket) -> object:
    """Who has the same is owed the same, in one group, at one moment."""
    return socket.told if socket.opening is None else (frozenset(socket.opening.items()), socket.anew)
