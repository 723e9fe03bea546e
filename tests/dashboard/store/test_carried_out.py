"""Commands from the table to a system and back, by a bridge on each database: two people at once, two steps."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from cti_bridge.bridge import Bridge
from cti_bridge.connector import IntegrationConfig
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import BargeIn, Command, DropParticipant, ForceState, Listen
from cti_bridge.floor.events import AgentStateChanged, CallChanged, CallEnded, Event, FloorLoaded, SignInChanged
from cti_bridge.floor.model import (
    Agent,
    AgentId,
    AgentState,
    Call,
    CallId,
    CallState,
    CallType,
    OwnSignIn,
    Participant,
    Team,
    TeamId,
)
from cti_bridge.floor.rows import Kind
from dashboard.models import AskedCommand, CtiSignIn, Integration, Person, TeamPolicy, TrailLine
from dashboard.store import rows
from dashboard.store.for_bridge import bridge_ports
from dashboard.store.hints import unheard
from dashboard.store.inbox import ask
from dashboard.store.thread import DatabaseThread
from tests.cti_bridge.fakes import FixedIntegrations, ScriptedConnector
from tests.dashboard.store.asking import TEAM
from tests.dashboard.store.floors import CISCO, NINE

pytestmark = pytest.mark.usefixtures("database")

T = TypeVar("T")

ADA, SAMS, LEAS = AgentId("cisco:1001"), AgentId("cisco:2001"), AgentId("cisco:2002")
MONITOR, CONFERENCE = CallId("cisco:8"), CallId("cisco:9")


def later(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


def in_call(id_: CallId, type_: CallType, *who: AgentId) -> Call:
    parties = tuple(Participant(address=a[-4:], agent=a) for a in who)
    return Call(id=id_, state=CallState.ACTIVE, type=type_, started_at=NINE, participants=parties)


LOADED = FloorLoaded(
    source=CISCO,
    at=NINE,
    teams=(Team(id=TeamId(TEAM), name="Sales"),),
    agents=(Agent(id=ADA, team=TeamId(TEAM), name="Ada", state=AgentState.TALKING, since=NINE),),
)
TALK = CallChanged(call=in_call(CallId("cisco:7"), CallType.QUEUE, ADA))
OWN = [SignInChanged(sign_in=OwnSignIn(id=i, state=AgentState.NOT_READY, since=NINE)) for i in (SAMS, LEAS)]


class Site:
    """A bridge with a system that says what the test tells it to, and a thread that looks into the tables."""

    def __init__(self, system: ScriptedConnector, thread: DatabaseThread) -> None:
        self.system = system
        self._thread = thread

    async def does(self, work: Callable[[], T]) -> T:
        """What a page or a person does, in a thread of its own."""
        return await self._thread.run(work)

    def says(self, *events: Event) -> None:
        """The system speaks."""
        self.system.says.put_nowait(events)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Returns when what the tables say is as the condition has it."""
        async with asyncio.timeout(15):
            while not await self.does(condition):
                await asyncio.sleep(0.01)

    async def until_it_stands(self) -> None:
        """Returns when the tables say that Ada is in a call."""
        await self.until(lambda: bool((found := rows.find("cisco", Kind.AGENT, ADA)) and found.body.calls))

    async def until_sent(self, count: int) -> None:
        """Returns when the system was sent so many commands."""
        async with asyncio.timeout(15):
            while len(self.system.executed) < count:
                await asyncio.sleep(0.005)


@asynccontextmanager
async def a_bridge(system: ScriptedConnector) -> AsyncIterator[Site]:
    """A bridge that follows the system; at the end it is stopped, as a process that ends in order."""
    ports, thread = bridge_ports(publish=unheard), DatabaseThread("pages")
    bridge = Bridge(
        store=ports.store,
        inbox=ports.inbox,
        integrations=FixedIntegrations([IntegrationConfig(name="cisco", kind="scripted", version="1")]),
        connect=lambda _: system,
    )
    running = asyncio.create_task(bridge.run())
    try:
        yield Site(system, thread)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await ports.close()
        await thread.close()


def outcome(command: Command) -> str:
    return AskedCommand.objects.get(pk=command.id).outcome


def trail() -> list[tuple[str, str, str]]:
    """Who, what, which step: in the order in which they stand."""
    names = {person.pk: person.username for person in Person.objects.all()}
    return [(names[line.person or 0], line.action, line.step) for line in TrailLine.objects.order_by("pk")]


def people() -> tuple[Person, Person]:
    """Sam and Lea, who both supervise Ada's team, which is listened to, each with a sign-in."""
    TeamPolicy.objects.create(id=TEAM, listening="queue_calls")
    cisco = Integration.objects.create(name="cisco", kind="scripted")
    sam, lea = (Person.objects.create(username=name, role="supervisor", teams=[TEAM]) for name in ("sam", "lea"))
    CtiSignIn.objects.create(integration=cisco, login="2001", person=sam)
    CtiSignIn.objects.create(integration=cisco, login="2002", person=lea)
    return sam, lea


def asks(person: Person, command: Command, **more: str) -> None:
    ask(command, by=person, team=TEAM, publish=unheard, **more)  # type: ignore[arg-type]


def soon() -> datetime:
    return timezone.now() + timedelta(seconds=30)


async def test_of_two_supervisors_at_once_each_is_told_what_came_of_their_own_wish() -> None:
    system = ScriptedConnector()
    system.answer = lambda _: "accepted"
    async with a_bridge(system) as site:
        sam, lea = await site.does(people)
        site.says(replace(LOADED, agents=(replace(LOADED.agents[0], state=AgentState.READY),)))
        break_ = ForceState(id=uuid4(), agent=ADA, state=AgentState.NOT_READY, reason="10", deadline=soon())
        out = ForceState(id=uuid4(), agent=ADA, state=AgentState.SIGNED_OUT, deadline=soon())

        await site.does(lambda: (asks(sam, break_), asks(lea, out)))
        await site.until_sent(2)
        site.says(AgentStateChanged(agent=ADA, state=AgentState.NOT_READY, reason="10", since=later(1)))
        await site.until(lambda: outcome(break_) == "confirmed")
        assert await site.does(partial(outcome, out)) == "sent"
        site.says(AgentStateChanged(agent=ADA, state=AgentState.SIGNED_OUT, since=later(2)))
        await site.until(lambda: outcome(out) == "confirmed")

        assert await site.does(trail) == [
            ("sam", "not-ready", "asked"),
            ("lea", "sign-out", "asked"),
            ("sam", "not-ready", "sent"),
            ("lea", "sign-out", "sent"),
            ("sam", "not-ready", "confirmed"),
            ("lea", "sign-out", "confirmed"),
        ]


async def test_of_two_who_would_listen_to_one_the_system_decides_and_both_hear_it() -> None:
    system = ScriptedConnector()

    def answer(command: Command) -> str:
        if isinstance(command, Listen) and command.sign_in == LEAS:
            raise CommandRefused("Somebody else listens to this agent.", code="13145")
        return ""

    system.answer = answer
    async with a_bridge(system) as site:
        sam, lea = await site.does(people)
        site.says(LOADED, *OWN, TALK)
        await site.until_it_stands()
        sams, leas = (Listen(id=uuid4(), sign_in=own, agent=ADA, deadline=soon()) for own in (SAMS, LEAS))

        await site.does(lambda: (asks(sam, sams), asks(lea, leas)))
        await site.until_sent(2)
        site.says(CallChanged(call=in_call(MONITOR, CallType.MONITOR, SAMS, ADA)))
        await site.until(lambda: outcome(sams) == "confirmed" and outcome(leas) == "refused")

        steps = await site.does(trail)
        assert sorted(steps[:4]) == sorted(
            [(who, "listen", step) for who in ("sam", "lea") for step in ("asked", "sent")]
        )
        assert set(steps[4:]) == {("lea", "listen", "refused"), ("sam", "listen", "confirmed")}
        said = await site.does(lambda: AskedCommand.objects.get(pk=leas.id).said)
        assert said == "Somebody else listens to this agent."


async def intercepted(site: Site) -> tuple[Person, UUID]:
    """Sam listens to Ada and asks to take the call over; the system has been sent the first step."""
    sam, _ = await site.does(people)
    site.says(LOADED, *OWN, TALK, CallChanged(call=in_call(MONITOR, CallType.MONITOR, SAMS, ADA)))
    await site.until_it_stands()
    barge = BargeIn(id=uuid4(), sign_in=SAMS, agent=ADA, call=MONITOR, deadline=soon())
    await site.does(lambda: asks(sam, barge, then_drop="1001"))
    await site.until_sent(1)
    return sam, barge.id


async def test_who_intercepts_barges_in_and_then_the_agent_is_dropped_each_once() -> None:
    system = ScriptedConnector()
    system.answer = lambda _: ""
    async with a_bridge(system) as site:
        await intercepted(site)
        assert [type(command) for command in system.executed] == [BargeIn]

        site.says(CallEnded(call=MONITOR), CallChanged(call=in_call(CONFERENCE, CallType.CONFERENCE, SAMS, ADA)))
        await site.until_sent(2)
        drop = system.executed[1]
        assert isinstance(drop, DropParticipant)
        assert (drop.call, drop.address, drop.agent, drop.sign_in) == (CONFERENCE, "1001", ADA, SAMS)
        site.says(CallChanged(call=in_call(CONFERENCE, CallType.CONFERENCE, SAMS)))
        await site.until(lambda: outcome(drop) == "confirmed")

        assert [(action, step) for _, action, step in await site.does(trail)] == [
            ("intercept", "asked"),
            ("intercept", "sent"),
            ("intercept", "confirmed"),
            ("drop", "asked"),
            ("drop", "sent"),
            ("drop", "confirmed"),
        ]
        assert len(system.executed) == 2


async def test_the_second_step_of_a_bridge_that_stopped_is_done_by_the_next_or_not_at_all() -> None:
    first, second = ScriptedConnector(), ScriptedConnector()
    first.answer = lambda _: ""
    async with a_bridge(first) as site:
        _, barge = await intercepted(site)

    async with a_bridge(second) as site:
        joined = in_call(CONFERENCE, CallType.CONFERENCE, SAMS, ADA)
        site.says(LOADED, *OWN, CallChanged(call=joined))
        await site.until(lambda: AskedCommand.objects.get(pk=barge).outcome == "lost")

        assert await site.does(AskedCommand.objects.count) == 1
    assert (len(first.executed), second.executed) == (1, [])


async def test_what_is_asked_of_a_call_while_the_system_is_away_is_refused_unsent() -> None:
    system = ScriptedConnector()
    async with a_bridge(system) as site:
        sam, _ = await site.does(people)
        listen = Listen(id=uuid4(), sign_in=SAMS, agent=ADA, deadline=soon())

        await site.does(lambda: asks(sam, listen))

        await site.until(lambda: outcome(listen) == "refused")
        assert system.executed == []


async def test_the_end_of_listening_stands_in_the_trail_with_the_command_that_began_it() -> None:
    system = ScriptedConnector()
    system.answer = lambda _: ""
    async with a_bridge(system) as site:
        sam, _ = await site.does(people)
        site.says(LOADED, *OWN, TALK)
        await site.until_it_stands()
        listen = Listen(id=uuid4(), sign_in=SAMS, agent=ADA, deadline=soon())
        await site.does(lambda: asks(sam, listen))
        await site.until_sent(1)
        site.says(CallChanged(call=in_call(MONITOR, CallType.MONITOR, SAMS, ADA)))
        await site.until(lambda: outcome(listen) == "confirmed")

        wrap_up = AgentStateChanged(agent=ADA, state=AgentState.WRAP_UP, since=later(5))
        site.says(CallEnded(call=MONITOR), CallEnded(call=TALK.call.id), wrap_up)
        await site.until(lambda: TrailLine.objects.filter(step="ended").exists())

        line = await site.does(lambda: TrailLine.objects.get(step="ended"))
        assert (line.person, line.command, line.subject, line.team) == (sam.pk, listen.id, ADA, TEAM)
        assert (line.details["why"], line.details["barged"]) == ("call_ended", False)
