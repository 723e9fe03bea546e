"""Opens a practice centre, lets it run by the clock, and hands over what happens there."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import timedelta

import msgspec

from cti_bridge.connector import Clock, IntegrationConfig, SignInConfig, Step
from cti_bridge.connectors.practice.capabilities import CAN
from cti_bridge.connectors.practice.config import Config
from cti_bridge.connectors.practice.mapping import carry_out
from cti_bridge.errors import CommandRefused, Fatal, Retryable
from cti_bridge.floor.commands import Command
from cti_bridge.floor.events import Event, SignInChanged, SourceHeard
from cti_bridge.floor.lookups import PastCall, QueueCalls
from cti_bridge.floor.model import AgentState, OwnSignIn
from cti_bridge.floor.rows import SignInRow
from cti_bridge.practice.centre import Centre
from cti_bridge.practice.desks import Account
from cti_bridge.practice.pace import speed_for

TICK_SECONDS = 0.08
HEARD_EVERY = timedelta(seconds=1)
STOOD_STILL = timedelta(minutes=2)  # a laptop that slept: opening anew is quicker than living through the night

Sleep = Callable[[float], Awaitable[None]]


class PracticeConnector:
    """One practice floor. Each following opens the centre afresh, in the middle of a shift.

    Its calls are new ones then; people who were signed in on a phone still are.
    """

    def __init__(
        self, source: str, settings: Config, sign_ins: Sequence[SignInConfig], *, now: Clock, sleep: Sleep
    ) -> None:
        self.capabilities = CAN
        self._source, self._settings, self._sign_ins = source, settings, sign_ins
        self._now, self._sleep = now, sleep
        self._centre: Centre | None = None
        self._before: Mapping[str, SignInRow | OwnSignIn] = {s.login: s.last for s in sign_ins if s.last}

    async def events(self) -> AsyncIterator[Sequence[Event]]:
        """The floor as it opens, then what happens, about every 80 ms; its word once a second at least."""
        centre = await self._open()
        self._centre = centre
        try:
            yield (centre.snapshot(), *(SignInChanged(sign_in=s) for s in centre.phones.all()))
            last = heard = centre.now
            while True:
                await self._sleep(TICK_SECONDS)
                at = self._now()
                if at - last > STOOD_STILL:
                    raise Retryable("This machine stood still for a while; the practice centre opens anew.")
                last = max(last, at)
                batch = centre.advance(last)
                if last - heard >= HEARD_EVERY:
                    heard = last
                    batch.append(SourceHeard(source=centre.source, at=heard))
                if batch:
                    yield batch
        finally:
            self._centre = None
            self._before = {s.id.partition(":")[2]: s for s in centre.phones.all()}

    async def execute(self, command: Command) -> str:
        """Gives the order to the centre, and waits for what comes of it; its events confirm it."""
        if self._centre is None:
            raise Retryable("The practice centre is not open.")
        answered: asyncio.Future[CommandRefused | None] = asyncio.get_running_loop().create_future()

        def answer(refused: CommandRefused | None) -> None:
            if not answered.done():
                answered.set_result(refused)

        carry_out(self._centre, command, answer)
        if (refused := await answered) is not None:
            raise refused
        return ""

    async def look_up(self, question: QueueCalls) -> Sequence[PastCall]:
        """The last calls of a queue, the newest first."""
        if self._centre is None:
            raise Retryable("The practice centre is not open.")
        return self._centre.history.calls(question.queue, question.size)

    async def check(self) -> AsyncIterator[Step]:
        """Opens a centre of its own for a moment, beside the one that runs."""
        yield Step(name="Settings", ok=True, said=f"{self._settings.agents} agents, seed {self._settings.seed}.")
        centre = await self._open()
        yield Step(name="Practice centre", ok=True, said=f"It opens, at speed {centre.speed:.3g}.")
        floor = centre.snapshot()
        told = {
            "Teams": floor.teams,
            "Agents": floor.agents,
            "Queues": floor.queues,
            "Reason codes": floor.reason_codes,
        }
        for name, found in told.items():
            yield Step(name=name, ok=bool(found), said=f"{len(found)} {name.lower()}.")
        for sign_in in self._sign_ins:
            belongs = f"Known, for {sign_in.person}." if sign_in.person else "Known, for nobody yet."
            said = "Known, the bridge's own." if sign_in.feed else belongs
            yield Step(name=f"Sign-in: {sign_in.login}", ok=True, said=said)

    async def _open(self) -> Centre:
        settings, start = self._settings, self._now()
        speed = settings.speed
        if settings.events_per_second:
            wanted = settings.events_per_second
            speed = await asyncio.to_thread(speed_for, wanted, seed=settings.seed, agents=settings.agents, start=start)
            start = self._now()
        centre = Centre(
            start=start,
            seed=settings.seed,
            agents=settings.agents,
            speed=speed,
            refusals=settings.refusals,
            source=self._source,
        )
        for s in self._sign_ins:
            account = Account(
                login=s.login,
                extension=s.extension,
                password=s.password,
                feed=s.feed,
                agent=s.settings.get("agent", ""),
            )
            centre.phones.know(account, signed_in_on=_phone_of(self._before.get(s.login)))
        return centre


def _phone_of(sign_in: SignInRow | OwnSignIn | None) -> str:
    """On which phone somebody is signed in; empty when they are not."""
    if sign_in is None or sign_in.state in (AgentState.SIGNED_OUT, AgentState.UNKNOWN):
        return ""
    return sign_in.extension


def connector(config: IntegrationConfig, *, now: Clock, sleep: Sleep = asyncio.sleep) -> PracticeConnector:
    """A practice floor by this name. Raises Fatal, in one sentence, when a setting is wrong."""
    try:
        settings = msgspec.convert(config.settings, Config)
    except msgspec.ValidationError as error:
        raise Fatal(f"The practice floor's settings are wrong: {error}.") from error
    return PracticeConnector(config.name, settings, config.sign_ins, now=now, sleep=sleep)
