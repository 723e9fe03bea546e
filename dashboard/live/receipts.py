"""What pages say on their sockets of messages that they have: kept together, and answered once it is kept.

A message to a whole site arrives on thousands of pages in the same second. A form of each would be thousands of
requests; so what comes while earlier receipts are written is written next, all of it at once.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain

from channels.db import database_sync_to_async
from django.db import InterfaceError, OperationalError

from cti_bridge.errors import Retryable
from dashboard.live.complaint import Complaint
from dashboard.store.gathering import Gathering
from dashboard.store.receipts import Report

log = logging.getLogger(__name__)

AHEAD = 20  # so often a page may say something before the first of it is answered

Answer = Callable[[], None]


class ReceiptsOfPages:
    """One per process, for the loop's own thread. `note` is done in another, with a connection for that once."""

    def __init__(self, note: Callable[[Sequence[Report]], object]) -> None:
        self._note = database_sync_to_async(note, thread_sensitive=False)
        self._gathered = Gathering(self._keep)
        self._tasks: dict[object, set[asyncio.Task[None]]] = {}  # by page
        self._complaint = Complaint(log, "Receipts cannot be kept: pages say them again", "Receipts are kept again")

    def hear(self, page: object, reports: Sequence[Report], answer: Answer) -> None:
        """Keeps these, and answers then. Without an answer the page says them again: nothing is lost.

        What a page says with AHEAD unanswered is passed over: however fast a script talks, nobody else waits for it.
        """
        tasks = self._tasks.setdefault(page, set())
        if len(tasks) < AHEAD:
            task = asyncio.create_task(self._hear(reports, answer), name="receipts")
            tasks.add(task)
            task.add_done_callback(partial(self._heard, page))

    def _heard(self, page: object, task: "asyncio.Task[None]") -> None:
        self._tasks[page].discard(task)
        if not self._tasks[page]:
            del self._tasks[page]

    async def _hear(self, reports: Sequence[Report], answer: Answer) -> None:
        try:
            await self._gathered.add(reports)
        except Exception as error:
            self._complaint.failed(error, traceback=not isinstance(error, Retryable))
            return
        answer()

    async def _keep(self, together: Sequence[Sequence[Report]]) -> None:
        try:
            await self._note(list(chain.from_iterable(together)))
        except (InterfaceError, OperationalError) as error:  # the database is not there: not for one of them alone
            raise Retryable("Receipts could not be kept.") from error
        self._complaint.worked()
