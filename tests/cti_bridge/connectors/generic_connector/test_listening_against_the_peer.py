"""Listening, barging in and dropping against a Generic Connector peer on a real ActiveMQ."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from cti_bridge.connectors.generic_connector import connector
from cti_bridge.connectors.generic_connector.call_refusals import CODES
from cti_bridge.connectors.generic_connector.state_calls import is_of_a_state
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import Command, Outcome, SignIn
from cti_bridge.floor.model import AgentState, Call, CallType, FeedState, agents_of
from cti_bridge.floor.rows import Kind, SignInRow
from cti_bridge.floor.verdicts import verdict
from cti_bridge.practice.generic_connector_peer import Peer
from tests.cti_bridge.connectors.generic_connector.follower import ANNA, Follower, now, settings
from tests.cti_bridge.connectors.generic_connector.orders import barge_in, drop, hold, listen, retrieve, stop

SAM = "cisco:2001"
CUSTOMER = "+49301234567"


@pytest.fixture
async def sam(follower: Follower, peer: Peer) -> Follower:
    """Sam is signed in and not ready; Anna talks to a customer."""
    deadline = now() + timedelta(seconds=5)
    await follower.session.execute(SignIn(id=uuid4(), sign_in=SAM, extension="4101", deadline=deadline))
    await follower.until(lambda: follower.floor.sign_ins[SAM].state is AgentState.NOT_READY)
    peer.set_state("1001", "READY")
    peer.start_call("1001", CUSTOMER, queue="Sales")
    await follower.until(lambda: follower.state() is AgentState.TALKING)
    return follower


async def done(follower: Follower, order: Command) -> None:
    """The order is sent, and the floor says that it came true."""
    order = replace(order, deadline=now() + timedelta(seconds=5))
    sending = asyncio.create_task(follower.session.execute(order))
    try:
        await follower.until(lambda: verdict(order, follower.floor) is Outcome.CONFIRMED or sending.done(), within=5)
        if sending.done():
            sending.result()
        assert verdict(order, follower.floor) is Outcome.CONFIRMED
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)


def own_call(follower: Follower) -> Call:
    (call,) = follower.floor.calls_of(SAM)
    return call


def own_dialog(follower: Follower) -> str:
    return own_call(follower).id.partition(":")[2]


async def test_listen_hold_retrieve_and_stop(sam):
    await done(sam, listen())
    call = own_call(sam)
    assert (call.type, agents_of(call)) == (CallType.MONITOR, {SAM, ANNA})
    await sam.until(lambda: sam.floor.sign_ins[SAM].state is AgentState.TALKING)  # Enterprise
    assert sam.floor.row((Kind.AGENT, ANNA)).body.listeners == (SAM,)

    await done(sam, hold(own_dialog(sam)))
    await done(sam, retrieve(own_dialog(sam)))
    await done(sam, stop(own_dialog(sam)))

    assert not sam.floor.calls_of(SAM)
    assert [is_of_a_state(c.id) for c in sam.floor.calls_of(ANNA)] == [True]


async def test_barge_in_drop_the_agent_hold_and_leave(sam):
    await done(sam, listen())
    await done(sam, barge_in(own_dialog(sam)))
    conference = own_call(sam)
    assert conference.type is CallType.CONFERENCE
    assert {p.agent: p.cause for p in conference.participants if p.agent} == {SAM: "barge_in", ANNA: ""}
    assert [c.id for c in sam.floor.calls_of(ANNA)] == [conference.id]  # the one of which only states tell gives way

    await done(sam, drop("4001", own_dialog(sam)))
    assert {p.address for p in own_call(sam).participants} == {"4101", CUSTOMER}
    await sam.until(lambda: sam.state() is not AgentState.TALKING)
    assert not sam.floor.calls_of(ANNA)

    await done(sam, hold(own_dialog(sam)))
    await done(sam, retrieve(own_dialog(sam)))
    await done(sam, stop(own_dialog(sam)))
    assert not sam.floor.calls


async def test_leaving_after_barging_in_leaves_the_agent_with_the_customer(sam):
    await done(sam, listen())
    await done(sam, barge_in(own_dialog(sam)))
    await done(sam, stop(own_dialog(sam)))

    assert not sam.floor.calls_of(SAM)
    assert sam.state() is AgentState.TALKING
    await sam.until(lambda: [is_of_a_state(c.id) for c in sam.floor.calls_of(ANNA)] == [True])


async def test_listening_ends_when_the_agents_call_does(sam, peer):
    await done(sam, listen())

    peer.end_call("1001")

    await sam.until(lambda: not sam.floor.calls)


OTHERS = ("CF_RESOURCE_BUSY", "NOT_FOUND", "AUTHORIZATION_FAILURE", "E_CTI_INVALID_CALL_ID", "CF_GENERIC_OPERATION")


async def test_every_refusal_of_listening_is_a_sentence(sam, peer):
    for code in (*CODES, *OTHERS):
        peer.refuse_next("silentmonitor", code)

        with pytest.raises(CommandRefused) as refused:
            await done(sam, listen())

        assert refused.value.code == code
        assert code.lower() not in str(refused.value).lower()
        assert not sam.floor.calls_of(SAM)


async def test_what_the_system_refuses_leaves_the_listening_as_it_is(sam, peer):
    await done(sam, listen())
    before = own_call(sam)
    for command, order in (("bargein", barge_in(own_dialog(sam))), ("holdcall", hold(own_dialog(sam)))):
        peer.refuse_next(command, "20700")
        with pytest.raises(CommandRefused, match="no room for another conference"):
            await done(sam, order)

    assert own_call(sam) == before


async def test_what_fails_after_it_was_accepted_fails_the_order_and_ends_no_call(sam, peer):
    peer.fail_next("silentmonitor", "13145")
    with pytest.raises(CommandRefused, match="on hold or not ready"):
        await done(sam, listen())
    assert not sam.floor.calls_of(SAM)

    await done(sam, listen())
    before = own_call(sam)
    for command, order in (("bargein", barge_in(own_dialog(sam))), ("holdcall", hold(own_dialog(sam)))):
        peer.fail_next(command, "20999")
        with pytest.raises(CommandRefused, match="barge in when that is over"):
            await done(sam, order)
    assert own_call(sam) == before

    await done(sam, barge_in(own_dialog(sam)))


async def test_a_customer_cannot_be_dropped_as_finesse_is_set(sam):
    await done(sam, listen())
    await done(sam, barge_in(own_dialog(sam)))

    with pytest.raises(CommandRefused, match="agents only"):
        await done(sam, drop(CUSTOMER, own_dialog(sam)))


async def test_listening_survives_a_broker_that_dies(sam, activemq, peer):
    await done(sam, listen())
    before = own_call(sam)
    activemq.kill()
    try:
        await sam.until(lambda: sam.light() is FeedState.DOWN)
        assert own_call(sam) == before
    finally:
        await asyncio.to_thread(activemq.start)

    await sam.loaded()
    await asyncio.to_thread(peer.wait_until_up)
    await sam.until(lambda: sam.session._sign_ins.get("2001").is_in)
    await asyncio.sleep(0)

    assert own_call(sam) == before
    await done(sam, stop(own_dialog(sam)))


async def test_a_call_that_ended_while_the_line_was_lost_is_no_ghost(sam, activemq, peer):
    await done(sam, listen())
    activemq.kill()
    try:
        await sam.until(lambda: sam.light() is FeedState.DOWN)
        peer.end_call("1001")
    finally:
        await asyncio.to_thread(activemq.start)

    await sam.loaded()
    await sam.until(lambda: not sam.floor.calls)


async def test_a_bridge_after_this_one_goes_on_where_it_was(sam, activemq, peer):
    await done(sam, listen())
    row = sam.floor.row((Kind.SIGN_IN, SAM)).body
    assert isinstance(row, SignInRow)
    config = settings(activemq)
    sign_ins = tuple(replace(s, last=row) if s.login == "2001" else s for s in config.sign_ins)
    before = own_call(sam)

    async with Follower(connector(replace(config, sign_ins=sign_ins), now=now)) as next_one:
        await next_one.loaded()
        assert own_call(next_one) == before
        await next_one.until(lambda: next_one.session._sign_ins.get("2001").is_in)
        await done(next_one, stop(own_dialog(next_one)))
        assert not next_one.floor.calls_of(SAM)
