"""What a supervisor sees when the system speaks of agents and queues, or says what cannot be read."""

from datetime import timedelta

from cti_bridge.floor.events import SourceHeard
from cti_bridge.floor.model import AgentState
from tests.cti_bridge.connectors.generic_connector.scripted import LIVE, START, state, user


async def test_a_members_state_changes_the_member_and_not_the_feed(desk):
    await desk.loaded()

    await desk.tell(state("1001", "NOT_READY", reason="10", label="Lunch"))

    agent = desk.floor.agents["cisco:1001"]
    assert (agent.state, agent.reason, agent.reason_label) == (AgentState.NOT_READY, "10", "Lunch")
    assert agent.since == START - timedelta(minutes=1)
    assert desk.floor.sign_ins["cisco:2900"].reason == ""


async def test_a_pending_state_is_told(desk):
    await desk.loaded()

    await desk.tell(state("1001", "TALKING", pending="LOGOUT"))

    assert desk.floor.agents["cisco:1001"].pending is AgentState.SIGNED_OUT


async def test_a_late_state_does_not_turn_back_the_clock(desk):
    await desk.loaded()

    await desk.tell(
        state("1001", "READY", at="2026-11-20 08:59:50"), state("1001", "TALKING", at="2026-11-20 08:59:40")
    )

    assert desk.floor.agents["cisco:1001"].state is AgentState.READY


async def test_a_member_who_was_in_no_list_appears_and_a_stranger_is_not_asked_about_forever(desk):
    await desk.loaded()
    asked = len(desk.link.types("getteamusers"))
    desk.answers["getteamusers#2900"] = lambda c: (
        f"2900#TeamUsersList#{user('1001')}#{user('1009')}" if c.body.startswith("5000") else "2900#TeamUsersList#"
    )

    for _ in range(20):
        await desk.tell(state("1009", "READY"), state("7777", "READY"))
    await desk.run(lambda: "cisco:1009" in desk.floor.agents)
    await desk.wait(30)

    assert len(desk.link.types("getteamusers")) == asked + 2
    assert "cisco:1002" not in desk.floor.agents  # the list is whole


async def test_a_list_does_not_take_away_the_reason_that_a_state_told(desk):
    await desk.loaded()
    await desk.tell(state("1001", "NOT_READY", reason="10", label="Lunch", at="2026-11-20 08:00:00"))

    await desk.tell(state("1009", "READY"))  # makes it ask for the lists
    await desk.wait(10)

    assert desk.floor.agents["cisco:1001"].reason == "10"


async def test_a_list_that_a_state_overtook_does_not_turn_back_the_clock(desk):
    await desk.loaded()
    await desk.tell(state("1001", "TALKING", at="2026-11-20 08:59:50"))

    await desk.tell(state("1009", "READY"))  # makes it ask for the lists, which say 08:00 of 1001
    await desk.wait(10)

    assert desk.floor.agents["cisco:1001"].state is AgentState.TALKING


async def test_queues_are_asked_for_every_ten_seconds(desk):
    await desk.loaded()
    before = len(desk.link.types("getqueuelist"))

    await desk.wait(30.5)

    assert len(desk.link.types("getqueuelist")) == before + 3


async def test_each_beat_that_is_answered_says_that_it_was_heard(desk):
    await desk.loaded()
    await desk.run(lambda: desk.time.seconds > 1010)

    heard = [e for e in desk.heard if isinstance(e, SourceHeard)]
    assert len(heard) == len(desk.link.types("Beat"))
    assert heard[-1].skew_seconds == 0


async def test_a_member_who_cannot_be_read_is_counted_and_the_rest_of_the_team_is_there(desk):
    users = desk.answers["getteamusers#2900"]
    nobody = user("1099").replace("LoginId:1099", "LoginId:")
    desk.answers["getteamusers#2900"] = lambda c: f"{users(c)}#{nobody}" if c.body.startswith("5000") else users(c)
    await desk.loaded()
    await desk.wait(5)

    assert set(desk.floor.agents) == {"cisco:1001", "cisco:1002", "cisco:1003"}
    assert desk.light == (LIVE, "")
    source = desk.floor.sources["cisco"]
    assert source.bad_frames == 1
    assert "no login id or no state" in source.bad_frame_reason


async def test_a_clock_that_is_off_is_measured(desk):
    await desk.loaded()
    desk.link.skew = -3.5
    await desk.wait(3)

    assert desk.floor.sources["cisco"].skew_seconds == -3.5


async def test_frames_that_cannot_be_read_are_counted_and_each_kind_logged_once(desk, caplog):
    await desk.loaded()

    await desk.tell("1001#State#READY", "1001#State#READY", b"\xff\xfe#State", "", "no fields at all")
    await desk.wait(3)

    source = desk.floor.sources["cisco"]
    assert source.bad_frames == 5
    assert source.bad_frame_reason.startswith("A message came without “#”")
    assert [r.message for r in caplog.records if "2 fields" in r.message or "3 fields" in r.message]
    assert sum("skipped" in r.message for r in caplog.records) == 4
    assert desk.light[0] is LIVE
