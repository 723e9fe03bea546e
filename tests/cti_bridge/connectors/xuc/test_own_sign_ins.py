"""People's own sign-ins over a real WebSocket: in and out, lost and back, listening, callbacks, one's own state."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from cti_bridge.connector import SignInConfig
from cti_bridge.connectors.xuc import own_line
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import (
    BargeIn,
    CallbackDeed,
    Listen,
    Outcome,
    SetOwnState,
    SignIn,
    SignInAgent,
    SignOut,
    StopListening,
    WorkCallback,
)
from cti_bridge.floor.model import AgentState, CallState, CallType, FeedState, OwnSignIn
from cti_bridge.floor.rows import sign_in_row
from cti_bridge.practice.xuc_peer import Peer, Settings
from cti_bridge.practice.xuc_peer.model import Talk
from tests.cti_bridge.connectors.xuc.conftest import StartPeer
from tests.cti_bridge.connectors.xuc.follower import FEED, SAM, Follower, now, session, soon

SAMS, ANNA, SAMS_AGENT = "xivo:sam", "xivo:19", "xivo:7"


@pytest.fixture
async def follower(peer: Peer) -> AsyncIterator[Follower]:
    async with Follower(session(peer.url)) as one:
        yield await one.loaded()


def of_sam(kind: Any, **what: Any) -> Any:
    """An order of Sam's own."""
    return kind(id=uuid4(), sign_in=SAMS, deadline=soon(), **what)


def sam(follower: Follower) -> OwnSignIn:
    return follower.floor.sign_ins[SAMS]  # type: ignore[index]


async def sign_in(follower: Follower, **what: Any) -> None:
    await follower.confirmed(of_sam(SignIn, **{"extension": "9001", **what}))


async def refused(follower: Follower, command: Any) -> str:
    with pytest.raises(CommandRefused) as raised:
        await follower.session.execute(command)
    return str(raised.value)


# -- in and out ------------------------------------------------------------------------------------------------------


async def test_a_person_signs_in_with_todays_phone_and_out_again(peer: Peer, follower: Follower) -> None:
    assert sam(follower).state is AgentState.SIGNED_OUT

    await sign_in(follower)
    await follower.until(lambda: sam(follower).agent == SAMS_AGENT)
    assert (sam(follower).state, sam(follower).extension) == (AgentState.NOT_READY, "9001")

    await follower.confirmed(of_sam(SignOut))
    await follower.until(lambda: peer.signed_in() == ["feed"])


async def test_a_password_that_was_typed_is_tried_and_a_wrong_one_is_refused(peer: Peer) -> None:
    async with Follower(session(peer.url, FEED, replace(SAM, password=""))) as follower:
        await follower.loaded()

        assert "No password" in await refused(follower, of_sam(SignIn, extension="9001"))
        assert "wrong" in await refused(follower, of_sam(SignIn, extension="9001", password="guessed"))
        assert sam(follower).state is AgentState.SIGNED_OUT
        await sign_in(follower, password="pw-sam")


async def test_an_own_sign_in_stands_as_its_own_agent_does(follower: Follower) -> None:
    await sign_in(follower)
    await follower.until(lambda: sam(follower).agent == SAMS_AGENT)

    await follower.confirmed(SignInAgent(id=uuid4(), agent=SAMS_AGENT, extension="9001", deadline=soon()))  # type: ignore[arg-type]
    await follower.confirmed(of_sam(SetOwnState, state=AgentState.NOT_READY, reason="lunch"))
    assert sam(follower).reason_label == "At lunch"

    await follower.confirmed(of_sam(SetOwnState, state=AgentState.READY))


async def test_who_is_no_agent_that_is_signed_in_has_no_state_to_set(follower: Follower) -> None:
    await sign_in(follower)

    assert "no agent" in await refused(follower, of_sam(SetOwnState, state=AgentState.READY))


async def test_a_lost_line_is_opened_again_by_itself(
    peer: Peer, follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_line, "FIRST_PAUSE", 0.01)
    await sign_in(follower)

    peer.drop_all()
    await follower.until(lambda: follower.light() is FeedState.DOWN)
    await follower.loaded()
    await follower.until(lambda: sorted(peer.signed_in()) == ["feed", "sam"])
    assert sam(follower).state is AgentState.NOT_READY


async def test_who_was_in_before_a_bridge_started_is_in_again_with_what_they_typed(peer: Peer) -> None:
    was = OwnSignIn(id=SAMS, state=AgentState.READY, since=now(), extension="9001")  # type: ignore[arg-type]
    config = replace(SAM, password="", typed="pw-sam", last=sign_in_row(was, ()))

    async with Follower(session(peer.url, FEED, config)) as follower:
        await follower.loaded()
        await follower.until(lambda: "sam" in peer.signed_in())


async def test_who_was_out_stays_out(peer: Peer) -> None:
    was = OwnSignIn(id=SAMS, since=now())  # type: ignore[arg-type]

    async with Follower(session(peer.url, FEED, replace(SAM, last=sign_in_row(was, ())))) as follower:
        await follower.loaded()
        await asyncio.sleep(0.1)

        assert peer.signed_in() == ["feed"]


async def test_a_feed_is_nobodys_own(follower: Follower) -> None:
    command = SignIn(id=uuid4(), sign_in="xivo:feed", extension="9000", deadline=soon())  # type: ignore[arg-type]

    assert "no such sign-in" in await refused(follower, command)


async def test_nothing_is_done_through_a_sign_in_that_is_out(follower: Follower) -> None:
    for command in (of_sam(Listen, agent=ANNA), of_sam(SetOwnState, state=AgentState.READY)):
        assert "not signed in" in await refused(follower, command)


# -- listening -------------------------------------------------------------------------------------------------------


async def listening(peer: Peer, follower: Follower) -> StopListening:
    """Sam listens to Anna; how to stop."""
    await asyncio.to_thread(peer.start_call, 19, Talk(acd=True))
    await sign_in(follower)
    await follower.until(lambda: follower.floor.agents[ANNA].state is AgentState.TALKING)
    await follower.confirmed(of_sam(Listen, agent=ANNA))
    (call,) = follower.floor.calls_of(SAMS)  # type: ignore[arg-type]
    return of_sam(StopListening, agent=ANNA, call=call.id)  # type: ignore[no-any-return]


async def test_listening_rings_ones_own_phone_and_is_confirmed_when_it_is_picked_up(start: StartPeer) -> None:
    peer = start(Settings(answers_after=None))
    async with Follower(session(peer.url)) as follower:
        await follower.loaded()
        await asyncio.to_thread(peer.start_call, 19, Talk(acd=True))
        await sign_in(follower)
        await follower.until(lambda: follower.floor.agents[ANNA].state is AgentState.TALKING)
        listen = of_sam(Listen, agent=ANNA)

        await follower.session.execute(listen)
        await follower.until(lambda: [c.state for c in follower.floor.calls_of(SAMS)] == [CallState.RINGING])
        assert follower.verdict(listen) is None

        await asyncio.to_thread(peer.answer_phone, "sam")
        await follower.until(lambda: follower.verdict(listen) is Outcome.CONFIRMED)
        (call,) = follower.floor.calls_of(SAMS)
        assert call.type is CallType.MONITOR
        assert [p.agent for p in call.participants] == [SAMS, ANNA]


async def test_stopping_hangs_up_ones_own_phone(peer: Peer, follower: Follower) -> None:
    stop = await listening(peer, follower)

    await follower.confirmed(stop)

    assert [one.command for one in peer.received("sam") if one.command == "hangup"] == ["hangup"]
    assert follower.floor.agents[ANNA].state is AgentState.TALKING  # type: ignore[index]


async def test_stopping_is_refused_while_the_phone_has_another_call(peer: Peer, follower: Follower) -> None:
    stop = await listening(peer, follower)
    peer.send_raw(
        '{"msgType":"PhoneEvent","ctiMessage":{"eventType":"EventRinging","DN":"9001","otherDN":"0230",'
        '"linkedId":"8.1","uniqueId":"8.2","userData":{}}}',
        login="sam",
    )
    await asyncio.sleep(0.1)

    assert "another call" in await refused(follower, stop)


async def test_a_customers_call_on_ones_own_phone_is_no_listening(peer: Peer, follower: Follower) -> None:
    await sign_in(follower)
    peer.send_raw(
        '{"msgType":"PhoneEvent","ctiMessage":{"eventType":"EventEstablished","DN":"9001","otherDN":"0230",'
        '"linkedId":"8.1","uniqueId":"8.2","queueName":"blue","userData":{}}}',
        login="sam",
    )
    await asyncio.sleep(0.1)

    assert follower.floor.calls_of(SAMS) == []  # type: ignore[arg-type]


async def test_nobody_who_is_not_on_the_phone_nor_oneself_can_be_listened_to(follower: Follower) -> None:
    await sign_in(follower)
    assert "while the agent" in await refused(follower, of_sam(Listen, agent=ANNA))


async def test_signing_out_waits_until_one_no_longer_listens(peer: Peer, follower: Follower) -> None:
    await listening(peer, follower)

    assert "stop listening" in await refused(follower, of_sam(SignOut))


async def test_barging_in_is_no_command_of_xucs(peer: Peer, follower: Follower) -> None:
    stop = await listening(peer, follower)

    assert "no command" in await refused(follower, of_sam(BargeIn, agent=ANNA, call=stop.call))


async def test_a_call_that_is_listened_to_stands_after_a_loss(peer: Peer, follower: Follower) -> None:
    stop = await listening(peer, follower)

    peer.drop_all()
    await follower.until(lambda: follower.light() is FeedState.DOWN)
    await follower.loaded()
    await follower.until(lambda: "sam" in peer.signed_in() and sam(follower).state is not AgentState.SIGNED_OUT)
    await asyncio.sleep(0.1)

    assert [call.id for call in follower.floor.calls_of(SAMS)] == [stop.call]  # type: ignore[arg-type]


# -- callbacks -------------------------------------------------------------------------------------------------------


async def agent_sam(follower: Follower) -> str:
    """Sam is signed in as an agent; the first callback that nobody has taken."""
    await sign_in(follower)
    await follower.until(lambda: sam(follower).agent == SAMS_AGENT)
    await follower.confirmed(SignInAgent(id=uuid4(), agent=SAMS_AGENT, extension="9001", deadline=soon()))  # type: ignore[arg-type]
    return next(one.id for one in follower.floor.callbacks.by_id.values() if one.agent is None and one.phone)


async def test_a_callback_is_taken_started_put_off_and_closed(follower: Follower) -> None:
    one = await agent_sam(follower)
    period = next(iter(follower.floor.callback_periods.by_id))

    await follower.confirmed(of_sam(WorkCallback, callback=one, deed=CallbackDeed.TAKE))
    await follower.confirmed(of_sam(WorkCallback, callback=one, deed=CallbackDeed.START))
    put_off = of_sam(
        WorkCallback, callback=one, deed=CallbackDeed.RESCHEDULE, due=date(2026, 12, 1), period=period, comment="later"
    )
    await follower.confirmed(put_off)


async def test_a_started_callback_is_closed_with_a_status(follower: Follower) -> None:
    one = await agent_sam(follower)

    await follower.confirmed(of_sam(WorkCallback, callback=one, deed=CallbackDeed.TAKE))
    await follower.confirmed(of_sam(WorkCallback, callback=one, deed=CallbackDeed.START))
    await follower.confirmed(of_sam(WorkCallback, callback=one, deed=CallbackDeed.CLOSE, status="Answered"))


async def test_a_taken_callback_is_given_back(follower: Follower) -> None:
    one = await agent_sam(follower)

    await follower.confirmed(of_sam(WorkCallback, callback=one, deed=CallbackDeed.TAKE))
    await follower.confirmed(of_sam(WorkCallback, callback=one, deed=CallbackDeed.RELEASE))


async def test_each_deed_needs_the_one_before(follower: Follower) -> None:
    one = await agent_sam(follower)

    def deed(which: CallbackDeed, **what: Any) -> Any:
        return of_sam(WorkCallback, callback=one, deed=which, **what)

    assert "Take" in await refused(follower, deed(CallbackDeed.START))
    await follower.confirmed(deed(CallbackDeed.TAKE))
    assert "Start" in await refused(follower, deed(CallbackDeed.CLOSE, status="Answered"))
    assert "Start" in await refused(follower, deed(CallbackDeed.RESCHEDULE))
    await follower.confirmed(deed(CallbackDeed.START))
    assert "started already" in await refused(follower, deed(CallbackDeed.START))
    assert "status" in await refused(follower, deed(CallbackDeed.CLOSE, status="Whatever"))
    assert "both" in await refused(follower, deed(CallbackDeed.RESCHEDULE, due=date(2026, 12, 1)))


async def test_who_is_no_agent_takes_no_callback(follower: Follower) -> None:
    await sign_in(follower)
    one = next(iter(follower.floor.callbacks.by_id))

    assert "no agent" in await refused(follower, of_sam(WorkCallback, callback=one, deed=CallbackDeed.TAKE))
    gone = of_sam(WorkCallback, callback="xivo:gone", deed=CallbackDeed.TAKE)
    assert "this callback" in await refused(follower, gone)


def test_a_sign_in_prints_no_password() -> None:
    assert "pw-sam" not in repr(SignInConfig(login="sam", password="pw-sam"))
