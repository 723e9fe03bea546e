"""Connects to an XUC, follows its floor, and carries out what people ask of it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence

from cti_bridge.complaints import Complaints
from cti_bridge.connector import Clock, IntegrationConfig, Step
from cti_bridge.connectors.xuc.capabilities import capabilities
from cti_bridge.connectors.xuc.carrying import Carrying
from cti_bridge.connectors.xuc.check import Check
from cti_bridge.connectors.xuc.config import Config, read
from cti_bridge.connectors.xuc.connection import Connection
from cti_bridge.connectors.xuc.entrance import Entrance
from cti_bridge.connectors.xuc.follow import Follow
from cti_bridge.connectors.xuc.orders import NO_QUEUE
from cti_bridge.connectors.xuc.own_calls import OwnCalls
from cti_bridge.connectors.xuc.own_lines import OwnLines
from cti_bridge.connectors.xuc.sign_ins import Held, SignIns
from cti_bridge.connectors.xuc.site import Site, number_of
from cti_bridge.connectors.xuc.talk import Talk
from cti_bridge.errors import CommandRefused, Fatal, Retryable
from cti_bridge.floor.commands import Command
from cti_bridge.floor.events import Event
from cti_bridge.floor.lookups import PastCall, QueueCalls
from cti_bridge.floor.model import Agent, SourceId

NO_FEED = "No feed sign-in is set up: at least one is needed to hear the floor."
NOT_CONNECTED = "XiVO is not connected now."
TOO_LATE = "The time for it had passed."


class Session:
    """One integration's connector. Sign-ins, tokens and phones' calls outlive a lost line: keep the object."""

    def __init__(
        self,
        config: IntegrationConfig,
        settings: Config,
        *,
        now: Clock,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.capabilities = capabilities(config.settings)
        self._settings, self._now, self._clock = settings, now, clock
        self._site = Site(source=SourceId(config.name), zone=settings.zone)
        self._sign_ins = SignIns(config.sign_ins, self._site, now())
        self._calls = {one.login: OwnCalls(one, self._site, now) for one in config.sign_ins}
        self._complaints = Complaints(config.name)
        self._entrance = Entrance(settings, self._complaints, clock)
        self._carrying: Carrying | None = None  # while there is a connection
        self._last_agents: Mapping[int, Agent] = {}
        self._turn = 0  # which feed is next
        self._refused: set[str] = set()

    # -- hearing -----------------------------------------------------------------------------------------------------

    async def events(self) -> AsyncIterator[Sequence[Event]]:
        """Signs the next feed on, loads, follows. Each call is one connection."""
        feeds = self._sign_ins.feeds()
        if not feeds:
            raise Fatal(NO_FEED)
        feed = feeds[self._turn % len(feeds)]
        self._turn += 1
        try:
            talk = await self._enter(feed, len(feeds))
        except (Fatal, Retryable) as failed:
            yield [feed.is_out(self._now(), str(failed))]  # why, on the chip
            raise
        renewing = asyncio.create_task(self._entrance.keep_good(feed.login))
        try:
            async for batch in self._follow(feed, talk):
                yield batch
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)
            await talk.close()

    async def _enter(self, feed: Held, feeds: int) -> Talk:
        try:
            talk = await self._entrance.enter(feed)
        except Fatal as refused:
            self._refused.add(feed.login)
            if len(self._refused) == feeds:
                raise
            raise Retryable(str(refused)) from None  # another feed may be let in
        self._refused.clear()
        return talk

    async def _follow(self, feed: Held, talk: Talk) -> AsyncIterator[Sequence[Event]]:
        follow = Follow(
            feed,
            self._site,
            self._sign_ins,
            self._complaints,
            now=self._now,
            clock=self._clock,
            before=self._last_agents,
        )
        connection = Connection(talk, follow)
        lines = OwnLines(self._calls, self._entrance, connection, self._site, now=self._now, clock=self._clock)
        self._carrying = Carrying(
            connection, lines, self._sign_ins, self._entrance, self.capabilities, now=self._now, clock=self._clock
        )
        try:
            feed.came_in(self._now())
            follow.stands(feed)
            for held in self._sign_ins.people():
                lines.open(held)
            async for batch in connection.batches(lines):
                yield batch
        finally:
            self._carrying = None
            if follow.is_live:
                self._last_agents = follow.hearing.staff.agents
            await lines.close_all()
            self._sign_ins.lines_lost()

    # -- asking ------------------------------------------------------------------------------------------------------

    async def execute(self, command: Command) -> str:
        """Sends once. XUC acknowledges nothing; it refuses an agent's sign-in only: CommandRefused."""
        carrying = self._live()
        left = (command.deadline - self._now()).total_seconds()
        if left <= 0:
            raise Retryable(TOO_LATE)
        try:
            async with asyncio.timeout(left):
                await carrying.carry_out(command)
        except TimeoutError:
            pass  # the floor's next events tell
        return ""

    async def look_up(self, question: QueueCalls) -> Sequence[PastCall]:
        """A queue's last calls, as XiVO's history has them."""
        carrying = self._live()
        number = number_of(question.queue)
        if number is None or number not in carrying.hearing.queues.configs:
            raise CommandRefused(NO_QUEUE)
        return await carrying.past_calls(number, question.size)

    def _live(self) -> Carrying:
        if self._carrying is None or not self._carrying.is_live:
            raise Retryable(NOT_CONNECTED)
        return self._carrying

    # -- trying ------------------------------------------------------------------------------------------------------

    def check(self) -> AsyncIterator[Step]:
        """Tries the connection step by step; leaves alone who is signed in."""
        return Check(self._settings, self._sign_ins.all(), self._site, now=self._now, clock=self._clock).steps()


def connector(config: IntegrationConfig, *, now: Clock) -> Session:
    """A connector for one integration. Raises Fatal with one sentence when the settings are wrong."""
    return Session(config, read(config.settings), now=now)
