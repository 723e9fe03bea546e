"""Each step of a command: its outcome, its line in the trail, its row on the desk. Inside the caller's transaction.

Whoever changes commands locks in one order, so that none waits for another in a circle: the source's lease (where it
matters), then the desk (`hold_the_desk`), then the commands.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cti_bridge.connector import Action
from cti_bridge.floor.commands import OPEN, Outcome
from dashboard.models import AskedCommand, Person, TrailLine
from dashboard.store import leases
from dashboard.store.bodies import encode
from dashboard.store.hints import DESK
from dashboard.store.orders import WANTED
from dashboard.store.streams import lock_stream, next_shared_revision, put_rows

COMMAND = "command"  # the kind of a command's row on the desk (docs/live.md)
NOT_SENT_IN_TIME = "Not sent: no bridge took it before its deadline."

_BEFORE = {Outcome.DEFERRED: (Outcome.ASKED, Outcome.SENT)}  # what may become deferred; all else ends what is open


def hold_the_desk() -> None:
    """Waits for all others who change commands, and keeps them waiting until the transaction ends."""
    lock_stream(DESK)


def settle(asked: AskedCommand, outcome: Outcome, *, said: str = "", code: str = "", at: datetime) -> bool:
    """Gives a command its outcome, where it is still open; False when it already had a final one."""
    if outcome in (Outcome.ASKED, Outcome.SENT):
        raise ValueError(f"{outcome} is no outcome to settle by")
    final = outcome not in OPEN
    values = {"outcome": outcome, "said": said, "code": code[:100], "secret": "", "settled_at": at if final else None}
    still_open = AskedCommand.objects.filter(pk=asked.pk, outcome__in=_BEFORE.get(outcome, tuple(OPEN)))
    if not still_open.update(**values):
        return False
    for name, value in values.items():
        setattr(asked, name, value)
    write_line(asked, outcome, at=at, details={"said": said, "code": code} if said or code else {})
    return True


def lose_what_others_sent(source: str, holder: str) -> int:
    """Marks `lost` what an earlier holder of a source had sent and not settled; how many those were."""
    others = AskedCommand.objects.filter(source=source, outcome=Outcome.SENT).exclude(holder=holder)
    if not others.exists():
        return 0
    hold_the_desk()
    return _lose(others)


def let_go(source: str, holder: str) -> int:
    """Leaves no command of a holder behind who stops following a source; how many became `lost`.

    What it sent and did not settle is `lost`; what is deferred is watched again by whoever claims next, itself too.
    """
    own = AskedCommand.objects.filter(source=source, holder=holder, outcome__in=(Outcome.SENT, Outcome.DEFERRED))
    if not own.exists():
        return 0
    hold_the_desk()
    own.filter(outcome=Outcome.DEFERRED).update(holder="")
    return _lose(own.filter(outcome=Outcome.SENT))


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
    with transaction.atomic():
        hold_the_desk()
        orphans = overdue.exclude(source__in=leases.followed())  # again: a bridge may have come while we waited
        ended = [one for one in orphans.order_by("asked_at", "pk") if _end(one, now)]
        show(ended)
    return len(ended)


_ENDS_AS = {Outcome.ASKED: (Outcome.TIMED_OUT, NOT_SENT_IN_TIME), Outcome.SENT: (Outcome.LOST, "")}


def _end(orphan: AskedCommand, at: datetime) -> bool:
    outcome, said = _ENDS_AS[Outcome(orphan.outcome)]
    return settle(orphan, outcome, said=said, at=at)


def _lose(sent: "QuerySet[AskedCommand]") -> int:
    at = timezone.now()
    lost = [one for one in sent.order_by("asked_at", "pk") if settle(one, Outcome.LOST, at=at)]
    show(lost)
    return len(lost)


def write_line(
    asked: AskedCommand, step: str, *, at: datetime, role: str = "", details: Mapping[str, object] | None = None
) -> None:
    """Adds a step to the trail."""
    TrailLine.objects.create(
        at=at,
        command=asked.pk,
        step=step,
        action=asked.action,
        person=asked.person,
        role=role,
        source=asked.source,
        subject=asked.subject,
        team=asked.team,
        why=asked.why if step == Outcome.ASKED else "",
        details=dict(details or {}),
    )


def show(commands: Sequence[AskedCommand]) -> None:
    """Puts commands on the desk as they now stand, in the words of docs/live.md."""
    if not commands:
        return
    names = _names({c.person for c in commands})
    revision = next_shared_revision(DESK)
    put_rows(DESK, revision, [(COMMAND, c.team, str(c.pk), encode(_values(c, names)), False) for c in commands])


def _values(asked: AskedCommand, names: Mapping[int, str]) -> dict[str, object]:
    return {
        "action": asked.action,
        "subject": asked.subject,
        "outcome": str(asked.outcome),
        "said": asked.said,
        "by": names.get(asked.person, ""),
        "by_id": asked.person,
        "asked": asked.asked_at,
        "settled": asked.settled_at,
        "wanted": WANTED.get(Action(asked.action), ""),
    }


def _names(people: Iterable[int]) -> dict[int, str]:
    return {p.pk: str(p) for p in Person.objects.filter(pk__in=people).only("username", "name")}
