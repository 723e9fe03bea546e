"""A practice floor as the bridge follows it, with the time in the test's hands."""

from contextlib import aclosing
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from cti_bridge.errors import Fatal, Retryable
from cti_bridge.floor.commands import (
    ForceState,
    SignIn,
    SignOut,
)
from cti_bridge.floor.events import FloorLoaded, SignInChanged, SourceHeard
from cti_bridge.floor.model import AgentId, AgentState, FeedState
from cti_bridge.floor.rows import SignInRow
from tests.cti_bridge.connectors.practice.followed import SAM, START, WAS_IN, Followed


async def test_it_loads_first_and_tells_of_the_sign_ins() -> None:
    followed = Followed(agents=10)

    async with aclosing(followed.batches()) as batches:
        first = await anext(batches)

    assert isinstance(first[0], FloorLoaded)
    assert [e.sign_in.id for e in first if isinstance(e, SignInChanged)] == ["here:sam", "here:feed"]
    assert len(followed.floor.agents) == 10
    assert followed.floor.sources[first[0].source].state is FeedState.LIVE


async def test_it_gives_a_word_every_second_even_when_nothing_happens() -> None:
    followed = Followed(agents=1)
    words: list[datetime] = []

    async with aclosing(followed.batches()) as batches:
        async for batch in batches:
            words += [e.at for e in batch if isinstance(e, SourceHeard)]
            if followed.time.at > START + timedelta(seconds=20):
                break

    assert 17 <= len(words) <= 20
    assert words == sorted(words)


async def test_what_happens_is_told_within_a_tenth_of_a_second() -> None:
    followed = Followed(agents=60)

    async with aclosing(followed.batches()) as batches:
        async for batch in batches:
            for event in batch:
                since = getattr(event, "since", None)
                assert since is None or followed.time.at - since < timedelta(seconds=0.1)
            if followed.time.at > START + timedelta(seconds=60):
                break


async def test_who_was_signed_in_before_still_is_on_the_same_phone_and_not_ready() -> None:
    followed = Followed(agents=4, sam=WAS_IN)

    async with aclosing(followed.batches()) as batches:
        await anext(batches)

    sam = followed.floor.sign_ins[AgentId("here:sam")]
    assert (sam.state, sam.extension) == (AgentState.NOT_READY, "3009")
    assert followed.floor.calls_of(sam.id) == []


@pytest.mark.parametrize(
    "last",
    [
        SignInRow(id="here:sam", state=AgentState.SIGNED_OUT, since=START, extension="3009"),
        SignInRow(id="here:sam", state=AgentState.UNKNOWN, since=START, extension="3009"),
        SignInRow(id="here:sam", state=AgentState.READY, since=START, extension="4001"),  # an agent's phone by now
    ],
)
async def test_who_was_not_signed_in_or_lost_the_phone_is_not(last: SignInRow) -> None:
    followed = Followed(agents=4, sam=replace(SAM, last=last))

    async with aclosing(followed.batches()) as batches:
        await anext(batches)

    assert followed.floor.sign_ins[AgentId("here:sam")].state is AgentState.SIGNED_OUT


async def test_opened_anew_it_knows_who_signed_in_and_out_meanwhile() -> None:
    followed = Followed(agents=4)
    sam = AgentId("here:sam")

    for order, state in (
        (SignIn(id=uuid4(), sign_in=sam, extension="3002", deadline=followed.deadline), AgentState.NOT_READY),
        (SignOut(id=uuid4(), sign_in=sam, deadline=followed.deadline), AgentState.SIGNED_OUT),
    ):
        async with aclosing(followed.batches()) as batches:
            await anext(batches)
            await followed.confirmed(order, batches)
        async with aclosing(followed.batches()) as batches:
            await anext(batches)

        assert followed.floor.sign_ins[sam].state is state


async def test_before_it_is_open_and_after_it_was_left_nothing_is_sent() -> None:
    followed = Followed(agents=4)
    command = ForceState(
        id=uuid4(), agent=AgentId("here:1001"), state=AgentState.SIGNED_OUT, deadline=followed.deadline
    )

    with pytest.raises(Retryable):
        await followed.connector.execute(command)
    async with aclosing(followed.batches()) as batches:
        await anext(batches)
    with pytest.raises(Retryable):
        await followed.connector.execute(command)


async def test_after_a_long_sleep_of_the_machine_it_opens_anew() -> None:
    followed = Followed(agents=4)

    async with aclosing(followed.batches()) as batches:
        await anext(batches)
        followed.time.at += timedelta(hours=8)

        with pytest.raises(Retryable, match="stood still"):
            await anext(batches)


async def test_a_clock_that_is_set_back_does_no_harm() -> None:
    followed = Followed(agents=60)

    async with aclosing(followed.batches()) as batches:
        await anext(batches)
        followed.time.at -= timedelta(seconds=30)
        batch = await anext(batches)

    assert batch
    assert followed.time.at > START


async def test_for_load_it_makes_about_as_many_events_as_asked() -> None:
    followed = Followed(agents=300, events_per_second=100)
    events = 0

    async with aclosing(followed.batches()) as batches:
        await anext(batches)
        async for batch in batches:
            events += len(batch)
            if followed.time.at > START + timedelta(seconds=20):
                break

    assert events / 20 == pytest.approx(100, rel=0.3)


async def test_its_check_says_what_would_open() -> None:
    followed = Followed(agents=60)

    steps = [step async for step in followed.connector.check()]

    assert all(step.ok for step in steps)
    assert [(step.name, step.said) for step in steps] == [
        ("Settings", "60 agents, seed 1."),
        ("Practice centre", "It opens, at speed 1."),
        ("Teams", "4 teams."),
        ("Agents", "60 agents."),
        ("Queues", "6 queues."),
        ("Reason codes", "22 reason codes."),
        ("Sign-in: sam", "Known, for sam."),
        ("Sign-in: feed", "Known, the bridge's own."),
    ]


@pytest.mark.parametrize("wrong", [{"agents": 0}, {"agents": "many"}, {"speed": 0}, {"refusals": 2}, {"agnets": 60}])
def test_a_wrong_setting_is_fatal_and_named(wrong: dict[str, Any]) -> None:
    with pytest.raises(Fatal, match=next(iter(wrong))):
        Followed(**wrong)
