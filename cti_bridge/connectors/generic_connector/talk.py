"""A short conversation over a link: say something, wait for the answer that is meant. For the connection test."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from cti_bridge.connector import Clock
from cti_bridge.connectors.generic_connector.codec import parse
from cti_bridge.connectors.generic_connector.commands import Outgoing
from cti_bridge.connectors.generic_connector.link import OUR_TIME_TO_LIVE, Link
from cti_bridge.connectors.generic_connector.messages import Error, Message
from cti_bridge.connectors.generic_connector.refusals import in_words
from cti_bridge.errors import BadMessage, CommandRefused
from cti_bridge.transports.stomp import Frame

T = TypeVar("T")


class Talk:
    """One link, used by one speaker."""

    def __init__(self, link: Link, now: Clock, *, noticed: Callable[[Message], None] = lambda _: None) -> None:
        self.skew_of_answer: float | None = None  # seconds by which the clock that stamped it is ahead of ours
        self._link = link
        self._now = now
        self._noticed = noticed  # hears every message, meant or not

    async def skew(self, within: float = 3.0) -> float | None:
        """Seconds by which the broker's clock is ahead of ours; None when it does not stamp."""
        id_ = self._link.echo()
        until = time.monotonic() + within
        while (left := until - time.monotonic()) > 0:
            for frame in await self._link.hear(left):
                if frame.correlation_id == id_:
                    return self._skew(frame)
        return None

    async def answer(
        self,
        meant: Callable[[Message], T | None],
        *commands: Outgoing,
        about: str = "",
        within: float = 5.0,
        time_to_live: timedelta = OUR_TIME_TO_LIVE,
    ) -> T | None:
        """The first answer that `meant` takes; None when none comes. Raises CommandRefused for an error `about`."""
        for outgoing in commands:
            self._link.say(outgoing, time_to_live)
        until = time.monotonic() + within
        while (left := until - time.monotonic()) > 0:
            for frame in await self._link.hear(left):
                try:
                    message = parse(frame.body, binary=frame.binary)
                except BadMessage:
                    continue
                self._noticed(message)
                if isinstance(message, Error) and about and message.about in (about, "System"):
                    raise CommandRefused(in_words(message.code), code=message.code)
                if (found := meant(message)) is not None:
                    self.skew_of_answer = self._skew(frame)
                    return found
        return None

    def _skew(self, frame: Frame) -> float | None:
        return None if frame.sent_at is None else frame.sent_at - self._now().timestamp()
