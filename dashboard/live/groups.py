"""Sockets that share a scope share what is made for them."""

from datetime import datetime

from dashboard.access import Scope
from dashboard.live import meters
from dashboard.live.audience import Sight
from dashboard.live.cache import RowCache
from dashboard.live.frames import Part
from dashboard.live.sockets import Socket


class Group:
    """The sockets of one scope, and what was made for them of the present moment."""

    def __init__(self, scope: Scope) -> None:
        self.sockets = 0
        self._sight = Sight(scope)
        self._moment = -1
        self._parts: dict[object, Part] = {}

    def part(self, cache: RowCache, socket: Socket, now: datetime) -> Part:
        """What this socket is owed: one object for all who stand at the same moment, or come with the same position."""
        if self._moment != cache.moment:
            self._moment = cache.moment
            self._parts.clear()
        opening = socket.opening
        since: object = socket.told if opening is None else frozenset(opening.items())
        part = self._parts.get(since)
        if part is None:
            told = cache.since_moment(socket.told) if opening is None else cache.since_position(opening)
            part = self._parts[since] = Part(told, self._sight, always=opening is not None)
            if part.oldest and opening is None:
                meters.LAG.observe((now - part.oldest).total_seconds())
        return part
