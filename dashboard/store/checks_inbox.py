"""Connection tests in a bridge's hands: claimed once, each step written and told as it is done."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from cti_bridge.connector import Step
from cti_bridge.floor.model import SourceId
from dashboard.store import checks
from dashboard.store.hints import DESK, Publish
from dashboard.store.thread import DatabaseThread


class CheckInbox:
    """The bridge's Checks (cti_bridge.ports). All database work happens on `thread`, in order."""

    def __init__(
        self,
        thread: DatabaseThread,
        *,
        token: str,
        publish: Publish,
        now: Callable[[], datetime] = timezone.now,
    ) -> None:
        self._thread = thread
        self._token = token
        self._publish = publish
        self._now = now

    async def claim(self, sources: Collection[SourceId]) -> Sequence[tuple[UUID, SourceId]]:
        """Tests of these integrations that nobody has begun, each now ours alone."""
        wanted = list(sources)
        taken = await self._thread.run(lambda: checks.claim(wanted, self._token, self._now()))
        self._tell(bool(taken))
        return [(test, SourceId(source)) for test, source in taken]

    async def step(self, test: UUID, step: Step) -> None:
        """One step is done: on every administrator's page at once."""
        self._tell(await self._thread.run(lambda: checks.add_step(test, step, self._now())))

    async def end(self, test: UUID, *, works: bool, said: str = "") -> None:
        """It is over, once."""
        self._tell(await self._thread.run(lambda: checks.end(test, self._now(), works=works, said=said)))

    def _tell(self, moved: bool) -> None:
        if moved:
            self._publish({DESK})
