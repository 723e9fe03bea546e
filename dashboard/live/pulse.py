"""What makes a hub move: reads the floor on a hint or once a second, tells it, and looks who is still there.

It begins with the first socket and stops with the last one, so that daphne (which has no lifespan) and uvicorn are
alike. It reads in a thread of its own, with a kept connection.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Sequence
from functools import partial

from dashboard.live import meters
from dashboard.live.complaint import Complaint
from dashboard.live.hub import Hub
from dashboard.live.line import FAILED
from dashboard.live.reader import DatabaseReader
from dashboard.live.sockets import Socket
from dashboard.live.standing import read_standings

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0  # without a hint the floor is read this often; and as often we look who is still there
LOOKED_AT = 100  # sockets in one look: the reader is wanted for rows, and a thousand would hold it for 12 ms
ROOM = 1.2  # where telling all of them takes long, frames lie so much further apart: more is merged, nobody is starved
TURN_SECONDS = 0.005  # after so long at a stretch, others on the loop have their turn


def tick_seconds(sockets: int, fixed: float | None = None) -> float:
    """How far apart frames are at least: shorter with few sockets, longer with many, unless it is fixed."""
    if fixed is not None:
        return fixed
    return 0.030 if sockets <= 250 else 0.040 if sockets <= 500 else 0.050


class LivePulse:
    """The pulse of a running process. `tick` fixes how many seconds lie between frames at least.

    `each_second`, with the sockets that are here then, and `at_the_end` are done on a thread of their own: they write,
    and whoever writes waits for others (on SQLite for every bridge), which no reading of rows may wait for.
    """

    def __init__(
        self,
        tick: float | None = None,
        *,
        each_second: Callable[[Sequence[Socket]], object] = lambda _: None,
        at_the_end: Callable[[], object] = lambda: None,
    ) -> None:
        self._tick = tick
        self._each_second = each_second
        self._at_the_end = at_the_end
        self._loop: asyncio.AbstractEventLoop | None = None
        self._woken = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._reader: DatabaseReader
        self._tidier: DatabaseReader

    def start(self, hub: Hub) -> None:
        """Begins on the running loop."""
        self._loop = asyncio.get_running_loop()
        self._woken = asyncio.Event()
        self._reader, self._tidier = DatabaseReader(), DatabaseReader()
        self._tasks = [asyncio.create_task(it) for it in (self._follow(hub), self._watch(hub), self._tidy(hub))]

    def stop(self) -> None:
        """Leaves nothing running; does not wait, since the loop may be ending."""
        self._loop = None
        for task in self._tasks:
            task.cancel()
        self._tasks = []
        self._reader.stop(lambda: None)
        self._tidier.stop(self._at_the_end)

    def wake(self) -> None:
        """There is something to read or to tell. From any thread; costs nothing when nobody is here."""
        self.soon(lambda: self._woken.set())

    def soon(self, deed: Callable[[], None]) -> None:
        """Does something on the hub's loop, if there is one. From any thread."""
        loop = self._loop
        if loop is not None:
            try:
                loop.call_soon_threadsafe(deed)
            except RuntimeError:  # the loop has just been closed: nobody is left to be told
                return

    async def _follow(self, hub: Hub) -> None:
        """Reads and tells. What fails is tried again, on the next hint or a second later."""
        complaint = Complaint(log, "The floor cannot be read: pages stand still", "The floor can be read again")
        framed, round_took = float("-inf"), 0.0
        reader = self._reader
        while True:
            await self._hint()
            apart = max(tick_seconds(len(hub.sockets), self._tick), ROOM * round_took)
            await asyncio.sleep(framed + apart - time.monotonic())
            self._woken.clear()
            there = hub.sockets  # who comes while we read may know more than we will: the next reading is for them
            try:
                await reader.read(lambda: _refresh(hub))
                framed = time.monotonic()
                await tell_all(hub, there)
                round_took = time.monotonic() - framed
                complaint.worked()
            except Exception as error:
                complaint.failed(error, traceback=True)

    async def _hint(self) -> None:
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _watch(self, hub: Hub) -> None:
        """Once a second closes who is not heard of, and who is no longer who they were; a few at a time."""
        complaint = Complaint(log, "Nobody can be checked: sign-outs are not noticed", "Sign-outs are noticed again")
        while True:
            hub.close_silent()
            sockets = hub.sockets
            some = [sockets[n : n + LOOKED_AT] for n in range(0, len(sockets), LOOKED_AT)] or [[]]
            for there in some:
                await asyncio.sleep(LOOK_SECONDS / len(some))
                try:
                    await self._look_at(there, hub)
                    complaint.worked()
                except Exception as error:
                    complaint.failed(error, traceback=True)

    async def _tidy(self, hub: Hub) -> None:
        complaint = Complaint(log, "What is overdue cannot be settled", "What is overdue is settled again")
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                there = hub.sockets
                await self._tidier.read(partial(self._each_second, there))
                complaint.worked()
            except Exception as error:
                complaint.failed(error, traceback=True)

    async def _look_at(self, there: Collection[Socket], hub: Hub) -> None:
        sessions, people = {s.ticket.session for s in there}, {s.ticket.person for s in there}
        standings = await self._reader.read(lambda: read_standings(sessions, people))
        hub.close_fallen(there, standings)


def _refresh(hub: Hub) -> None:
    with meters.REFRESH.time():
        hub.cache.refresh()


async def tell_all(hub: Hub, sockets: list[Socket]) -> None:
    """Tells sockets what is new to them; others on the loop have their turn in between.

    One that cannot be told is closed, and comes back: else all who come after it would never hear anything.
    """
    turn = time.monotonic()
    for socket in sockets:
        try:
            hub.tell(socket)
        except Exception:
            log.exception("A socket cannot be told what is new")
            hub.close(socket, FAILED)
        if time.monotonic() - turn > TURN_SECONDS:
            await asyncio.sleep(0)
            turn = time.monotonic()
