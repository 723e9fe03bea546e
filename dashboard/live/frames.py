"""The frames of docs/live.md as text: what is new, sorted once by whom it is for, then joined once for each scope."""

from collections.abc import Collection, Mapping, Sequence, Set
from datetime import datetime

import msgspec

from cti_bridge.floor.rows import Kind
from dashboard.access import Scope
from dashboard.live.audience import Audience, ForOne, Sight
from dashboard.live.cache import Told
from dashboard.live.guarded import as_seen
from dashboard.live.only import Only
from dashboard.live.selves import self_text
from dashboard.live.stream import Entry, News, Slot
from dashboard.presenters import SELF

_encode = msgspec.json.Encoder().encode

NOWHERE = "{}"  # no stream moved


class Sorted:
    """What is new, by audience: a scope looks up its few audiences, however many rows changed.

    `only`: what of it was asked for, where that is less than all. `oldest` is when the oldest row of it was committed.
    """

    def __init__(self, told: Told, only: Only | None = None) -> None:
        self.told = told
        self._only = only
        self._agents: dict[str, Slot] | None = None  # by id, once an agent's own page asks
        self._rows: dict[Audience, list[str]] = {}
        self._guarded: dict[Audience, list[Entry]] = {}  # those that not all of their audience are told alike
        self._personal: dict[str, list[str]] = {}
        self._left: list[tuple[Audience | None, Set[Audience], str]] = []  # where it stands, whom it left, its text
        self._positions: dict[tuple[int, tuple[str, ...]], str] = {}
        oldest: list[datetime] = []
        for news in told.news.values():
            for slot in news.slots:
                if only is None or only.names(slot.kind, slot.key):
                    self._sort(slot, news)
                    if slot.entry:
                        oldest.append(slot.entry.changed_at)
        shared = {audience for _, left, _ in self._left for audience in left if not isinstance(audience, ForOne)}
        # But for single persons.
        self.audiences: Set[Audience] = self._rows.keys() | self._guarded.keys() | shared
        self.oldest = min(oldest, default=None)

    def rows(self, seen: Set[Audience], sight: Sight) -> list[str]:
        """What all sockets of a scope that sees these of the audiences are told."""
        rows = [text for audience in seen for text in self._rows.get(audience, ())]
        if self._guarded:
            rows += [as_seen(entry, sight).text for audience in seen for entry in self._guarded.get(audience, ())]
        rows += [text for stands, left, text in self._left if stands not in seen and not left.isdisjoint(seen)]
        return rows

    def personal(self, seen: Set[Audience]) -> Mapping[str, Sequence[str]]:
        """What is told to one person alone, by key: first what left them, then what stands."""
        told: dict[str, list[str]] = {}
        for stands, audiences, text in self._left:
            for audience in audiences:
                if isinstance(audience, ForOne) and stands not in seen:
                    told.setdefault(audience.key, []).append(text)
        if not told:
            return self._personal
        for key, texts in self._personal.items():
            told.setdefault(key, []).extend(texts)
        return told

    def of_themselves(self, agents: Collection[str]) -> list[str]:
        """What the one who is these agents is told of their own state."""
        if self._agents is None:
            changed = (slot for news in self.told.news.values() for slot in news.slots)
            self._agents = {slot.key: slot for slot in changed if slot.kind == Kind.AGENT}
        wanted = [agent for agent in agents if self._only is None or self._only.names(SELF, agent)]
        return [self_text(slot) for agent in wanted if (slot := self._agents.get(agent))]

    def position(self, sight: Sight, said: int) -> str:
        """Where the streams that a scope sees stand, of those that moved after a moment: as JSON."""
        streams = tuple([r.stream for r in self.told.reached if r.moved > said and sight.sees_stream(r.stream)])
        text = self._positions.get((said, streams))
        if text is None:
            moved = {r.stream: (r.epoch, r.revision) for r in self.told.reached if r.stream in streams}
            text = self._positions[said, streams] = _encode(moved).decode()
        return text

    def _sort(self, slot: Slot, news: News) -> None:
        entry = slot.entry
        if entry and isinstance(entry.audience, ForOne):
            self._personal.setdefault(entry.audience.key, []).append(entry.text)
        elif entry and entry.guarded:
            self._guarded.setdefault(entry.audience, []).append(entry)
        elif entry:
            self._rows.setdefault(entry.audience, []).append(entry.text)
        if slot.left and not news.whole:
            left = {audience for audience, left in slot.left.items() if news.is_new(left)}
            self._left.append((entry.audience if entry else None, left, slot.gone_text))


class Part:
    """All of a frame that sockets of one group share who stand at the same moment: the rows, and what is whole.

    What is personal is added for each socket, and so are its number and the positions that it was not told yet.
    """

    def __init__(self, news: Sorted, sight: Sight, *, always: bool = False) -> None:
        """With `always` there is a frame even when nothing is new: the answer to an opening."""
        seen = sight.among(news.audiences)
        rows = news.rows(seen, sight)
        whole = [name for name, new in news.told.news.items() if new.whole and sight.sees_stream(name)]
        self.moment = news.told.moment
        self.rows = len(rows)
        self._news = news
        self._sight = sight
        self._text = f'"whole":{_encode(whole).decode()},"rows":[' if whole else '"rows":['
        self._text += ",".join(rows)
        self.length = len(self._text)
        self.size = len(self._text.encode())  # in bytes
        self._tells = bool(rows or whole or always)
        self._personal = news.personal(seen)

    def frame(self, number: int, at: str, said: int, scope: Scope, *, behind: bool = False) -> str | None:
        """One socket's frame: `said` is the moment of its last one; of `scope` what is personal. None: nothing to tell.

        With `behind`, that a stream moved is enough to tell.
        """
        mine = [text for key in scope.personal for text in self._personal.get(key, ())] if self._personal else []
        if scope.selves:
            mine += self._news.of_themselves(scope.selves)
        if not (mine or self._tells or behind):
            return None
        position = self._news.position(self._sight, said)
        if position == NOWHERE and not (mine or self._tells):
            return None
        more = ("," if self.rows and mine else "") + ",".join(mine)
        return f'{{"frame":{number},"at":"{at}","position":{position},{self._text}{more}]}}'
