"""Keeps the retention: history and trail as the Site says; tombstones ten minutes, outcomes and uploads an hour.

Sessions go with their end, failed sign-ins with the lock that they count for. What people wrote and
changed (messages with their receipts, integration settings as they were) is kept as the trail.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import Model, QuerySet

from cti_bridge.floor.commands import OPEN, Outcome
from dashboard.models import (
    AskedCommand,
    CallLogEntry,
    FloorRow,
    Integration,
    Message,
    Pruning,
    QueueSample,
    Receipt,
    SettingChange,
    Site,
    StateLogEntry,
    Stream,
    TeamPolicy,
    TrailLine,
)
from dashboard.models.policies import Kept
from dashboard.store import leases
from dashboard.store.bodies import decode
from dashboard.store.clock import sql_now
from dashboard.store.desk import COMMAND, hold_the_desk
from dashboard.store.follows import end_expired
from dashboard.store.hints import DESK
from dashboard.store.history import gone_by
from dashboard.store.lookups import forget_old
from dashboard.store.messages import take_down_what_is_over
from dashboard.store.recalling import forget_who_is_out
from dashboard.store.settling import NOT_SENT_IN_TIME
from dashboard.store.steps import taking_steps
from dashboard.store.streams import lock_stream, next_shared_revision, put_rows
from dashboard.store.uploads import forget_what_nobody_agreed_to

TOMBSTONE_SECONDS = 600  # a position further behind means the whole (docs/live.md)
ON_THE_DESK = timedelta(hours=1)  # how long a settled command stays to be seen
FORGOTTEN = timedelta(days=1)  # after its deadline, a command that no bridge settles any more
AT_ONCE = 5_000  # rows in one transaction: the bridge's writer waits no longer than for these


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """How much was removed."""

    states: int
    calls: int
    samples: int
    commands: int
    messages: int
    tombstones: int
    trail: int


def prune(now: datetime) -> Pruned:
    """Removes what is older than it may be. Safe at any time, beside bridges and pages, and twice."""
    site = Site.objects.filter(pk=1).first() or Site()
    kept = (site.states_days, site.calls_days, site.trail_days)
    states_from, calls_from, trail_from = (now - timedelta(days=days) for days in kept)
    settled = AskedCommand.objects.exclude(outcome__in=OPEN)
    _settle_what_is_forgotten(now)
    _clear_the_desk(now)
    end_expired(now)
    take_down_what_is_over(now)
    forget_what_nobody_agreed_to(now)
    forget_old(now)  # looked up; else a web process does it, each second
    _delete(Session.objects.filter(expire_date__lt=now))  # who was here when, and what they searched for
    _delete(AccessAttempt.objects.filter(attempt_time__lt=now - settings.AXES_COOLOFF_TIME))
    _delete(SettingChange.objects.filter(at__lt=trail_from))
    _delete(Receipt.objects.filter(message__until__lt=trail_from))  # first: a message may have thousands
    for name in Integration.objects.values_list("pk", flat=True):
        forget_who_is_out(name)
    for name in _deleted():
        _clear_the_floor_of(name)
    return Pruned(
        states=_delete(StateLogEntry.objects.filter(at__lt=states_from)) + _delete_of_teams(StateLogEntry, "at", now),
        calls=_delete(CallLogEntry.objects.filter(ended_at__lt=calls_from))
        + _delete_of_teams(CallLogEntry, "ended_at", now),
        samples=_delete(QueueSample.objects.filter(at__lt=states_from)),
        commands=_delete(settled.filter(asked_at__lt=trail_from)),
        messages=_delete(Message.objects.filter(until__lt=trail_from)),
        tombstones=sum(_prune_stream(name) for name in Stream.objects.order_by("name").values_list("name", flat=True)),
        trail=_prune_trail(site.trail_days, now),
    )


def _delete(what: "QuerySet[Any]") -> int:
    model: type[Model] = what.model
    removed = 0
    while True:
        some = what.order_by("pk").values("pk")[:AT_ONCE]
        count, _ = model._default_manager.filter(pk__in=some).delete()
        removed += count
        if count < AT_ONCE:
            return removed


def _delete_of_teams(log: type[StateLogEntry] | type[CallLogEntry], moment: str, now: datetime) -> int:
    """Lines of teams whose history is off, or of today alone."""
    site = Site.objects.filter(pk=1).first() or Site()
    policies = TeamPolicy.objects.exclude(history=Kept.KEPT)
    return sum(_delete(log._default_manager.filter(gone_by(policy, moment, site, now))) for policy in policies)


def _settle_what_is_forgotten(now: datetime) -> None:
    """Commands of a source that no bridge follows any more."""
    with transaction.atomic(), taking_steps(now) as steps:
        forgotten = AskedCommand.objects.filter(deadline__lt=now - FORGOTTEN)
        for command in forgotten.filter(outcome__in=_ENDS_AS).order_by("asked_at", "pk"):
            outcome, said = _ENDS_AS[Outcome(command.outcome)]
            steps.settle(command, outcome, said=said)


_ENDS_AS = {
    Outcome.ASKED: (Outcome.TIMED_OUT, NOT_SENT_IN_TIME),
    Outcome.SENT: (Outcome.LOST, ""),
    Outcome.DEFERRED: (Outcome.LOST, ""),
}


def _clear_the_desk(now: datetime) -> None:
    with transaction.atomic():
        hold_the_desk()
        shown = FloorRow.objects.filter(stream=DESK, kind=COMMAND, gone=False, changed_at__lt=now - ON_THE_DESK)
        done = [row for row in shown if decode(row.kind, row.body)["settled"]]
        if done:
            put_rows(DESK, next_shared_revision(DESK), [(COMMAND, row.team, row.key, "", True) for row in done])


def _deleted() -> list[str]:
    """The streams of integrations that are no more, and that no bridge follows."""
    kept = [DESK, *Integration.objects.values_list("pk", flat=True), *leases.followed()]
    return list(Stream.objects.exclude(name__in=kept).order_by("name").values_list("name", flat=True))


def _clear_the_floor_of(name: str) -> None:
    """Takes a deleted integration's rows away, where no bridge ran that would have done it."""
    if not FloorRow.objects.filter(stream=name, gone=False).exists():
        return
    with transaction.atomic():
        lock_stream(name)
        if name not in _deleted():  # it was made anew, and followed, while we waited
            return
        rows = FloorRow.objects.filter(stream=name, gone=False)
        put_rows(name, next_shared_revision(name), [(row.kind, row.team, row.key, "", True) for row in rows])


def _prune_stream(name: str) -> int:
    """Removes a stream's old tombstones, and says so: a position from before them means the whole."""
    old = f"stream = %s AND gone AND changed_at < {sql_now(-TOMBSTONE_SECONDS)}"
    with transaction.atomic(), connection.cursor() as cursor:
        lock_stream(name)
        cursor.execute(f"SELECT MAX(revision) FROM dashboard_floorrow WHERE {old}", [name])  # noqa: S608 - ours
        (upto,) = cursor.fetchone()
        if upto is None:
            return 0
        cursor.execute("DELETE FROM dashboard_floorrow WHERE stream = %s AND gone AND revision <= %s", [name, upto])
        removed = int(cursor.rowcount)
        cursor.execute("UPDATE dashboard_stream SET pruned = %s WHERE name = %s", [upto, name])
        return removed


def _prune_trail(days: int, now: datetime) -> int:
    """By the database's clock, as the trigger that allows it, and with a line that says so."""
    with transaction.atomic(), connection.cursor() as cursor:
        before = sql_now(-days * 24 * 60 * 60)
        Pruning.objects.create()
        cursor.execute(f"DELETE FROM dashboard_trailline WHERE at < {before}", [])  # noqa: S608 - ours
        removed = int(cursor.rowcount)
        Pruning.objects.all().delete()
        if removed:
            TrailLine.objects.create(at=now, step="pruned", action="prune", details={"lines": removed, "days": days})
        return removed
