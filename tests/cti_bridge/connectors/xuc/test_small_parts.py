"""The small parts of a session: the pulse, tokens, agents' sign-ins one at a time, a queue's past calls."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cti_bridge.connectors.xuc.agent_logins import AgentLogins
from cti_bridge.connectors.xuc.agent_messages import AgentError, AgentStateEvent
from cti_bridge.connectors.xuc.commands import AgentLogin, GetQueueCallHistory
from cti_bridge.connectors.xuc.history import History
from cti_bridge.connectors.xuc.keepalive import Keepalive
from cti_bridge.connectors.xuc.login import Token
from cti_bridge.connectors.xuc.own_calls import OwnCalls
from cti_bridge.connectors.xuc.own_messages import CurrentCallsPhoneEvents, PhoneEvent
from cti_bridge.connectors.xuc.queue_messages import CallHistory, PastCall, QueueConfig
from cti_bridge.connectors.xuc.site import Site
from cti_bridge.connectors.xuc.tokens import Tokens
from cti_bridge.errors import CommandRefused, Retryable
from cti_bridge.floor.events import CallChanged, CallEnded
from cti_bridge.floor.lookups import CallFate, QueueCalls
from cti_bridge.floor.model import CallType
from cti_bridge.practice.xuc_peer import Peer
from tests.cti_bridge.connectors.xuc.follower import SAM, Follower, now, session

SITE = Site(source="xivo", zone=ZoneInfo("Europe/Paris"))  # type: ignore[arg-type]


# -- the pulse -------------------------------------------------------------------------------------------------------


def test_a_silent_line_is_given_up_within_15_seconds_and_after_two_pings() -> None:
    pulse = Keepalive(0.0)
    pings = [at for at in (pulse.next_at(), pulse.next_at() + 5) if pulse.look(at)]

    assert pings == [5.0, 10.0]
    assert pulse.next_at() < 15
    with pytest.raises(Retryable):
        pulse.look(pulse.next_at())


def test_any_frame_is_a_sign_of_life() -> None:
    pulse = Keepalive(0.0)
    for at in range(0, 120, 10):
        pulse.look(float(at))
        pulse.heard(float(at))


def test_after_our_own_machine_stood_still_the_line_gets_its_chance() -> None:
    pulse = Keepalive(0.0)

    assert pulse.look(500.0)
    pulse.heard(500.1)
    assert not pulse.look(501.0)


# -- tokens ----------------------------------------------------------------------------------------------------------


def test_a_token_is_due_at_three_quarters_of_its_life_and_gone_after_it() -> None:
    at = 0.0
    tokens = Tokens(lambda: at)
    tokens.keep("sam", Token(value="a", seconds=100))
    assert tokens.due("sam") is None

    at = 75.0
    assert tokens.due("sam") == Token(value="a", seconds=100)
    assert tokens.due("sam") is None  # not again at once, should it fail
    at = 100.0
    assert tokens.of("sam") is None


def test_a_token_that_was_renewed_is_the_one_that_counts() -> None:
    tokens = Tokens(lambda: 0.0)
    tokens.keep("sam", Token(value="a", seconds=100))
    tokens.keep("sam", Token(value="b", seconds=100))

    assert tokens.of("sam") == Token(value="b", seconds=100)


# -- agents' sign-ins --------------------------------------------------------------------------------------------------


async def sent(_: AgentLogin) -> None:
    """It was sent."""


async def test_a_refusal_is_about_the_one_that_is_open() -> None:
    logins = AgentLogins(lambda: 0.0)
    asked = asyncio.create_task(logins.sign_in(AgentLogin(phone="1001", agent_id=19), sent))
    await asyncio.sleep(0)

    logins.heard_error(AgentError(error="LoggedInOnAnotherPhone", phone_nb="1002", requested_nb="1009"))
    assert not asked.done()  # that is about another
    logins.heard_error(AgentError(error="LoggedInOnAnotherPhone", phone_nb="1002", requested_nb="1001"))

    with pytest.raises(CommandRefused) as refused:
        await asked
    assert refused.value.code == "LoggedInOnAnotherPhone"


async def test_the_next_sign_in_waits_for_the_answer_to_the_one_before() -> None:
    logins, order = AgentLogins(lambda: 0.0), []

    async def send(command: AgentLogin) -> None:
        order.append(command.agent_id)

    first = asyncio.create_task(logins.sign_in(AgentLogin(phone="1001", agent_id=19), send))
    second = asyncio.create_task(logins.sign_in(AgentLogin(phone="1002", agent_id=20), send))
    await asyncio.sleep(0.01)
    assert order == [19]

    logins.heard_state(AgentStateEvent(name="AgentReady", agent_id=19, phone_nb="1001"))
    await first
    await asyncio.sleep(0.01)
    assert order == [19, 20]
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)


async def test_who_waits_too_long_for_the_answer_to_the_one_before_hears_that_nothing_was_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cti_bridge.connectors.xuc.agent_logins.TURN_WITHIN", 0.01)
    logins = AgentLogins(lambda: 0.0)
    first = asyncio.create_task(logins.sign_in(AgentLogin(phone="1001", agent_id=19), sent))
    await asyncio.sleep(0)

    with pytest.raises(CommandRefused, match="has not answered"):
        await logins.sign_in(AgentLogin(phone="1002", agent_id=20), sent)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)


async def test_a_late_error_that_names_nobody_is_not_taken_for_the_next_sign_ins() -> None:
    logins = AgentLogins(lambda: 0.0)
    silent = asyncio.create_task(logins.sign_in(AgentLogin(phone="1001", agent_id=19), sent))
    await asyncio.sleep(0)
    silent.cancel()
    await asyncio.gather(silent, return_exceptions=True)
    asked = asyncio.create_task(logins.sign_in(AgentLogin(phone="1002", agent_id=20), sent))
    await asyncio.sleep(0)

    logins.heard_error(AgentError(error="PhoneNumberUnknown"))  # the silent one's
    await asyncio.sleep(0)
    assert not asked.done()
    logins.heard_error(AgentError(error="PhoneNumberUnknown"))

    with pytest.raises(CommandRefused):
        await asked


def test_an_error_that_nobody_waits_for_is_nothing() -> None:
    AgentLogins(lambda: 0.0).heard_error(AgentError(error="PhoneNumberUnknown"))


# -- one's own phone ---------------------------------------------------------------------------------------------------


def rings(unique_id: str = "8.1", event: str = "EventRinging", **what: Any) -> PhoneEvent:
    return PhoneEvent(event_type=event, dn="9001", other_dn="1001", unique_id=unique_id, **what)


def test_the_first_call_without_a_queue_after_our_command_listens() -> None:
    calls = OwnCalls(SAM, SITE, now)
    calls.expect("xivo:19", 0.0)  # type: ignore[arg-type]

    assert list(calls.heard(rings("7.1", queue_name="blue"), 1.0)) == []
    (told,) = calls.heard(rings(), 2.0)

    assert isinstance(told, CallChanged)
    assert told.call.type is CallType.MONITOR


def test_what_one_dials_oneself_meanwhile_is_no_listening() -> None:
    calls = OwnCalls(SAM, SITE, now)
    calls.expect("xivo:19", 0.0)  # type: ignore[arg-type]

    assert list(calls.heard(rings("7.1", event="EventDialing"), 1.0)) == []
    assert list(calls.heard(rings("7.1", event="EventEstablished"), 2.0)) == []
    (told,) = calls.heard(rings(), 3.0)

    assert isinstance(told, CallChanged)


def test_a_call_without_an_id_is_followed_and_its_id_tells_no_number() -> None:
    calls = OwnCalls(SAM, SITE, now)
    calls.expect("xivo:19", 0.0)  # type: ignore[arg-type]

    (told,) = calls.heard(PhoneEvent(event_type="EventRinging", dn="9001", other_dn="0230210092"), 1.0)
    (over,) = calls.heard(PhoneEvent(event_type="EventReleased", dn="9001", other_dn="0230210092"), 2.0)

    assert isinstance(told, CallChanged)
    assert "0230210092" not in repr(told)
    assert isinstance(over, CallEnded)
    assert over.call == told.call.id


def test_a_call_long_after_our_command_does_not() -> None:
    calls = OwnCalls(SAM, SITE, now)
    calls.expect("xivo:19", 0.0)  # type: ignore[arg-type]

    assert list(calls.heard(rings(), 31.0)) == []


def test_a_hold_or_a_transfer_leaves_the_call_as_it_was() -> None:
    calls = OwnCalls(SAM, SITE, now)
    calls.expect("xivo:19", 0.0)  # type: ignore[arg-type]
    list(calls.heard(rings(), 1.0))

    assert list(calls.heard(rings(event="EventOnHold"), 2.0)) == []
    assert len(calls.listening) == 1


def test_calls_that_are_not_named_after_a_loss_are_over() -> None:
    calls = OwnCalls(SAM, SITE, now)
    calls.expect("xivo:19", 0.0)  # type: ignore[arg-type]
    list(calls.heard(rings(), 1.0))
    calls.line_is_back(10.0)

    (told,) = calls.heard_all(CurrentCallsPhoneEvents(), 11.0)

    assert isinstance(told, CallEnded)


def test_calls_that_nobody_confirms_within_a_minute_are_doubtful() -> None:
    calls = OwnCalls(SAM, SITE, now)
    calls.expect("xivo:19", 0.0)  # type: ignore[arg-type]
    list(calls.heard(rings(), 1.0))
    calls.line_is_back(10.0)
    assert list(calls.look(69.0)) == []

    (told,) = calls.look(70.0)

    assert isinstance(told, CallChanged)
    assert told.call.doubtful


# -- past calls ------------------------------------------------------------------------------------------------------

BLUE, BLUESKY = QueueConfig(id=8, name="blue", number="3008"), QueueConfig(id=9, name="bluesky", number="3009")


async def test_a_queues_past_calls_are_its_own_in_the_sites_zone() -> None:
    asked: list[GetQueueCallHistory] = []
    history = History(SITE, lambda: 0.0)

    async def send(command: GetQueueCallHistory) -> None:
        asked.append(command)
        ours = PastCall(
            start=datetime(2014, 1, 1, 8),  # noqa: DTZ001 - as XUC tells it
            duration="00:21:35",
            src_num="0115878",
            dst_num="3008",
            status="divert_waittime",
        )
        other = PastCall(dst_num="3009", status="answered")
        odd = PastCall(dst_num="3008", status="swallowed")
        history.heard(CallHistory(calls=(other, ours, odd)))

    first, second = await history.of(BLUE, [BLUE, BLUESKY], 2, send)

    assert asked == [GetQueueCallHistory(queue="blue", size=4)]  # "blue" finds bluesky's calls too
    assert first.began == datetime(2014, 1, 1, 7, tzinfo=UTC)
    assert (first.seconds, first.fate) == (1295, CallFate.DIVERTED_BY_WAIT)
    assert (second.fate, second.said, second.began) == (CallFate.UNKNOWN, "swallowed", None)


@pytest.mark.parametrize("dialled", ["3009", "0230210000", ""])
async def test_what_may_be_another_queues_call_is_nobodys(dialled: str) -> None:
    history = History(SITE, lambda: 0.0)

    async def send(_: GetQueueCallHistory) -> None:
        history.heard(CallHistory(calls=(PastCall(dst_num=dialled, src_num="0115878", status="answered"),)))

    loud = QueueConfig(id=7, name="BLUE-VIP", number="3007")
    assert await history.of(BLUE, [BLUE, loud], 2, send) == ()
    assert len(await history.of(BLUE, [BLUE], 2, send)) == 1


async def test_an_answer_that_is_late_is_not_taken_for_the_next_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cti_bridge.connectors.xuc.history.ANSWERS_WITHIN", 0.01)
    history = History(SITE, lambda: 0.0)

    async def say_nothing(_: GetQueueCallHistory) -> None:
        pass

    with pytest.raises(CommandRefused):
        await history.of(BLUE, [BLUE], 2, say_nothing)
    with pytest.raises(Retryable):
        await history.of(BLUESKY, [BLUESKY], 2, say_nothing)
    history.heard(CallHistory(calls=()))  # blue's
    with pytest.raises(CommandRefused):
        await history.of(BLUESKY, [BLUESKY], 2, say_nothing)


async def test_past_calls_come_over_the_line(peer: Peer) -> None:
    async with Follower(session(peer.url)) as follower:
        await follower.loaded()

        calls = await follower.session.look_up(QueueCalls(queue="xivo:8", size=5))  # type: ignore[arg-type]

        assert len(calls) == 5
        assert all(call.began is not None and call.called == "3008" for call in calls)
        with pytest.raises(CommandRefused):
            await follower.session.look_up(QueueCalls(queue="xivo:999", size=5))  # type: ignore[arg-type]
