"""What people look up is asked of the system while all else goes on, and every question comes to something."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

from cti_bridge.bridge import Bridge
from cti_bridge.connector import IntegrationConfig
from cti_bridge.errors import CommandRefused, Retryable
from cti_bridge.floor.events import FloorLoaded
from cti_bridge.floor.lookups import CallFate, PastCall, QueueCalls
from cti_bridge.floor.model import QueueId, SourceId
from cti_bridge.looking_up import LookingUp
from tests.cti_bridge.fakes import FixedIntegrations, ListInbox, RecordingStore, ScriptedConnector, until

CISCO, XIVO = SourceId("cisco"), SourceId("xivo")
NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
SALES = QueueCalls(queue=QueueId("xivo:3"), size=10)
ANSWERED = PastCall(began=NINE, seconds=42, fate=CallFate.ANSWERED, caller="0230210082", called="3000")


@dataclass
class ListLookups:
    """Hands out what a test asks; remembers what came of it."""

    asked: list[tuple[UUID, SourceId]] = field(default_factory=list)
    answered: dict[UUID, list[PastCall]] = field(default_factory=dict)
    refused: dict[UUID, str] = field(default_factory=dict)
    broken: bool = False

    def ask(self, source: SourceId = XIVO) -> UUID:
        question = uuid4()
        self.asked.append((question, source))
        return question

    async def claim(self, source: SourceId) -> Sequence[tuple[UUID, QueueCalls]]:
        if self.broken:
            raise OSError("the database is away")
        taken = [one for one in self.asked if one[1] == source]
        self.asked = [one for one in self.asked if one not in taken]
        return [(question, SALES) for question, _ in taken]

    async def answer(self, question: UUID, calls: Sequence[PastCall]) -> None:
        if self.broken:
            raise OSError("the database is away")
        self.answered[question] = list(calls)

    async def refuse(self, question: UUID, said: str) -> None:
        self.refused[question] = said


class Desk:
    """The questions of one bridge, without the rest of it."""

    def __init__(self, keeps: Sequence[PastCall] | Exception | None, *, longest: float = 5.0) -> None:
        self.lookups, self.connector = ListLookups(), ScriptedConnector()
        self.connector.keeps = keeps
        self.looking_up = LookingUp(self.lookups, longest=longest)

    async def looks(self) -> UUID:
        """A question that has come to something."""
        question = self.lookups.ask()
        await self.looking_up.look(XIVO, self.connector)
        await until(lambda: question in self.lookups.answered or question in self.lookups.refused)
        return question


async def test_what_the_system_keeps_is_the_answer() -> None:
    desk = Desk([ANSWERED])

    question = await desk.looks()

    assert desk.lookups.answered == {question: [ANSWERED]}
    assert desk.connector.looked_up == [SALES]
    assert desk.lookups.refused == {}


async def test_a_system_that_keeps_nothing_has_an_empty_answer_not_a_refusal() -> None:
    desk = Desk([])

    question = await desk.looks()

    assert (desk.lookups.answered, desk.lookups.refused) == ({question: []}, {})


async def test_what_the_system_refuses_is_refused_in_its_words() -> None:
    desk = Desk(CommandRefused("It knows no such queue."))

    question = await desk.looks()

    assert desk.lookups.refused == {question: "It knows no such queue."}


async def test_a_line_that_is_lost_meanwhile_says_so() -> None:
    desk = Desk(Retryable("The line was closed."))

    question = await desk.looks()

    assert desk.lookups.refused == {question: "The line was closed."}


async def test_without_a_line_nothing_is_asked() -> None:
    desk = Desk([ANSWERED])
    question = desk.lookups.ask()

    await desk.looking_up.look(XIVO, None)
    await until(lambda: question in desk.lookups.refused)

    assert desk.lookups.refused == {question: "Not asked: there is no connection to the system."}
    assert desk.connector.looked_up == []


async def test_silence_has_an_end() -> None:
    desk = Desk(None, longest=0.02)

    question = await desk.looks()

    assert desk.lookups.refused == {question: "The system did not answer in time."}


async def test_a_fault_of_a_connector_is_named_and_not_what_it_said() -> None:
    desk = Desk(RuntimeError("0230210082"))

    question = await desk.looks()

    assert desk.lookups.refused == {question: "A fault of ours; the log has it."}


async def test_one_that_waits_keeps_no_other_waiting() -> None:
    desk = Desk(None)
    slow = desk.lookups.ask()
    await desk.looking_up.look(XIVO, desk.connector)
    await until(lambda: len(desk.connector.looked_up) == 1)

    desk.connector.keeps = [ANSWERED]
    quick = await desk.looks()

    assert desk.lookups.answered == {quick: [ANSWERED]}
    assert slow not in desk.lookups.refused
    await desk.looking_up.stop()


async def test_a_bridge_that_stops_says_so() -> None:
    desk = Desk(None)
    question = desk.lookups.ask()
    await desk.looking_up.look(XIVO, desk.connector)
    await until(lambda: desk.connector.looked_up != [])

    await desk.looking_up.stop()

    assert desk.lookups.refused == {question: "The bridge that asked was stopped."}


@asynccontextmanager
async def a_bridge(lookups: ListLookups, store: RecordingStore, **keeps: Sequence[PastCall]) -> AsyncIterator[None]:
    """A whole bridge that follows cisco and xivo, each of which keeps these calls."""
    connectors = {name: ScriptedConnector() for name in (CISCO, XIVO)}
    for name, connector in connectors.items():
        connector.keeps = keeps.get(name, ())
        connector.says.put_nowait([FloorLoaded(source=name, at=NINE)])
    bridge = Bridge(
        store=store,
        inbox=ListInbox(),
        integrations=FixedIntegrations([IntegrationConfig(name=name, kind="scripted") for name in connectors]),
        lookups=lookups,
        connect=lambda config: connectors[SourceId(config.name)],
    )
    task = asyncio.create_task(bridge.run())
    try:
        await until(lambda: all(c.connections for c in connectors.values()))
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_bridge_asks_the_system_that_the_question_is_for() -> None:
    lookups = ListLookups()
    async with a_bridge(lookups, RecordingStore(), xivo=[ANSWERED]):
        question = lookups.ask(XIVO)

        await until(lambda: question in lookups.answered)

    assert lookups.answered[question] == [ANSWERED]


async def test_a_bridge_leaves_alone_what_another_follows() -> None:
    lookups = ListLookups()
    theirs, ours = lookups.ask(SourceId("avaya")), lookups.ask(CISCO)
    async with a_bridge(lookups, RecordingStore()):
        await until(lambda: ours in lookups.answered)

    assert [question for question, _ in lookups.asked] == [theirs]


async def test_a_bridge_whose_questions_cannot_be_claimed_goes_on() -> None:
    lookups = ListLookups(broken=True)
    async with a_bridge(lookups, RecordingStore(), xivo=[ANSWERED]):
        question = lookups.ask()
        lookups.broken = False

        await until(lambda: question in lookups.answered)
