"""Asks systems what people want to look up, each question by itself, beside all else, and never for long."""

import asyncio
import logging
from contextlib import suppress
from uuid import UUID

from cti_bridge.connector import Connector
from cti_bridge.errors import CtiError
from cti_bridge.faults import log_fault
from cti_bridge.floor.lookups import QueueCalls
from cti_bridge.floor.model import SourceId
from cti_bridge.ports import Lookups

log = logging.getLogger(__name__)

LONGEST = 6.0  # seconds: whoever asked looks for eight

NO_LINE = "Not asked: there is no connection to the system."
SILENT = "The system did not answer in time."
STOPPED = "The bridge that asked was stopped."
FAULT = "A fault of ours; the log has it."


class LookingUp:
    """The questions that this bridge asks now. One that waits keeps nobody else waiting."""

    def __init__(self, lookups: Lookups, *, longest: float = LONGEST) -> None:
        self._lookups = lookups
        self._longest = longest
        self._under_way: set[asyncio.Task[None]] = set()

    async def look(self, source: SourceId, connector: Connector | None) -> None:
        """Begins what people asked of a source that is ours; without its line each is refused. Raises nothing."""
        try:
            asked = await self._lookups.claim(source)
        except Exception as error:
            log_fault(log, error, "the questions for %s could not be claimed", source)
            return
        for question, what in asked:
            task = asyncio.create_task(self._one(question, what, connector), name=f"look-up {question}")
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def stop(self) -> None:
        """Ends all of them; each says so."""
        tasks = list(self._under_way)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _one(self, question: UUID, what: QueueCalls, connector: Connector | None) -> None:
        try:
            said = await self._answered(question, what, connector)
        except asyncio.CancelledError:
            with suppress(Exception):  # the database may be what is gone: then the asker's page gives up by itself
                await self._lookups.refuse(question, STOPPED)
            raise
        except Exception:
            log.exception("question %s could not be asked", question)
            said = FAULT
        if said:
            try:
                await self._lookups.refuse(question, said)
            except Exception as error:
                log_fault(log, error, "what came of question %s could not be written", question)

    async def _answered(self, question: UUID, what: QueueCalls, connector: Connector | None) -> str:
        """Why there is no answer; empty where one was given."""
        if connector is None:
            return NO_LINE
        try:
            async with asyncio.timeout(self._longest):
                calls = await connector.look_up(what)
        except TimeoutError:
            return SILENT
        except CtiError as failed:  # refused, or there is no line any more
            return str(failed)
        await self._lookups.answer(question, calls)
        return ""
