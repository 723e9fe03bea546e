"""Writes ticks of the floor, all in one transaction, each under its source's lease and next revision. Sync."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from cti_bridge.floor.model import SourceId
from cti_bridge.floor.rows import Key, Kind
from cti_bridge.ports import Tick
from dashboard.store import leases
from dashboard.store.listened import write_ends
from dashboard.store.logs import append_calls, append_samples, append_states
from dashboard.store.settling import let_go, lose_what_others_sent
from dashboard.store.standing import Standing, Stood, changes_of
from dashboard.store.streams import put_rows

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What came of a write: the sources that moved, and those whose lease is lost (nothing of them is written)."""

    moved: tuple[SourceId, ...]
    lost: tuple[SourceId, ...]


class FloorWriter:
    """One bridge's writer, for one thread. It knows what stands, so that it need not read before it writes.

    What it knows holds only while the lease is its own: it forgets when it takes a lease anew, and when a
    transaction failed.
    """

    def __init__(self, token: str) -> None:
        self._token = token
        self._standing: dict[SourceId, Standing] = {}
        self._unfit: set[Key] = set()

    def lease(self, source: SourceId) -> tuple[bool, int]:
        """Whether the lease is ours now, and how many commands of a dead holder became `lost` by that."""
        with transaction.atomic():
            taking = leases.take(source, self._token)
            if taking is not leases.Taking.TAKEN:
                return taking is leases.Taking.RENEWED, 0
            self._standing.pop(source, None)
            return True, lose_what_others_sent(source, self._token)

    def release(self, source: SourceId) -> int:
        """Gives a lease back, and the commands with it; how many of them became `lost` by that."""
        self._standing.pop(source, None)
        with transaction.atomic():
            leases.give_back(source, self._token)
            return let_go(source, self._token)

    def write(self, ticks: Sequence[Tick]) -> Written:
        """Commits ticks in one transaction; those of a source whose lease is lost are left out."""
        moved: list[SourceId] = []
        lost: list[SourceId] = []
        try:
            with transaction.atomic():
                for tick in sorted(ticks, key=_by_name):
                    revision = self._write_one(tick)
                    if revision is None:
                        lost.append(tick.source)
                        self._standing.pop(tick.source, None)
                    elif revision:
                        moved.append(tick.source)
        except BaseException:
            for tick in ticks:  # a commit that failed may have arrived: what stands is read again
                self._standing.pop(tick.source, None)
            raise
        return Written(moved=tuple(moved), lost=tuple(lost))

    def _write_one(self, tick: Tick) -> int | None:
        """The revision under which a tick was written; 0 when no row changed, None when the lease is lost."""
        source = tick.source
        standing = self._standing.get(source)
        if standing is None:
            standing = self._standing[source] = _what_stands(source)
        changes = changes_of(tick, standing)
        self._complain(changes.unfit)
        if changes.puts:
            revision = leases.next_revision(source, self._token)
        else:
            revision = 0 if leases.is_held(source, self._token) else None
        if revision is None:
            return None
        put_rows(source, revision, changes.puts)
        append_states(source, tick.states)
        append_samples(source, tick.samples)
        append_calls(source, tick.calls)
        write_ends(source, tick.listened)
        for key, stood in changes.after.items():
            if stood is None:
                del standing[key]
            else:
                standing[key] = stood
        return revision

    def _complain(self, unfit: Sequence[Key]) -> None:
        for key in unfit:
            if key not in self._unfit:
                self._unfit.add(key)
                log.warning("a row is left out, it, its id or its team's is too long: %s %.80r", *key)


def _by_name(tick: Tick) -> SourceId:
    """One order for all writers: two of them never wait for each other."""
    return tick.source


def _what_stands(source: SourceId) -> Standing:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, key, team, body FROM dashboard_floorrow WHERE stream = %s AND NOT gone", [source])
        return {(Kind(kind), key): Stood(team, body) for kind, key, team, body in cursor.fetchall()}
