"""Connection tests: asked by an administrator, carried out by a bridge, shown step by step while they are done.

Whoever changes one holds the desk first, as with commands (store/steps.py).
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cti_bridge.connector import Step
from dashboard.access import ADMINISTRATORS
from dashboard.models import ConnectionTest, Person, TrailLine
from dashboard.store.bodies import encode
from dashboard.store.desk import CHECK, hold_the_desk
from dashboard.store.hints import COMMANDS, DESK, Publish
from dashboard.store.standing import cut
from dashboard.store.streams import Put, next_shared_revision, put_rows

BEGUN_WITHIN = timedelta(seconds=10)
SILENT_AFTER = timedelta(minutes=1)
LONGEST_SAID = 1_000  # characters of what a system said to a step: the trail keeps the failed one's

NO_BRIDGE = "No bridge took it: is run_bridge running?"
BRIDGE_GONE = "The bridge that carried it out is gone."

ACTION = "check"  # of its lines in the trail


def ask(
    integration: str, *, by: Person, publish: Publish, now: Callable[[], datetime] = timezone.now
) -> ConnectionTest:
    """Asks for a test of an integration; who asks while one is open gets that one. Earlier ones are forgotten."""
    at = now()
    with transaction.atomic():
        hold_the_desk()
        _end_overdue(at)
        standing = _open().filter(integration=integration).first()
        if standing is not None:
            return standing
        ConnectionTest.objects.filter(integration=integration).delete()  # the trail keeps what came of them
        test = ConnectionTest.objects.create(
            integration=integration, person=by.pk, asked_at=at, deadline=at + BEGUN_WITHIN
        )
        _write_line(test, "asked", at, role=by.role)
        _show([test])
        transaction.on_commit(lambda: publish({DESK, COMMANDS}))
    return test


def newest(integration: str) -> ConnectionTest | None:
    """The newest test of an integration, open or over."""
    return ConnectionTest.objects.filter(integration=integration).order_by("asked_at").last()


def forget(integration: str) -> None:
    """An integration is deleted: its tests go. Part of the caller's transaction; hint DESK after it."""
    hold_the_desk()
    if ConnectionTest.objects.filter(integration=integration).delete()[0]:
        put_rows(DESK, next_shared_revision(DESK), [(CHECK, ADMINISTRATORS, integration, "", True)])


def claim(integrations: Collection[str], holder: str, at: datetime) -> list[tuple[UUID, str]]:
    """Open tests of these that no bridge has begun, each now begun by `holder`. Asked four times a second: cheap."""
    waiting = _open().filter(integration__in=integrations, begun_at=None, deadline__gt=at)
    if not waiting.exists():
        return []
    with transaction.atomic():
        hold_the_desk()
        taken = list(waiting.order_by("asked_at"))
        for test in taken:
            test.holder, test.begun_at = holder, at
            test.save(update_fields=["holder", "begun_at"])
        _show(taken)
    return [(test.pk, test.integration) for test in taken]


def add_step(test: UUID, step: Step, at: datetime) -> bool:
    """Adds what was tried to a test; False when it is over, or gone."""
    with transaction.atomic():
        hold_the_desk()
        standing = _open().filter(pk=test).first()
        if standing is None:
            return False
        name, said, mend = (cut(words, LONGEST_SAID) for words in (step.name, step.said, step.mend))
        standing.steps.append({"name": name, "ok": step.ok, "said": said, "mend": mend, "at": at.isoformat()})
        standing.save(update_fields=["steps"])
        _show([standing])
    return True


def end(test: UUID, at: datetime, *, works: bool, said: str = "") -> bool:
    """Ends a test, once; False when it is over already, or gone."""
    with transaction.atomic():
        hold_the_desk()
        standing = _open().filter(pk=test).first()
        if standing is None:
            return False
        _end(standing, at, works=works, said=said)
    return True


def end_orphans(now: datetime) -> int:
    """Ends what no bridge began in time, and what its bridge has left; how many. Asked every second: cheap."""
    if not any(_overdue(test, now) for test in _open()):
        return 0
    with transaction.atomic():
        hold_the_desk()
        return _end_overdue(now)


def _end_overdue(now: datetime) -> int:
    ended = [(test, said) for test in _open() if (said := _overdue(test, now))]
    for test, said in ended:
        _end(test, now, works=False, said=said)
    return len(ended)


def _overdue(test: ConnectionTest, now: datetime) -> str:
    """Why nobody should wait for it any longer; empty while there is hope."""
    if test.begun_at is None:
        return NO_BRIDGE if test.deadline < now else ""
    heard = max([test.begun_at, *(datetime.fromisoformat(step["at"]) for step in test.steps)])
    return BRIDGE_GONE if now - heard > SILENT_AFTER else ""


def _open() -> "QuerySet[ConnectionTest]":
    return ConnectionTest.objects.filter(ended_at=None)


def _end(test: ConnectionTest, at: datetime, *, works: bool, said: str) -> None:
    test.ended_at, test.works, test.said = at, works, said
    test.save(update_fields=["ended_at", "works", "said"])
    failed = next((step for step in test.steps if not step["ok"]), None)
    _write_line(test, "ended", at, works=works, said=said or (f"{failed['name']}: {failed['said']}" if failed else ""))
    _show([test])


def _show(tests: Iterable[ConnectionTest]) -> None:
    """On every administrator's page, in the words of docs/live.md."""
    rows: list[Put] = [(CHECK, ADMINISTRATORS, test.integration, encode(_values(test)), False) for test in tests]
    if rows:
        put_rows(DESK, next_shared_revision(DESK), rows)


def _values(test: ConnectionTest) -> dict[str, object]:
    return {
        "integration": test.integration,
        "begun": test.begun_at,
        "ended": test.ended_at,
        "works": bool(test.works),
        "said": test.said,
        "steps": test.steps,
    }


def _write_line(test: ConnectionTest, step: str, at: datetime, *, role: str = "", **details: object) -> None:
    TrailLine.objects.create(
        at=at,
        step=step,
        action=ACTION,
        person=test.person,
        role=role,
        source=test.integration,
        subject=test.integration,
        details=details,
    )
