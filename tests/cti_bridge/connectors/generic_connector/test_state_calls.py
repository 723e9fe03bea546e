"""Calls of team members, of whom only states are told: when there is one, of which type, and when it gives way."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from cti_bridge.floor.model import Call, CallState, CallType
from tests.cti_bridge.connectors.generic_connector.orders import ANNA, CONFERENCE, MONITOR, over, sign_sam_in
from tests.cti_bridge.connectors.generic_connector.scripted import START, Desk, state, user


def of_anna(second: int) -> str:
    """Her call that began then."""
    return f"cisco:of-1001-{START.timestamp() - 60 + second:.0f}"


def at(second: int) -> str:
    return f"2026-11-20 08:59:{second:02}"


def anna(word: str, second: int, **more: str) -> str:
    return state("1001", word, at=at(second), **more)


def only_call(desk: Desk) -> Call:
    (call,) = desk.floor.calls_of(ANNA)
    return call


@pytest.fixture
async def declared() -> AsyncIterator[Desk]:
    """A site of Enterprise that declares that nobody rings a ready agent but through a queue."""
    desk = Desk(ready_calls_are_queue_calls=True)
    await desk.loaded()
    yield desk
    await desk.stop()


async def test_a_member_who_talks_has_a_call_since_then_until_the_state_ends(desk):
    await desk.loaded()

    await desk.tell(anna("TALKING", 10))
    call = only_call(desk)
    assert (call.id, call.state) == (of_anna(10), CallState.ACTIVE)
    assert call.started_at == START - timedelta(seconds=50)
    assert [(p.address, p.agent, p.is_agent) for p in call.participants] == [("4001", ANNA, True)]

    await desk.tell(anna("HOLD", 20))
    assert (only_call(desk).state, only_call(desk).started_at) == (CallState.HELD, call.started_at)

    assert only_call(desk).id == call.id

    await desk.tell(anna("WORK", 30))
    assert not desk.floor.calls


async def test_of_two_calls_in_a_row_the_first_is_over_though_nobody_heard_its_end(desk):
    await desk.loaded()
    await desk.tell(anna("TALKING", 10))

    await desk.tell(anna("TALKING", 40))
    assert only_call(desk).id == of_anna(40)

    desk.answers["getteamusers#2900"] = lambda c: f"2900#TeamUsersList#{user('1001', 'TALKING', at=at(50))}"
    desk.link.lost = "The broker is gone."
    await desk.ends()
    await desk.loaded()
    assert [c.id for c in desk.loads[-1].calls] == [of_anna(50)]


async def test_who_talks_when_the_floor_is_loaded_has_a_call(desk):
    desk.answers["getteamusers#2900"] = lambda c: f"2900#TeamUsersList#{user('1001', 'TALKING')}"
    await desk.loaded()

    assert [c.id for c in desk.loads[0].calls] == [of_anna(-3540)]  # at eight


@pytest.mark.parametrize("word", ["READY", "NOT_READY", "RESERVED", "WORK", "WORK_READY", "LOGOUT", "PUZZLED"])
async def test_in_any_other_state_there_is_no_call(desk, word):
    await desk.loaded()

    await desk.tell(anna("TALKING", 10), anna(word, 20))

    assert not desk.floor.calls


async def test_on_enterprise_the_type_is_not_known(desk):
    await desk.loaded()

    await desk.tell(anna("READY", 1), anna("RESERVED", 5), anna("TALKING", 10))

    assert only_call(desk).type is CallType.UNKNOWN


async def test_where_the_site_declares_it_a_call_out_of_reserved_came_through_a_queue(declared):
    await declared.tell(anna("READY", 1), anna("RESERVED", 5), anna("TALKING", 10))
    assert only_call(declared).type is CallType.QUEUE

    await declared.tell(anna("TALKING", 10, pending="LOGOUT"))
    assert only_call(declared).type is CallType.QUEUE


@pytest.mark.parametrize(
    "road",
    [
        [("TALKING", 10)],
        [("NOT_READY", 5), ("TALKING", 10)],
        [("READY", 5), ("TALKING", 10)],
        [("RESERVED_OUTBOUND", 5), ("TALKING", 10)],
        [("RESERVED_OUTBOUND_PREVIEW", 5), ("TALKING", 10)],
        [("RESERVED", 5), ("TALKING", 10), ("HOLD", 20)],
        [("RESERVED", 5), ("TALKING", 10), ("HOLD", 20), ("TALKING", 30)],
        [("RESERVED", 5), ("TALKING", 10), ("TALKING", 30)],  # another spell: another call perhaps
        [("RESERVED", 5), ("READY", 8), ("TALKING", 10)],
    ],
)
async def test_on_any_other_road_it_is_not_certain_how_the_call_came(declared, road):
    await declared.tell(*(anna(word, second) for word, second in road))

    assert only_call(declared).type is CallType.UNKNOWN


async def test_a_queue_call_stays_one_over_a_lost_line_while_its_spell_lasts(declared):
    users = declared.answers["getteamusers#2900"]
    talks = user("1001", "TALKING", at(10))
    declared.answers["getteamusers#2900"] = lambda c: f"2900#TeamUsersList#{talks}" if c.body[3] == "0" else users(c)
    await declared.tell(anna("RESERVED", 5), anna("TALKING", 10))

    declared.link.lost = "The broker is gone."
    await declared.ends()
    await declared.loaded()
    assert only_call(declared).type is CallType.QUEUE

    talks = user("1001", "TALKING", at(40))
    declared.link.lost = "The broker is gone."
    await declared.ends()
    await declared.loaded()
    assert only_call(declared).type is CallType.UNKNOWN


async def test_on_express_who_talks_is_on_a_queues_call():
    desk = Desk(platform="uccx")
    await desk.loaded()

    await desk.tell(anna("TALKING", 10))
    assert only_call(desk).type is CallType.QUEUE
    await desk.stop()


async def test_it_gives_way_to_a_real_call_and_comes_back_after(desk):
    await desk.loaded()
    await sign_sam_in(desk)
    await desk.tell(anna("TALKING", 10))

    await desk.tell(CONFERENCE)
    assert only_call(desk).id == "cisco:77"

    await desk.tell(over())
    await desk.wait(3)
    assert only_call(desk).id == of_anna(10)


async def test_it_does_not_flash_up_between_a_real_calls_end_and_the_state_after_it(desk):
    await desk.loaded()
    await sign_sam_in(desk)
    await desk.tell(anna("TALKING", 10), CONFERENCE)
    heard = len(desk.heard)

    await desk.tell(over(), anna("WORK", 40))
    await desk.wait(3)

    told = [e for e in desk.heard[heard:] if getattr(getattr(e, "call", None), "id", "") == of_anna(10)]
    assert not told
    assert not desk.floor.calls


async def test_being_listened_to_takes_nothing_away(desk):
    await desk.loaded()
    await sign_sam_in(desk)
    await desk.tell(anna("TALKING", 10), MONITOR)

    assert {c.id for c in desk.floor.calls_of(ANNA)} == {of_anna(10), "cisco:90"}


async def test_of_ones_own_sign_in_calls_are_told_and_not_read_off_its_state(desk):
    desk.answers["getteamusers#2900"] = lambda c: f"2900#TeamUsersList#{user('2001')}"
    await desk.loaded()
    await desk.tell(state("2001", "TALKING", at=at(10)))
    assert [c.id for c in desk.floor.calls_of("cisco:2001")] == [
        of_anna(10).replace("1001", "2001")
    ]  # at their own desktop

    desk.answers["Login#2001"] = (*desk.answers["Login#2001"], state("2001", "TALKING", to="2001", at=at(30)))
    await sign_sam_in(desk)
    await desk.wait(3)
    assert not desk.floor.calls


async def test_who_is_on_no_list_any_more_has_no_call(desk):
    await desk.loaded()
    await desk.tell(anna("TALKING", 10))
    desk.answers["getteamusers#2900"] = lambda c: f"2900#TeamUsersList#{user('1002')}"

    await desk.tell(state("1009", "READY"))  # makes it ask for the lists
    await desk.run(lambda: ANNA not in desk.floor.agents)
    await desk.wait(0.1)

    assert not desk.floor.calls
