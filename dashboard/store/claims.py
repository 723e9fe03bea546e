"""Commands in a bridge's hands: claimed once, committed as `sent` before anything leaves, settled once."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import Outcome
from cti_bridge.floor.model import CallId, SourceId
from cti_bridge.ports import Claimed
from dashboard.models import AskedCommand
from dashboard.secrets import SecretMissing, reveal
from dashboard.store import leases
from dashboard.store.entitlement import NOT_SENT_NOT_ENTITLED, Entitlement
from dashboard.store.fairness import NOT_SENT_UNFAIR, is_fair
from dashboard.store.gathering import Gathering
from dashboard.store.hints import Publish, tell
from dashboard.store.orders import command_of
from dashboard.store.settling import NOT_SENT_IN_TIME
from dashboard.store.steps import Steps, taking_steps
from dashboard.store.thread import DatabaseThread

POLL = 0.25  # seconds between looks when nothing wakes us

Settlement = tuple[UUID, Outcome, str, str, str]  # the command, what came of it, said, code, the call it came true in
Hints = frozenset[str]  # the names of what moved


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
        self._settlements = Gathering(self._settle)

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
        claimed, hints = await self._thread.run(lambda: claim(source, self._token, self._now(), under_way))
        tell(self._publish, hints)
        return claimed

    async def settle(
        self, command: UUID, outcome: Outcome, said: str = "", code: str = "", call: CallId | None = None
    ) -> None:
        """Writes what came of a command, once: a final outcome never changes. What waits is settled together."""
        await self._settlements.add((command, outcome, said, code, call or ""))

    async def _settle(self, settlements: Sequence[Settlement]) -> None:
        tell(self._publish, await self._thread.run(lambda: settle_all(settlements, self._now())))


def claim(source: str, token: str, at: datetime, under_way: Collection[UUID] = ()) -> tuple[list[Claimed], Hints]:
    """The claimed commands, and what to say of it. Nothing, where the lease is not ours.

    What is under our own name and not `under_way` was claimed by a commit whose answer was lost, or left behind by a
    release that failed: what is deferred is watched again, what was sent ends as `lost` after its deadline.
    """
    waiting = AskedCommand.objects.filter(source=source).filter(
        Q(outcome=Outcome.ASKED)
        | Q(outcome=Outcome.DEFERRED) & ~Q(holder=token, pk__in=under_way)
        | Q(outcome=Outcome.SENT, holder=token, deadline__lt=at) & ~Q(pk__in=under_way)
    )
    if not waiting.exists():  # asked four times a second: no lock, no write
        return [], frozenset()
    with transaction.atomic():
        if not leases.is_held(source, token):
            return [], frozenset()
        with taking_steps(at) as steps:
            entitled = Entitlement()
            taken = [_take(asked, token, at, steps, entitled) for asked in waiting.order_by("asked_at", "pk")]
    return [one for one in taken if one is not None], steps.hints


def _take(asked: AskedCommand, token: str, at: datetime, steps: Steps, entitled: Entitlement) -> Claimed | None:
    """Takes one command; None when settled instead: too late, no longer theirs to ask or fair, unreadable, lost."""
    if asked.outcome == Outcome.SENT:
        steps.settle(asked, Outcome.LOST)
        return None
    deferred = asked.outcome == Outcome.DEFERRED
    if not deferred and asked.deadline <= at:
        steps.settle(asked, Outcome.TIMED_OUT, said=NOT_SENT_IN_TIME)
        return None
    if not deferred and not entitled.holds(asked):
        steps.settle(asked, Outcome.REFUSED, said=NOT_SENT_NOT_ENTITLED)
        return None
    if not deferred and not is_fair(asked):
        steps.settle(asked, Outcome.REFUSED, said=NOT_SENT_UNFAIR)
        return None
    try:
        command = command_of(asked, reveal(asked.secret) if asked.secret else "")
    except (CommandRefused, SecretMissing) as refused:
        steps.settle(asked, Outcome.REFUSED, said=str(refused))
        return None
    ours = _watch(asked, token) if deferred else steps.send(asked, token)
    return Claimed(command=command, deferred=deferred) if ours else None


def _watch(asked: AskedCommand, token: str) -> bool:
    """A deferred command is looked after by this bridge from now on. That is no step: nothing is told."""
    return bool(AskedCommand.objects.filter(pk=asked.pk, outcome=Outcome.DEFERRED).update(holder=token))


def settle_all(settlements: Sequence[Settlement], at: datetime) -> Hints:
    """Settles commands in one transaction; what to say of it, nothing when nothing changed."""
    with transaction.atomic(), taking_steps(at) as steps:
        asked = AskedCommand.objects.in_bulk([settlement[0] for settlement in settlements])
        for id_, outcome, said, code, call in settlements:
            if id_ in asked:
                steps.settle(asked[id_], outcome, said=said, code=code, call=call)
    return steps.hints


def settle_now(command: UUID, outcome: Outcome, said: str, code: str, at: datetime, call: str = "") -> bool:
    """Settles one command; False when nothing changed."""
    return bool(settle_all([(command, outcome, said, code, call)], at))
