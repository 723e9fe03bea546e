"""What happened, appended tick by tick: states, calls and figures. Part of the writer's transaction."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection

from cti_bridge.ports import CallEntry, QueueSample, StateEntry
from dashboard.models import TeamPolicy
from dashboard.models.policies import Kept
from dashboard.store.standing import LONGEST_KEY, cut, fits

LONGEST_REASON = 60  # as dashboard.models.StateLogEntry has it
LONGEST_MEDIA = 20  # as dashboard.models.CallLogEntry has it


def append_states(source: str, entries: Sequence[StateEntry]) -> None:
    """Adds to the log of states, but for teams whose history is off and ids that fit no table."""
    off, time = _without_history() if entries else set(), _times()
    _append(
        "INSERT INTO dashboard_statelogentry (source, agent, team, state, reason, since, since_is_known, at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        [
            (
                source,
                e.agent,
                e.team,
                str(e.state),
                cut(e.reason, LONGEST_REASON),
                time(e.since),
                e.since_is_known,
                time(e.at),
            )
            for e in entries
            if e.team not in off and fits(e.agent, e.team)
        ],
    )


def append_calls(source: str, entries: Sequence[CallEntry]) -> None:
    """Adds to the log of calls, but for teams whose history is off and ids that fit no table."""
    off, time = _without_history() if entries else set(), _times()
    _append(
        "INSERT INTO dashboard_calllogentry (source, call, agent, team, type, media, queue, parties, variables, since,"
        " ended_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            (
                source,
                e.call,
                e.agent,
                e.team,
                str(e.type),
                cut(e.media, LONGEST_MEDIA),
                cut(e.queue, LONGEST_KEY),
                _json([asdict(party) for party in e.parties]),
                _json(e.variables),
                time(e.since),
                time(e.ended_at),
            )
            for e in entries
            if e.team not in off and fits(e.agent, e.team) and fits(e.call)
        ],
    )


def append_samples(source: str, samples: Sequence[QueueSample]) -> None:
    """Adds figures of queues, but for ids that fit no table."""
    time = _times()
    _append(
        "INSERT INTO dashboard_queuesample (source, queue, at, waiting, longest_since) VALUES (%s, %s, %s, %s, %s)",
        [(source, s.queue, time(s.at), s.waiting, time(s.longest_since)) for s in samples if fits(s.queue)],
    )


def _without_history() -> set[str]:
    return set(TeamPolicy.objects.filter(history=Kept.OFF).values_list("pk", flat=True))


def _json(value: object) -> str:
    return json.dumps(_without_nul(value))


def _without_nul(value: Any) -> Any:
    """PostgreSQL's JSON takes no NUL."""
    match value:
        case str():
            return value.replace("\0", "")
        case dict():
            return {name: _without_nul(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_without_nul(inner) for inner in value]
        case _:
            return value


def _times() -> Callable[[datetime | None], Any]:
    """Writes moments as the database has them, each once: the lines of a tick share most of theirs."""
    return cache(connection.ops.adapt_datetimefield_value)


def _append(sql: str, lines: Sequence[tuple[Any, ...]]) -> None:
    if lines:
        with connection.cursor() as cursor:
            cursor.executemany(sql, lines)
