"""Tells every socket of this process what is new on the floor: one hub per process, on the loop of its server.

It hands each socket what is new since that socket was last told. What sockets of one scope are owed, who asked for the
same of it, is filtered and joined once, and goes out as the same text to all of them.
"""

import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Protocol

from dashboard.access import Scope
from dashboard.live import meters
from dashboard.live.cache import Position, RowCache
from dashboard.live.groups import Group, OfMoment
from dashboard.live.line import Line
from dashboard.live.only import Only
from dashboard.live.sockets import NOT_HEARD, NOT_UNDERSTOOD, SIGNED_OUT, Socket, Ticket
from dashboard.live.standing import Standings
from dashboard.presenters.times import stamp

BLIND_SECONDS = 5.0  # the floor is read every second; a page that hears nothing for twelve shows its line as lost
STAMP_SECONDS = 0.001  # a frame's time has no more digits than that


class Pulse(Protocol):
    """What reads the floor for a hub, and makes it tell (`dashboard.live.pulse`)."""

    def start(self, hub: "Hub") -> None:
        """The first socket is here: begins on the running loop."""
        ...

    def stop(self) -> None:
        """The last socket has left."""
        ...

    def wake(self) -> None:
        """There is something to read or to tell. From any thread."""
        ...


class Hub:
    """All sockets of this process; for the loop's own thread. What makes it move is its pulse."""

    def __init__(
        self,
        cache: RowCache,
        pulse: Pulse,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.cache = cache
        self._pulse = pulse
        self._monotonic = monotonic
        self._now = now
        self._sockets: dict[Socket, Group] = {}
        self._groups: dict[tuple[Scope, Only | None], Group] = {}
        self._news = OfMoment(cache, now)
        self._stamp, self._stamped_at = "", float("-inf")

    @property
    def sockets(self) -> list[Socket]:
        """Those that are here now."""
        return list(self._sockets)

    # -- sockets come and go -----------------------------------------------------------------------------------

    def open(
        self, ticket: Ticket, line: Line, position: Position, only: Only | None = None, anew: Only | None = None
    ) -> Socket:
        """Takes a socket in. What it opens with is answered after the next reading: at once."""
        socket = Socket(ticket, line, position, self._monotonic(), only, anew, opened_at=self._now())
        group = self._groups.setdefault((ticket.scope, only), Group(ticket.scope))
        group.sockets += 1
        self._sockets[socket] = group
        line.idle = lambda: self.tell(socket)
        meters.SOCKETS.inc()
        if len(self._sockets) == 1:
            self._pulse.start(self)
        self._pulse.wake()
        return socket

    def hear(self, socket: Socket, *, ack: int | None, beat: int | None) -> None:
        """Takes what a page says. Where that lets it go on, it is told at once what it is owed.

        Nobody's beat is answered while the floor cannot be read: a page that stands still must say so, as if its line
        were lost.
        """
        now = self._monotonic()
        if socket.is_flooding(now):
            self.close(socket, NOT_UNDERSTOOD)
            return
        if ack is not None:
            socket.acknowledge(ack, now)
            if socket.opening is None:
                self.tell(socket)
        if beat is not None:
            socket.take_beat(beat, now)
            self._answer_beat(socket, now)

    def answer_receipts(self, socket: Socket, number: int) -> None:
        """Tells a page that its receipts of this number are kept."""
        if socket in self._sockets:
            socket.answer_receipts(number, stamp(self._now()))

    def leave(self, socket: Socket) -> None:
        """Lets a socket go; with the last one the hub stops."""
        group = self._sockets.pop(socket, None)
        if group is None:
            return
        meters.SOCKETS.dec()
        group.sockets -= 1
        if not group.sockets:
            del self._groups[socket.ticket.scope, socket.only]
        if not self._sockets:
            self._pulse.stop()

    def close(self, socket: Socket, code: int) -> None:
        """Closes a socket: from now on it is told nothing."""
        self.leave(socket)
        socket.line.close(code)
        meters.CLOSED.labels(code).inc()

    # -- telling -----------------------------------------------------------------------------------------------

    def tell(self, socket: Socket) -> None:
        """Sends a socket what is new to it, if its line and its window allow it now."""
        group = self._sockets.get(socket)
        now = self._monotonic()
        if group is None:
            return
        if socket.owed_beat is not None:
            self._answer_beat(socket, now)
        if not socket.may_send(now):
            return
        if socket.opening is None and socket.told == self.cache.moment and not socket.is_behind(now):
            return
        part = group.part(self.cache.moment, self._news, socket)
        size = socket.send(part, self._stamped(now), now)
        if size:
            meters.TOLD.add(part.rows, size)

    def _answer_beat(self, socket: Socket, now: float) -> None:
        if self.cache.unread_seconds() <= BLIND_SECONDS:
            socket.answer_beat(stamp(self._now()), now)

    def _stamped(self, now: float) -> str:
        """The time on the wall, for a frame; written each millisecond, not for each of a thousand sockets."""
        if now - self._stamped_at >= STAMP_SECONDS:
            self._stamp, self._stamped_at = stamp(self._now()), now
        return self._stamp

    def close_silent(self) -> None:
        """Closes who was not heard of for too long."""
        now = self._monotonic()
        self._close_where(lambda socket: socket.is_lost(now), NOT_HEARD)

    def close_fallen(self, asked: Collection[Socket], standings: Standings) -> None:
        """Closes, of those that were asked about, who is no longer who they were."""
        fallen = {socket for socket in asked if not standings.upholds(socket.ticket)}
        self._close_where(fallen.__contains__, SIGNED_OUT)

    def close_session(self, session: str) -> None:
        """Somebody signed out in this process."""
        self._close_where(lambda socket: socket.ticket.session == session, SIGNED_OUT)

    def _close_where(self, is_over: Callable[[Socket], bool], code: int) -> None:
        for socket in [s for s in self._sockets if is_over(s)]:
            self.close(socket, code)
