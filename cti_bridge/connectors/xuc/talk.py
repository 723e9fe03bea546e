"""One login's socket: commands out, messages in, kept alive by pings. A silent one is given up."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from cti_bridge.complaints import Complaints
from cti_bridge.connectors.xuc.codec import PING, decode, encode
from cti_bridge.connectors.xuc.commands import Command
from cti_bridge.connectors.xuc.keepalive import Keepalive
from cti_bridge.connectors.xuc.messages import Error, Heard, LoggedOn, LoggedOnError, RightProfile
from cti_bridge.errors import BadMessage, Retryable
from cti_bridge.transports.websocket import Closed, Line

GOODBYE_WITHIN = 0.25  # seconds
LOGGED_ON_WITHIN = 10.0  # seconds: XUC's own limit (xuc.md 1.3)

NO_ANSWER = "XiVO did not sign this login on within 10 s."
TOO_SLOW = "XiVO took too long to sign this login on."
CLOSED_AT_ONCE = "XiVO closed the line before it signed this login on: see that the login and the password are right."
AN_ERROR = "XiVO reported an error instead of signing this login on."


class NotLoggedOn(Retryable):
    """XUC says that it did not sign the login on: loggedOnFailed."""


class Talk:
    """One login's talk with XUC. Any task may send; one hears."""

    def __init__(self, line: Line, complaints: Complaints, clock: Callable[[], float]) -> None:
        self.profile = ""  # what the user may do in XUC, as its RightProfile names it
        self._line, self._complaints, self._clock = line, complaints, clock
        self._keepalive = Keepalive(clock())
        self._early: list[Heard] = []

    async def logged_on(self) -> None:
        """Returns once XUC said LoggedOn; what it said before is heard next. Raises Retryable with the reason."""
        try:
            async with asyncio.timeout(LOGGED_ON_WITHIN):
                while True:
                    heard = await self._next()
                    self._early += heard
                    if any(isinstance(message, LoggedOn) for message in heard):
                        return
                    _look_for_refusal(heard)
        except TimeoutError:
            raise Retryable(NO_ANSWER) from None
        except Closed:
            raise Retryable(CLOSED_AT_ONCE) from None

    async def named_profile(self, within: float) -> str:
        """The user's profile, which comes a moment after LoggedOn; empty if none comes within so many seconds.

        What else came is heard next, and so is the line's loss.
        """
        with suppress(TimeoutError, Retryable):
            async with asyncio.timeout(within):
                while not self.profile:
                    self._early += await self._next()
        return self.profile

    async def send(self, commands: Iterable[Command]) -> None:
        """Sends commands, in their order."""
        for command in commands:
            await self._line.send(encode(command))

    async def hear(self) -> Sequence[Heard]:
        """What came, as soon as anything does. Raises Retryable when the line is lost, or silent for too long."""
        if self._early:
            early, self._early = self._early, []
            return early
        return await self._next()

    async def close(self) -> None:
        """Ends it. Whoever is frozen is not waited for: the light is to turn."""
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_WITHIN):
                await self._line.close()

    async def _next(self) -> list[Heard]:
        while True:
            at = self._clock()
            if self._keepalive.look(at):
                await self._line.send(PING)
            texts = await self._line.receive(max(0.0, self._keepalive.next_at() - at))
            if texts:
                self._keepalive.heard(self._clock())
                return [message for text in texts if (message := self._read(text)) is not None]

    def _read(self, text: str) -> Heard | None:
        try:
            message = decode(text)
        except BadMessage as bad:
            self._complaints.add(bad)
            return None
        if isinstance(message, RightProfile):
            self.profile = message.profile
        return message


def _look_for_refusal(heard: Iterable[Heard]) -> None:
    for message in heard:
        match message:
            case LoggedOnError(error="loggedOnTimeout"):
                raise Retryable(TOO_SLOW)
            case LoggedOnError():
                raise NotLoggedOn("XiVO did not let this login on.")
            case Error():
                raise Retryable(AN_ERROR)  # until LoggedOnError came about, this was its word (1.3)
            case _:
                pass
