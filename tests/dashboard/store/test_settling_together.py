"""Outcomes that wait are written together, and one that cannot be written keeps no other back."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from functools import partial

import pytest

from cti_bridge.errors import Retryable
from cti_bridge.floor.commands import Outcome
from dashboard.models import AskedCommand, Person
from dashboard.store.claims import CommandInbox
from dashboard.store.gathering import Gathering
from dashboard.store.inbox import ask_many
from dashboard.store.thread import DatabaseThread
from dashboard.store.wishes import Wish
from tests.dashboard.store.asking import TEAM, Hints, force
from tests.dashboard.store.floors import CISCO, NINE, holder, revision, shown


class Slow:
    """Does what it is told when the test lets it, and remembers what came together."""

    def __init__(self, *poison: str, error: Exception | None = None) -> None:
        self.done: list[list[str]] = []
        self.may_go_on = asyncio.Event()
        self.poison = frozenset(poison)
        self.error = error or ValueError("poison")

    async def __call__(self, these: Sequence[str]) -> None:
        self.done.append(list(these))
        await self.may_go_on.wait()
        if self.poison.intersection(these):
            raise self.error


async def test_what_comes_while_the_first_is_done_is_done_together() -> None:
    slow = Slow()
    gathering = Gathering(slow)
    adding = [asyncio.create_task(gathering.add("a"))]
    while not slow.done:
        await asyncio.sleep(0)

    adding += [asyncio.create_task(gathering.add(one)) for one in "bcd"]
    await asyncio.sleep(0)
    slow.may_go_on.set()
    await asyncio.gather(*adding)

    assert slow.done == [["a"], ["b", "c", "d"]]


async def test_one_that_cannot_be_done_is_told_so_and_the_others_are_done() -> None:
    slow = Slow("b")
    slow.may_go_on.set()
    gathering = Gathering(slow)

    came = await asyncio.gather(*(gathering.add(one) for one in "abc"), return_exceptions=True)

    assert came == [None, slow.error, None]
    assert slow.done == [["a", "b", "c"], ["a"], ["b"], ["c"]]


async def test_while_the_database_is_away_nobody_tries_each_alone() -> None:
    slow = Slow("a", error=Retryable("away"))
    slow.may_go_on.set()
    gathering = Gathering(slow)

    came = await asyncio.gather(*(gathering.add(one) for one in "ab"), return_exceptions=True)

    assert came == [slow.error] * 2
    assert slow.done == [["a", "b"]]


async def test_it_is_done_though_its_asker_went_away() -> None:
    slow = Slow()
    gathering = Gathering(slow)
    gone, stays = (asyncio.create_task(gathering.add(one)) for one in "ab")
    while not slow.done:
        await asyncio.sleep(0)

    gone.cancel()
    slow.may_go_on.set()
    await stays

    assert slow.done == [["a", "b"]]
    with pytest.raises(asyncio.CancelledError):
        await gone


@pytest.fixture
async def thread() -> AsyncIterator[DatabaseThread]:
    """A thread, ended after the test."""
    made = DatabaseThread("store under test")
    yield made
    await made.close()


@pytest.mark.usefixtures("database")
async def test_two_hundred_outcomes_reach_the_desk_in_a_few_revisions(thread: DatabaseThread, hints: Hints) -> None:
    def given() -> int:
        sam = Person.objects.create(username="sam", role="supervisor", teams=[TEAM])
        wishes = [Wish(command=force(agent=f"cisco:{n}"), team=TEAM) for n in range(200)]
        ask_many(wishes, by=sam, publish=Hints(), now=lambda: NINE)
        holder(CISCO)
        return revision("desk")

    before = await thread.run(given)
    inbox = CommandInbox(thread, token="bridge-1", publish=hints, now=lambda: NINE)
    claimed = await inbox.claim(CISCO, [])

    await asyncio.gather(*(inbox.settle(one.command.id, Outcome.CONFIRMED) for one in claimed))

    assert len(claimed) == 200
    assert await thread.run(partial(revision, "desk")) == before + 2  # sent, settled
    assert hints.heard == [{"desk"}] * 2
    assert {row["outcome"] for row in (await thread.run(lambda: shown("desk"))).values()} == {"confirmed"}
    assert await thread.run(lambda: AskedCommand.objects.filter(outcome=Outcome.CONFIRMED).count()) == 200
