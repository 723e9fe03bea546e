"""What somebody does with a callback is done when the system tells it so: that another did it is no confirmation."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from cti_bridge.floor.callbacks import callback_is_as_asked
from cti_bridge.floor.commands import CallbackDeed, WorkCallback
from cti_bridge.floor.events import CallbackChanged, SignInChanged
from cti_bridge.floor.model import AgentId, Callback, CallbackId, CallbackPeriod, OwnSignIn, QueueId
from cti_bridge.floor.state import Floor

NINE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SAM, SAMS_AGENT, BEN = AgentId("xivo:sam"), AgentId("xivo:19"), AgentId("xivo:20")
MORNING = CallbackPeriod(id="xivo:p1", name="Morning", starts=time(9), ends=time(11))
OPEN = Callback(id=CallbackId("xivo:b1"), list="xivo:l1", queue=QueueId("xivo:3"), due=date(2026, 11, 20))


def asked(deed: CallbackDeed, **more: object) -> WorkCallback:
    return WorkCallback(id=uuid4(), sign_in=SAM, callback=OPEN.id, deed=deed, deadline=NINE, **more)  # type: ignore[arg-type]


def a_floor(callback: Callback | None, agent: AgentId | None = SAMS_AGENT) -> Floor:
    floor = Floor()
    floor.apply(SignInChanged(sign_in=OwnSignIn(id=SAM, since=NINE, agent=agent)))
    if callback:
        floor.apply(CallbackChanged(callback=callback))
    return floor


@pytest.mark.parametrize(
    ("deed", "told", "is_done"),
    [
        (CallbackDeed.TAKE, replace(OPEN, agent=SAMS_AGENT), True),
        (CallbackDeed.TAKE, replace(OPEN, agent=BEN), False),
        (CallbackDeed.TAKE, OPEN, False),
        (CallbackDeed.TAKE, None, False),
        (CallbackDeed.RELEASE, OPEN, True),
        (CallbackDeed.RELEASE, replace(OPEN, agent=SAMS_AGENT), False),
        (CallbackDeed.RELEASE, None, False),
        (CallbackDeed.START, replace(OPEN, ticket="t1"), True),
        (CallbackDeed.START, OPEN, False),
        (CallbackDeed.START, None, False),
        (CallbackDeed.CLOSE, None, True),
        (CallbackDeed.CLOSE, replace(OPEN, ticket="t1"), False),
    ],
)
def test_it_is_done_when_the_callback_is_so(deed: CallbackDeed, told: Callback | None, is_done: bool) -> None:
    assert callback_is_as_asked(asked(deed), a_floor(told)) is is_done


def test_nobody_takes_one_without_being_known_as_an_agent() -> None:
    taken_by_nobody = a_floor(OPEN, agent=None)

    assert not callback_is_as_asked(asked(CallbackDeed.TAKE), taken_by_nobody)


@pytest.mark.parametrize(
    ("told", "is_done"),
    [
        (replace(OPEN, due=date(2026, 11, 23), period=MORNING), True),
        (replace(OPEN, due=date(2026, 11, 23), period=MORNING, ticket="t1"), False),  # as it was before it was asked
        (replace(OPEN, due=date(2026, 11, 23)), False),
        (replace(OPEN, period=MORNING), False),
        (replace(OPEN, due=date(2026, 11, 23), period=replace(MORNING, id="xivo:p2")), False),
    ],
)
def test_it_is_rescheduled_when_day_and_period_both_are(told: Callback, is_done: bool) -> None:
    command = asked(CallbackDeed.RESCHEDULE, due=date(2026, 11, 23), period=MORNING.id)

    assert callback_is_as_asked(command, a_floor(told)) is is_done


def test_neither_its_text_nor_the_comment_is_in_a_repr() -> None:
    told = replace(OPEN, name="Ada Lovelace", phone="0230210082", description="About the bill")
    command = asked(CallbackDeed.CLOSE, status="Answered", comment="will pay")

    assert not [text for text in ("Ada", "0230", "bill", "pay") if text in repr(told) + repr(command)]
