"""Follows an XUC as a bridge would, and keeps the floor; the peer on a real port is its system."""

import asyncio
import time
from collections.abc import Callable
from contextlib import aclosing
from datetime import UTC, datetime, timedelta

from cti_bridge.connector import IntegrationConfig, SignInConfig
from cti_bridge.connectors.xuc.session import Session, connector
from cti_bridge.errors import Fatal, Retryable
from cti_bridge.floor.commands import Command, Outcome
from cti_bridge.floor.events import Event, FloorLoaded, SourceChanged
from cti_bridge.floor.model import FeedState
from cti_bridge.floor.state import Floor
from cti_bridge.floor.verdicts import verdict

FEED = SignInConfig(login="feed", feed=True, password="pw-feed")
SAM = SignInConfig(login="sam", person="sam", password="pw-sam", extension="9001")


def now() -> datetime:
    return datetime.now(UTC)


def soon(seconds: float = 5.0) -> datetime:
    return now() + timedelta(seconds=seconds)


def session(url: str, *sign_ins: SignInConfig, **settings: object) -> Session:
    """A connector to the XUC at this address, with Sam's own sign-in beside the feed unless others are named."""
    return connector(
        IntegrationConfig(name="xivo", kind="xuc", settings={"url": url, **settings}, sign_ins=sign_ins or (FEED, SAM)),
        now=now,
    )


class Follower:
    """Follows, and keeps the floor. What the connector raises is kept in `errors`."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.floor = Floor()
        self.loads = 0
        self.told: list[Event] = []
        self.errors: list[Exception] = []
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Follower":
        self._light(FeedState.CONNECTING)
        self._task = asyncio.create_task(self._follow())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def until(self, is_so: Callable[[], object], within: float = 10.0) -> float:
        """Returns how many seconds it took."""
        started = time.monotonic()
        while not is_so():
            assert time.monotonic() - started < within, (self.floor.sources, self.errors[-1:])
            await asyncio.sleep(0.005)
        return time.monotonic() - started

    async def loaded(self) -> "Follower":
        """The floor is told once more."""
        before = self.loads
        await self.until(lambda: self.loads > before)
        return self

    async def settled(self) -> "Follower":
        """The same, and the start-up's last questions are answered too: every queue's figures, and who waits there."""
        await self.loaded()
        queues, callers = self.floor.queues, self.floor.callers.by_id
        await self.until(lambda: queues and all(q.figures and q.id in callers for q in queues.values()))
        return self

    async def confirmed(self, command: Command, within: float = 5.0) -> None:
        """Sends a command, and waits until the floor says that it has come true."""
        await self.session.execute(command)
        await self.until(lambda: verdict(command, self.floor) is Outcome.CONFIRMED, within)

    def verdict(self, command: Command) -> Outcome | None:
        return verdict(command, self.floor)

    def light(self) -> FeedState:
        return self.floor.sources["xivo"].state  # type: ignore[index]

    def _light(self, state: FeedState) -> None:
        self.floor.apply(SourceChanged(source="xivo", state=state, at=now()))  # type: ignore[arg-type]

    async def _follow(self) -> None:
        while True:
            try:
                async with aclosing(self.session.events()) as batches:  # type: ignore[type-var]
                    async for batch in batches:
                        for event in batch:
                            self.floor.apply(event)
                            self.loads += isinstance(event, FloorLoaded)
                        self.told += batch
            except Retryable as error:
                self.errors.append(error)
                self._light(FeedState.DOWN)
                await asyncio.sleep(0.05)
            except Fatal as error:
                self.errors.append(error)
                self._light(FeedState.FAILED)
                return


async def off_the_loop(act: Callable[..., object], *args: object, **named: object) -> None:
    """Has the peer do something: its handles wait for its own thread, which must not stop ours."""
    await asyncio.to_thread(act, *args, **named)
