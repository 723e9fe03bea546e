"""What happened, appended tick by tick, and read back for panels: an agent's day, a queue's last hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any

from django.db import connection

from cti_bridge.floor.model import AgentState
from cti_bridge.ports import QueueSample, StateEntry
from dashboard.models import QueueSample as StoredSample
from dashboard.models import StateLogEntry, TeamPolicy
from dashboard.models.policies import Kept
from dashboard.store.standing import fits

LONGEST_REASON = 60  # as dashboard.models.StateLogEntry has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time in one state. `until` None: it still lasts. Times are aware UTC."""

    state: AgentState
    reason: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many waited in a queue at a moment; None: the source did not say."""

    at: datetime
    waiting: int | None


# -- appending -----------------------------------------------------------------------------------------------------


def append_states(source: str, entries: Sequence[StateEntry]) -> None:
    """Adds to the log of states, but for teams whose history is off and ids that fit no table.

    Part of the writer's transaction.
    """
    if not entries:
        return
    off = set(TeamPolicy.objects.filter(history=Kept.OFF).values_list("pk", flat=True))
    time_ = connection.ops.adapt_datetimefield_value
    _append(
        "INSERT INTO dashboard_statelogentry (source, agent, team, state, reason, since, since_is_known, at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        [
            (source, e.agent, e.team, str(e.state), _reason(e.reason), time_(e.since), e.since_is_known, time_(e.at))
            for e in entries
            if e.team not in off and fits(e.agent, e.team)
        ],
    )


def append_samples(source: str, samples: Sequence[QueueSample]) -> None:
    """Adds figures of queues, but for ids that fit no table. Part of the writer's transaction."""
    time_ = connection.ops.adapt_datetimefield_value
    _append(
        "INSERT INTO dashboard_queuesample (source, queue, at, waiting, longest_since) VALUES (%s, %s, %s, %s, %s)",
        [(source, s.queue, time_(s.at), s.waiting, time_(s.longest_since)) for s in samples if fits(s.queue)],
    )


def _reason(code: str) -> str:
    return code.replace("\0", "")[:LONGEST_REASON]


def _append(sql: str, lines: Sequence[tuple[Any, ...]]) -> None:
    if lines:
        with connection.cursor() as cursor:
            cursor.executemany(sql, lines)


# -- reading -------------------------------------------------------------------------------------------------------


def midnight(now: datetime, zone: tzinfo) -> datetime:
    """When today began in a zone, in UTC."""
    return datetime.combine(now.astimezone(zone).date(), time(), zone).astimezone(UTC)


def states_today(agent: str, *, zone: tzinfo, now: datetime) -> list[Span]:
    """An agent's states since midnight in `zone`, oldest first, without gaps; the last one still lasts.

    What began yesterday begins at midnight here. A state that was logged twice stands once.
    """
    start = midnight(now, zone)
    log = StateLogEntry.objects.filter(agent=agent).order_by("since", "at", "pk")
    yesterday = log.filter(since__lte=start).last()
    entries = [*([yesterday] if yesterday else []), *log.filter(since__gt=start, since__lte=now)]
    spans: list[Span] = []
    for entry in entries:
        since = max(entry.since, start)
        if spans and (spans[-1].state, spans[-1].reason) == (entry.state, entry.reason):
            continue
        if spans:
            ended = spans.pop()
            if ended.since < since:
                spans.append(
                    Span(state=ended.state, reason=ended.reason, since=ended.since, until=since),
                )
        spans.append(Span(state=AgentState(entry.state), reason=entry.reason, since=since, until=None))
    return spans


def waiting_in_last_hour(queue: str, *, now: datetime) -> list[Waiting]:
    """A queue's samples of the last hour, oldest first."""
    samples = StoredSample.objects.filter(queue=queue, at__gt=now - timedelta(hours=1), at__lte=now).order_by("at")
    return [Waiting(at=at, waiting=waiting) for at, waiting in samples.values_list("at", "waiting")]
