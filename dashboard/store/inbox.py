"""Commands by way of a table: views ask, one bridge claims and sends, once, and settles (architecture.md 7)."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import Command, Outcome, SignIn, source_for, subject_of
from cti_bridge.floor.model import SourceId
from cti_bridge.ports import Claimed
from dashboard.models import AskedCommand, Person
from dashboard.secrets import SecretMissing, reveal, seal
from dashboard.store import leases
from dashboard.store.hints import COMMANDS, DESK, Publish
from dashboard.store.orders import action_of, command_of, is_own, parameters_of
from dashboard.store.settling import NOT_SENT_IN_TIME, hold_the_desk, settle, show, write_line
from dashboard.store.thread import DatabaseThread

POLL = 0.25  # seconds between looks when nothing wakes us


# -- asking: in a view ---------------------------------------------------------------------------------------------


def ask(
    command: Command,
    *,
    by: Person,
    publish: Publish,
    team: str = "",
    why: str = "",
    seen: Mapping[str, object] | None = None,
    now: Callable[[], datetime] = timezone.now,
) -> AskedCommand:
    """Writes that a person asks this, its first line in the trail, and its row on the desk: all or nothing.

    `team` is that of the agent whom it concerns; a person's own sign-in is shown to that person alone. `seen` is what
    the person saw when asking (state, since, call, age of the word). Who presses twice gets the open one.
    """
    at = now()
    if not is_own(command) and not team:
        raise ValueError("whose agent is this? a command about an agent needs the team")
    asked = AskedCommand(
        id=command.id,
        action=action_of(command),
        source=source_for(command),
        subject=subject_of(command),
        team=f"@{by.pk}" if is_own(command) else team,
        person=by.pk,
        parameters=parameters_of(command),
        secret=seal(command.password) if isinstance(command, SignIn) and command.password else "",
        why=why,
        seen=dict(seen or {}),
        asked_at=at,
        deadline=command.deadline,
    )
    with transaction.atomic():
        hold_the_desk()  # two presses at once come one after the other
        too_late, still_open = _asked_before(asked, at)
        if still_open is None:
            asked.save(force_insert=True)
            write_line(asked, Outcome.ASKED, at=at, role=by.role, details=seen)
            show([*too_late, asked])
            transaction.on_commit(lambda: publish({DESK, COMMANDS}))
    return still_open or asked


def _asked_before(asked: AskedCommand, at: datetime) -> tuple[list[AskedCommand], AskedCommand | None]:
    """The same wish of the same person: what no bridge took in time, now settled, and the one that is open.

    Another reason or another phone is another wish.
    """
    alike = AskedCommand.objects.filter(
        person=asked.person, action=asked.action, subject=asked.subject, team=asked.team
    )
    still_open = alike.filter(Q(outcome=Outcome.DEFERRED) | Q(outcome__in=_UNDER_WAY, deadline__gt=at))
    same = next((one for one in still_open.order_by("asked_at", "pk") if _is_the_same(one, asked)), None)
    if same is not None:
        return [], same
    too_late = list(alike.filter(outcome=Outcome.ASKED, deadline__lte=at).order_by("asked_at", "pk"))
    return [c for c in too_late if settle(c, Outcome.TIMED_OUT, said=NOT_SENT_IN_TIME, at=at)], None


_UNDER_WAY = (Outcome.ASKED, Outcome.SENT)


def _is_the_same(still_open: AskedCommand, asked: AskedCommand) -> bool:
    """Whether two wishes for one action want the same. A password that was sent is not kept: it counts as equal."""
    if still_open.parameters != asked.parameters:
        return False
    return still_open.outcome != Outcome.ASKED or _password(still_open) == _password(asked)


def _password(asked: AskedCommand) -> str | None:
    """What was typed; empty for nothing, None for what cannot be opened."""
    try:
        return reveal(asked.secret) if asked.secret else ""
    except SecretMissing:
        return None


# -- carrying out: in a bridge -------------------------------------------------------------------------------------


class CommandInbox:
    """The bridge's Inbox (cti_bridge.ports). `woken` is set by whoever hears the hint `commands`."""

    def __init__(
        self,
        thread: DatabaseThread,
        *,
        token: str,
        publish: Publish,
        woken: asyncio.Event | None = None,
        now: Callable[[], datetime] = timezone.now,
    ) -> None:
        self._thread = thread
        self._token = token
        self._publish = publish
        self._woken = woken
        self._now = now

    async def wait(self, seconds: float) -> None:
        """Returns when somebody asked something, or after `seconds`; without hints after a quarter second at most."""
        if self._woken is None:
            await asyncio.sleep(min(seconds, POLL))
            return
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return
        self._woken.clear()

    async def claim(self, source: SourceId, under_way: Collection[UUID]) -> Sequence[Claimed]:
        """This source's commands, `sent` by us and committed; and those deferred that nobody watches any more."""
        claimed, told = await self._thread.run(lambda: claim(source, self._token, self._now(), under_way))
        if told:
            self._publish({DESK})
        return claimed

    async def settle(self, command: UUID, outcome: Outcome, said: str = "", code: str = "") -> None:
        """Writes what came of a command, once: a final outcome never changes."""
        at = self._now()
        if await self._thread.run(lambda: settle_now(command, outcome, said, code, at)):
            self._publish({DESK})


def claim(source: str, token: str, at: datetime, under_way: Collection[UUID] = ()) -> tuple[list[Claimed], bool]:
    """The claimed commands, and whether the desk changed. Nothing, where the lease is not ours.

    What is under our own name and not `under_way` was claimed by a commit whose answer was lost, or left behind by a
    release that failed: what is deferred is watched again, what was sent ends as `lost` after its deadline.
    """
    waiting = AskedCommand.objects.filter(source=source).filter(
        Q(outcome=Outcome.ASKED)
        | Q(outcome=Outcome.DEFERRED) & ~Q(holder=token, pk__in=under_way)
        | Q(outcome=Outcome.SENT, holder=token, deadline__lt=at) & ~Q(pk__in=under_way)
    )
    if not waiting.exists():  # asked four times a second: no lock, no write
        return [], False
    claimed: list[Claimed] = []
    told: list[AskedCommand] = []
    with transaction.atomic():
        if not leases.is_held(source, token):
            return [], False
        hold_the_desk()
        for asked in waiting.order_by("asked_at", "pk"):
            one = _claim_one(asked, token, at)
            if one is not None:
                claimed.append(one)
            if asked.outcome != Outcome.DEFERRED:
                told.append(asked)
        show(told)
    return claimed, bool(told)


def _claim_one(asked: AskedCommand, token: str, at: datetime) -> Claimed | None:
    """Takes one command; None when it was settled instead: it came too late, cannot be read, or is a lost one."""
    if asked.outcome == Outcome.SENT:
        settle(asked, Outcome.LOST, at=at)
        return None
    deferred = asked.outcome == Outcome.DEFERRED
    if not deferred and asked.deadline <= at:
        settle(asked, Outcome.TIMED_OUT, said=NOT_SENT_IN_TIME, at=at)
        return None
    try:
        command = command_of(asked, reveal(asked.secret) if asked.secret else "")
    except (CommandRefused, SecretMissing) as refused:
        settle(asked, Outcome.REFUSED, said=str(refused), at=at)
        return None
    taken = {"holder": token} if deferred else {"holder": token, "outcome": Outcome.SENT, "secret": ""}
    if not AskedCommand.objects.filter(pk=asked.pk, outcome=asked.outcome).update(**taken):
        return None
    if not deferred:
        asked.outcome = Outcome.SENT
        write_line(asked, Outcome.SENT, at=at)
    return Claimed(command=command, deferred=deferred)


def settle_now(command: UUID, outcome: Outcome, said: str, code: str, at: datetime) -> bool:
    """Settles a command in a transaction of its own; False when nothing changed."""
    with transaction.atomic():
        hold_the_desk()
        asked = AskedCommand.objects.filter(pk=command).first()
        changed = asked is not None and settle(asked, outcome, said=said, code=code, at=at)
        if asked is not None and changed:
            show([asked])
    return changed
