"""Every order over a real WebSocket: confirmed by what the peer's events show, refused in words, or met by silence."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest

from cti_bridge.errors import CommandRefused, Retryable
from cti_bridge.floor.commands import (
    ApplyDefault,
    BargeIn,
    ChangeGroup,
    ForceState,
    GroupChange,
    Place,
    SetPenalty,
    SetRecording,
    SignInAgent,
)
from cti_bridge.floor.model import Agent, AgentState
from cti_bridge.practice.xuc_peer import Peer
from cti_bridge.practice.xuc_peer.model import Monitor, State, Talk
from tests.cti_bridge.connectors.xuc.follower import Follower, session, soon

ANNA = "xivo:19"
ORDERS, BLUE, RETURNS = "xivo:3", "xivo:8", "xivo:14"


@pytest.fixture
async def follower(peer: Peer) -> AsyncIterator[Follower]:
    async with Follower(session(peer.url)) as one:
        yield await one.loaded()


def order(kind: Any, **what: Any) -> Any:
    """An order about Anna, who has five seconds."""
    about = {"agent": ANNA} if kind is not ChangeGroup else {}
    return kind(id=uuid4(), deadline=soon(), **about, **what)


def anna(follower: Follower) -> Agent:
    return follower.floor.agents[ANNA]  # type: ignore[index]


async def refused(follower: Follower, command: Any) -> CommandRefused:
    with pytest.raises(CommandRefused) as raised:
        await follower.session.execute(command)
    return raised.value


async def test_a_pause_with_a_reason_comes_true_and_ends_again(peer: Peer, follower: Follower) -> None:
    await follower.confirmed(order(ForceState, state=AgentState.NOT_READY, reason="lunch"))
    assert (anna(follower).reason, anna(follower).reason_label) == ("lunch", "At lunch")

    await follower.confirmed(order(ForceState, state=AgentState.READY))
    assert peer.state_of(19) is State.READY


async def test_an_agent_is_signed_out_and_in_again_on_another_phone(peer: Peer, follower: Follower) -> None:
    await follower.confirmed(order(ForceState, state=AgentState.SIGNED_OUT))
    await follower.confirmed(order(SignInAgent, extension="9003"))

    assert anna(follower).extension == "9003"


async def test_who_was_on_the_phone_is_signed_out_by_it(peer: Peer, follower: Follower) -> None:
    await follower.confirmed(order(ForceState, state=AgentState.SIGNED_OUT))
    await follower.confirmed(order(SignInAgent, extension="1002"))

    await follower.until(lambda: follower.floor.agents["xivo:20"].state is AgentState.SIGNED_OUT)


@pytest.mark.parametrize(
    ("extension", "code", "said"),
    [("5555", "PhoneNumberUnknown", "does not know this phone"), ("9003", "LoggedInOnAnotherPhone", "another phone")],
)
async def test_xucs_own_refusal_of_a_sign_in_is_said_in_words(
    follower: Follower, extension: str, code: str, said: str
) -> None:
    if code == "PhoneNumberUnknown":
        await follower.confirmed(order(ForceState, state=AgentState.SIGNED_OUT))

    why = await refused(follower, order(SignInAgent, extension=extension))

    assert why.code == code
    assert said in str(why)


async def test_two_sign_ins_at_once_each_get_their_own_answer(follower: Follower) -> None:
    for agent in (ANNA, "xivo:20"):
        force = ForceState(id=uuid4(), agent=agent, state=AgentState.SIGNED_OUT, deadline=soon())  # type: ignore[arg-type]
        await follower.confirmed(force)
    good = order(SignInAgent, extension="9003")
    bad = SignInAgent(id=uuid4(), agent="xivo:20", extension="5555", deadline=soon())  # type: ignore[arg-type]

    said = await asyncio.gather(follower.session.execute(bad), follower.session.execute(good), return_exceptions=True)

    assert isinstance(said[0], CommandRefused)
    assert said[1] == ""


async def test_a_recording_is_paused_and_goes_on(peer: Peer, follower: Follower) -> None:
    await asyncio.to_thread(peer.start_call, 19, Talk(acd=True, monitor=Monitor.ACTIVE))
    await follower.until(lambda: anna(follower).state is AgentState.TALKING)

    await follower.confirmed(order(SetRecording, on=False))
    await follower.confirmed(order(SetRecording, on=True))


async def test_what_is_not_recorded_cannot_be_paused(peer: Peer, follower: Follower) -> None:
    await asyncio.to_thread(peer.start_call, 19, Talk(acd=True))
    await follower.until(lambda: anna(follower).state is AgentState.TALKING)

    assert "not recorded" in str(await refused(follower, order(SetRecording, on=False)))


async def test_an_agent_serves_a_queue_with_another_penalty_and_no_longer(peer: Peer, follower: Follower) -> None:
    await follower.confirmed(order(SetPenalty, queue=BLUE, penalty=4))
    assert peer.queues_of(19)[8] == 4

    await follower.confirmed(order(SetPenalty, queue=BLUE, penalty=None))
    assert 8 not in peer.queues_of(19)


async def test_the_default_is_applied(follower: Follower) -> None:
    await follower.confirmed(order(SetPenalty, queue=BLUE, penalty=4))
    await follower.confirmed(order(ApplyDefault))


@pytest.mark.parametrize(
    ("change", "places"),
    [
        (GroupChange.MOVE, {"out_of": Place(queue=ORDERS, penalty=0), "into": Place(queue=BLUE, penalty=2)}),
        (GroupChange.COPY, {"out_of": Place(queue=ORDERS, penalty=0), "into": Place(queue=BLUE, penalty=3)}),
        (GroupChange.REMOVE, {"out_of": Place(queue=ORDERS, penalty=0)}),
        (GroupChange.ADD, {"into": Place(queue=BLUE, penalty=1)}),
    ],
)
async def test_a_group_is_changed_as_one_order(
    peer: Peer, follower: Follower, change: GroupChange, places: Any
) -> None:
    group = tuple(a.id for a in follower.floor.agents.values() if a.team == "xivo:1")

    await follower.confirmed(order(ChangeGroup, team="xivo:1", change=change, agents=group, **places))

    assert len([one for one in peer.received("feed") if "Group" in one.command]) == 1


@pytest.mark.parametrize(
    ("name", "kind", "what"),
    [
        ("setAgentQueue", SetPenalty, {"queue": BLUE, "penalty": 4}),
        ("pauseAgent", ForceState, {"state": AgentState.NOT_READY}),
        ("applyUsersDefaultMembership", ApplyDefault, {}),
    ],
)
async def test_silence_confirms_nothing(peer: Peer, follower: Follower, name: str, kind: Any, what: Any) -> None:
    command = order(kind, **what)
    await follower.confirmed(order(SetPenalty, queue=RETURNS, penalty=9))
    await asyncio.to_thread(peer.ignore_next, name)

    assert await follower.session.execute(command) == ""

    await asyncio.sleep(0.2)
    assert follower.verdict(command) is None


@pytest.mark.parametrize(
    ("kind", "what", "said"),
    [
        (ForceState, {"state": AgentState.READY}, "out of a pause"),
        (ForceState, {"state": AgentState.NOT_READY, "reason": "holiday"}, "no such reason"),
        (ForceState, {"state": AgentState.READY, "reason": "lunch"}, "reason"),
        (ForceState, {"state": AgentState.TALKING}, "nothing else"),
        (SignInAgent, {"extension": ""}, "extension"),
        (SetPenalty, {"queue": "xivo:999", "penalty": 1}, "this queue"),
        (SetPenalty, {"queue": "other:8", "penalty": 1}, "this queue"),  # BLUE has that number here
        (SetRecording, {"on": False}, "call"),
    ],
)
async def test_what_xuc_would_pass_over_in_silence_is_refused_in_words(
    peer: Peer, follower: Follower, kind: Any, what: Any, said: str
) -> None:
    before = len(peer.received("feed"))

    assert said in str(await refused(follower, order(kind, **what)))
    orders = [one for one in peer.received("feed")[before:] if not one.command.startswith(("ping", "get", "subscribe"))]
    assert orders == []  # the start-up may still be asking for things


async def test_an_agent_or_a_group_of_nobody_is_refused(follower: Follower) -> None:
    nobody = ForceState(id=uuid4(), agent="xivo:nobody", state=AgentState.READY, deadline=soon())  # type: ignore[arg-type]
    no_group = order(
        ChangeGroup,
        team="xivo:99",
        change=GroupChange.ADD,
        agents=(ANNA,),
        into=Place(queue=BLUE, penalty=1),  # type: ignore[arg-type]
    )
    no_place = order(ChangeGroup, team="xivo:1", change=GroupChange.MOVE, agents=(ANNA,))

    for command in (nobody, no_group, no_place):
        await refused(follower, command)


async def test_barging_in_is_not_in_this_api(follower: Follower) -> None:
    command = order(BargeIn, sign_in="xivo:sam", call="xivo:1")

    assert "not signed in" in str(await refused(follower, command))


async def test_an_order_while_the_line_is_lost_is_not_sent(peer: Peer) -> None:
    one = session(peer.url)

    with pytest.raises(Retryable, match="not connected"):
        await one.execute(order(ForceState, state=AgentState.READY))


async def test_an_order_that_is_too_late_is_not_sent(peer: Peer, follower: Follower) -> None:
    late = ForceState(id=uuid4(), agent=ANNA, state=AgentState.NOT_READY, deadline=soon(-1))  # type: ignore[arg-type]

    with pytest.raises(Retryable, match="passed"):
        await follower.session.execute(late)
    assert not peer.received("feed", "pauseAgent")
