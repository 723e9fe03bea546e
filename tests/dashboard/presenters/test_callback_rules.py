"""What stands in the way of working a callback, the first thing first; and in which words."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from cti_bridge.connector import Action, Capability
from dashboard.presenters import callback_words as words
from dashboard.presenters.callback_rules import DEEDS, Desk, Seat, why_not

CAN = {deed: Capability(works=True) for deed in DEEDS}
SEAT = Seat(sign_in="xivo:sam", is_in=True, agent="xivo:19", agent_is_in=True)
DESK = Desk(source="xivo", is_live=True, may_act=True, capabilities=CAN, seats=(SEAT,))
FREE = {"list": "xivo:l1", "phone": "+33 1 •••• 456"}
MINE = FREE | {"agent": "xivo:19"}
STARTED = MINE | {"started": True}
OTHERS = FREE | {"agent": "xivo:20"}

TAKE, RELEASE, START = Action.TAKE_CALLBACK, Action.RELEASE_CALLBACK, Action.START_CALLBACK
CLOSE, RESCHEDULE = Action.CLOSE_CALLBACK, Action.RESCHEDULE_CALLBACK


def said(deed: Action, callback: Mapping[str, object], desk: Desk = DESK, taker: str = "") -> str:
    """Why it is not possible, in words; empty where it is."""
    return words.why_not(why_not(deed, callback, desk, taker=taker))


def possible(callback: Mapping[str, object], desk: Desk = DESK) -> set[Action]:
    """What can be done."""
    return {deed for deed in DEEDS if not said(deed, callback, desk)}


def test_a_free_one_can_be_taken_and_nothing_else() -> None:
    assert possible(FREE) == {TAKE}
    assert said(START, FREE) == "Take it first."


def test_who_has_taken_it_calls_or_gives_it_back() -> None:
    assert possible(MINE) == {START, RELEASE}
    assert said(TAKE, MINE) == "You have taken it already."


def test_closing_and_moving_need_the_ticket_that_the_call_gave() -> None:
    assert said(CLOSE, MINE) == said(RESCHEDULE, MINE)
    assert "the call gives the ticket" in said(CLOSE, MINE)
    assert possible(STARTED) == {CLOSE, RESCHEDULE, RELEASE}


def test_what_was_started_is_not_started_again() -> None:
    assert said(START, STARTED) == "The call was started already: close it, or re-schedule it."


def test_there_must_be_a_number_to_call() -> None:
    nowhere = {name: value for name, value in MINE.items() if name != "phone"}

    assert said(START, nowhere) == "It has no number to call."
    assert not said(START, nowhere | {"mobile": "06"})


def test_what_somebody_else_has_taken_is_theirs_and_they_are_named_where_the_viewer_may_know_them() -> None:
    assert possible(OTHERS) == set()
    assert said(TAKE, OTHERS, taker="Lou Petit") == "Lou Petit has taken it."
    assert said(TAKE, OTHERS) == "Somebody else has taken it."


@pytest.mark.parametrize(
    ("desk", "sentence"),
    [
        (replace(DESK, may_act=False), "You may look at the floor, and not act on it."),
        (replace(DESK, is_live=False), "xivo is not live: its actions are locked."),
        (replace(DESK, capabilities={}), "This system cannot do it."),
        (replace(DESK, seats=()), "You have no sign-in on xivo: ask an administrator for one."),
        (
            replace(DESK, seats=(replace(SEAT, is_in=False),)),
            "You are not signed in on xivo: sign in there first, with today's phone.",
        ),
        (
            replace(DESK, seats=(replace(SEAT, agent=""),)),
            "Your user on xivo is no agent: only an agent takes callbacks.",
        ),
        (
            replace(DESK, seats=(replace(SEAT, agent_is_in=False),)),
            "Your agent on xivo is signed out: sign in as an agent first.",
        ),
    ],
)
def test_each_thing_in_the_way_of_everything_is_named(desk: Desk, sentence: str) -> None:
    assert {said(deed, FREE, desk) for deed in DEEDS} == {sentence}


def test_a_systems_own_reason_comes_before_ours() -> None:
    none_here = replace(DESK, capabilities={TAKE: Capability(works=False, note="No callbacks in this release.")})

    assert said(TAKE, FREE, none_here) == "No callbacks in this release."


def test_of_several_sign_ins_the_takers_is_used_else_one_that_can() -> None:
    idle = Seat(sign_in="xivo:other", is_in=False)
    second = Seat(sign_in="xivo:second", is_in=True, agent="xivo:20", agent_is_in=True)
    desk = replace(DESK, seats=(idle, SEAT, second))

    assert desk.seat_for(OTHERS) == second
    assert desk.seat_for(MINE) == SEAT
    assert desk.seat_for(FREE) in (SEAT, second)
    assert replace(DESK, seats=()).seat_for(FREE) is None


def test_a_user_who_is_no_agent_has_taken_nothing_that_nobody_took() -> None:
    nobody = replace(DESK, seats=(replace(SEAT, agent=""),))

    assert not nobody.has_taken(FREE)
