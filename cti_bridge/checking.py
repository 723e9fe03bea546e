"""Carries out the connection tests that people ask for, beside the following and without a word to it."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from contextlib import aclosing, suppress
from dataclasses import replace
from uuid import UUID

from cti_bridge.connector import Connector, IntegrationConfig, Step
from cti_bridge.errors import CtiError
from cti_bridge.faults import log_fault
from cti_bridge.floor.model import SourceId
from cti_bridge.ports import Checks, Integrations

log = logging.getLogger(__name__)

LONGEST = 90.0  # seconds, of a whole test
LONGEST_STEP = 40.0  # seconds without a step: under the minute after which its bridge counts as gone

SETTINGS = "Settings"
OVERRAN = "It took too long, and was ended."
STOPPED = "The bridge that carried it out was stopped."
DELETED = "The integration was deleted meanwhile."
FAULT = "A fault of ours; the log has it."
OUT_OF_REACH = "Give it to the bridge (a variable needs its restart), or type the secret in the integration's settings."
NO_STEPS = "Its connector names no step that could be tried."

Connect = Callable[[IntegrationConfig], Connector]
InUse = Callable[[IntegrationConfig], Awaitable[bool]]


async def nobody(_: IntegrationConfig) -> bool:
    """No bridge has its sign-ins in use."""
    return False


async def steps_of(config: IntegrationConfig, connect: Connect) -> AsyncGenerator[Step, None]:
    """Each step of a test as it is done, by a connector made for it alone. Raises nothing: what fails is a step.

    An integration that is switched off, or that has never worked, can be tested too.
    """
    if config.fault:
        yield Step(name=SETTINGS, ok=False, said=config.fault, mend=OUT_OF_REACH)
        return
    try:
        connector = connect(config)
    except CtiError as wrong:
        yield Step(name=SETTINGS, ok=False, said=str(wrong), mend="Correct the settings of this integration.")
        return
    except Exception:
        yield _fault_of(config)
        return
    try:
        async with aclosing(connector.check()) as steps:  # type: ignore[type-var]
            async for step in steps:
                yield step
    except CtiError as failed:
        yield Step(name="Connection", ok=False, said=str(failed), mend="Test again; see whether it stays so.")
    except Exception:
        yield _fault_of(config)


def _fault_of(config: IntegrationConfig) -> Step:
    log.exception("%s: a fault in its connector's test", config.name)
    return Step(name="Connector", ok=False, said=FAULT, mend="Tell whoever looks after Floorwalker.")


class Checking:
    """The tests that this bridge carries out: one at a time for an integration, several integrations at once."""

    def __init__(
        self,
        checks: Checks,
        integrations: Integrations,
        connect: Connect,
        *,
        in_use: InUse = nobody,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        longest: float = LONGEST,
        longest_step: float = LONGEST_STEP,
    ) -> None:
        self._checks, self._integrations, self._connect = checks, integrations, connect
        self._in_use = in_use
        self._sleep = sleep
        self._longest, self._longest_step = longest, longest_step
        self._under_way: dict[SourceId, asyncio.Task[None]] = {}

    async def look(self, sources: Collection[SourceId]) -> None:
        """Begins what was asked for these integrations. Raises nothing."""
        free = [source for source in sources if source not in self._under_way]
        if not free:
            return
        try:
            asked = await self._checks.claim(free)
        except Exception as error:
            log_fault(log, error, "connection tests could not be claimed")
            await self._sleep(1.0)
            return
        for test, source in asked:
            self._under_way[source] = asyncio.create_task(self._one(test, source), name=f"test of {source}")

    async def stop(self) -> None:
        """Ends all of them; each says so."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _one(self, test: UUID, source: SourceId) -> None:
        try:
            await self._carry_out(test, source)
        finally:
            del self._under_way[source]

    async def _carry_out(self, test: UUID, source: SourceId) -> None:
        try:
            works, said = await self._tried(test, source)
        except asyncio.CancelledError:
            with suppress(Exception):  # the database may be what is gone: then whoever looks on ends it
                await self._checks.end(test, works=False, said=STOPPED)
            raise
        except Exception:
            log.exception("the test of %s could not be carried out", source)
            works, said = False, FAULT
        try:
            await self._checks.end(test, works=works, said=said)
        except Exception as error:
            log_fault(log, error, "what came of the test of %s could not be written", source)

    async def _tried(self, test: UUID, source: SourceId) -> tuple[bool, str]:
        """Whether it works; else why, where its last step does not say it."""
        config = next((c for c in await self._integrations.current() if c.name == source), None)
        if config is None:
            return False, DELETED
        if await self._in_use(config):
            config = replace(config, sign_ins=tuple(replace(one, in_use=True) for one in config.sign_ins))
        oks: list[bool] = []
        loop = asyncio.get_running_loop()
        ends = loop.time() + self._longest
        try:
            async with (
                asyncio.timeout_at(min(ends, loop.time() + self._longest_step)) as limit,
                aclosing(steps_of(config, self._connect)) as steps,
            ):
                async for step in steps:
                    oks.append(step.ok)
                    await self._checks.step(test, step)
                    limit.reschedule(min(ends, loop.time() + self._longest_step))
        except TimeoutError:
            return False, OVERRAN
        return (all(oks), "") if oks else (False, NO_STEPS)
