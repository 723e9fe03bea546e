"""The connection test's last part: what a feed sign-in sees. It asks what following asks, and tells nobody."""

import asyncio
from collections.abc import AsyncIterator, Callable

from cti_bridge.connector import Clock, Step
from cti_bridge.connectors.xuc.check_words import LOOK_AT_LOG, LOOK_AT_RIGHTS, NO_ANSWER
from cti_bridge.connectors.xuc.follow import START_UP
from cti_bridge.connectors.xuc.hearing import Hearing
from cti_bridge.connectors.xuc.messages import (
    Heard,
    OfAgents,
    OfCallbacks,
    OfQueues,
    QueueStatistics,
    UsersStatuses,
)
from cti_bridge.connectors.xuc.site import Site
from cti_bridge.connectors.xuc.talk import Talk
from cti_bridge.errors import Retryable

WITHIN = 5.0  # seconds for all of it


class FeedCheck:
    """One feed's lists, statistics and callbacks."""

    def __init__(self, talk: Talk, login: str, site: Site, now: Clock, clock: Callable[[], float]) -> None:
        self._talk, self._login, self._clock = talk, login, clock
        self._hearing = Hearing(site, now)
        self._has_statistics = False

    async def steps(self) -> AsyncIterator[Step]:
        """Each of them, with how many there are."""
        try:
            async with asyncio.timeout(WITHIN):
                await self._talk.send(START_UP)
                while not self._has_all():
                    for message in await self._talk.hear():
                        await self._hear(message)
        except TimeoutError:
            pass  # what did not come is told as such
        except Retryable as lost:
            yield Step(name="Connection", ok=False, said=str(lost), mend=LOOK_AT_LOG)
            return
        for step in self._found():
            yield step

    async def _hear(self, message: Heard) -> None:
        hearing = self._hearing
        if isinstance(message, OfAgents):
            hearing.agents(message)
            await self._talk.send(hearing.follow_up(message, self._clock()))
        elif isinstance(message, OfQueues):
            hearing.of_queues(message)
            self._has_statistics |= isinstance(message, QueueStatistics)
            await self._talk.send(hearing.follow_up(message, self._clock()))
        elif isinstance(message, OfCallbacks):
            hearing.of_callbacks(message)
        elif isinstance(message, UsersStatuses):
            hearing.agents(message)

    def _has_all(self) -> bool:
        hearing = self._hearing
        return not hearing.missing() and hearing.callbacks.has_lists and hearing.staff.has_state_of_all()

    def _found(self) -> list[Step]:
        hearing = self._hearing
        staff, queues, callbacks = hearing.staff, hearing.queues, hearing.callbacks
        members = sum(len(hearing.members.of(agent).queues) for agent in staff.agents)
        return [
            self._step("Agents", staff.has_list, len(staff.agents), "agents"),
            self._step("Groups", staff.has_groups, len(staff.teams()), "groups"),
            self._step("Queues", queues.has_list, len(queues.configs), "queues"),
            self._step("Members", hearing.members.has_list, members, "memberships"),
            self._step("Statistics", self._has_statistics or not queues.configs, len(queues.configs), "queues"),
            self._step("Callbacks", callbacks.has_lists, len(callbacks.callbacks), "callbacks", is_needed=False),
        ]

    def _step(self, name: str, came: bool, count: int, what: str, *, is_needed: bool = True) -> Step:
        name = f"{name}: {self._login}"
        if not came:
            return Step(name=name, ok=not is_needed, said=NO_ANSWER, mend=LOOK_AT_LOG if is_needed else "")
        if not count and is_needed:
            return Step(name=name, ok=False, said=f"0 {what}.", mend=LOOK_AT_RIGHTS)
        return Step(name=name, ok=True, said=f"{count} {what}.")
