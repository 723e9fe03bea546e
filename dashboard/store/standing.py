"""What stands in the table for one source, and what a tick changes of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from cti_bridge.floor.rows import Key, Kind
from cti_bridge.ports import Tick
from dashboard.store.bodies import encode
from dashboard.store.streams import Put

LONGEST_KEY = 200  # as dashboard.models.FloorRow and the history have it
LONGEST_TEAM = 120
LONGEST_BODY = 2**20  # characters: who serves, waits or calls in the largest queue is a tenth of it


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a row stands, and with which text."""

    team: str
    body: str


Standing = dict[Key, Stood]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a tick comes to: rows to write, and what stands afterwards where it differs (None: nothing does)."""

    puts: list[Put]
    after: Mapping[Key, Stood | None]
    unfit: list[Key]  # no table could hold these, or no browser: left out


def changes_of(tick: Tick, standing: Standing) -> Changes:
    """What of a tick is new. A row that moved leaves a tombstone in its old team."""
    puts: list[Put] = []
    after: dict[Key, Stood | None] = {}
    unfit: list[Key] = []
    named = {(row.kind, row.key): row for row in tick.rows}
    for key, row in named.items():
        if not fits(row.key, row.team):
            unfit.append(key)
            continue
        new, old = Stood(row.team, encode(row.body)), standing.get(key)
        if new == old:
            continue
        if len(new.body) > LONGEST_BODY:
            unfit.append(key)
            if old is not None:
                puts.append(_tombstone(key, old))
                after[key] = None
            continue
        if old is not None and old.team != new.team:
            puts.append(_tombstone(key, old))
        puts.append((row.kind, new.team, row.key, new.body, False))
        after[key] = new
    for key in standing if tick.whole else dict.fromkeys(tick.gone):
        if key in named or key not in standing:
            continue
        puts.append(_tombstone(key, standing[key]))
        after[key] = None
    return Changes(puts=puts, after=after, unfit=unfit)


def fits(key: str, team: str = "") -> bool:
    """Whether a table can hold these ids: a vendor's may be of any length, and PostgreSQL takes no NUL."""
    return len(key) <= LONGEST_KEY and len(team) <= LONGEST_TEAM and "\0" not in key + team


def cut(text: str, longest: int) -> str:
    """As much of a vendor's words as a column holds."""
    return text.replace("\0", "")[:longest]


def _tombstone(key: Key, old: Stood) -> Put:
    kind, id_ = key
    return (Kind(kind), old.team, id_, "", True)
