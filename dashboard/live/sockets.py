"""One page's socket as the hub has it: whose it is, up to where it was told, and how much of that arrived."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dashboard.access import Scope
from dashboard.live.frames import Part
from dashboard.live.line import Line
from dashboard.live.only import Only

WINDOW_BYTES = 1024 * 1024  # unacknowledged beyond this, or for longer than this, a socket waits
WINDOW_SECONDS = 3.0
SILENT_SECONDS = 30.0  # not heard of: closed
UNACKNOWLEDGED_SECONDS = 120.0  # heard of, but nothing that was sent ever arrives: closed too
FLOOD, FLOOD_SECONDS = 1000, 10.0  # more messages in such a time are none of a page, which says two or three a second
BEATS_APART_SECONDS = 0.5  # a client that beats faster gets no more answers than this
POSITION_SECONDS = (
    60.0  # a socket that asked for less hears this often where the streams stand, if need be without a row
)
LONGEST_MESSAGE = 64 * 1024  # bytes: an opening names every stream, all else is short

SIGNED_OUT, NOT_ALLOWED, NOT_HEARD, NOT_UNDERSTOOD = 4401, 4403, 4408, 4400
TRY_LATER = 1013  # the registry of RFC 6455's close codes: a temporary condition of the server


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """As whom a socket was opened. Once any of it is no longer so, the socket is closed with 4401."""

    session: str
    person: int
    standing: object  # role, teams, sign-ins, password: as `dashboard.live.standing` reads them
    scope: Scope


class Socket:
    """One page's socket. Times are monotonic seconds.

    What it is owed is a number: the moment up to which it was told. So a slow one costs nothing while it waits, and
    gets each row once, as it then stands, when it goes on.
    """

    __slots__ = (
        "_acknowledged",
        "_beat_at",
        "_counted",
        "_counted_from",
        "_frame",
        "_heard_at",
        "_opening",
        "_placed_at",
        "_said",
        "_sent",
        "_unacknowledged",
        "anew",
        "line",
        "only",
        "opened_at",
        "owed_beat",
        "ticket",
        "told",
    )

    def __init__(
        self,
        ticket: Ticket,
        line: Line,
        opening: Mapping[str, tuple[str, int]],
        now: float,
        only: Only | None = None,
        anew: Only | None = None,
        *,
        opened_at: datetime,
    ) -> None:
        self.ticket = ticket
        self.line = line
        self.only = only  # None: all that its scope sees
        self.anew = anew  # what its page was made without, whatever the position that it opens with
        self.opened_at = opened_at  # by the clock on the wall, for people
        self.told = -1  # the moment up to which it knows the rows
        self._said = 0  # the moment up to which it knows the positions
        self._placed_at = now  # when it was last told of them
        self._opening: Mapping[str, tuple[str, int]] | None = opening
        self._frame = 0
        self._sent = self._acknowledged = 0  # bytes
        self._unacknowledged: deque[tuple[int, int, float]] = deque()  # frame, bytes sent up to it, when
        self._heard_at = now
        self._beat_at = float("-inf")
        self.owed_beat: int | None = None  # not answered yet
        self._counted, self._counted_from = 0, now

    @property
    def opening(self) -> Mapping[str, tuple[str, int]] | None:
        """The position that it opened with, until that is answered."""
        return self._opening

    def may_send(self, now: float) -> bool:
        """Whether the line is free and the browser keeps up."""
        if self.line.busy or self.line.broken or self.line.closing:
            return False
        waiting = self._unacknowledged
        if not waiting:
            return True
        return self._sent - self._acknowledged <= WINDOW_BYTES and now - waiting[0][2] <= WINDOW_SECONDS

    def send(self, part: Part, at: str, now: float) -> int:
        """Tells it a part; how many bytes that was, 0 for nothing."""
        self.told = part.moment
        self._opening = None
        behind = self.is_behind(now)
        text = part.frame(self._frame + 1, at, self._said, self.ticket.scope, behind=behind)
        if behind or text is not None:
            self._placed_at = now
        if text is None:
            return 0
        self._said = part.moment
        self._frame += 1
        size = part.size + len(text) - part.length
        self._sent += size
        self._unacknowledged.append((self._frame, self._sent, now))
        self.line.put({"type": "websocket.send", "text": text})
        return size

    def is_behind(self, now: float) -> bool:
        """Whether it should hear where the streams stand, though no row is told.

        So it resumes where it was, however much happened that it is not told of. Who is told all that they see needs no
        such frame: it would only say that something moved that is not theirs.
        """
        return self.only is not None and self._said < self.told and now - self._placed_at >= POSITION_SECONDS

    def is_flooding(self, now: float) -> bool:
        """Counts a message; whether they are more than any page says."""
        if now - self._counted_from > FLOOD_SECONDS:
            self._counted, self._counted_from = 0, now
        self._counted += 1
        return self._counted > FLOOD

    def acknowledge(self, frame: int, now: float) -> None:
        """The browser has all frames up to this one."""
        self._heard_at = now
        waiting = self._unacknowledged
        while waiting and waiting[0][0] <= frame:
            self._acknowledged = waiting.popleft()[1]

    def take_beat(self, beat: int, now: float) -> None:
        """The browser beats: an answer is owed."""
        self._heard_at = now
        self.owed_beat = beat

    def answer_beat(self, at: str, now: float) -> None:
        """Answers the beat; not while the line is busy, and not a flood of them."""
        beat, self.owed_beat = self.owed_beat, None
        if not self.line.busy and now - self._beat_at >= BEATS_APART_SECONDS:
            self._beat_at = now
            self.line.put({"type": "websocket.send", "text": f'{{"beat":{beat},"at":"{at}"}}'})

    def answer_receipts(self, number: int, at: str) -> None:
        """Receipts of this number are kept; unsaid while the line is busy: then the page says them again."""
        if not self.line.busy:
            self.line.put({"type": "websocket.send", "text": f'{{"receipts":{number},"at":"{at}"}}'})

    def is_lost(self, now: float) -> bool:
        """Whether nothing was heard of it for too long, or nothing that it was sent arrives."""
        oldest = self._unacknowledged[0][2] if self._unacknowledged else now
        return now - self._heard_at > SILENT_SECONDS or now - oldest > UNACKNOWLEDGED_SECONDS
