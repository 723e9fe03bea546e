"""A bridge goes on where another was, or a line was lost: sign-ins come back by themselves, and no call is a ghost."""

from datetime import timedelta

import pytest

from cti_bridge.connector import SignInConfig
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.model import AgentState, CallState, CallType, FeedState
from cti_bridge.floor.rows import CallOnRow, PartyOnRow, SignInRow
from tests.cti_bridge.connectors.generic_connector.orders import (
    ANNA,
    MONITOR,
    SAM_ID,
    call,
    sign_sam_in,
)
from tests.cti_bridge.connectors.generic_connector.scripted import FEED, START, Desk, state

LISTENS = CallOnRow(
    id="cisco:90",
    state=CallState.ACTIVE,
    type=CallType.MONITOR,
    media="voice",
    since=START - timedelta(minutes=3),
    parties=(PartyOnRow(address="4001", agent=ANNA, name="Anna", is_agent=True),),
)
BARGED_IN = CallOnRow(
    id="cisco:77",
    state=CallState.ACTIVE,
    type=CallType.CONFERENCE,
    media="voice",
    parties=(PartyOnRow(address="4001", agent=ANNA, is_agent=True), PartyOnRow(address="+4930555")),
    cause="barge_in",
)
STATUS = "2001#DialogStatus#90#ACTIVE#4101#####"
NONE = "2001#DialogStatus###"


def before(
    *calls: CallOnRow,
    is_in: AgentState = AgentState.TALKING,
    password: str = "typed",  # noqa: S107
    hears: str | None = None,
) -> Desk:
    """A bridge that takes over: the floor last had Sam so, at today's phone."""
    row = SignInRow(id=SAM_ID, state=is_in, since=START, extension="4105", calls=calls)
    desk = Desk(FEED, SignInConfig(login="2001", person="sam", extension="4101", typed=password, last=row, hears=hears))
    desk.answers["Login#2001"] = (
        "2001#AgentInfo#Sam#S#True#OPTIONAL#TotalNumberOfTeams:1#5000,Sales North#1#Sam#2001",
        state("2001", "TALKING", to="2001", at="2026-11-20 09:00:00", phone="4105"),
    )
    return desk


DIALLED_BY_SAM = "2001#DialogStatus#90#ACTIVE#4105#####"


def told(desk: Desk, body: str) -> None:
    """The system answers Sam's Login with this DialogStatus too."""
    desk.answers["Login#2001"] = (*desk.answers["Login#2001"], body)


async def test_a_listening_that_began_when_nobody_could_hear_of_it_is_taken_for_what_it_is():
    desk = before(hears=ANNA)
    told(desk, DIALLED_BY_SAM)
    await desk.loaded()
    await desk.wait(1)

    (one,) = desk.floor.calls_of(SAM_ID)
    assert (one.type, {p.agent for p in one.participants}) == (CallType.MONITOR, {SAM_ID, ANNA})
    await desk.stop()


@pytest.mark.parametrize(
    ("hears", "status"),
    [(None, DIALLED_BY_SAM), (ANNA, "2001#DialogStatus#90#ACTIVE#+4930555#####")],
    ids=["nothing was asked", "somebody called Sam"],
)
async def test_any_other_call_of_which_nothing_is_known_is_of_no_known_type(hears, status):
    desk = before(hears=hears)
    told(desk, status)
    await desk.loaded()
    await desk.wait(1)

    (one,) = desk.floor.calls_of(SAM_ID)
    assert one.type is CallType.UNKNOWN
    await desk.stop()


def ids(desk: Desk) -> set[str]:
    return set(desk.floor.calls)


async def test_who_was_in_is_signed_in_again_with_that_days_phone():
    desk = before()
    await desk.loaded()
    await desk.wait(1)

    assert [c.body for c in desk.link.said if c.jms_type == "Login#2001"] == ["typed,4105"]
    assert desk.floor.sign_ins[SAM_ID].state is AgentState.TALKING
    await desk.stop()


@pytest.mark.parametrize("out", [AgentState.SIGNED_OUT, AgentState.UNKNOWN])
async def test_who_was_out_stays_out(out):
    desk = before(LISTENS, is_in=out)
    await desk.loaded()
    await desk.wait(5)

    assert not desk.link.types("Login#2001")
    assert not ids(desk)
    await desk.stop()


async def test_their_call_stands_from_the_load_on_with_all_that_was_known():
    desk = before(LISTENS, BARGED_IN)
    await desk.loaded()

    assert {c.id for c in desk.loads[0].calls} == {"cisco:90", "cisco:77"}
    monitor, conference = desk.floor.calls["cisco:90"], desk.floor.calls["cisco:77"]
    assert (monitor.type, monitor.started_at) == (CallType.MONITOR, START - timedelta(minutes=3))
    assert [(p.address, p.agent) for p in monitor.participants] == [("4105", SAM_ID), ("4001", ANNA)]
    assert {p.address: p.cause for p in conference.participants} == {"4105": "barge_in", "4001": "", "+4930555": ""}
    await desk.stop()


async def test_a_call_that_the_system_confirms_stands_as_it_was():
    desk = before(LISTENS)
    desk.answers["Login#2001"] = (*desk.answers["Login#2001"], STATUS)
    await desk.loaded()
    was = desk.loads[0].calls
    await desk.wait(120)

    assert tuple(desk.floor.calls.values()) == was
    assert not was[0].doubtful
    await desk.stop()


async def test_a_call_that_is_no_more_is_gone_as_soon_as_the_system_says_so():
    desk = before(LISTENS)
    desk.answers["Login#2001"] = (*desk.answers["Login#2001"], NONE)
    await desk.loaded()
    await desk.wait(1)

    assert not ids(desk)
    await desk.stop()


async def test_a_call_of_which_nobody_speaks_is_doubtful_after_a_minute_and_not_before():
    desk = before(LISTENS)
    await desk.loaded()
    loaded = desk.time.seconds

    await desk.run(lambda: desk.floor.calls["cisco:90"].doubtful, rounds=20_000)
    assert 60 <= desk.time.seconds - loaded < 62

    await desk.tell("2001#DialogState#ACTIVE#90#Sam")
    assert not desk.floor.calls["cisco:90"].doubtful
    await desk.stop()


@pytest.mark.parametrize(
    "said",
    [
        "2001#Error#SUBSCRIPTION_FAILED",
        "2001#Error#CF_INVALID_LOGON_DEVICE_SPECIFIED",
        "2001#Error#SESSION_INVALIDATED",
    ],
)
async def test_a_sign_in_that_does_not_come_back_has_no_calls(said):
    desk = before(LISTENS)
    desk.answers["Login#2001"] = said
    await desk.loaded()
    await desk.wait(10)

    assert not ids(desk)
    assert desk.floor.sign_ins[SAM_ID].state is AgentState.SIGNED_OUT
    assert desk.floor.sign_ins[SAM_ID].note
    await desk.stop()


async def test_a_sign_in_that_is_not_answered_is_not_said_to_be_out_and_is_tried_again():
    desk = before(LISTENS)
    answers = desk.answers.pop("Login#2001")
    await desk.loaded()
    await desk.wait(10)
    own = desk.floor.sign_ins[SAM_ID]
    assert (own.state, own.note) == (AgentState.TALKING, "The Generic Connector did not answer the sign-in.")
    assert ids(desk) == {"cisco:90"}

    desk.answers["Login#2001"] = (*answers, NONE)
    await desk.run(lambda: not ids(desk))
    assert desk.floor.sign_ins[SAM_ID].note == ""
    await desk.stop()


async def test_without_a_password_it_is_out_and_says_why():
    desk = before(LISTENS, password="")
    await desk.loaded()

    assert not ids(desk)
    assert desk.floor.sign_ins[SAM_ID].note == "The password is missing."
    await desk.stop()


async def test_what_they_typed_is_forgotten_when_they_sign_out():
    desk = before()
    await desk.loaded()
    await desk.wait(1)

    await desk.tell(state("2001", "LOGOUT", to="2001"))

    with pytest.raises(CommandRefused, match="No password is stored"):
        await sign_sam_in(desk, extension="4105")
    assert desk.link.types("Login#2001") == ["Login#2001"]
    await desk.stop()


async def test_the_agent_whom_they_listened_to_is_remembered_when_the_system_does_not_name_them():
    desk = before(LISTENS)
    desk.answers["Login#2001"] = (*desk.answers["Login#2001"], call("4105,ACTIVE", dialog="90", kind="SM"))
    await desk.loaded()
    await desk.wait(1)

    assert {p.agent for p in desk.floor.calls["cisco:90"].participants} == {SAM_ID, ANNA}
    await desk.stop()


# -- one bridge, over lost lines -----------------------------------------------------------------------------------


async def listening(desk: Desk) -> None:
    await desk.loaded()
    await sign_sam_in(desk)
    await desk.tell(MONITOR)


async def test_over_a_lost_line_a_call_stands_until_the_system_speaks_of_it(desk):
    await listening(desk)
    was = desk.floor.calls["cisco:90"]
    desk.answers["Login#2001"] = (*desk.answers["Login#2001"], STATUS)

    desk.link.lost = "The broker is gone."
    await desk.ends()
    await desk.loaded()
    assert desk.loads[-1].calls == (was,)
    await desk.wait(120)

    assert desk.floor.calls["cisco:90"] == was


@pytest.mark.parametrize("road", ["a lost line", "RECONNECT", "OUT_OF_SERVICE", "RE_LOGIN"])
async def test_on_every_road_a_call_that_ended_meanwhile_is_no_ghost(desk, road):
    await listening(desk)
    desk.answers["Login#2001"] = (*desk.answers["Login#2001"], NONE)

    match road:
        case "a lost line":
            desk.link.lost = "The broker is gone."
            await desk.ends()
            await desk.loaded()
        case "RECONNECT":
            await desk.tell(f"DESTINATION#{desk.link.destination}#RECONNECT")
        case "OUT_OF_SERVICE":
            desk.answers["Beat"] = desk.answers["Hello"] = "System#OUT_OF_SERVICE"
            await desk.run(lambda: desk.light[0] is FeedState.DOWN)
            desk.answers["Beat"] = desk.answers["Hello"] = "System#IN_SERVICE"
            await desk.run(lambda: len(desk.loads) == 2)
        case "RE_LOGIN":
            await desk.wait(10)
            await desk.tell("2001#State#RE_LOGIN")
    await desk.wait(5)

    assert not ids(desk)


async def test_a_call_that_the_system_is_silent_about_after_a_lost_line_is_doubtful_not_dropped(desk):
    await listening(desk)
    desk.link.lost = "The broker is gone."
    await desk.ends()
    await desk.loaded()

    await desk.wait(65)

    assert desk.floor.calls["cisco:90"].doubtful


@pytest.mark.parametrize("goes_out", [state("2001", "LOGOUT", to="2001"), "2001#Error#SESSION_INVALIDATED"])
async def test_a_call_whose_login_goes_out_before_its_end_does_not_stay(desk, goes_out):
    await desk.loaded()
    await sign_sam_in(desk)
    await desk.tell(call("4101,ACTIVE", "555,ACTIVE"), call("4900,ACTIVE", "555,ACTIVE", to="2900", dialog="78"))
    assert ids(desk) == {"cisco:77", "cisco:78"}

    await desk.tell(goes_out)

    assert ids(desk) == {"cisco:78"}
