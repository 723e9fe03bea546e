"""Lookups in a bridge's hands: claimed once, answered or refused once. The asker's page comes for it by itself."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from cti_bridge.floor.lookups import PastCall, QueueCalls
from cti_bridge.floor.model import SourceId
from dashboard.store import lookups
from dashboard.store.thread import DatabaseThread


class LookupInbox:
    """The bridge's Lookups (cti_bridge.ports). All database work happens on `thread`, in order."""

    def __init__(self, thread: DatabaseThread, *, token: str, now: Callable[[], datetime] = timezone.now) -> None:
        self._thread = thread
        self._token = token
        self._now = now

    async def claim(self, source: SourceId) -> Sequence[tuple[UUID, QueueCalls]]:
        """Questions of this source that nobody has begun and whose asker still waits, each now ours alone."""
        return await self._thread.run(lambda: lookups.claim(source, self._token, self._now()))

    async def answer(self, question: UUID, calls: Sequence[PastCall]) -> None:
        """What the system said."""
        await self._thread.run(lambda: lookups.answer(question, calls, self._now()))

    async def refuse(self, question: UUID, said: str) -> None:
        """It did not say: why, in one sentence."""
        await self._thread.run(lambda: lookups.refuse(question, said, self._now()))
