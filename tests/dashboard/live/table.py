"""The floor's table in memory, with the rules of the store's writer: revisions, tombstones, pruning, epochs."""

from collections.abc import Collection
from datetime import UTC, datetime
from itertools import count

from cti_bridge.floor.model import (
    AgentId,
    AgentState,
    Callback,
    CallbackId,
    Callers,
    FeedState,
    Membership,
    Queue,
    QueueId,
    Source,
    SourceId,
    Team,
    TeamId,
    WaitingCaller,
    source_of,
)
from cti_bridge.floor.rows import AgentRow, Body, Kind, SignInRow
from cti_bridge.floor.telling import of_queue
from dashboard.store.bodies import encode
from dashboard.store.floor import Position, StoredRow
from dashboard.store.hints import DESK

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Table:
    """What `dashboard.store.floor` reads, without a database. Each deed is one transaction."""

    def __init__(self) -> None:
        self._streams: dict[str, Position] = {}
        self._rows: dict[tuple[str, str, str, str], StoredRow] = {}
        self._epochs = count(1)
        self.reads = 0

    # -- as dashboard.store.floor ------------------------------------------------------------------------------

    def positions(self) -> dict[str, Position]:
        self.reads += 1
        return dict(self._streams)

    def rows_since(self, stream: str, revision: int) -> list[StoredRow]:
        rows = [row for key, row in self._rows.items() if key[0] == stream and row.revision > revision]
        return sorted(rows, key=lambda row: (row.revision, not row.gone))

    # -- deeds -------------------------------------------------------------------------------------------------

    def put(self, stream: str, kind: str, key: str, body: str, team: str = "") -> None:
        """A row as it stands now; where it stood in another team it leaves a tombstone."""
        revision = self._next(stream)
        for place, row in list(self._rows.items()):
            if place[:2] == (stream, kind) and place[3] == key and place[2] != team and not row.gone:
                self._bury(place, revision)
        self._rows[stream, kind, team, key] = StoredRow(kind, team, key, revision, False, body, NOON)

    def remove(self, stream: str, kind: str, key: str) -> None:
        """The row is gone."""
        standing = [p for p, row in self._rows.items() if (p[0], p[1], p[3]) == (stream, kind, key) and not row.gone]
        if standing:
            self._bury(standing[0], self._next(stream))

    def prune(self, stream: str, up_to: int) -> None:
        """Tombstones up to a revision are forgotten."""
        if stream in self._streams:
            at = self._streams[stream]
            pruned = max(at.pruned, min(up_to, at.revision))
            self._streams[stream] = at._replace(pruned=pruned)
            old = [p for p, row in self._rows.items() if p[0] == stream and row.gone and row.revision <= pruned]
            for place in old:
                del self._rows[place]

    def begin_anew(self, stream: str) -> None:
        """The stream starts again under another epoch, with nothing in it."""
        self.end(stream)
        self._next(stream)

    def follow(self, stream: str, *, followed: bool) -> None:
        """A bridge's lease of the stream is alive, or no more."""
        self._streams[stream] = self._streams[stream]._replace(followed=followed)

    def end(self, stream: str) -> None:
        """The stream is no more."""
        self._streams.pop(stream, None)
        self._rows = {place: row for place, row in self._rows.items() if place[0] != stream}

    def _next(self, stream: str) -> int:
        at = self._streams.get(stream) or Position(f"epoch{next(self._epochs)}", 0, 0)
        self._streams[stream] = at._replace(revision=at.revision + 1)
        return at.revision + 1

    def _bury(self, place: tuple[str, str, str, str], revision: int) -> None:
        _, kind, team, key = place
        self._rows[place] = StoredRow(kind, team, key, revision, True, "", NOON)

    # -- what stands on a floor --------------------------------------------------------------------------------

    def agent(self, key: str, team: str, state: AgentState = AgentState.READY, name: str = "Ada Novak") -> None:
        """An agent in a team."""
        self._body(
            Kind.AGENT,
            key,
            team,
            AgentRow(id=key, team=team, team_name="", name=name, state=state, since=NOON, since_is_known=True),
        )

    def team(self, key: str, name: str) -> None:
        """A team."""
        self._body(Kind.TEAM, key, key, Team(id=TeamId(key), name=name))

    def queue(self, key: str, waiting: int) -> None:
        """A queue."""
        self._body(Kind.QUEUE, key, "", Queue(id=QueueId(key), name=key, waiting=waiting, heard_at=NOON))

    def callers(self, queue: str, name: str) -> None:
        """Somebody waits in a queue."""
        body = Callers(queue=QueueId(queue), callers=(WaitingCaller(position=1, name=name),), heard_at=NOON)
        self._body(Kind.CALLERS, queue, of_queue(queue), body)

    def callback(self, key: str, queue: str, name: str) -> None:
        """Somebody of a queue asked to be called back."""
        body = Callback(id=CallbackId(key), list=f"{source_of(key)}:list", queue=QueueId(queue), name=name)
        self._body(Kind.CALLBACK, key, of_queue(queue), body)

    def membership(self, agent: str, team: str, *queues: str, default: Collection[str] | None = None) -> None:
        """An agent of a team serves queues."""
        by_default = None if default is None else _places(default)
        body = Membership(agent=AgentId(agent), queues=_places(queues), default=by_default)
        self._body(Kind.MEMBERSHIP, agent, team, body)

    def source(self, key: str, state: FeedState = FeedState.LIVE) -> None:
        """A source's light."""
        self._body(Kind.SOURCE, key, "", Source(id=SourceId(key), state=state, since=NOON))

    def sign_in(self, key: str, extension: str) -> None:
        """Somebody's own sign-in."""
        self._body(Kind.SIGN_IN, key, "", SignInRow(id=AgentId(key), since=NOON, extension=extension))

    def command(self, key: str, team: str, outcome: str) -> None:
        """What came of an asked action, for a team, or for one person (`@7`)."""
        self.put(DESK, "command", key, encode({"action": "ready", "outcome": outcome}), team)

    def waits(self, key: str, team: str) -> None:
        """Somebody waits for an agent's next call; the key is `<person>:<agent>`."""
        self.put(DESK, "follow", key, encode({"agent": key.partition(":")[2]}), team)

    def _body(self, kind: Kind, key: str, team: str, body: Body) -> None:
        self.put(source_of(key), kind, key, encode(body), team)


def _places(queues: Collection[str]) -> tuple[tuple[QueueId, int], ...]:
    return tuple((QueueId(queue), 0) for queue in queues)
