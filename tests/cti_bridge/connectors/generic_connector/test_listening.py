"""Listening, barging in and dropping: what is sent, what is refused before it is sent, and what the system answers."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from cti_bridge.connectors.generic_connector.call_orders import (
    AGENTS_ONLY,
    BARGE_IN_FIRST,
    IN_A_CALL,
    LISTEN_FIRST,
    LISTENS_ALREADY,
    NOT_CERTAIN,
    NOT_IN_THE_CALL,
    NOT_NOT_READY,
    NOT_ON_HOLD,
    NOT_YOURS,
    ON_HOLD_ALREADY,
    RETRIEVE_FIRST,
    SOMEBODY_ELSE,
    YOURSELF,
)
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import Command, Outcome
from cti_bridge.floor.verdicts import verdict
from tests.cti_bridge.connectors.generic_connector.orders import (
    A_MOMENT,
    ANNA,
    CONFERENCE,
    MONITOR,
    TALKS,
    barge_in,
    call,
    drop,
    hold,
    listen,
    monitor,
    over,
    ready_to_listen,
    retrieve,
    soon,
    stop,
)
from tests.cti_bridge.connectors.generic_connector.scripted import Desk, state

CUSTOMER = "+4930555"


async def sent(desk: Desk, order: Command) -> tuple[str, str]:
    """The one command that an order sends."""
    before = len(desk.link.said)
    await desk.execute(soon(desk, order))
    (command,) = [c for c in desk.link.said[before:] if c.jms_type != "Beat#floorwalker-abcd"]
    return command.jms_type, command.body


async def refused(desk: Desk, order: Command) -> str:
    """In which words an order is refused, without anything being sent."""
    before = desk.link.types()
    with pytest.raises(CommandRefused) as error:
        await desk.execute(soon(desk, order))
    assert desk.link.types() == before
    return str(error.value)


# -- what is sent ----------------------------------------------------------------------------------------------------


async def test_each_order_is_one_command_of_sams_own_sign_in(sam):
    assert await sent(sam, listen()) == ("silentmonitor#2001", "4001")

    await sam.tell(MONITOR)
    assert await sent(sam, hold("90")) == ("HoldCall#2001", "90")
    assert await sent(sam, barge_in("90")) == ("bargein#2001", "4001,90")
    assert await sent(sam, stop("90")) == ("endsilentmonitor#2001", "90")

    await sam.tell(monitor("4101,HELD,AGENT_DEVICE", "4001,ACTIVE,AGENT_DEVICE", state="HELD"))
    assert await sent(sam, retrieve("90")) == ("RetrieveCall#2001", "90")

    await sam.tell(over("90"), CONFERENCE)
    assert await sent(sam, drop("4001", "77")) == ("dropparticipant#2001", "4001,77")
    assert await sent(sam, hold("77")) == ("HoldCall#2001", "77")
    assert await sent(sam, stop("77")) == ("ReleaseCall#2001", "77")


async def test_a_command_lives_five_seconds_though_its_outcome_is_waited_for_longer(sam):
    await sam.execute(soon(sam, listen()))
    assert sam.link.times_to_live[-1] <= A_MOMENT

    order = replace(listen(), deadline=sam.time.now() + timedelta(seconds=15))
    asking = asyncio.create_task(sam.execute(order))
    await sam.run(lambda: len(sam.link.types("silentmonitor")) == 2)
    assert sam.link.times_to_live[-1] == timedelta(seconds=5)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)


async def test_what_was_asked_comes_true_on_the_floor(sam):
    order = listen()
    await sam.tell(MONITOR)
    assert verdict(order, sam.floor) is Outcome.CONFIRMED

    held = hold("90")
    assert verdict(held, sam.floor) is None
    await sam.tell(monitor("4101,HELD,AGENT_DEVICE", "4001,ACTIVE,AGENT_DEVICE", state="HELD"))
    assert verdict(held, sam.floor) is Outcome.CONFIRMED

    barged = barge_in("90")
    assert verdict(barged, sam.floor) is None
    await sam.tell(over("90"), CONFERENCE)
    assert verdict(barged, sam.floor) is Outcome.CONFIRMED
    assert verdict(stop("90"), sam.floor) is Outcome.CONFIRMED

    dropped = drop("4001", "77")
    assert verdict(dropped, sam.floor) is None
    await sam.tell(call(f"{CUSTOMER},ACTIVE,NULL", "4101,ACTIVE,AGENT_DEVICE", kind="CONFERENCE"))
    assert verdict(dropped, sam.floor) is Outcome.CONFIRMED
    assert sam.floor.calls["cisco:77"].participants[0].cause == "barge_in"  # though it is told only once


async def test_an_agent_whom_the_system_does_not_name_is_the_one_who_was_asked_for(sam):
    order = soon(sam, listen())
    await sam.execute(order)

    await sam.tell(monitor("4101,ACTIVE,AGENT_DEVICE"))

    assert verdict(order, sam.floor) is Outcome.CONFIRMED
    assert sam.floor.calls_of(ANNA)[0].id == "cisco:90"


# -- what is refused before it is sent ---------------------------------------------------------------------------------


async def test_listening_needs_ones_own_sign_in(desk):
    await desk.loaded()
    await desk.tell(TALKS)

    assert await refused(desk, listen()) == "You are not signed in to this system."


@pytest.mark.parametrize("word", ["READY", "TALKING", "WORK", "HOLD"])
async def test_listening_needs_one_to_be_not_ready(sam, word):
    await sam.tell(state("2001", word, to="2001"))

    assert await refused(sam, listen()) == NOT_NOT_READY


@pytest.mark.parametrize("word", ["READY", "NOT_READY", "RESERVED", "HOLD", "WORK", "LOGOUT"])
async def test_only_who_is_talking_is_listened_to(sam, word):
    await sam.tell(state("1001", word, at="2026-11-20 08:59:40"))

    assert "while the agent is talking" in await refused(sam, listen())


async def test_one_listens_to_one_at_a_time(sam):
    await sam.tell(MONITOR, state("1002", "TALKING"))
    assert await refused(sam, listen("cisco:1002")) == LISTENS_ALREADY

    await sam.tell(over("90"), CONFERENCE)
    assert await refused(sam, listen("cisco:1002")) == LISTENS_ALREADY


async def test_a_phone_that_is_in_a_call_cannot_listen(sam):
    await sam.tell(call("4101,ACTIVE,AGENT_DEVICE", f"{CUSTOMER},ACTIVE,NULL", kind="OUT"))

    assert await refused(sam, listen()) == IN_A_CALL


async def test_a_stranger_is_refused(sam):
    assert "no team" in await refused(sam, listen("cisco:1999"))


async def test_barging_in_is_out_of_the_call_that_one_listens_to(sam):
    assert await refused(sam, barge_in("90")) == LISTEN_FIRST

    await sam.tell(MONITOR, state("1002", "TALKING"))
    assert await refused(sam, barge_in("90", "cisco:1002")) == SOMEBODY_ELSE

    await sam.tell(monitor("4101,HELD,AGENT_DEVICE", "4001,ACTIVE,AGENT_DEVICE", state="HELD"))
    assert await refused(sam, barge_in("90")) == RETRIEVE_FIRST

    await sam.tell(over("90"), CONFERENCE)
    assert await refused(sam, barge_in("77")) == LISTEN_FIRST


async def test_hold_and_retrieve_are_refused_where_they_would_change_nothing(sam):
    await sam.tell(MONITOR)
    assert await refused(sam, retrieve("90")) == NOT_ON_HOLD

    await sam.tell(monitor("4101,HELD,AGENT_DEVICE", "4001,ACTIVE,AGENT_DEVICE", state="HELD"))
    assert await refused(sam, hold("90")) == ON_HOLD_ALREADY


async def test_only_a_participant_drops_only_agents_and_never_themselves(sam):
    await sam.tell(MONITOR)
    assert await refused(sam, drop("4001", "90")) == BARGE_IN_FIRST

    await sam.tell(over("90"), CONFERENCE)
    assert await refused(sam, drop("4101", "77")) == YOURSELF
    assert await refused(sam, drop(CUSTOMER, "77")) == AGENTS_ONLY
    assert await refused(sam, drop("4002", "77")) == NOT_IN_THE_CALL


async def test_a_customer_is_dropped_where_finesse_lets_one(desk):
    everybody = await ready_to_listen(Desk(drop_participants="all"))
    await everybody.tell(CONFERENCE)

    assert await sent(everybody, drop(CUSTOMER, "77")) == ("dropparticipant#2001", f"{CUSTOMER},77")
    await everybody.stop()


async def test_in_a_call_that_is_over_nothing_can_be_asked(sam):
    for order in (stop("90"), hold("90"), retrieve("90"), drop("4001", "90")):
        assert await refused(sam, order) == NOT_YOURS


async def test_of_a_doubtful_call_only_stopping_is_certain(sam):
    await sam.tell(MONITOR)
    sam.link.lost = "The broker is gone."
    await sam.ends()
    await sam.loaded()
    await sam.wait(65)
    await sam.tell(TALKS)
    assert sam.floor.calls["cisco:90"].doubtful

    for order in (hold("90"), retrieve("90"), barge_in("90")):
        assert await refused(sam, order) == NOT_CERTAIN
    assert await sent(sam, stop("90")) == ("endsilentmonitor#2001", "90")


async def test_express_listens_and_barges_in_and_cannot_hold_or_drop(express):
    assert await sent(express, listen()) == ("silentmonitor#2001", "4001")

    await express.tell(MONITOR)
    assert await sent(express, barge_in("90")) == ("bargein#2001", "4001,90")
    for order in (hold("90"), retrieve("90"), drop("4001", "90")):
        assert "Contact Center Express" in await refused(express, order)
