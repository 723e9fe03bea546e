"""A practice floor as the bridge follows it, with the time in the test's hands."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from cti_bridge.connector import IntegrationConfig, SignInConfig
from cti_bridge.connectors.practice.session import PracticeConnector, connector
from cti_bridge.errors import CommandRefused, Fatal, Retryable
from cti_bridge.floor.commands import (
    ApplyDefault,
    BargeIn,
    CallbackDeed,
    ChangeGroup,
    Command,
    DropParticipant,
    ForceState,
    GroupChange,
    HoldCall,
    Listen,
    Outcome,
    Place,
    RetrieveCall,
    SetOwnState,
    SetPenalty,
    SetRecording,
    SignIn,
    SignInAgent,
    SignOut,
    StopListening,
    WorkCallback,
)
from cti_bridge.floor.events import Event, FloorLoaded, SignInChanged, SourceHeard
from cti_bridge.floor.lookups import QueueCalls
from cti_bridge.floor.model import AgentId, AgentState, FeedState, QueueId, Recording
from cti_bridge.floor.rows import SignInRow
from cti_bridge.floor.serving import differs
from cti_bridge.floor.state import Floor
from cti_bridge.floor.verdicts import verdict

START = datetime(2026, 11, 20, 9, tzinfo=UTC)
SAM = SignInConfig(login="sam", person="sam", extension="3001", password="right")
WAS_IN = replace(SAM, last=SignInRow(id="here:sam", state=AgentState.TALKING, since=START, extension="3009"))
FEED = SignInConfig(login="feed", feed=True)


class Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        await asyncio.sleep(0)  # an order waits for what comes of it


class Followed:
    """A practice connector, and the floor that its events make."""

    def __init__(self, *, sam: SignInConfig = SAM, **settings: Any) -> None:
        self.time, self.floor = Time(), Floor()
        config = IntegrationConfig(name="here", kind="practice", settings=settings, sign_ins=(sam, FEED))
        self.connector: PracticeConnector = connector(config, now=self.time.now, sleep=self.time.sleep)

    async def batches(self) -> AsyncIterator[Sequence[Event]]:
        async with aclosing(self.connector.events()) as events:  # type: ignore[type-var]
            async for batch in events:
                for event in batch:
                    self.floor.apply(event)
                yield batch

    @property
    def deadline(self) -> datetime:
        return self.time.at + timedelta(seconds=5)

    async def confirmed(self, command: Command, batches: AsyncIterator[Sequence[Event]]) -> None:
        """Gives an order, and follows until the floor confirms it; raises what refuses it."""
        asked_at, order = self.time.at, asyncio.ensure_future(self.connector.execute(command))
        while not order.done():
            await anext(batches)
            assert self.time.at - asked_at < timedelta(seconds=3)  # a word comes each second at least
        await order

        assert verdict(command, self.floor) is Outcome.CONFIRMED

    def somebody(self, state: AgentState) -> AgentId:
        return next(a.id for a in self.floor.agents.values() if a.state is state)


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


@pytest.mark.parametrize(
    ("before", "wanted", "comes_of_it"),
    [
        (AgentState.READY, AgentState.NOT_READY, Outcome.CONFIRMED),
        (AgentState.NOT_READY, AgentState.SIGNED_OUT, Outcome.CONFIRMED),
        (AgentState.TALKING, AgentState.SIGNED_OUT, Outcome.DEFERRED),
    ],
)
async def test_an_order_is_confirmed_or_deferred_by_the_next_events(
    before: AgentState, wanted: AgentState, comes_of_it: Outcome
) -> None:
    followed = Followed(agents=60, seed=2)

    async with aclosing(followed.batches()) as batches:
        await anext(batches)
        agent = followed.somebody(before)
        command = ForceState(id=uuid4(), agent=agent, state=wanted, deadline=followed.deadline)
        await followed.connector.execute(command)
        while verdict(command, followed.floor) is None:
            await anext(batches)
            assert followed.time.at < command.deadline

    assert verdict(command, followed.floor) is comes_of_it


async def test_a_refusal_comes_in_words() -> None:
    followed = Followed(agents=60)

    async with aclosing(followed.batches()) as batches:
        await anext(batches)
        talking = followed.somebody(AgentState.TALKING)
        command = ForceState(id=uuid4(), agent=talking, state=AgentState.READY, deadline=followed.deadline)

        with pytest.raises(CommandRefused, match="is in a call"):
            await followed.connector.execute(command)


async def test_a_person_signs_in_and_out_on_a_practice_phone() -> None:
    followed = Followed(agents=4)
    sam = AgentId("here:sam")

    async with aclosing(followed.batches()) as batches:
        await anext(batches)
        for command in (
            SignIn(id=uuid4(), sign_in=sam, extension="3002", deadline=followed.deadline),
            SetOwnState(id=uuid4(), sign_in=sam, state=AgentState.READY, deadline=followed.deadline),
            SignOut(id=uuid4(), sign_in=sam, deadline=followed.deadline),
        ):
            await followed.confirmed(command, batches)

    assert followed.floor.sign_ins[sam].extension == "3002"


async def test_sam_listens_barges_in_takes_the_call_and_leaves() -> None:
    followed = Followed(agents=60, sam=WAS_IN)
    sam = AgentId("here:sam")

    async with aclosing(followed.batches()) as batches:
        await anext(batches)
        agent = followed.somebody(AgentState.TALKING)
        one: dict[str, Any] = {"id": uuid4(), "sign_in": sam, "agent": agent, "deadline": followed.deadline}
        await followed.confirmed(Listen(**one), batches)
        (monitor,) = followed.floor.calls_of(sam)
        await followed.confirmed(HoldCall(call=monitor.id, **one), batches)
        await followed.confirmed(RetrieveCall(call=monitor.id, **one), batches)
        await followed.confirmed(BargeIn(call=monitor.id, **one), batches)
        (call,) = followed.floor.calls_of(sam)
        address = followed.floor.agents[agent].extension
        await followed.confirmed(DropParticipant(call=call.id, address=address, **one), batches)
        await followed.confirmed(StopListening(call=call.id, **one), batches)

    assert followed.floor.calls_of(sam) == []
    assert followed.floor.sign_ins[sam].state is AgentState.NOT_READY


async def test_what_has_become_impossible_meanwhile_is_refused_in_words() -> None:
    followed = Followed(agents=60, sam=WAS_IN)
    sam = AgentId("here:sam")

    async with aclosing(followed.batches()) as batches:
        await anext(batches)
        agent = followed.somebody(AgentState.TALKING)
        one: dict[str, Any] = {"sign_in": sam, "deadline": followed.deadline}
        listen = Listen(id=uuid4(), agent=agent, **one)
        twice = [asyncio.ensure_future(followed.connector.execute(listen)) for _ in range(2)]
        while not all(order.done() for order in twice):
            await anext(batches)
        said = [order.exception() for order in twice]

    assert sorted(str(refused) for refused in said) == ["None", "You are in a call: stop listening first."]


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


async def test_who_serves_what_and_how_is_changed_and_confirmed() -> None:
    followed = Followed(agents=60)

    async with aclosing(followed.batches()) as batches:
        await anext(batches)
        one = next(m for m in followed.floor.memberships.by_id.values() if differs(m))
        queue, penalty = one.queues[0]
        about = {"agent": one.agent, "deadline": followed.deadline}
        await followed.confirmed(ApplyDefault(id=uuid4(), **about), batches)  # type: ignore[arg-type]
        await followed.confirmed(SetPenalty(id=uuid4(), queue=queue, penalty=9, **about), batches)  # type: ignore[arg-type]
        await followed.confirmed(SetPenalty(id=uuid4(), queue=queue, penalty=None, **about), batches)  # type: ignore[arg-type]

        team, into = followed.floor.agents[one.agent].team, Place(queue=queue, penalty=penalty)
        change = ChangeGroup(
            id=uuid4(), team=team, change=GroupChange.ADD, into=into, agents=(one.agent,), deadline=followed.deadline
        )
        await followed.confirmed(change, batches)


async def test_an_agents_recording_is_paused_and_goes_on_and_another_agent_is_signed_in() -> None:
    followed = Followed(agents=60)

    async with aclosing(followed.batches()) as batches:
        await anext(batches)
        recorded = next(c for c in followed.floor.calls.values() if c.recording is Recording.ON)
        (agent, *_) = [p.agent for p in recorded.participants if p.agent]
        for on in (False, True):
            order = SetRecording(id=uuid4(), agent=agent, on=on, deadline=followed.deadline)
            await followed.confirmed(order, batches)

        out = followed.somebody(AgentState.SIGNED_OUT)
        phone = followed.floor.agents[out].extension
        await followed.confirmed(
            SignInAgent(id=uuid4(), agent=out, extension=phone, deadline=followed.deadline), batches
        )


async def test_whoever_is_an_agent_works_on_a_callback_from_taking_to_closing() -> None:
    followed = Followed(agents=60, sam=replace(WAS_IN, settings={"agent": "1060"}))

    async with aclosing(followed.batches()) as batches:
        await anext(batches)
        assert followed.floor.sign_ins[AgentId("here:sam")].agent == "here:1060"
        while followed.floor.calls_of(AgentId("here:1060")):
            await anext(batches)
        one = next(c.id for c in followed.floor.callbacks.by_id.values() if c.agent is None)
        for deed in (CallbackDeed.TAKE, CallbackDeed.START, CallbackDeed.CLOSE):
            order = WorkCallback(
                id=uuid4(),
                sign_in=AgentId("here:sam"),
                callback=one,
                deed=deed,
                status="Answered",
                deadline=followed.deadline,
            )
            await followed.confirmed(order, batches)


async def test_a_queues_last_calls_can_be_looked_up_while_the_centre_is_open() -> None:
    followed = Followed(agents=10)
    question = QueueCalls(queue=QueueId("here:sales"), size=7)

    with pytest.raises(Retryable):
        await followed.connector.look_up(question)
    async with aclosing(followed.batches()) as batches:
        await anext(batches)
        assert len(await followed.connector.look_up(question)) == 7
