"""A floor to write in tests: rows, ticks, a writer with its lease, and a reader that folds what it is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from cti_bridge.floor.model import AgentState, CallState, CallType, SourceId, Team, TeamId
from cti_bridge.floor.rows import AgentRow, CallOnRow, Kind, Row
from cti_bridge.ports import Tick
from dashboard.store.bodies import decode
from dashboard.store.floor import StoredRow, positions, rows_of, rows_since
from dashboard.store.writer import FloorWriter

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
CISCO = SourceId("cisco")
XIVO = SourceId("xivo")


def agent(key: str, team: str = "cisco:5000", *, state: AgentState = AgentState.READY, name: str = "Ada Novak") -> Row:
    """An agent's row."""
    body = AgentRow(
        id=key, team=team, team_name="Sales", name=name, state=state, since=NINE, since_is_known=True, reason=""
    )
    return Row(source=key.partition(":")[0], kind=Kind.AGENT, team=team, key=key, body=body)


def talking(type_: CallType = CallType.QUEUE, team: str = "cisco:5000") -> Row:
    """Ada's row, in a call of a type."""
    call = CallOnRow(id="cisco:7", state=CallState.ACTIVE, type=type_, media="voice", queue="", queue_id="", since=NINE)
    row = agent("cisco:1001", team, state=AgentState.TALKING)
    assert isinstance(row.body, AgentRow)
    return replace(row, body=replace(row.body, calls=(call,)))


def team(key: str, name: str = "Sales") -> Row:
    """A team's row."""
    body = Team(id=TeamId(key), name=name)
    return Row(source=key.partition(":")[0], kind=Kind.TEAM, team=key, key=key, body=body)


def put(*rows: Row) -> Tick:
    """A tick that puts rows of one source."""
    return Tick(source=SourceId(rows[0].source), rows=rows)


def load(source: SourceId, *rows: Row) -> Tick:
    """A tick that says all there is."""
    return Tick(source=source, rows=rows, whole=True)


def holder(*sources: SourceId, token: str = "bridge-1") -> FloorWriter:  # noqa: S107
    """A writer that holds the leases of sources."""
    writer = FloorWriter(token)
    for source in sources:
        ours, _ = writer.lease(source)
        assert ours
    return writer


def expire(source: str) -> None:
    """Four seconds pass on the database's clock, for one lease."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dashboard_stream SET lease_until = '2000-01-01 00:00:00' WHERE name = %s", [source])


def revision(stream: str = "cisco") -> int:
    """How far a stream is."""
    return positions()[stream].revision


def shown(stream: str = "cisco") -> dict[tuple[str, str], Any]:
    """What stands, by kind and key, as bodies."""
    return {(row.kind, row.key): decode(row.kind, row.body) for row in rows_of(stream)}


class Reader:
    """Folds what a stream tells, from wherever it began: by team and key, as a page of each team would."""

    def __init__(self, stream: str = "cisco") -> None:
        self.stream = stream
        self.revision = revision(stream) if stream in positions() else 0
        self.rows = _by_place(rows_of(stream))

    def catch_up(self) -> dict[tuple[str, str, str], str]:
        """What this reader shows after reading what is new."""
        reached = positions()[self.stream].revision
        for row in rows_since(self.stream, self.revision):
            place = (row.kind, row.team, row.key)
            if row.gone:
                self.rows.pop(place, None)
            else:
                self.rows[place] = row.body
        self.revision = reached
        return self.rows


def whole(stream: str = "cisco") -> dict[tuple[str, str, str], str]:
    """What a reader that begins now shows."""
    return _by_place(rows_of(stream))


def _by_place(rows: Sequence[StoredRow]) -> dict[tuple[str, str, str], str]:
    return {(row.kind, row.team, row.key): row.body for row in rows}
