"""What the system answers when people listen: errors and failures as sentences, and what then stands."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import BargeIn, Command, HoldCall, Listen, Outcome
from cti_bridge.floor.model import CallState, CallType
from cti_bridge.floor.verdicts import verdict
from tests.cti_bridge.connectors.generic_connector.orders import (
    ANNA,
    MONITOR,
    SAM_ID,
    barge_in,
    failed,
    hold,
    listen,
    monitor,
    over,
    soon,
    stop,
)
from tests.cti_bridge.connectors.generic_connector.scripted import Desk, state

VERBS = {Listen: "silentmonitor", BargeIn: "bargein", HoldCall: "HoldCall"}
IN_TIME = timedelta(seconds=2)


async def answer(desk: Desk, order: Command, *events: str) -> CommandRefused:
    """What an order is told when these events answer it."""
    desk.answers[VERBS[type(order)]] = events
    with pytest.raises(CommandRefused) as error:
        await desk.execute(replace(order, deadline=desk.time.now() + IN_TIME))
    return error.value


@pytest.mark.parametrize("correlates", [True, False])
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("13145", "on hold or not ready"),
        ("88049", "no call that can be listened to"),
        ("13141", "built-in bridge"),
        ("13140", "mobile agent"),
        ("Invalid State", "only while the agent is talking"),
        ("INVALID_STATE", "only while the agent is talking"),
        ("System Resource Limit Exceeded", "at its limit"),
        ("AUTHORIZATION_FAILURE", "not a supervisor of that team"),
        ("GENERAL_ERROR#13142", "partitions"),
        ("77777", "77777"),
    ],
)
async def test_an_error_fails_the_order_in_words(sam, correlates, code, words):
    sam.link.correlates = correlates

    error = await answer(sam, listen(), f"2001#Error#{code}")

    assert words in str(error)
    assert error.code == code.partition("#")[0]
    assert not sam.floor.calls_of(SAM_ID)


async def test_a_monitoring_that_fails_fails_the_order_with_its_cause(sam):
    error = await answer(sam, listen(), failed("13145", "90"))

    assert "on hold or not ready" in str(error)
    assert not sam.floor.calls_of(SAM_ID)


@pytest.mark.parametrize("said", ["+4930 555-0123", "2001#Error#00493055501234"])
async def test_a_number_where_a_cause_should_be_is_not_kept(sam, said):
    error = await answer(sam, listen(), said if "#" in said else failed(said, "90"))

    assert "555" not in f"{error} {error.code}"


async def test_a_monitoring_that_is_over_before_it_began_says_so(sam):
    error = await answer(sam, listen(), monitor("4101,ALERTING,AGENT_DEVICE", state="ALERTING"), over("90"))

    assert "ended before you could listen" in str(error)


@pytest.mark.parametrize("dialog", ["90", "91"])  # it may name the call that was to be, or the one that is
async def test_a_barge_in_that_fails_leaves_the_listening_until_the_system_says_otherwise(sam, dialog):
    await sam.tell(MONITOR)
    sam.answers["GetDialogState#2001"] = "2001#DialogState#ACTIVE#90#Sam"

    error = await answer(sam, barge_in("90"), failed("20700", dialog))
    await sam.wait(1)

    assert "no room for another conference" in str(error)
    assert sam.floor.calls["cisco:90"].type is CallType.MONITOR
    assert not sam.floor.calls["cisco:90"].doubtful


@pytest.mark.parametrize("said", ["2001#DialogState#NotFound#90#Sam", "2001#Error#E_CTI_INVALID_CALL_ID"])
async def test_a_listening_that_failed_and_is_no_more_is_gone(sam, said):
    await sam.tell(MONITOR)
    sam.answers["GetDialogState#2001"] = said

    await answer(sam, hold("90"), failed("CF_GENERIC_OPERATION", "90"))
    await sam.wait(1)

    assert not sam.floor.calls_of(SAM_ID)


async def test_a_listening_that_failed_and_of_which_the_system_says_nothing_is_doubtful_after_a_minute(sam):
    await sam.tell(MONITOR)

    await answer(sam, hold("90"), failed("CF_GENERIC_OPERATION", "90"))
    await sam.wait(65)

    assert sam.floor.calls["cisco:90"].doubtful


async def test_a_call_that_fails_and_answers_no_order_is_over(sam):
    await sam.tell(MONITOR, failed("whatever", "90"))

    assert not sam.floor.calls_of(SAM_ID)


@pytest.mark.parametrize("code", ["E_CTI_INVALID_CALL_ID", "NOT_FOUND", "Not Found"])
async def test_to_leave_a_call_that_the_system_does_not_know_is_to_have_left_it(sam, code):
    await sam.tell(MONITOR)
    sam.answers["endsilentmonitor#2001"] = f"2001#Error#{code}"

    assert await sam.execute(soon(sam, stop("90"))) == ""
    await sam.wait(0.1)

    assert verdict(stop("90"), sam.floor) is Outcome.CONFIRMED


async def test_another_call_that_fails_fails_no_order_about_this_one(sam):
    await sam.tell(MONITOR)
    sam.answers["HoldCall#2001"] = (failed("whatever", "12"), monitor("4101,HELD,AGENT_DEVICE", state="HELD"))

    assert await sam.execute(soon(sam, hold("90"))) == ""

    assert verdict(hold("90"), sam.floor) is Outcome.CONFIRMED


async def test_the_same_login_on_another_system_is_somebody_else(sam):
    await sam.tell(MONITOR)

    with pytest.raises(CommandRefused, match="no such sign-in"):
        await sam.execute(soon(sam, replace(stop("90"), sign_in="other:2001")))

    assert not sam.link.types("endsilentmonitor#2001")


async def test_a_late_word_of_a_call_of_who_is_signed_out_makes_no_call(sam):
    await sam.tell(state("2001", "LOGOUT", to="2001"), MONITOR, "2001#DialogStatus#90#ACTIVE#4101#####")

    assert not sam.floor.calls_of(SAM_ID)


async def test_the_agents_call_ends_and_the_listening_with_it(sam):
    await sam.tell(MONITOR, over("90"), state("1001", "WORK", at="2026-11-20 08:59:50"))

    assert not sam.floor.calls
    assert sam.floor.agents[ANNA].state == "wrap_up"


async def test_a_hold_by_the_agent_is_theirs_alone(sam):
    await sam.tell(monitor("4101,ACTIVE,AGENT_DEVICE", "4001,HELD,AGENT_DEVICE"))

    parts = {p.agent: p.state for p in sam.floor.calls["cisco:90"].participants}
    assert parts == {SAM_ID: CallState.ACTIVE, ANNA: CallState.HELD}
