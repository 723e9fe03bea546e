"""One stream as this process has it: its rows in the order of their last change, so that "what is new" is its tail.

Two counts order changes. The *revision* is the table's, and what a position names. The *moment* is this process's own:
it counts up with every refresh that changed something, be it a row, or how a policy words it. A socket remembers the
moment up to which it was told, and nothing else: a slow one costs a number, however much changes meanwhile.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import takewhile
from typing import Any

import msgspec

from dashboard.live.audience import Audience, ForQueue

RESUMABLE_SECONDS = 600.0  # a position further behind means the whole (docs/live.md, Address and opening)
_MARK_EVERY_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Entry:
    """A row that stands, and what is told of it. It never changes: a changed row is another entry."""

    kind: str
    team: str
    key: str
    revision: int
    body: Any
    values: Mapping[str, object]  # docs/live.md: by kind
    text: str  # the JSON of [kind, key, values]
    audience: Audience
    changed_at: datetime  # by the database's clock
    guarded: frozenset[ForQueue] = frozenset()  # queues in it that not all of its audience see (guarded.py)
    html: dict[str, str] = field(
        default_factory=dict
    )  # by language (and part of the row), kept here by the pages that rendered it


@dataclass(frozen=True, slots=True)
class Left:
    """When a row left an audience."""

    moment: int
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Slot:
    """What is known of one key: the entry that stands, if any, and which audiences it has left."""

    kind: str
    key: str
    moment: int
    revision: int
    entry: Entry | None
    left: Mapping[Audience, Left]

    @property
    def gone_text(self) -> str:
        """What is told to whom it left: the JSON of [kind, key, null]."""
        return msgspec.json.encode((self.kind, self.key, None)).decode()

    def stands(self, entry: Entry, moment: int) -> "Slot":
        """This key with a new entry. Who saw the old one and does not see the new one has been left."""
        left = dict(self.left)
        if self.entry is not None:
            left[self.entry.audience] = Left(moment, entry.revision)
        left.pop(entry.audience, None)
        return replace(self, moment=moment, revision=max(self.revision, entry.revision), entry=entry, left=left)

    def leaves(self, team: str, audience: Audience, revision: int, moment: int) -> "Slot":
        """This key with a tombstone in a team: gone from its audience, and from the floor if it stood there."""
        entry = None if self.entry is not None and self.entry.team == team else self.entry
        left = dict(self.left)
        if self.entry is not None and entry is None:
            left[self.entry.audience] = Left(moment, revision)
        if entry is None or entry.audience != audience:
            left[audience] = Left(moment, revision)
        return replace(self, moment=moment, revision=max(self.revision, revision), entry=entry, left=left)

    def without(self, pruned: int) -> "Slot":
        """This key without the tombstones up to a revision."""
        return replace(self, left={a: left for a, left in self.left.items() if left.revision > pruned})


def empty_slot(kind: str, key: str) -> Slot:
    """A key of which nothing is known yet."""
    return Slot(kind=kind, key=key, moment=0, revision=0, entry=None, left={})


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a stream after some moment, or some revision; with `whole`, all that stands."""

    slots: list[Slot]
    whole: bool = False
    after_moment: int = -1
    after_revision: int = -1

    def is_new(self, left: Left) -> bool:
        """Whether a row left an audience since: who knew that before is not told again what becomes of it."""
        return left.moment > self.after_moment and left.revision > self.after_revision


class Stream:
    """The rows of one stream. Not thread-safe: the cache holds the lock."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.epoch = ""  # as the table has it; "" for a stream that is no more
        self.revision = 0
        self.pruned = 0
        self.moved = 0  # the moment at which its position last changed
        self._complete_from = 0  # who was told up to an earlier moment must be told the whole
        self._rows: dict[tuple[str, str], Slot] = {}
        self._marks: deque[tuple[float, int]] = deque()  # (when, revision reached)

    def __iter__(self) -> Iterator[Slot]:
        return iter(self._rows.values())

    def load(self, rows: Iterable[Slot], moment: int) -> None:
        """Starts anew with these rows, in the order of their revisions."""
        self._rows = {}
        self._marks.clear()
        self._complete_from = moment
        self.put(rows)

    def put(self, slots: Iterable[Slot]) -> None:
        """Takes changed rows, latest last."""
        for slot in slots:
            self._rows.pop((slot.kind, slot.key), None)
            self._rows[slot.kind, slot.key] = slot

    def slot(self, kind: str, key: str) -> Slot:
        """What is known of a key."""
        return self._rows.get((kind, key)) or empty_slot(kind, key)

    def prune(self, pruned: int) -> None:
        """Forgets tombstones up to a revision. A socket that was not told of one must be told the whole."""
        self.pruned = pruned
        for key, slot in list(self._rows.items()):
            kept = slot.without(pruned)
            if len(kept.left) == len(slot.left):
                continue
            lost = max(left.moment for audience, left in slot.left.items() if audience not in kept.left)
            self._complete_from = max(self._complete_from, lost)
            if kept.entry is None and not kept.left:
                del self._rows[key]
            else:
                self._rows[key] = kept

    def mark(self, now: float) -> None:
        """Remembers which revision was reached when, to tell how old a position is."""
        if not self._marks or now - self._marks[-1][0] >= _MARK_EVERY_SECONDS:
            self._marks.append((now, self.revision))
        while len(self._marks) > 1 and now - self._marks[1][0] >= RESUMABLE_SECONDS:
            self._marks.popleft()

    def since_moment(self, moment: int) -> News:
        """What changed after a moment."""
        if moment < self._complete_from:
            return self.whole()
        return News(self._tail(lambda slot: slot.moment > moment), after_moment=moment)

    def since_revision(self, revision: int, now: float) -> News:
        """What changed after a position of the present epoch."""
        if not self.pruned <= revision <= self.revision or revision < self._too_old(now):
            return self.whole()
        return News(self._tail(lambda slot: slot.revision > revision), after_revision=revision)

    def with_standing(self, news: News, are_wanted: Callable[[str, str], bool]) -> News:
        """The same, with the rows of some kinds and keys that stand besides, though they did not change."""
        told = {(slot.kind, slot.key) for slot in news.slots}
        standing = (slot for at, slot in self._rows.items() if slot.entry and at not in told)
        return replace(news, slots=[*(slot for slot in standing if are_wanted(slot.kind, slot.key)), *news.slots])

    def whole(self) -> News:
        """All that stands."""
        return News([slot for slot in self._rows.values() if slot.entry], whole=True)

    def _too_old(self, now: float) -> int:
        when, revision = self._marks[0] if self._marks else (now, 0)
        return revision if now - when >= RESUMABLE_SECONDS else 0

    def _tail(self, is_new: Callable[[Slot], bool]) -> list[Slot]:
        tail = list(takewhile(is_new, reversed(self._rows.values())))
        tail.reverse()
        return tail
