"""A small floor in the database, written as a bridge's store writes it: cisco is live, with teams of Sam and of Lea."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from cti_bridge.floor.model import (
    AgentState,
    CallState,
    CallType,
    FeedState,
    Queue,
    QueueId,
    ReasonCategory,
    ReasonCode,
    Source,
    SourceId,
    Team,
)
from cti_bridge.floor.rows import AgentRow, Body, CallOnRow, Kind, PartyOnRow, SignInRow
from dashboard.live import process
from dashboard.models import FloorRow, Integration, Person, Stream, TeamPolicy
from dashboard.presenters import COMMAND
from dashboard.store.bodies import encode
from dashboard.store.hints import DESK

TEAMS = {"cisco:5000": "Sales North", "cisco:5001": "Support DE", "cisco:5002": "Billing"}


def ago(seconds: float) -> datetime:
    """A moment so long ago."""
    return datetime.now(UTC) - timedelta(seconds=seconds)


def agent(
    key: str, name: str, state: AgentState, *, team: str = "cisco:5000", since: float = 12.5, **more: object
) -> AgentRow:
    """An agent's row; `since` in seconds ago."""
    row = {"team_name": TEAMS.get(team, team), "since": ago(since), "since_is_known": True, "extension": key[-4:]}
    return AgentRow(id=key, team=team, name=name, state=state, **{**row, **more})  # type: ignore[arg-type]


def call(
    number: str,
    *,
    queue: str = "Sales",
    state: CallState = CallState.ACTIVE,
    since: float = 48,
    variables: tuple[tuple[str, str], ...] = (("Order no.", "A-20917"),),
) -> CallOnRow:
    """A call with somebody outside."""
    return CallOnRow(
        id="cisco:c1",
        state=state,
        type=CallType.QUEUE,
        media="voice",
        queue=queue,
        queue_id=f"cisco:{queue}",
        since=ago(since),
        parties=(PartyOnRow(address=number),),
        variables=variables,
    )


def moves(agent: str, team: str) -> None:
    """An agent goes to another team, as the store writes it: a tombstone stays in the one that they left."""
    row = FloorRow.objects.get(kind=Kind.AGENT, key=agent, gone=False)
    FloorRow.objects.filter(pk=row.pk).update(gone=True, body="")
    FloorRow.objects.create(
        stream=row.stream, kind=row.kind, team=team, key=agent, revision=99, body=row.body, changed_at=ago(0)
    )
    forget()


def put(rows: Iterable[tuple[Kind, str, str, Body]], source: str = "cisco") -> None:
    """Writes rows (kind, team, key, body) of a source, as one tick."""
    stream, _ = Stream.objects.get_or_create(name=source, defaults={"epoch": "e1"})
    stream.revision += 1
    stream.lease_until = ago(-3600)  # a bridge follows it
    stream.save()
    for kind, team, key, body in rows:
        FloorRow.objects.update_or_create(
            stream=source,
            kind=kind,
            key=key,
            team=team,
            defaults={"revision": stream.revision, "gone": False, "body": encode(body), "changed_at": ago(0)},
        )
    forget()


def put_agents(*agents: AgentRow, source: str = "cisco") -> None:
    """Writes agents."""
    put([(Kind.AGENT, a.team, a.id, a) for a in agents], source)


def put_source(state: FeedState = FeedState.LIVE, source: str = "cisco", since: float = 60, note: str = "") -> None:
    """Writes a source's light."""
    body = Source(id=SourceId(source), kind="practice", state=state, since=ago(since), heard_at=ago(0.2), note=note)
    put([(Kind.SOURCE, "", source, body)], source)


def open_floor() -> None:
    """Cisco, live: Ada and Ben in Sam's team, Cleo in Lea's; one queue with somebody waiting; two reasons."""
    Integration.objects.get_or_create(name="cisco", defaults={"kind": "practice"})
    put_source()
    put_agents(
        agent("cisco:1001", "Ada Novak", AgentState.TALKING, calls=(call("+49 40 1234552"),)),
        agent("cisco:1002", "Ben Ito", AgentState.NOT_READY, since=2590, reason="10", reason_label="Lunch"),
        agent("cisco:1003", "Cleo Sand", AgentState.READY, team="cisco:5002"),
        agent("cisco:1004", "Dora Ünal", AgentState.SIGNED_OUT, team="cisco:5001", extension=""),
    )
    reason = {"source": SourceId("cisco"), "category": ReasonCategory.NOT_READY}
    put(
        [
            *((Kind.TEAM, key, key, Team(id=key, name=name)) for key, name in TEAMS.items()),  # type: ignore[arg-type]
            _queue(3, ago(90)),
            (Kind.REASON, "", "cisco:not_ready:10", ReasonCode(code="10", label="Lunch", **reason)),  # type: ignore[arg-type]
            (Kind.REASON, "", "cisco:not_ready:20", ReasonCode(code="20", label="Coaching", **reason)),  # type: ignore[arg-type]
        ]
    )


def put_queue(waiting: int | None) -> None:
    """Writes how many wait in Sales; since when, the source does not say."""
    put([_queue(waiting)])


def _queue(waiting: int | None, longest_since: datetime | None = None) -> tuple[Kind, str, str, Body]:
    key = QueueId("cisco:Sales")
    body = Queue(id=key, name="Sales", waiting=waiting, longest_since=longest_since, heard_at=ago(1))
    return Kind.QUEUE, "", key, body


def put_sign_in(key: str, state: AgentState, **more: object) -> None:
    """Writes how a CTI sign-in stands."""
    body = SignInRow(id=key, state=state, since=ago(100), **more)  # type: ignore[arg-type]
    put([(Kind.SIGN_IN, "", key, body)])


def put_own_call(
    kind: CallType = CallType.MONITOR,
    *,
    sign_in: str = "cisco:2001",
    whose: str = "cisco:1001",
    barged: bool = False,
    state: CallState = CallState.ACTIVE,
    others: tuple[PartyOnRow, ...] = (),
    doubtful: bool = False,
) -> None:
    """Writes that a CTI sign-in is on a call of an agent's, who is on 1001: listening, or `barged` in."""
    agent = PartyOnRow(address="1001", agent=whose, name="Ada Novak", is_agent=True)
    told = CallOnRow(
        id="cisco:m1",
        state=state,
        type=CallType.CONFERENCE if barged else kind,
        media="voice",
        queue="Sales",
        queue_id="cisco:Sales",
        since=ago(84),
        parties=(agent, *others) if whose else others,
        cause="barge_in" if barged else "",
        doubtful=doubtful,
    )
    put_sign_in(sign_in, AgentState.TALKING, extension="4001", calls=(told,))


def switch_listening_on(team: str = "cisco:5000", **more: object) -> None:
    """A team whose queue calls may be listened to."""
    policy = {"listening": "queue_calls", "purpose": "Quality coaching, works agreement 12", **more}
    TeamPolicy.objects.update_or_create(id=team, defaults=policy)
    forget()


def put_command(by: Person, subject: str, outcome: str, *, asked: float = 5, said: str = "") -> str:
    """Writes on the desk what came of making an agent ready; `asked` in seconds ago. Gives the command's id."""
    key = str(uuid4())
    told = {
        "action": "ready",
        "subject": subject,
        "outcome": outcome,
        "said": said,
        "by_id": by.pk,
        "asked": ago(asked),
    }
    stream, _ = Stream.objects.get_or_create(name=DESK, defaults={"epoch": "d1"})
    stream.revision += 1
    stream.save()
    row = {"stream": DESK, "kind": COMMAND, "key": key, "team": "cisco:5000", "gone": False, "changed_at": ago(0)}
    FloorRow.objects.create(**row, revision=stream.revision, body=encode(told))
    forget()
    return key


def forget() -> None:
    """Lets the process's cache read anew: a test's tables are rolled back beneath it."""
    process._row_cache.cache_clear()
