"""What is asked of the practice floor is done, or refused in words, and seen in its next events."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from cti_bridge.errors import CommandRefused, Retryable
from cti_bridge.floor.commands import (
    ApplyDefault,
    BargeIn,
    CallbackDeed,
    ChangeGroup,
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
from cti_bridge.floor.lookups import QueueCalls
from cti_bridge.floor.model import AgentId, AgentState, QueueId, Recording
from cti_bridge.floor.serving import differs
from cti_bridge.floor.verdicts import verdict
from tests.cti_bridge.connectors.practice.followed import WAS_IN, Followed


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
