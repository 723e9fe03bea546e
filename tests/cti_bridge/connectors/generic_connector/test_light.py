"""The feed light: what silence, an outage and a lost line do to it."""

import pytest

from cti_bridge.errors import Fatal, Retryable
from cti_bridge.floor.model import AgentState
from cti_bridge.transports.stomp import SignInRefused
from tests.cti_bridge.connectors.generic_connector.orders import force, sign_sam_in
from tests.cti_bridge.connectors.generic_connector.scripted import CONNECTING, DOWN, FEED, LIVE, SAM, STALE, Desk


async def test_an_unanswered_beat_turns_the_light_after_five_seconds_and_an_answered_one_turns_it_back(desk):
    await desk.loaded()
    desk.answers["Beat"] = ()
    await desk.run(lambda: len(desk.link.types("Beat")) == 1)
    sent = desk.time.seconds

    await desk.run(lambda: desk.light[0] is STALE)
    assert 5 <= desk.time.seconds - sent < 5.1
    with pytest.raises(Retryable):
        await desk.execute(force("1001", AgentState.READY))

    loads = len(desk.loads)
    desk.answers["Beat"] = "System#IN_SERVICE"
    await desk.run(lambda: desk.light[0] is LIVE)
    assert len(desk.loads) == loads


async def test_out_of_service_turns_the_light_and_back_in_service_loads_anew(desk):
    await desk.loaded()
    desk.answers["Beat"] = desk.answers["Hello"] = "System#OUT_OF_SERVICE"

    await desk.run(lambda: desk.light[0] is DOWN)
    assert desk.light[1] == "The Generic Connector is not connected to Finesse."
    hellos = len(desk.link.types("Hello"))
    await desk.wait(60)
    assert len(desk.link.types("Hello")) >= hellos + 19  # every three seconds, as long as it takes
    assert desk.error is None

    desk.answers["Beat"] = desk.answers["Hello"] = "System#IN_SERVICE"
    await desk.run(lambda: len(desk.loads) == 2)
    assert desk.light == (LIVE, "")
    assert len(desk.link.types("Login#2900")) == 2


async def test_it_is_told_of_reconnect_and_signs_everybody_in_again(desk):
    await desk.loaded()
    await sign_sam_in(desk)

    await desk.tell("DESTINATION#floorwalker-abcd#RECONNECT")
    await desk.run(lambda: len(desk.loads) == 2)

    assert (CONNECTING, "The Generic Connector had forgotten us: signing in again.") in [
        (e.state, e.note) for e in desk.heard if hasattr(e, "note")
    ]
    assert len(desk.link.types("Login#2900")) == 2
    assert len(desk.link.types("Login#2001")) == 2


async def test_a_reconnect_for_another_topic_is_not_ours(desk):
    await desk.loaded()

    await desk.tell("DESTINATION#somebody-else#RECONNECT")

    assert len(desk.link.types("Login#2900")) == 1


async def test_a_lost_line_is_retryable_and_the_next_try_takes_the_next_broker():
    desk = Desk(FEED, SAM, brokers=2)
    await desk.loaded()
    await sign_sam_in(desk)

    desk.link.lost = "The line was lost."
    assert isinstance(await desk.ends(), Retryable)
    assert desk.links[0].closed
    await desk.loaded()

    assert desk.opened == ["broker1", "broker2"]
    assert desk.link.types("Login#2001") == ["Login#2001"]  # who was signed in is signed in again
    assert desk.link.destination == desk.links[0].destination
    await desk.stop()


async def test_a_wrong_broker_password_is_fatal_only_when_every_broker_refuses():
    desk = Desk(FEED, brokers=2)
    desk.refuses = {"broker1": SignInRefused("wrong"), "broker2": SignInRefused("wrong")}

    assert type(await desk.ends()) is Retryable
    assert isinstance(await desk.ends(), Fatal)
