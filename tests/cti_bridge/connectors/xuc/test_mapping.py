"""XUC's words about agents become the floor's: each state of its page, since when, why, and with which call."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cti_bridge.connectors.xuc.agent_messages import (
    AgentConfig,
    AgentGroup,
    AgentGroupList,
    AgentList,
    AgentStateEvent,
    AgentStatistics,
    Statistic,
)
from cti_bridge.connectors.xuc.mapping import call_of, day_after, new_agent, pause_reasons, with_state
from cti_bridge.connectors.xuc.own_messages import StatusAction, UsersStatuses, UserStatus
from cti_bridge.connectors.xuc.site import Site, number_of
from cti_bridge.connectors.xuc.staff import Staff
from cti_bridge.floor.events import AgentLeft, AgentStateChanged, CallChanged, CallEnded, TeamLoaded
from cti_bridge.floor.model import Agent, AgentState, Call, CallState, CallType, Recording

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SITE = Site(source="xivo", zone=ZoneInfo("Europe/Paris"))  # type: ignore[arg-type]
LUNCH = UserStatus(name="lunch", long_name="At lunch", actions=(StatusAction(name="queuepause_all"),))
AVAILABLE = UserStatus(name="available", long_name="Available", actions=(StatusAction(name="queueunpause_all"),))
STATUSES = {one.name: one for one in (LUNCH, AVAILABLE)}
ANNA = AgentConfig(id=19, first_name="Anna", last_name="Keller", number="2001", group_id=1)


def said(name: str, **what: Any) -> AgentStateEvent:
    return AgentStateEvent(**{"name": name, "agent_id": 19, "phone_nb": "1000", "since": 0.0, **what})


def anna(**what: Any) -> Agent:
    return with_state(new_agent(ANNA, SITE, NOON), said(**what), STATUSES, NOON)


def call(**what: Any) -> Call:
    found = call_of(anna(**what), 19, said(**what), SITE)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("AgentLogin", AgentState.NOT_READY),
        ("AgentReady", AgentState.READY),
        ("AgentOnPause", AgentState.NOT_READY),
        ("AgentOnWrapup", AgentState.WRAP_UP),
        ("AgentRinging", AgentState.RESERVED),
        ("AgentDialing", AgentState.RESERVED),
        ("AgentOnCall", AgentState.TALKING),
        ("AgentLoggedOut", AgentState.SIGNED_OUT),
        ("AgentDreaming", AgentState.UNKNOWN),
    ],
)
def test_each_state_has_its_own(name: str, state: AgentState) -> None:
    assert anna(name=name).state is state


def test_since_counts_back_in_seconds() -> None:
    assert anna(name="AgentReady", since=90.0).since == NOON - timedelta(seconds=90)


def test_the_since_of_a_sign_in_is_a_moment() -> None:
    ago = anna(name="AgentLogin", since=NOON.timestamp() - 60).since

    assert ago == NOON - timedelta(seconds=60)


def test_without_a_since_it_is_said_to_be_unknown() -> None:
    assert not anna(name="AgentReady", since=None).since_is_known


def test_the_same_state_told_again_keeps_its_start() -> None:
    ready = anna(name="AgentReady", since=90.0)

    again = with_state(ready, said("AgentReady", since=91.0), STATUSES, NOON + timedelta(seconds=2))

    assert again.since == ready.since


def test_a_state_never_begins_before_the_one_that_it_follows() -> None:
    ready = anna(name="AgentReady")

    wrap_up = with_state(ready, said("AgentOnWrapup", since=2.0), STATUSES, NOON + timedelta(seconds=1))

    assert wrap_up.since == ready.since  # `since` counts whole seconds: the floor would take it for a late word


def test_a_sign_in_says_nothing_new_of_who_is_known_to_be_ready() -> None:
    ready = anna(name="AgentReady")

    again = with_state(ready, said("AgentLogin", phone_nb="1009"), STATUSES, NOON)

    assert (again.state, again.extension) == (AgentState.READY, "1009")


def test_a_pause_has_its_cause_as_its_reason() -> None:
    paused = anna(name="AgentOnPause", cause="lunch")

    assert (paused.reason, paused.reason_label) == ("lunch", "At lunch")


@pytest.mark.parametrize("cause", ["available", ""])
def test_a_pause_whose_cause_ends_pauses_has_no_reason(cause: str) -> None:
    assert anna(name="AgentOnPause", cause=cause).reason == ""


def test_a_cause_that_is_no_status_is_shown_as_it_is() -> None:
    assert anna(name="AgentOnPause", cause="holiday").reason == "holiday"


def test_only_a_pause_has_a_reason() -> None:
    assert anna(name="AgentReady", cause="lunch").reason == ""


def test_only_statuses_that_pause_are_reasons() -> None:
    assert [code.label for code in pause_reasons(STATUSES, SITE.source)] == ["At lunch"]


@pytest.mark.parametrize(
    ("what", "type_"),
    [
        ({"name": "AgentOnCall", "acd": True, "direction": "Incoming"}, CallType.QUEUE),
        ({"name": "AgentOnCall", "acd": True, "direction": "Outgoing"}, CallType.OUT),  # not certainly a queue's
        ({"name": "AgentOnCall", "direction": "Incoming", "call_type": "External"}, CallType.DIRECT_IN),
        ({"name": "AgentOnCall", "direction": "Incoming", "call_type": "Internal"}, CallType.INTERNAL),
        ({"name": "AgentOnCall", "direction": "Outgoing", "call_type": "External"}, CallType.OUT),
        ({"name": "AgentOnCall"}, CallType.UNKNOWN),
        ({"name": "AgentDialing"}, CallType.OUT),
        ({"name": "AgentRinging"}, CallType.UNKNOWN),
        ({"name": "AgentRinging", "acd": True}, CallType.QUEUE),
    ],
)
def test_a_call_is_of_the_kind_that_is_certain(what: dict[str, Any], type_: CallType) -> None:
    assert call(**what).type is type_


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("AgentRinging", CallState.RINGING),
        ("AgentDialing", CallState.DIALLING),
        ("AgentOnCall", CallState.ACTIVE),
    ],
)
def test_a_call_has_its_agent_alone(name: str, state: CallState) -> None:
    found = call(name=name)

    assert (found.id, found.state) == ("xivo:agent-19", state)
    assert [(p.agent, p.address) for p in found.participants] == [("xivo:19", "1000")]


@pytest.mark.parametrize("name", ["AgentReady", "AgentOnPause", "AgentOnWrapup", "AgentLoggedOut", "AgentLogin"])
def test_the_other_states_have_no_call(name: str) -> None:
    assert call_of(anna(name=name), 19, said(name), SITE) is None


@pytest.mark.parametrize(
    ("word", "recording"),
    [
        ("ACTIVE", Recording.ON),
        ("PAUSED", Recording.PAUSED),
        ("DISABLED", Recording.OFF),
        ("", None),
        ("UNKNOWN", None),
    ],
)
def test_a_recording_is_on_paused_off_or_not_told(word: str, recording: Recording | None) -> None:
    assert call(name="AgentOnCall", monitor_state=word).recording is recording


def day(*figures: tuple[str, object]) -> AgentStatistics:
    return AgentStatistics(id=19, statistics=tuple(Statistic(name=n, value=v) for n, v in figures))


def test_what_is_told_of_a_day_adds_to_what_was() -> None:
    first = day_after(None, day(("AgentReadyTotalTime", 434), ("LoginDateTime", "2015-04-27T08:15:01.081+02:00")), NOON)

    second = day_after(first, day(("AgentPausedTotalTime", 60)), NOON + timedelta(minutes=1))

    assert (second.ready, second.not_ready, second.wrap_up) == (434, 60, None)
    assert second.signed_in_at == datetime(2015, 4, 27, 6, 15, 1, 81000, tzinfo=UTC)
    assert second.at == NOON + timedelta(minutes=1)


# -- told in pieces --------------------------------------------------------------------------------------------------


def staff(*agents: AgentConfig, before: dict[int, Agent] | None = None) -> Staff:
    """These agents, told as loaded."""
    one = Staff(SITE, lambda: NOON, before)
    one.hear_groups(AgentGroupList(groups=(AgentGroup(id=1, name="Orders"),)))
    one.hear_list(AgentList(agents=agents or (ANNA,)))
    one.was_loaded()
    return one


def test_an_agent_who_changed_twice_is_told_once() -> None:
    one = staff()
    one.hear_state(said("AgentReady"))
    one.hear_state(said("AgentOnPause", cause="lunch"))

    told = list(one.tell())

    assert [event.state for event in told if isinstance(event, AgentStateChanged)] == [AgentState.NOT_READY]
    assert list(one.tell()) == []


def test_a_call_is_told_and_its_end() -> None:
    one = staff()
    one.hear_state(said("AgentRinging"))
    assert [type(event) for event in one.tell()] == [AgentStateChanged, CallChanged]

    one.hear_state(said("AgentReady"))
    assert [type(event) for event in one.tell()] == [AgentStateChanged, CallEnded]


def test_a_state_before_the_list_counts_once_the_agent_is_known() -> None:
    one = Staff(SITE, lambda: NOON)
    one.hear_state(said("AgentOnWrapup"))
    one.hear_list(AgentList(agents=(ANNA,)))

    assert one.agents[19].state is AgentState.WRAP_UP
    assert one.has_state_of_all()


def test_a_state_of_somebody_on_no_list_makes_a_stranger_until_they_are_listed() -> None:
    one = staff()
    one.hear_state(said("AgentReady", agent_id=77))
    assert one.strangers == {77}

    one.hear_config(AgentConfig(id=77, first_name="Nina", group_id=1))

    assert one.strangers == set()
    assert one.agents[77].state is AgentState.READY


def test_who_is_on_no_list_any_more_leaves() -> None:
    one = staff(ANNA, AgentConfig(id=20, first_name="Ben", group_id=1))
    one.hear_list(AgentList(agents=(ANNA,)))

    assert AgentLeft(agent="xivo:20") in list(one.tell())  # type: ignore[arg-type]


def test_a_config_without_a_group_leaves_the_group() -> None:
    one = staff()
    one.hear_config(AgentConfig(id=19, first_name="Anna", last_name="Married"))

    assert (one.agents[19].team, one.agents[19].name) == ("xivo:1", "Anna Married")


def test_agents_of_no_group_or_of_an_unknown_one_have_a_team_with_a_name() -> None:
    one = staff(ANNA, AgentConfig(id=20), AgentConfig(id=21, group_id=9))

    assert {team.id: team.name for team in one.teams()} == {
        "xivo:1": "Orders",
        "xivo:none": "No group",
        "xivo:9": "Group 9",
    }


def test_a_group_that_gets_its_name_later_is_told_with_its_agents() -> None:
    one = staff(AgentConfig(id=21, group_id=9))
    one.hear_groups(AgentGroupList(groups=(AgentGroup(id=9, name="Boats"),)))

    (told,) = one.tell()

    assert isinstance(told, TeamLoaded)
    assert (told.team.name, [agent.id for agent in told.agents]) == ("Boats", ["xivo:21"])


def test_statuses_that_come_late_give_a_pause_its_name() -> None:
    one = staff()
    one.hear_state(said("AgentOnPause", cause="lunch"))
    assert one.agents[19].reason_label == ""

    one.hear_statuses(UsersStatuses(statuses=(LUNCH, AVAILABLE)))

    assert one.agents[19].reason_label == "At lunch"


def test_after_a_loss_the_same_state_has_the_same_start() -> None:
    before = {19: anna(name="AgentReady", since=90.0)}
    one = staff(before=before)

    one.hear_state(said("AgentReady", since=91.0))

    assert one.agents[19].since == before[19].since


def test_after_a_loss_another_state_has_its_own_start() -> None:
    one = staff(before={19: anna(name="AgentReady", since=90.0)})

    one.hear_state(said("AgentOnPause", since=500.0))

    assert one.agents[19].since == NOON - timedelta(seconds=500)


@pytest.mark.parametrize(
    ("id_", "number"), [("xivo:19", 19), ("xivo:sam", None), ("xivo:none", None), ("xivo:²", None)]
)
def test_an_id_holds_a_number_or_none(id_: str, number: int | None) -> None:
    assert number_of(id_) == number
