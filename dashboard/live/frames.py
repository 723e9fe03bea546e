"""The frames of docs/live.md as text: what is new, filtered by a scope and joined once for all who share it."""

from collections.abc import Collection

import msgspec

from dashboard.live.audience import ForOne, Sight, sees_stream
from dashboard.live.cache import Told
from dashboard.live.stream import News

_encode = msgspec.json.Encoder().encode


class Part:
    """All of a frame that sockets of one scope share who stand at the same moment: the rows, and what is whole.

    What is personal is added for each socket, and so are its number and the positions that it was not told yet.
    """

    def __init__(self, told: Told, sight: Sight, *, always: bool = False) -> None:
        """With `always` there is a frame even when nothing is new: the answer to an opening."""
        rows: list[str] = []
        personal: list[tuple[str, str]] = []
        for news in told.news.values():
            _sort(news, sight, rows, personal)
        whole = [name for name, news in told.news.items() if news.whole and sees_stream(sight.scope, name)]
        self.moment = told.moment
        self.oldest = min((s.entry.changed_at for n in told.news.values() for s in n.slots if s.entry), default=None)
        self.rows = len(rows)
        self._text = f'"whole":{_encode(whole).decode()},"rows":[' if whole else '"rows":['
        self._text += ",".join(rows)
        self.length = len(self._text)
        self.size = len(self._text.encode())  # in bytes
        self._tells = bool(rows or whole or always)
        self._personal = personal
        self._reached = [r for r in told.reached if sees_stream(sight.scope, r.stream)]
        self._positions: dict[int, str] = {}  # by the moment up to which positions were told

    def frame(self, number: int, at: str, said: int, own: Collection[str]) -> str | None:
        """One socket's frame: `said` is the moment of its last one, `own` its personal keys. None: nothing to tell."""
        mine = [text for key, text in self._personal if key in own] if self._personal else None
        if mine:
            more = ("," if self.rows else "") + ",".join(mine)
        elif self._tells:
            more = ""
        else:
            return None
        position = self._positions.get(said) or self._position(said)
        return f'{{"frame":{number},"at":"{at}","position":{position},{self._text}{more}]}}'

    def _position(self, said: int) -> str:
        moved = {r.stream: (r.epoch, r.revision) for r in self._reached if r.moved > said}
        text = self._positions[said] = _encode(moved).decode()
        return text


def _sort(news: News, sight: Sight, rows: list[str], personal: list[tuple[str, str]]) -> None:
    """Adds what is for everybody of this scope to `rows`, and what is for one person to `personal`."""
    for slot in news.slots:
        entry = slot.entry
        if entry is not None and not isinstance(entry.audience, ForOne) and sight.sees(entry.audience):
            rows.append(entry.text)
            continue
        if slot.left and not news.whole:
            left = [audience for audience, left in slot.left.items() if news.is_new(left)]
            personal += [(audience.key, slot.gone_text) for audience in left if isinstance(audience, ForOne)]
            if any(sight.sees(audience) for audience in left if not isinstance(audience, ForOne)):
                rows.append(slot.gone_text)
        if entry is not None and isinstance(entry.audience, ForOne):
            personal.append((entry.audience.key, entry.text))
