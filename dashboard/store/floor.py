"""The floor's rows: kept for the bridge (`FloorStore`), and read by everybody who shows them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection

from cti_bridge.floor.model import SourceId
from cti_bridge.ports import Recalled, Tick
from dashboard.store.hints import DESK, Publish
from dashboard.store.leases import alive
from dashboard.store.recalling import recall
from dashboard.store.thread import DatabaseThread
from dashboard.store.writer import FloorWriter


class FloorStore:
    """The bridge's Store (cti_bridge.ports). All database work happens on `thread`, in order."""

    def __init__(self, thread: DatabaseThread, *, token: str, publish: Publish) -> None:
        self._thread = thread
        self._writer = FloorWriter(token)
        self._publish = publish

    async def lease(self, source: SourceId) -> bool:
        """Takes or renews the lease of a source; what a dead holder had sent becomes `lost`."""
        ours, lost = await self._thread.run(lambda: self._writer.lease(source))
        if lost:
            self._publish({DESK})
        return ours

    async def recall(self, source: SourceId) -> Mapping[str, Recalled]:
        """What the floor last said of people's own sign-ins of a source, by login."""
        return await self._thread.run(lambda: recall(source))

    async def release(self, source: SourceId) -> None:
        """Gives the lease back; what we had sent and not settled becomes `lost`."""
        if await self._thread.run(lambda: self._writer.release(source)):
            self._publish({DESK})

    async def write(self, ticks: Sequence[Tick]) -> Sequence[SourceId]:
        """Commits ticks in one transaction, then hints; returns the sources whose lease is no longer ours.

        Raises Retryable when the database was not there: nothing is known to be written then, write it again.
        """
        written = await self._thread.run(lambda: self._writer.write(ticks))
        if written.moved:
            self._publish(written.moved)
        return written.lost


# -- reading, in any thread ----------------------------------------------------------------------------------------


class Position(NamedTuple):
    """How far a stream is. A reader with another epoch, or a revision under `pruned`, must read the whole.

    `followed`: a bridge's lease of it is alive, so that somebody keeps its rows true.
    """

    epoch: str
    revision: int
    pruned: int
    followed: bool = True


class StoredRow(NamedTuple):
    """A row as it stands; `gone` marks a tombstone, in the team that the row left. `body`: see `bodies.decode`."""

    kind: str
    team: str
    key: str
    revision: int
    gone: bool
    body: str
    changed_at: datetime


def positions() -> dict[str, Position]:
    """Every stream's position.

    Read it before the rows: rows may already be newer, so that you stand at the greater of the two. Rows read after
    it hold everything up to it, unless `pruned` has passed you meanwhile.
    """
    with connection.cursor() as cursor:
        held = f"CASE WHEN {alive()} THEN 1 ELSE 0 END"
        cursor.execute(f"SELECT name, epoch, revision, pruned, {held} FROM dashboard_stream", [])  # noqa: S608 - ours
        return {
            name: Position(epoch, revision, pruned, bool(followed))
            for name, epoch, revision, pruned, followed in cursor.fetchall()
        }


def rows_since(stream: str, revision: int) -> list[StoredRow]:
    """What changed in a stream after a revision, tombstones too, in the order of revisions."""
    return _rows("stream = %s AND revision > %s ORDER BY revision, gone DESC", stream, revision)


def rows_of(stream: str) -> list[StoredRow]:
    """The whole of a stream, without tombstones."""
    return _rows("stream = %s AND NOT gone", stream)


def _rows(where: str, *parameters: str | int) -> list[StoredRow]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT kind, team, key, revision, gone, body, changed_at FROM dashboard_floorrow WHERE {where}",  # noqa: S608
            parameters,
        )
        return [StoredRow(k, t, key, rev, bool(gone), body, _time(at)) for k, t, key, rev, gone, body, at in cursor]


def _time(stored: datetime | str) -> datetime:
    """SQLite keeps times as texts in UTC, and gives them back as texts or as naive times."""
    at = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return at if at.tzinfo else at.replace(tzinfo=UTC)
