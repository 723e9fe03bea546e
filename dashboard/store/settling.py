"""Ends commands that nobody carries out any more: their bridge died, let go, or never came."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cti_bridge.floor.commands import Outcome
from dashboard.models import AskedCommand
from dashboard.store import leases
from dashboard.store.steps import Steps, taking_steps

NOT_SENT_IN_TIME = "Not sent: no bridge took it before its deadline."


def lose_what_others_sent(source: str, holder: str) -> int:
    """Marks `lost` what an earlier holder of a source had sent and not settled; how many those were."""
    others = AskedCommand.objects.filter(source=source, outcome=Outcome.SENT).exclude(holder=holder)
    if not others.exists():
        return 0
    with taking_steps(timezone.now()) as steps:
        return _lose(others, steps)


def let_go(source: str, holder: str) -> int:
    """Leaves no command of a holder behind who stops following a source; how many became `lost`.

    What it sent and did not settle is `lost`; what is deferred is watched again by whoever claims next, itself too.
    """
    own = AskedCommand.objects.filter(source=source, holder=holder, outcome__in=(Outcome.SENT, Outcome.DEFERRED))
    if not own.exists():
        return 0
    with taking_steps(timezone.now()) as steps:
        own.filter(outcome=Outcome.DEFERRED).update(holder="")
        return _lose(own.filter(outcome=Outcome.SENT), steps)


def settle_orphans(now: datetime) -> int:
    """Ends what is overdue of sources that no bridge follows; how many those were. Safe from many processes at once.

    What was asked was never sent (`timed_out`); what a dead bridge had sent is `lost`. What is deferred waits for the
    next bridge. A source that is followed is its bridge's affair.
    """
    overdue = AskedCommand.objects.filter(outcome__in=_ENDS_AS, deadline__lt=now)
    if not overdue.exists():  # asked every second by every web process: no lock, no write
        return 0
    orphans = overdue.exclude(source__in=leases.followed())
    if not orphans.exists():
        return 0
    with transaction.atomic(), taking_steps(now) as steps:
        orphans = overdue.exclude(source__in=leases.followed())  # again: a bridge may have come while we waited
        return sum(_end(one, steps) for one in orphans.order_by("asked_at", "pk"))


_ENDS_AS = {Outcome.ASKED: (Outcome.TIMED_OUT, NOT_SENT_IN_TIME), Outcome.SENT: (Outcome.LOST, "")}


def _end(orphan: AskedCommand, steps: Steps) -> bool:
    outcome, said = _ENDS_AS[Outcome(orphan.outcome)]
    return steps.settle(orphan, outcome, said=said)


def _lose(sent: "QuerySet[AskedCommand]", steps: Steps) -> int:
    return sum(steps.settle(one, Outcome.LOST) for one in sent.order_by("asked_at", "pk"))
