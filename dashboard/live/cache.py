"""The floor as this process has it: every row with its values, presented once, for whole pages and for pushes alike.

A push tells a row's *values* as JSON. They are free of language, computed once per changed row by
`dashboard.presenters`, and the browser writes them into cells; the page's rows are made from the same values. So
nothing is rendered per viewer or per language for a push.

Sync and thread-safe. Whoever refreshes reads and presents outside of the lock that readers take.
"""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from dashboard import presenters
from dashboard.access import Scope
from dashboard.live.audience import Sight, audience_of, sees_stream
from dashboard.live.guarded import as_seen
from dashboard.live.only import Only
from dashboard.live.stream import Entry, News, Slot, Stream
from dashboard.live.wording import Present, Wording
from dashboard.presenters.policies import Policies
from dashboard.store.floor import Position as StoredPosition
from dashboard.store.floor import StoredRow

FRESH_SECONDS = 1.0  # a page asks for no more, and policies are looked at this often
Position = Mapping[str, tuple[str, int]]  # {stream: (epoch, revision)}


class Reader(Protocol):
    """What the store offers to read the floor with."""

    def positions(self) -> Mapping[str, StoredPosition]:
        """Where each stream stands."""
        ...

    def rows_since(self, stream: str, revision: int) -> Iterable[StoredRow]:
        """Rows and tombstones of a stream after a revision (0: all), in the order of revisions."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one scope sees, all of one moment: whoever opens a socket with this position misses nothing."""

    position: dict[str, tuple[str, int]]
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a stream was at a moment, as it is told; `moved`: the moment at which it last moved."""

    stream: str
    epoch: str
    revision: int
    moved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is new since some point, by stream, and how far each stream was at that same moment."""

    moment: int
    news: Mapping[str, News]
    reached: tuple[Reached, ...]


class RowCache:
    """One per process. `monotonic` is in seconds."""

    def __init__(
        self,
        reader: Reader,
        load_policies: Callable[[], Policies],
        *,
        present: Present = presenters.values,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._reader = reader
        self._load_policies = load_policies
        self._now = monotonic
        self._refreshing = threading.Lock()  # held while the database is read: one at a time
        self._lock = threading.Lock()  # held while what readers see changes
        self._streams: dict[str, Stream] = {}
        self._wording = Wording(Policies(), present)
        self._policies_at = self._refreshed_at = float("-inf")
        self.moment = 0

    # -- what readers ask --------------------------------------------------------------------------------------

    def page(self, scope: Scope) -> Page:
        """All that a scope sees, at most a second old."""
        if self.unread_seconds() >= FRESH_SECONDS:
            self.refresh()
        with self._lock:
            standing = [slot.entry for stream in self._streams.values() for slot in stream if slot.entry]
            reached = self._reached()
        sight = Sight(scope)
        seen = (entry for entry in standing if sight.sees(entry.audience))
        return Page(
            position={r.stream: (r.epoch, r.revision) for r in reached if sees_stream(scope, r.stream)},
            entries=[as_seen(entry, sight) if entry.guarded else entry for entry in seen],
        )

    def unread_seconds(self) -> float:
        """How long ago the floor was last read: that what stands here is still so."""
        return self._now() - self._refreshed_at

    def since_moment(self, moment: int) -> Told:
        """What changed after a moment."""
        with self._lock:
            return self._told({s.name: s.since_moment(moment) for s in self._streams.values() if s.moved > moment})

    def since_position(self, position: Position, anew: Only | None = None) -> Told:
        """What changed since a page's position; the whole of a stream whose epoch is another, or whose past is gone.

        Of what `anew` names, all that stands besides.
        """
        with self._lock:
            news = {s.name: self._since(s, position.get(s.name), anew) for s in self._streams.values()}
            return self._told(news | {name: News([], whole=True) for name in position if name not in self._streams})

    def _since(self, stream: Stream, known: tuple[str, int] | None, anew: Only | None) -> News:
        if known is None or known[0] != self._epoch(stream):
            return stream.whole()
        news = stream.since_revision(known[1], self._now())
        return news if anew is None or news.whole else stream.with_standing(news, anew.names)

    def _told(self, news: Mapping[str, News]) -> Told:
        return Told(moment=self.moment, news=news, reached=self._reached())

    def _reached(self) -> tuple[Reached, ...]:
        streams = (s for s in self._streams.values() if s.epoch)
        return tuple(Reached(s.name, self._epoch(s), s.revision, s.moved) for s in streams)

    def _epoch(self, stream: Stream) -> str:
        """As it is told: a page that was worded by other policies knows another epoch, and is told the whole."""
        return f"{stream.epoch}.{self._wording.fingerprint}"

    # -- what keeps it fresh -----------------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Reads what moved in the table, and, once a second, the policies; whether anything changed.

        Raises what the database raises: then nothing of a stream changed, or all of it.
        """
        with self._refreshing:
            before = self.moment
            positions = self._reader.positions()
            self._follow_wording(positions)
            for name, at in positions.items():
                self._follow(self._streams.get(name) or Stream(name), at)
            for name in self._streams.keys() - positions.keys():
                self._end(self._streams[name])
            self._refreshed_at = self._now()
            return self.moment != before

    def _follow(self, stream: Stream, at: StoredPosition) -> None:
        if (stream.epoch, stream.revision, stream.pruned) == (at.epoch, at.revision, at.pruned):
            return
        anew = stream.epoch != at.epoch or at.pruned > stream.revision or at.revision < stream.revision
        rows = list(self._reader.rows_since(stream.name, 0 if anew else stream.revision))
        moment = self.moment + 1
        slots = self._after(Stream(stream.name) if anew else stream, rows, moment)
        reached = max(at.revision, *(row.revision for row in rows), 0)  # rows may be newer than the position
        with self._lock:
            if anew:
                stream.load(slots, moment)
            else:
                stream.put(slots)
            if anew or stream.revision != reached:
                stream.moved = self.moment = moment
            stream.epoch, stream.revision = at.epoch, reached
            if stream.pruned != at.pruned:
                stream.prune(at.pruned)
            stream.mark(self._now())
            self._streams[stream.name] = stream

    def _end(self, stream: Stream) -> None:
        """A stream that is no more is an empty one, so that open pages drop its rows."""
        if not stream.epoch:
            return
        with self._lock:
            self.moment += 1
            stream.load([], self.moment)
            stream.epoch, stream.revision, stream.pruned, stream.moved = "", 0, 0, self.moment

    def _after(self, stream: Stream, rows: Iterable[StoredRow], moment: int) -> list[Slot]:
        slots: dict[tuple[str, str], Slot] = {}
        for row in rows:
            slot = slots.pop((row.kind, row.key), None) or stream.slot(row.kind, row.key)
            entry = None if row.gone else self._wording.entry(stream.name, row)
            if entry is None:
                audience = audience_of(stream.name, row.kind, row.team, row.key, self._wording.policies)
                slot = slot.leaves(row.team, audience, row.revision, moment)
            else:
                slot = slot.stands(entry, moment)
            slots[row.kind, row.key] = slot
        return list(slots.values())

    def _follow_wording(self, positions: Mapping[str, StoredPosition]) -> None:
        """Another wording changes rows without a revision: what is worded anew is told, and every epoch is another."""
        policies = self._wording.policies
        if self._now() - self._policies_at >= FRESH_SECONDS:
            policies = self._load_policies()
            self._policies_at = self._now()
        unfollowed = frozenset(name for name, at in positions.items() if not at.followed)
        if self._wording.says_as(policies, unfollowed):
            return
        wording = Wording(policies, self._wording.values, unfollowed)
        moment = self.moment + 1
        worded = {s.name: wording.anew(s, s.name, moment) for s in self._streams.values()}
        with self._lock:
            self._wording = wording
            for stream in self._streams.values():
                stream.put(worded[stream.name])
                stream.moved = moment
            self.moment = moment
