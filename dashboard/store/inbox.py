"""Where people ask: commands go through a table (architecture.md 7); one bridge claims and settles each (claims.py)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from cti_bridge.floor.commands import OPEN, Command, Outcome
from dashboard.models import AskedCommand, Person
from dashboard.secrets import SecretMissing, reveal
from dashboard.store.hints import Publish, tell
from dashboard.store.settling import NOT_SENT_IN_TIME
from dashboard.store.steps import Steps, taking_steps
from dashboard.store.wishes import Wish, row_of


def ask(
    command: Command,
    *,
    by: Person,
    publish: Publish,
    team: str = "",
    why: str = "",
    seen: Mapping[str, object] | None = None,
    batch: UUID | None = None,
    then_drop: str = "",
    now: Callable[[], datetime] = timezone.now,
) -> AskedCommand:
    """Writes that a person asks this, its first line in the trail, and its row on the desk: all or nothing.

    `team`, `seen` and `then_drop` as in `Wish`; who intercepts gets a batch, for the two steps. A person's own sign-in
    is shown to that person alone. Who presses twice gets the open one.
    """
    wish = Wish(command=command, team=team, seen=seen or {}, then_drop=then_drop)
    batch = batch or (uuid4() if then_drop else None)
    (asked,) = ask_many([wish], by=by, publish=publish, why=why, batch=batch, now=now)
    return asked


def ask_many(
    wishes: Sequence[Wish],
    *,
    by: Person,
    publish: Publish,
    why: str = "",
    batch: UUID | None = None,
    now: Callable[[], datetime] = timezone.now,
) -> list[AskedCommand]:
    """Writes that a person asks all of this, as `ask` does: all or nothing. In the order of the wishes."""
    at = now()
    wanted = [row_of(wish, person=by.pk, why=why, batch=batch, at=at) for wish in wishes]
    with transaction.atomic(), taking_steps(at) as steps:  # two presses at once come one after the other
        still_open = _OpenWishes(by, at)
        answers = [_asked_once(one, still_open, steps, role=by.role) for one in wanted]
        transaction.on_commit(lambda: tell(publish, steps.hints))
    return answers


def _asked_once(asked: AskedCommand, still_open: "_OpenWishes", steps: Steps, *, role: str) -> AskedCommand:
    """The open command that wants the same, else this one, asked. What no bridge took in time is settled by that."""
    alike = still_open.alike(asked)
    same = next((one for one in alike if still_open.is_under_way(one) and _is_the_same(one, asked)), None)
    if same is not None:
        return same
    for late in [one for one in alike if not still_open.is_under_way(one) and one.outcome == Outcome.ASKED]:
        steps.settle(late, Outcome.TIMED_OUT, said=NOT_SENT_IN_TIME)
    steps.ask(asked, role=role, details=asked.seen)
    alike.append(asked)
    return asked


class _OpenWishes:
    """What a person asked before and is not settled."""

    def __init__(self, person: Person, at: datetime) -> None:
        self._at = at
        self._by_subject: dict[tuple[str, str, str], list[AskedCommand]] = {}
        still_open: Iterable[AskedCommand] = AskedCommand.objects.filter(person=person.pk, outcome__in=OPEN)
        for one in sorted(still_open, key=lambda asked: (asked.asked_at, asked.pk)):
            self.alike(one).append(one)

    def alike(self, asked: AskedCommand) -> list[AskedCommand]:
        """The open ones for the same action on the same subject, oldest first."""
        return self._by_subject.setdefault((asked.action, asked.subject, asked.team), [])

    def is_under_way(self, asked: AskedCommand) -> bool:
        """Whether it may still come true."""
        return asked.outcome == Outcome.DEFERRED or asked.deadline > self._at


def _is_the_same(still_open: AskedCommand, asked: AskedCommand) -> bool:
    """Whether two wishes for one action want the same: another reason or another phone is another wish.

    A password that was sent is not kept with the command: it counts as equal.
    """
    if still_open.parameters != asked.parameters:
        return False
    return still_open.outcome != Outcome.ASKED or _password(still_open) == _password(asked)


def _password(asked: AskedCommand) -> str | None:
    """What was typed; empty for nothing, None for what cannot be opened."""
    try:
        return reveal(asked.secret) if asked.secret else ""
    except SecretMissing:
        return None
