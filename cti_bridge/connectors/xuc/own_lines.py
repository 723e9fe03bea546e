"""Everybody's own lines while the feed is followed: who pressed "Sign me in", and who was in before."""

import asyncio
from collections.abc import Callable, Iterator

from cti_bridge.connector import Clock
from cti_bridge.connectors.xuc.entrance import Entrance
from cti_bridge.connectors.xuc.own_calls import OwnCalls
from cti_bridge.connectors.xuc.own_line import OwnLine, Teller
from cti_bridge.connectors.xuc.sign_ins import NOT_IN, Held
from cti_bridge.connectors.xuc.site import Site
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.events import Event
from cti_bridge.floor.model import Call


class OwnLines:
    """One line for each sign-in that is on. Their phones' calls outlive the lines: `calls` is kept by the session."""

    def __init__(
        self,
        calls: dict[str, OwnCalls],
        entrance: Entrance,
        teller: Teller,
        site: Site,
        *,
        now: Clock,
        clock: Callable[[], float],
    ) -> None:
        self._calls, self._entrance, self._teller, self._site = calls, entrance, teller, site
        self._now, self._clock = now, clock
        self._lines: dict[str, OwnLine] = {}

    def open(self, held: Held) -> OwnLine:
        """A line for a sign-in that is on."""
        line = OwnLine(
            held,
            self._calls[held.login],
            self._entrance,
            self._teller,
            self._site,
            now=self._now,
            clock=self._clock,
        )
        self._lines[held.login] = line
        return line

    def of(self, held: Held) -> OwnLine:
        """A sign-in's line. CommandRefused where it has none."""
        line = self._lines.get(held.login)
        if line is None:
            raise CommandRefused(NOT_IN)
        return line

    async def close(self, held: Held) -> None:
        """Ends a sign-in's line, if it has one."""
        line = self._lines.pop(held.login, None)
        if line is not None:
            await line.close()

    async def close_all(self) -> None:
        """Ends all of them; who was in is signed in again by the next connection."""
        lines, self._lines = list(self._lines.values()), {}
        await asyncio.gather(*(line.close() for line in lines))

    def look(self) -> Iterator[Event]:
        """What of their phones' calls became doubtful."""
        for calls in self._calls.values():
            yield from calls.look(self._clock())

    def all_calls(self) -> tuple[Call, ...]:
        """The calls in which people listen."""
        return tuple(call for calls in self._calls.values() for call in calls.listening)
