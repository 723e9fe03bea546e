"""One connection: the feed's talk, and people's own lines beside it, heard together and told in batches."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from typing import Protocol

from cti_bridge.connectors.xuc.commands import Command
from cti_bridge.connectors.xuc.follow import Follow
from cti_bridge.connectors.xuc.messages import Heard
from cti_bridge.connectors.xuc.own_line import OfCallback
from cti_bridge.connectors.xuc.sign_ins import Held
from cti_bridge.connectors.xuc.talk import Talk
from cti_bridge.floor.events import Event, SignInChanged
from cti_bridge.floor.model import Call

GATHER = 0.02  # seconds between two batches: in a flood, what an agent did meanwhile is told once
LOOK_AGAIN = 0.5  # seconds at most between two looks at the clock


class Lines(Protocol):
    """People's own lines, as a connection looks after them."""

    def all_calls(self) -> tuple[Call, ...]:
        """The calls in which people listen."""
        ...

    def look(self) -> Iterable[Event]:
        """What of their phones' calls became doubtful."""
        ...


class Connection:
    """From LoggedOn to the loss of the feed's line. People's own lines tell through it (own_line.Teller)."""

    def __init__(
        self, talk: Talk, follow: Follow, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self.follow = follow
        self._talk, self._sleep = talk, sleep
        self._woken = asyncio.Event()

    @property
    def is_live(self) -> bool:
        """Whether a command may be sent now."""
        return self.follow.is_live

    async def send(self, command: Command) -> None:
        """Sends on the feed's line. Raises Retryable when it is lost."""
        await self._talk.send([command])

    async def batches(self, lines: Lines) -> AsyncIterator[Sequence[Event]]:
        """What happens, until the line is lost: Retryable. The first batch is the floor."""
        self.follow.begin()
        hearing = asyncio.create_task(self._talk.hear())
        woken = asyncio.create_task(self._woken.wait())
        try:
            while True:
                await self._ask()
                self.follow.look(lines.all_calls)
                self.happened(lines.look())
                if events := self.follow.drain():
                    yield events
                    await self._sleep(GATHER)
                await asyncio.wait({hearing, woken}, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED)
                if woken.done():
                    self._woken.clear()
                    woken = asyncio.create_task(self._woken.wait())
                messages: Sequence[Heard] = ()
                if is_heard := hearing.done():
                    messages, hearing = hearing.result(), asyncio.create_task(self._talk.hear())
                self.follow.take(messages, is_heard=is_heard)
        finally:
            hearing.cancel()
            woken.cancel()
            await asyncio.gather(hearing, woken, return_exceptions=True)

    async def _ask(self) -> None:
        asks, self.follow.asks = self.follow.asks, []
        await self._talk.send(asks)

    # -- what is heard on people's own lines ------------------------------------------------------------------------

    def stands(self, held: Held) -> None:
        """It is in: it stands as its own agent does."""
        self.follow.stands(held)
        self._woken.set()

    def changed(self, event: SignInChanged) -> None:
        """It changed otherwise."""
        self.follow.tell(event)
        self._woken.set()

    def happened(self, events: Iterable[Event]) -> None:
        """Its phone's calls changed: told now, or with the load."""
        happened = list(events)
        if happened and self.follow.is_live:
            self.follow.out += happened
            self._woken.set()

    def callback(self, message: OfCallback) -> None:
        """A callback changed."""
        self.follow.hearing.of_callbacks(message)
        self._woken.set()
