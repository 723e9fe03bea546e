"""Tells every socket of this process what is new on the floor: one hub per process, on the loop of its server.

Started by the first socket, stopped when the last one leaves, so that daphne (which has no lifespan) and uvicorn are
alike. It wakes on a hint, or once a second; reads in a thread of its own with a kept connection; and then hands each
socket what is new since it was last told. What sockets of one scope are owed is filtered and joined once.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

from dashboard.access import Scope
from dashboard.live import meters
from dashboard.live.cache import Position, RowCache
from dashboard.live.complaint import Complaint
from dashboard.live.groups import Group
from dashboard.live.line import Line
from dashboard.live.reader import DatabaseReader
from dashboard.live.sockets import NOT_HEARD, SIGNED_OUT, Socket, Ticket
from dashboard.live.standing import Standings, read_standings
from dashboard.presenters.times import stamp

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0  # without a hint the floor is read this often; and as often we look who is still there
TURN_SECONDS = 0.005  # after so long at a stretch, others on the loop have their turn


def tick_seconds(sockets: int, fixed: float | None = None) -> float:
    """How far apart frames are at least: shorter with few sockets, longer with many, unless it is fixed."""
    if fixed is not None:
        return fixed
    return 0.030 if sockets <= 250 else 0.040 if sockets <= 500 else 0.050


class Hub:
    """All sockets of this process. Everything but `wake` and `end_session` is for the loop's own thread."""

    def __init__(
        self,
        cache: RowCache,
        *,
        tick: float | None = None,
        standings: Callable[[set[str], set[int]], Standings] = read_standings,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.cache = cache
        self._tick = tick
        self._standings = standings
        self._monotonic = monotonic
        self._now = now
        self._sockets: dict[Socket, Group] = {}
        self._groups: dict[Scope, Group] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._hinted = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._reader: DatabaseReader

    # -- sockets come and go -----------------------------------------------------------------------------------

    def open(self, ticket: Ticket, line: Line, position: Position) -> Socket:
        """Takes a socket in. What it opens with is answered after the next reading: at once."""
        socket = Socket(ticket, line, position, self._monotonic())
        group = self._groups.setdefault(ticket.scope, Group(ticket.scope))
        group.sockets += 1
        self._sockets[socket] = group
        line.idle = lambda: self.tell(socket)
        meters.SOCKETS.inc()
        if not self._tasks:
            self._start()
        self._hinted.set()
        return socket

    def hear(self, socket: Socket, *, ack: int | None, beat: int | None) -> None:
        """Takes what a page says. Where that lets it go on, it is told at once what it is owed."""
        now = self._monotonic()
        if ack is not None:
            socket.acknowledge(ack, now)
            if socket.opening is None:
                self.tell(socket)
        if beat is not None:
            socket.beat(beat, stamp(self._now()), now)

    def leave(self, socket: Socket) -> None:
        """Lets a socket go; with the last one the hub stops."""
        group = self._sockets.pop(socket, None)
        if group is None:
            return
        meters.SOCKETS.dec()
        group.sockets -= 1
        if not group.sockets:
            del self._groups[socket.ticket.scope]
        if not self._sockets:
            self._stop()

    def close(self, socket: Socket, code: int) -> None:
        """Closes a socket: from now on it is told nothing."""
        self.leave(socket)
        socket.line.close(code)
        meters.CLOSED.labels(code).inc()

    def wake(self) -> None:
        """There is something new. From any thread; costs nothing when nobody is here."""
        self._call(self._hinted.set)

    def end_session(self, session: str) -> None:
        """Somebody signed out in this process. From any thread."""
        self._call(lambda: self._close_where(lambda socket: socket.ticket.session == session, SIGNED_OUT))

    def _call(self, deed: Callable[[], None]) -> None:
        loop = self._loop
        if loop is not None:
            try:
                loop.call_soon_threadsafe(deed)
            except RuntimeError:  # the loop has just been closed: nobody is left to be told
                return

    # -- telling -----------------------------------------------------------------------------------------------

    def tell(self, socket: Socket) -> None:
        """Sends a socket what is new to it, if its line and its window allow it now."""
        group = self._sockets.get(socket)
        now = self._monotonic()
        if group is None or not socket.may_send(now):
            return
        if socket.opening is None and socket.told == self.cache.moment:
            return
        part = group.part(self.cache, socket)
        size = socket.send(part, stamp(self._now()), now)
        if size:
            meters.FRAMES.inc()
            meters.ROWS.inc(part.rows)
            meters.BYTES.inc(size)

    async def tell_all(self) -> None:
        """Sends every socket what is new to it; others on the loop have their turn in between."""
        turn = self._monotonic()
        for socket in list(self._sockets):
            self.tell(socket)
            if self._monotonic() - turn > TURN_SECONDS:
                await asyncio.sleep(0)
                turn = self._monotonic()

    async def look(self) -> None:
        """Closes who was not heard of, and who is no longer who they were."""
        now = self._monotonic()
        self._close_where(lambda socket: socket.is_lost(now), NOT_HEARD)
        there = list(self._sockets)
        sessions, people = {s.ticket.session for s in there}, {s.ticket.person for s in there}
        standings = await self._reader.read(lambda: self._standings(sessions, people))
        over = {socket for socket in there if not standings.upholds(socket.ticket)}
        self._close_where(over.__contains__, SIGNED_OUT)

    def _close_where(self, is_over: Callable[[Socket], bool], code: int) -> None:
        for socket in [s for s in self._sockets if is_over(s)]:
            self.close(socket, code)

    # -- the loops ---------------------------------------------------------------------------------------------

    def _start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._hinted = asyncio.Event()
        self._reader = DatabaseReader()
        self._tasks = [asyncio.create_task(self._follow()), asyncio.create_task(self._watch())]

    def _stop(self) -> None:
        self._loop = None
        for task in self._tasks:
            task.cancel()
        self._tasks = []
        self._reader.stop()

    async def _follow(self) -> None:
        """Reads and tells, on a hint or once a second. What fails is tried again."""
        complaint = Complaint(log, "The floor cannot be read: pages stand still", "The floor can be read again")
        framed = float("-inf")
        while True:
            await self._hint()
            await asyncio.sleep(framed + tick_seconds(len(self._sockets), self._tick) - self._monotonic())
            self._hinted.clear()
            try:
                await self._reader.read(self._refresh)
                framed = self._monotonic()
                await self.tell_all()
                complaint.worked()
            except Exception as error:
                complaint.failed(error, traceback=True)

    async def _watch(self) -> None:
        """Looks once a second who is still there, and still who they were. What fails is tried again."""
        complaint = Complaint(log, "Nobody can be checked: sign-outs are not noticed", "Sign-outs are noticed again")
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self.look()
                complaint.worked()
            except Exception as error:
                complaint.failed(error, traceback=True)

    async def _hint(self) -> None:
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await self._hinted.wait()
        except TimeoutError:
            return

    def _refresh(self) -> None:
        with meters.REFRESH.time():
            self.cache.refresh()
