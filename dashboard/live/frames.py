"""The frames of docs/live.md as text: what is new, filtered by one scope and joined once, for all sockets that share it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import msgspec

from dashboard.live.audience import ForOne, Sight, sees_stream
from dashboard.live.cache import Told
from dashboard.live.stream import News
from dashboard.presenters.times import stamp

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """All of a frame but its number: shared by every socket of a scope that stands at the same moment.

    `personal` are the rows for one person alone, with whose they are; each socket adds its own.
    """

    moment: int
    text: str  # from `"at"` on, up to the last row
    rows: int
    size: int  # of the text, in bytes
    tells: bool  # whether there is anything to tell to everybody here
    personal: tuple[tuple[str, str], ...]

    def frame(self, number: int, own: Collection[str]) -> str | None:
        """The frame for one socket with these personal keys; None when there is nothing to tell it."""
        mine = [text for key, text in self.personal if key in own] if self.personal else ()
        if not self.tells and not mine:
            return None
        if mine:
            more = ",".join(mine)
            return f'{{"frame":{number},{self.text}{"," if self.rows else ""}{more}]}}'
        return f'{{"frame":{number},{self.text}]}}'


def part_of(told: Told, sight: Sight, at: datetime, *, always: bool = False) -> Part:
    """What of the news a scope may see. With `always` it is told even when it is nothing: the answer to an opening."""
    rows: list[str] = []
    personal: list[tuple[str, str]] = []
    for news in told.news.values():
        _sort(news, sight, rows, personal)
    whole = [name for name, news in told.news.items() if news.whole and sees_stream(sight.scope, name)]
    head = f'"at":"{stamp(at)}","position":{_encode(told.position).decode()},'
    if whole:
        head += f'"whole":{_encode(whole).decode()},'
    text = f'{head}"rows":[{",".join(rows)}'
    return Part(
        moment=told.moment,
        text=text,
        rows=len(rows),
        size=len(text.encode()),
        tells=bool(rows or whole or always),
        personal=tuple(personal),
    )


def _sort(news: News, sight: Sight, rows: list[str], personal: list[tuple[str, str]]) -> None:
    """Adds what is for everybody of this scope to `rows`, and what is for one person to `personal`."""
    for slot in news.slots:
        entry = slot.entry
        if entry is not None and isinstance(entry.audience, ForOne):
            personal.append((entry.audience.key, entry.text))
        elif entry is not None and sight.sees(entry.audience):
            rows.append(entry.text)
        elif slot.left and not news.whole:
            left = [audience for audience, left in slot.left.items() if news.is_new(left)]
            personal += [(audience.key, slot.gone_text) for audience in left if isinstance(audience, ForOne)]
            if any(sight.sees(audience) for audience in left if not isinstance(audience, ForOne)):
                rows.append(slot.gone_text)
