"""Callbacks: they come in, agents take some and call, and a person works on them through their own sign-in."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import CallbackDeed, Outcome, WorkCallback
from cti_bridge.floor.events import CallbackChanged, CallbackClosed
from cti_bridge.floor.model import AgentId, AgentState, Callback, CallbackId, CallState, CallType
from cti_bridge.floor.rows import Kind
from cti_bridge.floor.verdicts import verdict
from cti_bridge.practice.centre import Centre
from cti_bridge.practice.desks import Account
from tests.cti_bridge.practice.conftest import START, Watched
from tests.cti_bridge.practice.test_centre import fresh, rows, seeds, unhurried

SAM, AGENT = AgentId("practice:sam"), AgentId("practice:1060")
DAY = "practice:period-any-time"


class Desk(Watched):
    """Sam's, who is the agent 1060, and is signed in."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.centre.phones.know(Account(login="sam", agent="1060"), signed_in_on="3001")
        self.after(0)
        for own in self.centre.phones.all():
            self.floor.sign_ins[own.id] = own
        self.until(lambda: self.agent("1060").state is AgentState.NOT_READY, seconds=3600)

    def free(self, fits: Callable[[Callback], object] = bool) -> CallbackId:
        """A callback that nobody has taken."""
        return next(c.id for c in self.floor.callbacks.by_id.values() if c.agent is None and fits(c))

    def do(self, callback: CallbackId, deed: CallbackDeed, **said: Any) -> Outcome | None:
        """What the floor says of it a moment later."""
        order = WorkCallback(id=uuid4(), sign_in=SAM, callback=callback, deed=deed, deadline=START, **said)
        self.centre.callbacks.work(order)
        self.after(0.7)
        return verdict(order, self.floor)

    def refusal(self, callback: CallbackId, deed: CallbackDeed, **said: Any) -> str:
        """Why not."""
        with pytest.raises(CommandRefused, match=r"\.$") as refused:
            self.do(callback, deed, **said)
        return str(refused.value)


@pytest.fixture
def desk() -> Desk:
    return Desk(seed=1)


def test_there_is_a_list_for_every_other_queue_with_requests_before_and_after_today() -> None:
    loaded = Centre(start=START, seed=1).snapshot()

    assert len(loaded.callback_lists) == (len(loaded.queues) + 1) // 2
    assert {one.queue for one in loaded.callback_lists} <= {q.id for q in loaded.queues}
    assert [p.default for p in loaded.callback_periods].count(True) == 1
    assert {c.list for c in loaded.callbacks} == {one.id for one in loaded.callback_lists}
    due = [c.due for c in loaded.callbacks if c.due]
    assert min(due) < START.date() < max(due)
    assert START.date() in due
    assert {c.period for c in loaded.callbacks} == set(loaded.callback_periods)
    assert any(c.agent for c in loaded.callbacks)
    assert all(c.phone.startswith("+") and c.name for c in loaded.callbacks)


def test_they_come_slowly_and_agents_take_call_and_close_some() -> None:
    centre = Centre(start=START, seed=1)
    known = {c.id for c in centre.snapshot().callbacks}
    came, taken, started, closed = set[str](), set[str](), set[str](), set[str]()

    for event in centre.advance(START + timedelta(hours=2)):
        match event:
            case CallbackChanged(callback=callback):
                came |= {callback.id} - known
                taken |= {callback.id} if callback.agent else set()
                started |= {callback.id} if callback.ticket else set()
            case CallbackClosed(callback=id_):
                closed.add(id_)

    assert 20 < len(came) < 90  # three lists, each one about every seven minutes
    assert closed
    assert closed <= started <= taken
    assert len(centre.snapshot().callbacks) > 10


def test_an_agent_who_calls_somebody_back_is_in_a_call_with_them() -> None:
    watched = Watched(seed=1)

    def called() -> bool:
        return any(c.ticket and c.agent != AGENT for c in watched.floor.callbacks.by_id.values())

    watched.until(called, seconds=7200)

    request = next(c for c in watched.floor.callbacks.by_id.values() if c.ticket)
    assert request.agent
    (call,) = watched.floor.calls_of(request.agent)
    assert (call.type, call.participants[0].address) == (CallType.OUT, request.phone)


@unhurried
@given(seed=seeds, deeds=st.lists(st.sampled_from(CallbackDeed), max_size=12))
def test_whatever_a_person_does_the_floor_stays_true(seed: int, deeds: list[CallbackDeed]) -> None:
    desk = Desk(seed=seed, speed=20)
    one = desk.free()

    for deed in deeds:
        try:
            desk.do(one, deed, status="Answered", due=date(2026, 11, 24), period=DAY)
        except CommandRefused as refused:
            assert str(refused).endswith(".")  # noqa: PT017 - a refusal is a sentence

        followed = {key: row for key, row in rows(desk.floor).items() if key[0] is not Kind.SIGN_IN}
        assert followed == rows(fresh(desk.centre))


def test_from_taking_to_closing_each_step_is_confirmed_by_the_floor(desk: Desk) -> None:
    one = desk.free(lambda c: c.mobile)
    mobile = desk.floor.callbacks.by_id[one].mobile

    assert desk.do(one, CallbackDeed.TAKE) is Outcome.CONFIRMED
    assert desk.do(one, CallbackDeed.RELEASE) is Outcome.CONFIRMED
    assert desk.do(one, CallbackDeed.TAKE) is Outcome.CONFIRMED
    assert desk.do(one, CallbackDeed.START, number="mobile") is Outcome.CONFIRMED
    (call,) = desk.floor.calls_of(AGENT)
    assert (call.state, call.participants[0].address) == (CallState.DIALLING, mobile)

    assert desk.do(one, CallbackDeed.CLOSE, status="NoAnswer", comment="nobody") is Outcome.CONFIRMED
    assert one not in desk.floor.callbacks.by_id


def test_who_is_called_another_day_is_nobodys_until_then(desk: Desk) -> None:
    one = desk.free()
    desk.do(one, CallbackDeed.TAKE)
    desk.do(one, CallbackDeed.START)

    assert desk.do(one, CallbackDeed.RESCHEDULE, due=date(2026, 11, 24), period=DAY) is Outcome.CONFIRMED

    moved = desk.floor.callbacks.by_id[one]
    assert (moved.due, moved.agent, moved.ticket) == (date(2026, 11, 24), None, "")


def test_each_step_needs_the_one_before(desk: Desk) -> None:
    one = desk.free(lambda c: not c.mobile)

    assert desk.refusal(one, CallbackDeed.START) == "Take it first."
    desk.do(one, CallbackDeed.TAKE)
    assert desk.refusal(one, CallbackDeed.CLOSE, status="Answered") == "Start the call first."
    assert desk.refusal(one, CallbackDeed.START, number="mobile") == "They left no such number."
    desk.do(one, CallbackDeed.START)
    assert "in a call" in desk.refusal(one, CallbackDeed.START)
    assert desk.refusal(one, CallbackDeed.CLOSE) == "Say what came of the call."
    assert desk.refusal(one, CallbackDeed.RESCHEDULE, due=date(2026, 11, 24)) == (
        "Say on which day, and in which part of it."
    )
    assert desk.refusal(one, CallbackDeed.RESCHEDULE, due=date(2026, 11, 1), period=DAY) == "That day is over."
    desk.do(one, CallbackDeed.CLOSE, status="Answered")
    assert desk.refusal(one, CallbackDeed.TAKE) == "This callback is done with."


def test_what_somebody_else_has_taken_is_theirs(desk: Desk) -> None:
    taken = next(c for c in desk.floor.callbacks.by_id.values() if c.agent)
    nameless = "Somebody else has taken this callback."  # whose agent it is, not everybody may know

    assert desk.refusal(taken.id, CallbackDeed.TAKE) == nameless
    assert desk.refusal(taken.id, CallbackDeed.RELEASE) == nameless


def test_it_needs_a_sign_in_that_is_an_agents_and_in() -> None:
    desk = Desk(seed=1)
    one = desk.free()

    desk.centre.phones.know(Account(login="sam"), signed_in_on="3002")
    assert "no agent's" in desk.refusal(one, CallbackDeed.TAKE)
    desk.centre.phones.know(Account(login="sam", agent="1060"))
    assert "Sign in first" in desk.refusal(one, CallbackDeed.TAKE)


def test_due_is_what_began_earlier_today_or_was_before(desk: Desk) -> None:
    started = [c for c in desk.floor.callbacks.by_id.values() if c.agent]
    now = datetime.combine(START.date(), time(9), UTC)

    assert all(c.due and c.period and (c.due, c.period.starts) <= (now.date(), now.time()) for c in started)
