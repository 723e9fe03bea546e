"""Connection tests are carried out beside the following, whatever state an integration is in, and always end."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

from cti_bridge.bridge import Bridge
from cti_bridge.checking import Checking
from cti_bridge.connector import Connector, IntegrationConfig, SignInConfig, Step
from cti_bridge.errors import Fatal, Retryable
from cti_bridge.floor.events import Event, FloorLoaded
from cti_bridge.floor.model import SourceId
from tests.cti_bridge.fakes import FixedIntegrations, ListInbox, RecordingStore, ScriptedConnector, until

GOOD = Step(name="Port: a", ok=True, said="It accepts connections.")
BAD = Step(name="Hello", ok=False, said="No answer.", mend="Start it.")
CISCO, XIVO = SourceId("cisco"), SourceId("xivo")


@dataclass
class ListChecks:
    """Hands out what a test asks; remembers what came of it."""

    asked: list[tuple[UUID, SourceId]] = field(default_factory=list)
    steps: dict[UUID, list[Step]] = field(default_factory=dict)
    ended: dict[UUID, tuple[bool, str]] = field(default_factory=dict)
    broken: bool = False

    def ask(self, source: SourceId = CISCO) -> UUID:
        test = uuid4()
        self.asked.append((test, source))
        return test

    async def claim(self, sources: Collection[SourceId]) -> Sequence[tuple[UUID, SourceId]]:
        if self.broken:
            raise OSError("the database is away")
        taken = [one for one in self.asked if one[1] in sources]
        self.asked = [one for one in self.asked if one not in taken]
        return taken

    async def step(self, test: UUID, step: Step) -> None:
        self.steps.setdefault(test, []).append(step)

    async def end(self, test: UUID, *, works: bool, said: str = "") -> None:
        self.ended[test] = (works, said)


class Trying(ScriptedConnector):
    """Its test says these steps, and then waits for a word where it is told to hang."""

    def __init__(self, *steps: Step | Exception, hangs: bool = False) -> None:
        super().__init__()
        self._steps, self._hangs = steps, hangs
        self.left = False

    async def check(self) -> AsyncIterator[Step]:
        try:
            for step in self._steps:
                if isinstance(step, Exception):
                    raise step
                yield step
            if self._hangs:
                await asyncio.Event().wait()
        finally:
            self.left = True


def is_live(source: SourceId = CISCO) -> list[Event]:
    """A connection that has come to its floor."""
    return [FloorLoaded(source=source, at=datetime(2026, 11, 20, 9, tzinfo=UTC), teams=(), agents=())]


class Desk:
    """The tests of one bridge, without the rest of it."""

    def __init__(self, connector: Connector | Exception, *, longest: float = 5.0, longest_step: float = 5.0) -> None:
        self.checks = ListChecks()
        self.integrations = FixedIntegrations([IntegrationConfig(name=n, kind="scripted") for n in (CISCO, XIVO)])
        self._connector = connector
        self.checking = Checking(
            self.checks, self.integrations, self._connect, longest=longest, longest_step=longest_step
        )

    def _connect(self, _: IntegrationConfig) -> Connector:
        if isinstance(self._connector, Exception):
            raise self._connector
        return self._connector

    async def tries(self, source: SourceId = CISCO) -> UUID:
        """A test, asked and over."""
        test = self.checks.ask(source)
        await self.checking.look([CISCO, XIVO])
        await until(lambda: test in self.checks.ended)
        return test


async def test_it_works_when_every_step_did() -> None:
    desk = Desk(Trying(GOOD, GOOD))

    test = await desk.tries()

    assert (desk.checks.steps[test], desk.checks.ended[test]) == ([GOOD, GOOD], (True, ""))


async def test_a_step_that_failed_is_why_it_does_not() -> None:
    desk = Desk(Trying(GOOD, BAD))

    test = await desk.tries()

    assert (desk.checks.steps[test], desk.checks.ended[test]) == ([GOOD, BAD], (False, ""))


async def test_settings_that_cannot_work_are_a_step_that_failed_with_what_to_mend() -> None:
    desk = Desk(Fatal("There is no time zone 'Berlin': write it like Europe/Berlin."))

    test = await desk.tries()

    (step,) = desk.checks.steps[test]
    assert (step.name, step.ok, step.said) == (
        "Settings",
        False,
        "There is no time zone 'Berlin': write it like Europe/Berlin.",
    )
    assert step.mend == "Correct the settings of this integration."


async def test_a_secret_that_cannot_be_had_is_such_a_step_too() -> None:
    desk = Desk(Trying(GOOD))
    desk.integrations.configs = [IntegrationConfig(name="cisco", kind="scripted", fault="CTI_PASSWORD is not set.")]

    test = await desk.tries()

    (step,) = desk.checks.steps[test]
    assert (step.ok, step.said) == (False, "CTI_PASSWORD is not set.")
    assert step.mend.startswith("Give it to the bridge (a variable needs its restart)")


async def test_a_fault_of_a_connector_is_named_and_ends_the_test() -> None:
    desk = Desk(Trying(GOOD, RuntimeError("a secret: hunter2")))

    test = await desk.tries()

    assert desk.checks.steps[test][1].said == "A fault of ours; the log has it."
    assert desk.checks.ended[test] == (False, "")


async def test_one_that_takes_too_long_is_ended_and_leaves_nothing_running() -> None:
    connector = Trying(GOOD, hangs=True)
    desk = Desk(connector, longest_step=0.02)

    test = await desk.tries()

    assert desk.checks.ended[test] == (False, "It took too long, and was ended.")
    assert connector.left


async def test_one_of_an_integration_that_was_deleted_meanwhile_says_so() -> None:
    desk = Desk(Trying(GOOD))
    desk.integrations.configs = []

    test = await desk.tries()

    assert desk.checks.ended[test] == (False, "The integration was deleted meanwhile.")


async def test_two_integrations_are_tested_at_once_and_one_of_them_once_at_a_time() -> None:
    desk = Desk(Trying(GOOD, hangs=True))
    first, other = desk.checks.ask(CISCO), desk.checks.ask(XIVO)
    await desk.checking.look([CISCO, XIVO])
    second = desk.checks.ask(CISCO)

    await until(lambda: {first, other} <= desk.checks.steps.keys())
    await desk.checking.look([CISCO, XIVO])

    assert second not in desk.checks.steps
    await desk.checking.stop()


async def test_a_bridge_that_stops_says_so_of_its_tests() -> None:
    connector = Trying(GOOD, hangs=True)
    desk = Desk(connector)
    test = desk.checks.ask()
    await desk.checking.look([CISCO])
    await until(lambda: test in desk.checks.steps)

    await desk.checking.stop()

    assert desk.checks.ended[test] == (False, "The bridge that carried it out was stopped.")
    assert connector.left


@asynccontextmanager
async def a_bridge(checks: ListChecks, connectors: list[Trying], *configs: IntegrationConfig) -> AsyncIterator[None]:
    """A whole bridge, that is given these connectors one after the other."""
    left = iter(connectors)
    bridge = Bridge(
        store=RecordingStore(),
        inbox=ListInbox(),
        integrations=FixedIntegrations(list(configs)),
        checks=checks,
        connect=lambda _: next(left),
    )
    async with running(bridge):
        yield


@asynccontextmanager
async def running(bridge: Bridge) -> AsyncIterator[None]:
    """A bridge, until it is left."""
    task = asyncio.create_task(bridge.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_bridge_tests_by_a_connector_of_its_own_and_goes_on_following() -> None:
    checks, follows, tries = ListChecks(), Trying(), Trying(RuntimeError("boom"))
    async with a_bridge(checks, [follows, tries], IntegrationConfig(name="cisco", kind="scripted")):
        follows.says.put_nowait(is_live())
        await until(lambda: follows.connections == 1)

        test = checks.ask()

        await until(lambda: test in checks.ended)
        assert (tries.left, follows.left) == (True, False)
        assert (follows.connections, tries.connections) == (1, 0)


async def is_told_in_use(follows: Trying, *said: Sequence[Event] | Exception, enabled: bool = True) -> bool:
    """Whether a test is told that the bridge has the sign-ins in use, when its own connection came to this."""
    checks, tries, told = ListChecks(), Trying(GOOD), list[IntegrationConfig]()
    for one in said:
        follows.says.put_nowait(one)
    config = IntegrationConfig(
        name="cisco", kind="scripted", enabled=enabled, sign_ins=(SignInConfig(login="2900", feed=True),)
    )
    given = iter([follows, tries] if enabled else [tries])
    bridge = Bridge(
        store=RecordingStore(),
        inbox=ListInbox(),
        integrations=FixedIntegrations([config]),
        checks=checks,
        connect=lambda one: told.append(one) or next(given),  # type: ignore[func-returns-value]
    )
    async with running(bridge):
        test = checks.ask()
        await until(lambda: test in checks.ended)
    return told[-1].sign_ins[0].in_use


async def test_what_the_bridge_is_signed_in_with_is_in_use() -> None:
    assert await is_told_in_use(Trying(), is_live())


async def test_a_test_right_after_saving_waits_until_the_bridges_own_sign_in_has_come_to_something() -> None:
    follows = Trying()
    asyncio.get_running_loop().call_later(0.6, follows.says.put_nowait, is_live())

    assert await is_told_in_use(follows)


async def test_where_the_bridge_has_given_up_or_is_switched_off_the_sign_ins_are_free() -> None:
    assert not await is_told_in_use(Trying(), Fatal("The password is wrong."))
    assert not await is_told_in_use(Trying(), enabled=False)


async def test_where_the_bridge_tries_again_and_again_they_are_in_use() -> None:
    assert await is_told_in_use(Trying(), Retryable("The line was closed."))


async def test_a_bridge_tests_what_is_switched_off() -> None:
    checks = ListChecks()
    async with a_bridge(checks, [Trying(GOOD)], IntegrationConfig(name="cisco", kind="scripted", enabled=False)):
        test = checks.ask()

        await until(lambda: test in checks.ended)

        assert checks.ended[test] == (True, "")


async def test_a_bridge_whose_tests_cannot_be_claimed_goes_on() -> None:
    checks, follows = ListChecks(broken=True), Trying()
    async with a_bridge(checks, [follows, Trying(GOOD)], IntegrationConfig(name="cisco", kind="scripted")):
        follows.says.put_nowait(is_live())
        await until(lambda: follows.connections == 1)
        checks.broken = False
        test = checks.ask()

        await until(lambda: test in checks.ended)
