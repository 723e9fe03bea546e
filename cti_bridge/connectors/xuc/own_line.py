"""A person's own sign-in while it is on: its socket, opened again by itself, and what is heard there."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

from cti_bridge.connector import Clock
from cti_bridge.connectors.xuc.commands import Command, GetCurrentCallsPhoneEvents
from cti_bridge.connectors.xuc.entrance import Entrance
from cti_bridge.connectors.xuc.messages import (
    CallbackClotured,
    CallbackReleased,
    CallbackRequestUpdated,
    CallbackStarted,
    CallbackTaken,
    CurrentCallsPhoneEvents,
    Heard,
    PhoneEvent,
    UserConfigUpdate,
)
from cti_bridge.connectors.xuc.own_calls import OwnCalls
from cti_bridge.connectors.xuc.sign_ins import Held
from cti_bridge.connectors.xuc.site import Site
from cti_bridge.connectors.xuc.talk import Talk
from cti_bridge.errors import CommandRefused, Fatal, Retryable
from cti_bridge.floor.events import Event, SignInChanged

LOST = "The line of this sign-in was lost: signing in again."
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds between two tries

OfCallback = CallbackTaken | CallbackReleased | CallbackStarted | CallbackClotured | CallbackRequestUpdated


class Teller(Protocol):
    """Who tells the floor what is heard on a sign-in's own line."""

    def stands(self, held: Held) -> None:
        """It is in: it stands as its own agent does."""
        ...

    def changed(self, event: SignInChanged) -> None:
        """It changed otherwise."""
        ...

    def happened(self, events: Iterable[Event]) -> None:
        """Its phone's calls changed."""
        ...

    def callback(self, message: OfCallback) -> None:
        """A callback changed: some of this is told only to who works on it."""
        ...


class OwnLine:
    """One sign-in's line, from when it is switched on until it is closed."""

    def __init__(
        self,
        held: Held,
        calls: OwnCalls,
        entrance: Entrance,
        teller: Teller,
        site: Site,
        *,
        now: Clock,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.held, self.calls = held, calls
        self._entrance, self._teller, self._site = entrance, teller, site
        self._now, self._clock, self._sleep = now, clock, sleep
        self._talk: Talk | None = None
        self._asked: asyncio.Future[None] | None = None  # whoever pressed "Sign me in"
        self._was_in = False
        calls.line_is_lost(clock())  # until it is told otherwise
        self._task = asyncio.create_task(self._run(), name=f"sign-in {held.own.id}")

    def answer(self) -> "asyncio.Future[None]":
        """What comes of the first try: nothing, or CommandRefused."""
        self._asked = asyncio.get_running_loop().create_future()
        return self._asked

    async def send(self, command: Command) -> None:
        """Sends a command on this line. Raises Retryable when it is not there: nothing was sent."""
        if self._talk is None:
            raise Retryable(LOST)
        await self._talk.send([command])

    async def close(self) -> None:
        """Ends it. Whoever still waits for a sign-in is not signed in later, unasked."""
        if self._is_first_try:
            self.held.stop()
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    # -- in and out --------------------------------------------------------------------------------------------------

    async def _run(self) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                talk = await self._entrance.enter(self.held)
            except (Fatal, Retryable) as failed:
                if not self._goes_on_after(failed):
                    return
            else:
                pause = FIRST_PAUSE
                await self._follow(talk)
            await self._sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)

    async def _follow(self, talk: Talk) -> None:
        """Until the line is lost."""
        self._talk, renewing = talk, asyncio.create_task(self._entrance.keep_good(self.held.login))
        try:
            self._was_in = True
            self.held.came_in(self._now())
            self.calls.line_is_back(self._clock())
            self._teller.stands(self.held)
            self._answered()
            await talk.send([GetCurrentCallsPhoneEvents()])
            while True:
                for message in await talk.hear():
                    self._hear(message)
        except Retryable:
            self._teller.changed(self.held.waits(LOST))
        finally:
            self._talk = None
            self.calls.line_is_lost(self._clock())
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)
            await talk.close()

    def _hear(self, message: Heard) -> None:
        match message:
            case PhoneEvent():
                self._teller.happened(self.calls.heard(message, self._clock()))
            case CurrentCallsPhoneEvents():
                self._teller.happened(self.calls.heard_all(message, self._clock()))
            case UserConfigUpdate():
                self.held.is_agent(None if message.agent_id is None else self._site.agent(message.agent_id))
                self._teller.stands(self.held)
            case (
                CallbackTaken() | CallbackReleased() | CallbackStarted() | CallbackClotured() | CallbackRequestUpdated()
            ):
                self._teller.callback(message)
            case _:
                pass  # the feed hears it too

    # -- who asked ---------------------------------------------------------------------------------------------------

    def _answered(self) -> None:
        if self._asked is not None and not self._asked.done():
            self._asked.set_result(None)

    @property
    def _is_first_try(self) -> bool:
        """Whether somebody pressed "Sign me in", and was not signed in yet."""
        return self._asked is not None and not self._was_in

    def _goes_on_after(self, failed: Fatal | Retryable) -> bool:
        """Wrong credentials are not tried again, nor what was asked for just now: its asker is told why."""
        self._teller.changed(self.held.is_out(self._now(), str(failed)))
        if isinstance(failed, Retryable) and not self._is_first_try:
            return True
        self.held.stop()
        if self._asked is not None and not self._asked.done():
            self._asked.set_exception(CommandRefused(str(failed)))
        return False
