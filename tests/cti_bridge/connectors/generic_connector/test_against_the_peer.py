"""The session against a Generic Connector peer on a real ActiveMQ."""

import asyncio
import time
from datetime import timedelta
from uuid import uuid4

import pytest

from cti_bridge.connectors.generic_connector import connector
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import Outcome, SignIn, SignOut
from cti_bridge.floor.model import AgentState, FeedState
from cti_bridge.floor.verdicts import verdict
from cti_bridge.practice.generic_connector_peer import BrokerAddress, Peer, Settings, a_site
from tests.cti_bridge.connectors.generic_connector.follower import BERLIN, Follower, now, settings
from tests.services.activemq import HOST, Broker


async def test_three_teams_two_dozen_agents_queues_and_reasons(follower):
    floor = follower.floor

    assert sorted((t.id, t.name) for t in floor.teams.values()) == [
        ("cisco:5000", "Sales North"),
        ("cisco:5001", "Support"),
        ("cisco:5002", "Billing"),
    ]
    assert len(floor.agents) == 24
    assert all(a.state is AgentState.NOT_READY and a.since_is_known for a in floor.agents.values())
    assert all(abs(a.since - now()) < timedelta(minutes=1) for a in floor.agents.values())  # the zone is right
    assert floor.queues["cisco:Sales"].waiting == 2
    assert [(r.category, r.code, r.label) for r in floor.reasons.values()] == [
        ("not_ready", "10", "Lunch"),
        ("not_ready", "11", "Short break"),
        ("not_ready", "12", "Training"),
        ("not_ready", "13", "Paperwork"),
        ("sign_out", "28", "End of shift"),
        ("sign_out", "29", "Changing desks"),
        *(("wrap_up", label, label) for label in ("Sold", "Call back", "Complaint", "Wrong number")),
    ]
    assert follower.light() is FeedState.LIVE


async def test_a_state_change_arrives_at_once(follower, peer):
    peer.set_state("1001", "READY")

    assert await follower.until(lambda: follower.state() is AgentState.READY) < 0.5


async def test_a_forced_state_is_confirmed_by_the_floor(follower):
    order = follower.force(AgentState.READY)

    assert await follower.session.execute(order) == ""
    await follower.until(lambda: verdict(order, follower.floor) is Outcome.CONFIRMED)


async def test_a_sign_out_during_a_call_waits_for_its_end(follower, peer):
    await follower.session.execute(follower.force(AgentState.READY))
    peer.start_call("1001", "+49301234567")
    await follower.until(lambda: follower.state() is AgentState.TALKING)

    order = follower.force(AgentState.SIGNED_OUT)
    await follower.session.execute(order)
    await follower.until(lambda: verdict(order, follower.floor) is Outcome.DEFERRED)
    peer.end_call("1001")
    await follower.until(lambda: verdict(order, follower.floor) is Outcome.CONFIRMED)


async def test_what_finesse_refuses_is_said_in_words(follower, peer):
    peer.refuse_next("MakeReady", "CF_RESOURCE_BUSY")

    with pytest.raises(CommandRefused, match="busy"):
        await follower.session.execute(follower.force(AgentState.READY))


async def test_what_is_not_answered_ends_at_the_deadline(follower, peer):
    peer.mute("MakeReady")

    started = time.monotonic()
    assert await follower.session.execute(follower.force(AgentState.READY, seconds=0.5)) == ""
    assert time.monotonic() - started < 1


async def test_a_person_signs_in_and_out(follower, peer):
    sam = "cisco:2001"
    deadline = now() + timedelta(seconds=5)
    await follower.session.execute(SignIn(id=uuid4(), sign_in=sam, extension="4102", deadline=deadline))
    await follower.until(lambda: follower.floor.sign_ins[sam].state is AgentState.NOT_READY)
    assert follower.floor.sign_ins[sam].extension == "4102"

    await follower.session.execute(SignOut(id=uuid4(), sign_in=sam, deadline=deadline))
    await follower.until(lambda: follower.floor.sign_ins[sam].state is AgentState.SIGNED_OUT)


async def test_out_of_service_and_back(follower, peer):
    peer.go_out_of_service()
    await follower.until(lambda: follower.light() is FeedState.DOWN)
    peer.set_state("1001", "READY")  # while nobody tells us

    peer.back()
    await follower.until(lambda: follower.light() is FeedState.LIVE)
    await follower.until(lambda: follower.state() is AgentState.READY)


async def test_a_connector_that_forgot_us_is_signed_in_to_again(follower, peer):
    peer.forget_destinations()

    await follower.loaded()

    assert follower.light() is FeedState.LIVE


async def test_a_killed_broker_and_its_return(follower, activemq, peer):
    activemq.kill()
    try:
        assert await follower.until(lambda: follower.light() is FeedState.DOWN) < 1
    finally:
        await asyncio.to_thread(activemq.start)
    started = time.monotonic()
    await follower.loaded()

    assert time.monotonic() - started < 5
    await asyncio.to_thread(peer.wait_until_up)


async def test_the_second_broker_takes_over(activemq):
    with Broker() as second:
        world = a_site(clock=now)
        address = BrokerAddress(host=HOST, port=second.port, password="gc-secret")
        with Peer(address, world, Settings(zone=BERLIN)):
            dead = Broker()  # never started: its port refuses
            async with Follower(connector(settings(dead, second), now=now)) as follower:
                await follower.loaded()
                assert "refuses connections" in str(follower.errors[0])
            dead.close()


async def test_frames_that_cannot_be_read_stop_nothing(follower, peer):
    session = follower.session
    topic = session._destination
    for kind, body in (("text", "2900#State#"), ("text", ""), ("bytes", b"\xff\x00\xfe"), ("text", "x" * 1_000_000)):
        peer.send_raw(topic, body, kind=kind)
    peer.set_state("1001", "READY")

    await follower.until(lambda: follower.state() is AgentState.READY)
    await follower.until(lambda: follower.floor.sources["cisco"].bad_frames == 4)
    assert follower.errors == []


async def test_somebody_else_taking_the_feeds_login_is_fatal(follower, peer):
    peer.invalidate("2900")

    await follower.until(lambda: follower.light() is FeedState.FAILED)

    assert "signed in somewhere else" in str(follower.errors[-1])


async def test_no_command_reached_it_as_bytes(follower, peer):
    assert peer.bytes_messages == 0
    assert peer.not_commands == 0
