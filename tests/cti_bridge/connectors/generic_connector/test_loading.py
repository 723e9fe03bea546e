"""How a session loads the floor: what it asks, in which order, and what it does without."""

import pytest

from cti_bridge.errors import Retryable
from cti_bridge.floor.events import FloorLoaded, TeamLoaded
from cti_bridge.floor.model import AgentState, ReasonCategory
from tests.cti_bridge.connectors.generic_connector.scripted import LIVE, state, user


async def test_it_greets_signs_in_and_asks_in_this_order(desk):
    await desk.loaded()

    assert desk.link.types() == [
        "Hello#floorwalker-abcd",
        "Connect#2900",
        "Login#2900",
        "getteamusers#2900",
        "getteamusers#2900",
        "getqueuelist#2900",
        "reasoncodenotready#2900",
        "reasoncodelogout#2900",
        "wrapupreasoncode#2900",
    ]
    bodies = {c.jms_type: c.body for c in desk.link.said}
    assert bodies["Connect#2900"] == "floorwalker-abcd,feed-pw"
    assert bodies["Login#2900"] == "feed-pw,4900"
    assert [c.body for c in desk.link.said if c.verb.jms_type == "getteamusers"] == ["5000,true", "5001,true"]


async def test_the_first_batch_has_the_whole_floor(desk):
    await desk.loaded()

    loaded = desk.batches[0][0]
    assert isinstance(loaded, FloorLoaded)
    assert [(t.id, t.name) for t in loaded.teams] == [("cisco:5000", "Sales North"), ("cisco:5001", "Support")]
    assert [(a.id, a.team, a.extension) for a in loaded.agents] == [
        ("cisco:1001", "cisco:5000", "4001"),
        ("cisco:1002", "cisco:5000", "4002"),
        ("cisco:1003", "cisco:5001", "4003"),
    ]
    assert [(q.id, q.waiting) for q in loaded.queues] == [("cisco:Sales", 3)]
    assert [(c.category, c.code, c.label) for c in loaded.reason_codes] == [
        ("not_ready", "10", "Lunch"),
        ("not_ready", "11", "Break"),
        ("sign_out", "28", "End of shift"),
        ("wrap_up", "Sold", "Sold"),
        ("wrap_up", "Call back", "Call back"),
    ]
    assert desk.floor.sign_ins["cisco:2900"].state is AgentState.NOT_READY
    assert desk.floor.sign_ins["cisco:2001"].state is AgentState.SIGNED_OUT


async def test_five_hundred_reasons_are_five_hundred(desk):
    codes = [str(n) for n in range(500)]
    labels = ",".join(f"Away for {n}" for n in codes)
    desk.answers["reasoncodenotready#2900"] = f"2900#ReasonCodes#Category:NOT_READY#{','.join(codes)}#Labels:{labels}#F"

    await desk.loaded()

    found = [r for r in desk.floor.reasons.values() if r.category is ReasonCategory.NOT_READY]
    assert [(r.code, r.label) for r in found] == [(n, f"Away for {n}") for n in codes]


async def test_reasons_that_change_in_the_system_are_known_within_five_minutes(desk):
    await desk.loaded()
    desk.link.answers["wrapupreasoncode#2900"] = "2900#ReasonCodes#Category:WRAP_UP##Labels:Sold,Lost#Floor Feed"

    await desk.wait(320)

    assert [r.label for r in desk.floor.reasons.values() if r.category is ReasonCategory.WRAP_UP] == ["Sold", "Lost"]


async def test_only_feed_sign_ins_are_signed_in_unasked(desk):
    await desk.loaded()
    await desk.wait(60)

    assert not desk.link.types("Login#2001") + desk.link.types("Connect#2001")


async def test_it_loads_when_answers_carry_no_correlation_id(desk):
    desk.correlates = False
    await desk.loaded()

    assert {a.id: a.team for a in desk.floor.agents.values()} == {
        "cisco:1001": "cisco:5000",
        "cisco:1002": "cisco:5000",
        "cisco:1003": "cisco:5001",
    }


@pytest.mark.parametrize("late_after", [1, 6])
async def test_a_list_that_could_be_another_teams_is_nobodys(desk, late_after):
    users = desk.answers["getteamusers#2900"]
    desk.answers["getteamusers#2900"] = ()
    desk.correlates = False
    await desk.run(lambda: desk.links and desk.link.types("getteamusers"))
    assert len(desk.link.types("getteamusers")) == 1  # the other waits for its turn

    await desk.wait(late_after)
    desk.link.tell(f"2900#TeamUsersList#{user('1001')}#{user('1002')}")  # of Sales North
    desk.answers["getteamusers#2900"] = users
    await desk.run(lambda: len(desk.floor.agents) == 3, rounds=20_000)

    teams = {(e.id, e.team) for load in desk.loads for e in load.agents}
    teams |= {(a.id, e.team.id) for e in desk.heard if isinstance(e, TeamLoaded) for a in e.agents}
    assert teams == {(f"cisco:{n}", f"cisco:{t}") for n, t in ((1001, 5000), (1002, 5000), (1003, 5001))}


async def test_lists_without_ids_from_a_system_that_else_sends_them_are_asked_for_one_by_one(desk):
    numbered = {"getteamusers#2900": desk.answers.pop("getteamusers#2900")}
    await desk.run(lambda: len(desk.link.types("getteamusers")) == 2 if desk.links else False)

    desk.link.tell(numbered["getteamusers#2900"](desk.link.said[-4]))
    await desk.loaded()
    assert not desk.floor.agents
    desk.link.correlates = False
    desk.answers.update(numbered)
    await desk.run(lambda: len(desk.floor.agents) == 3, rounds=20_000)

    assert desk.floor.agents["cisco:1003"].team == "cisco:5001"


async def test_what_does_not_answer_is_left_out_and_said_and_asked_again(desk):
    users = desk.answers["getteamusers#2900"]
    desk.answers["getteamusers#2900"] = lambda c: () if c.body.startswith("5001") else users(c)
    await desk.loaded()
    assert desk.light == (LIVE, "No answer about team Support.")
    assert "cisco:5001" in desk.floor.teams

    desk.answers["getteamusers#2900"] = users
    await desk.run(lambda: "cisco:1003" in desk.floor.agents)
    await desk.wait(1.5)

    assert desk.light == (LIVE, "")


async def test_queues_that_are_refused_do_not_stop_the_rest(desk):
    desk.answers["getqueuelist#2900"] = "2900#Error#AUTHORIZATION_FAILURE"
    await desk.loaded()

    assert len(desk.floor.agents) == 3
    assert desk.light == (LIVE, "Queues: This login may not do that: it is not a supervisor of that team.")


async def test_a_state_that_comes_while_the_lists_are_on_their_way_is_not_lost(desk):
    login = desk.answers["Login#2900"]
    desk.answers["Login#2900"] = (*login, state("1001", "READY", at="2026-11-20 08:59:59"))
    await desk.loaded()

    assert desk.floor.agents["cisco:1001"].state is AgentState.READY


async def test_nobody_but_the_broker_answers(desk):
    desk.answers["Hello"] = ()

    error = await desk.ends()

    assert isinstance(error, Retryable)
    assert str(error) == "The broker is there, but no Generic Connector answers on it."
    assert len(desk.link.types("Hello")) >= 4  # every three seconds


async def test_clocks_that_disagree_are_named_as_the_likely_cause(desk):
    desk.answers["Hello"] = ()
    desk.skew = 40

    assert "clock is +40 s off" in str(await desk.ends())


@pytest.mark.parametrize("over_a_new_line", [True, False])
async def test_a_team_that_does_not_answer_a_load_keeps_its_agents_as_unknown(desk, over_a_new_line):
    users = desk.answers["getteamusers#2900"]
    await desk.loaded()
    desk.answers["getteamusers#2900"] = lambda c: () if c.body.startswith("5001") else users(c)

    if over_a_new_line:
        desk.link.lost = "The broker is gone."
        await desk.ends()
    else:
        desk.link.tell(f"DESTINATION#{desk.link.destination}#RECONNECT")
    await desk.loaded()

    kept = desk.floor.agents["cisco:1003"]
    assert (kept.state, kept.since_is_known, kept.name) == (AgentState.UNKNOWN, False, "Agent 1003")
    assert desk.floor.agents["cisco:1001"].state is AgentState.NOT_READY
    assert desk.light == (LIVE, "No answer about team Support.")

    desk.answers["getteamusers#2900"] = users
    await desk.run(lambda: desk.floor.agents["cisco:1003"].state is AgentState.NOT_READY)
