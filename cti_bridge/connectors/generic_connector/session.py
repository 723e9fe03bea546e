"""Connects to a Generic Connector, follows its floor, and carries out what people ask of it."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta

from cti_bridge.complaints import Complaints
from cti_bridge.connector import Clock, IntegrationConfig, Step
from cti_bridge.connectors.generic_connector import orders
from cti_bridge.connectors.generic_connector.all_calls import AllCalls
from cti_bridge.connectors.generic_connector.capabilities import NEVER, capabilities
from cti_bridge.connectors.generic_connector.check import Check
from cti_bridge.connectors.generic_connector.config import Config, read
from cti_bridge.connectors.generic_connector.follow import Follow
from cti_bridge.connectors.generic_connector.kept_calls import kept_calls
from cti_bridge.connectors.generic_connector.link import Link, Opener, open_link
from cti_bridge.connectors.generic_connector.requests import Request
from cti_bridge.connectors.generic_connector.roster import Roster
from cti_bridge.connectors.generic_connector.sign_ins import SignIns
from cti_bridge.connectors.generic_connector.site import Site, login_of
from cti_bridge.connectors.generic_connector.spellings import Verb
from cti_bridge.connectors.generic_connector.told_calls import kept
from cti_bridge.errors import CommandRefused, Fatal, Retryable
from cti_bridge.floor.commands import ChangeGroup, Command, ForceState, OfAnAgent, SignIn, WorkCallback
from cti_bridge.floor.events import Event
from cti_bridge.floor.lookups import PastCall, QueueCalls
from cti_bridge.floor.model import SourceId
from cti_bridge.transports.address import Address
from cti_bridge.transports.stomp import Frame, SignInRefused

NO_FEED = "No feed sign-in is set up: at least one is needed to hear the floor."
NOT_CONNECTED = "The Generic Connector is not connected now."


class Session:
    """One integration's connector. Sign-ins, and who is switched on, outlive a lost line: keep the object."""

    def __init__(
        self,
        config: IntegrationConfig,
        settings: Config,
        *,
        now: Clock,
        clock: Callable[[], float] = time.monotonic,
        opened: Opener = open_link,
        token: Callable[[], str] = lambda: secrets.token_hex(4),
    ) -> None:
        self.capabilities = capabilities(config.settings)
        self._settings = settings
        self._site = Site(
            source=SourceId(config.name),
            zone=settings.zone,
            call_variables=frozenset(settings.call_variables),
            queue_variable=settings.queue_variable,
            express=settings.platform == "uccx",
            ready_calls_are_queue_calls=settings.ready_calls_are_queue_calls,
        )
        self._now, self._clock, self._opened = now, clock, opened
        self._token = token
        self._destination = f"{settings.destination}-{token()}"  # unique: a shared one would mix two bridges' answers
        self._sign_ins = SignIns(config.sign_ins, self._site, now())
        were_in = [(h.login, h.config.last) for h in self._sign_ins.on() if h.config.last and not h.feed]
        known = [(login, call) for login, row in were_in for call in kept_calls(row)]
        self._calls = AllCalls(self._site, self._sign_ins, kept(known, self._site))
        self._complaints = Complaints(config.name)
        self._follow: Follow | None = None
        self._last_loaded: Roster | None = None
        self._turn = 0  # which broker is next
        self._refused_by: set[Address] = set()

    # -- hearing -----------------------------------------------------------------------------------------------------

    async def events(self) -> AsyncIterator[Sequence[Event]]:
        """Connects to the next broker of the list, loads, follows. Each call is one connection.

        A system that says it is out of service is told (DOWN) before there is anything to load.
        """
        if not any(held.feed for held in self._sign_ins.all()):
            raise Fatal(NO_FEED)
        link = await self._open()
        follow: Follow | None = None
        try:
            follow = Follow(
                link,
                self._site,
                self._sign_ins,
                self._complaints,
                single_sign_on=self._settings.single_sign_on,
                now=self._now,
                clock=self._clock,
                calls=self._calls,
                before=self._last_loaded,
            )
            self._follow = follow
            frames: Sequence[Frame] = ()
            while True:
                try:
                    follow.take(frames)
                    follow.look()
                    if not follow.out:
                        frames = await link.hear(follow.pause())
                        continue
                except (Fatal, Retryable):
                    yield [*follow.drain(), *(h.told() for h in self._sign_ins.all())]  # why, on the chip
                    raise
                yield follow.drain()
                frames = ()
        finally:
            self._follow = None
            if follow is not None:
                self._last_loaded = follow.hearing.last_loaded
                follow.forget_unanswered_sign_ins()
            self._sign_ins.lines_lost()
            link.close()

    async def _open(self) -> Link:
        addresses = self._settings.addresses
        address = addresses[self._turn % len(addresses)]
        self._turn += 1
        try:
            link = await self._opened(address, self._settings, self._destination, self._now)
        except SignInRefused as refused:
            self._refused_by.add(address)
            if self._refused_by.issuperset(addresses):
                raise
            raise Retryable(str(refused)) from None  # another broker may know us
        self._refused_by.clear()
        return link

    # -- asking ------------------------------------------------------------------------------------------------------

    async def execute(self, command: Command) -> str:
        """Sends once, and waits for an answer. Raises CommandRefused, or Retryable when nothing was sent."""
        follow = self._follow
        if follow is None or not follow.is_live:
            raise Retryable(NOT_CONNECTED)
        left = (command.deadline - self._now()).total_seconds()
        if left <= 0:
            raise Retryable("The time for it had passed.")
        live = timedelta(seconds=min(left, self._settings.command_ttl_seconds))
        if isinstance(command, SignIn):
            request, answer = self._sign_in(follow, command, live, self._clock() + left)
        elif isinstance(command, OfAnAgent | ChangeGroup | WorkCallback) and not isinstance(command, ForceState):
            raise CommandRefused(NEVER)
        else:
            known = orders.Known(
                follow.hearing.roster, self._sign_ins, self._calls.told, self.capabilities, self._settings
            )
            out = orders.outgoing(command, known)
            request, answer = follow.asked.order(command, out, live, self._clock() + left)
        try:
            async with asyncio.timeout(left):
                return await answer
        except TimeoutError:
            return ""  # the floor's next events tell
        finally:
            if request.verb is not Verb.LOGIN:  # a sign-in goes on without its asker
                follow.asking.open.drop(request)

    async def look_up(self, question: QueueCalls) -> Sequence[PastCall]:
        """Nothing: the Generic Connector tells of no call that was."""
        raise CommandRefused(NEVER)

    def _sign_in(
        self, follow: Follow, command: SignIn, live: timedelta, overdue_at: float
    ) -> tuple[Request, asyncio.Future[str]]:
        held = self._sign_ins.get(login_of(command.sign_in))
        if held is None:
            raise CommandRefused("This integration has no such sign-in.")
        if not (command.password or held.password):
            raise CommandRefused("No password is stored for this sign-in: type it.")
        held.start(command.extension, command.password)
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        request = Request(Verb.LOGIN, held.login, overdue_at, answer=answer)
        try:
            follow.asking.sign_in(held, request, live)
        except (CommandRefused, Retryable):  # nothing was sent: nor may the next line sign them in unasked
            held.stop()
            raise
        return request, answer

    # -- trying ------------------------------------------------------------------------------------------------------

    def check(self) -> AsyncIterator[Step]:
        """Tries the connection step by step, on a topic of its own; leaves alone who is signed in."""
        destination = f"{self._settings.destination}-check-{self._token()}"
        return Check(self._settings, self._sign_ins.all(), destination, opened=self._opened, now=self._now).steps()


def connector(config: IntegrationConfig, *, now: Clock) -> Session:
    """A connector for one integration. Raises Fatal with one sentence when the settings are wrong."""
    return Session(config, read(config.settings), now=now)
