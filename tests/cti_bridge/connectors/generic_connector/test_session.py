"""A session with a Generic Connector: what a supervisor sees when it says this or that, or nothing."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from cti_bridge.errors import CommandRefused, Fatal, Retryable
from cti_bridge.floor.commands import ForceState, SetOwnState, SignIn, SignOut
from cti_bridge.floor.events import AgentStateChanged, FloorLoaded, SignInChanged, SourceHeard, TeamLoaded
from cti_bridge.floor.model import AgentState, FeedState
from cti_bridge.transports.stomp import SignInRefused
from tests.cti_bridge.connectors.generic_connector.scripted import FEED, LEA, SAM, START, Desk, state, user

A_MOMENT = timedelta(seconds=0.05)
LIVE, STALE, DOWN, CONNECTING = FeedState.LIVE, FeedState.STALE, FeedState.DOWN, FeedState.CONNECTING


# -- loading -----------------------------------------------------------------------------------------------------


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
    ]
    assert desk.floor.sign_ins["cisco:2900"].state is AgentState.NOT_READY
    assert desk.floor.sign_ins["cisco:2001"].state is AgentState.SIGNED_OUT


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


# -- following ---------------------------------------------------------------------------------------------------


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


# -- the light ---------------------------------------------------------------------------------------------------


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


# -- sign-ins ----------------------------------------------------------------------------------------------------


async def sign_sam_in(desk: Desk, **changes: object) -> str:
    options = {"extension": "4101", "deadline": desk.time.now() + timedelta(seconds=5)} | changes
    return await desk.execute(SignIn(id=uuid4(), sign_in="cisco:2001", **options))


def force(login: str, to: AgentState, reason: str = "") -> ForceState:
    deadline = START + timedelta(hours=1)
    return ForceState(id=uuid4(), agent=f"cisco:{login}", state=to, reason=reason, deadline=deadline)


def soon(desk: Desk, command: ForceState) -> ForceState:
    """The same, with a deadline that a test can wait for."""
    return replace(command, deadline=desk.time.now() + A_MOMENT)


async def test_a_person_signs_in_with_todays_phone(desk):
    await desk.loaded()

    await sign_sam_in(desk, extension="4105")
    await desk.wait(0.1)

    assert [c.body for c in desk.link.said if c.jms_type == "Login#2001"] == ["sam-pw,4105"]
    assert desk.floor.sign_ins["cisco:2001"].state is AgentState.NOT_READY


async def test_a_typed_password_is_used_and_forgotten_after_signing_out(desk):
    await desk.loaded()
    await sign_sam_in(desk, password="typed")
    assert "typed,4101" in [c.body for c in desk.link.said]

    desk.answers["logoutwithreason#2001"] = state("2001", "LOGOUT", to="2001")
    await desk.execute(SignOut(id=uuid4(), sign_in="cisco:2001", deadline=START + timedelta(hours=1)))
    await desk.wait(60)
    assert desk.floor.sign_ins["cisco:2001"].state is AgentState.SIGNED_OUT
    assert len(desk.link.types("Login#2001")) == 1  # and stays out

    await sign_sam_in(desk)
    assert [c.body for c in desk.link.said if c.jms_type == "Login#2001"][-1] == "sam-pw,4101"


async def test_a_sign_in_never_lives_longer_than_its_deadline(desk):
    await desk.loaded()

    await desk.execute(soon(desk, SignIn(id=uuid4(), sign_in="cisco:2001", extension="4101", deadline=START)))

    said = zip(desk.link.types(), desk.link.times_to_live, strict=True)
    sent = {kind: live for kind, live in said if "2001" in kind}
    assert sent.keys() == {"Connect#2001", "Login#2001"}
    assert max(sent.values()) <= A_MOMENT


async def test_a_sign_in_that_could_not_be_sent_is_not_sent_on_the_next_line(desk, monkeypatch):
    await desk.loaded()

    def gone(*_):
        raise Retryable("The line is lost.")

    monkeypatch.setattr(desk.link, "say", gone)
    with pytest.raises(Retryable):
        await sign_sam_in(desk)
    await desk.ends()
    await desk.loaded()

    assert desk.link.types("Login#") == ["Login#2900"]


async def test_a_sign_in_that_the_line_took_with_it_is_not_sent_again_on_the_next(desk):
    await desk.loaded()
    desk.answers["Login#2001"] = ()
    asking = asyncio.create_task(sign_sam_in(desk))
    await desk.run(lambda: desk.link.types("Login#2001"))

    desk.link.lost = "The broker is gone."
    await desk.ends()
    await desk.loaded()

    assert desk.link.types("Login#") == ["Login#2900"]
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)


async def test_without_a_password_it_is_asked_for(desk):
    await desk.loaded()

    with pytest.raises(CommandRefused, match="type it"):
        await desk.execute(SignIn(id=uuid4(), sign_in="cisco:2002", extension="4102", deadline=START + timedelta(1)))
    assert not desk.link.types("Connect#2002")


@pytest.mark.parametrize("password", ["a#b", "a,b", "a|b", "a\0b"])
async def test_a_password_that_the_protocol_cannot_carry_is_refused_and_not_repeated(desk, password):
    await desk.loaded()

    with pytest.raises(CommandRefused) as refused:
        await sign_sam_in(desk, password=password)
    assert password not in str(refused.value)
    assert not desk.link.types("Login#2001")


async def test_a_refused_sign_in_is_said_in_words_and_not_tried_again(desk):
    await desk.loaded()
    desk.answers["Connect#2001"] = "2001#Error#SUBSCRIPTION_FAILED"
    desk.answers["Login#2001"] = ()

    with pytest.raises(CommandRefused, match="password is wrong") as refused:
        await sign_sam_in(desk)
    await desk.wait(60)

    assert refused.value.code == "SUBSCRIPTION_FAILED"
    assert desk.floor.sign_ins["cisco:2001"].note == "The login id or the password is wrong."
    assert len(desk.link.types("Login#2001")) == 1
    assert desk.light == (LIVE, "")


async def test_re_login_of_a_sign_in_that_is_on_signs_it_in_again(desk):
    await desk.loaded()
    await sign_sam_in(desk)
    await desk.wait(10)

    await desk.tell("2001#State#RE_LOGIN", "2001#State#RE_LOGIN")

    assert len(desk.link.types("Login#2001")) == 2


async def test_re_login_of_an_agent_whose_password_we_have_not_is_a_refusal_and_never_a_login(desk):
    await desk.loaded()
    desk.answers["MakeReady#1001"] = "1001#State#RE_LOGIN"

    with pytest.raises(CommandRefused, match="no password"):
        await desk.execute(force("1001", AgentState.READY))
    assert not desk.link.types("Login#1001") + desk.link.types("Connect#1001")


async def test_a_persons_session_taken_over_elsewhere_stays_off_until_they_ask(desk):
    await desk.loaded()
    await sign_sam_in(desk)

    await desk.tell("2001#Error#SESSION_INVALIDATED", state("2001", "LOGOUT", to="2001"))
    await desk.tell("2001#State#RE_LOGIN")
    await desk.wait(120)

    assert len(desk.link.types("Login#2001")) == 1
    own = desk.floor.sign_ins["cisco:2001"]
    assert own.state is AgentState.SIGNED_OUT
    assert own.note == "This login was signed in somewhere else, which ended our session."
    assert desk.light == (LIVE, "")

    await sign_sam_in(desk)
    await desk.wait(0.1)
    assert desk.floor.sign_ins["cisco:2001"].note == ""


async def test_the_last_feeds_session_taken_over_elsewhere_is_fatal(desk):
    await desk.loaded()

    desk.link.tell("2900#Error#SESSION_INVALIDATED")
    error = await desk.ends()

    assert isinstance(error, Fatal)
    assert "signed in somewhere else" in str(error)
    assert desk.floor.sign_ins["cisco:2900"].note
    assert isinstance(await desk.ends(), Fatal)  # and nothing signs in again
    assert not desk.link.types("Login")


async def test_a_feed_with_a_wrong_password_is_fatal(desk):
    desk.answers["Connect#2900"] = "2900#Error#SUBSCRIPTION_FAILED"
    desk.answers["Login#2900"] = ()

    error = await desk.ends()

    assert isinstance(error, Fatal)
    assert str(error) == "The feed sign-in 2900 is refused: The login id or the password is wrong."


async def test_a_feed_that_is_refused_for_a_passing_reason_is_retryable(desk):
    desk.answers["Login#2900"] = "2900#Error#CF_RESOURCE_BUSY"

    error = await desk.ends()

    assert type(error) is Retryable
    assert "busy" in str(error)


async def test_a_second_feed_that_fails_is_a_note_and_is_tried_again():
    second = FEED.__class__(login="2901", feed=True, extension="4901", password="pw")
    desk = Desk(FEED, second)
    desk.answers["Login#2901"] = "2901#Error#LICENSES_EXCEEDED"
    await desk.loaded()
    assert desk.light[1].startswith("2901: All licences")

    desk.answers["Login#2901"] = (
        "2901#AgentInfo#B#B#True#OPTIONAL#TotalNumberOfTeams:1#5000,Sales North#1#B#2901",
        state("2901", "NOT_READY", to="2901"),
    )
    await desk.run(lambda: desk.light == (LIVE, ""))
    assert len(desk.link.types("getteamusers#2901")) == 0  # the first feed has that team already
    await desk.stop()


async def test_a_feed_with_a_wrong_password_is_not_tried_again_on_the_next_line():
    second = FEED.__class__(login="2901", feed=True, extension="4901", password="wrong")
    desk = Desk(FEED, second)
    desk.answers["Login#2901"] = "2901#Error#SUBSCRIPTION_FAILED"
    await desk.loaded()
    desk.link.lost = "The broker is gone."
    await desk.ends()

    await desk.loaded()

    assert desk.link.types("Login#") == ["Login#2900"]  # each try counts towards locking the account
    assert desk.light[1].startswith("2901: The login id or the password is wrong")
    await desk.stop()


async def test_a_feed_that_is_thrown_out_hands_its_teams_and_queues_to_another_that_has_them():
    second = FEED.__class__(login="2901", feed=True, extension="4901", password="pw")
    desk = Desk(second, FEED)
    queues = desk.answers["getqueuelist#2900"]
    desk.answers["Login#2901"] = "2901#AgentInfo#B#B#True#OPTIONAL#TotalNumberOfTeams:1#5000,Sales North#1#B#2901"
    desk.answers["getteamusers#2901"] = f"2901#TeamUsersList#{user('1001')}"
    desk.answers["getqueuelist#2901"] = queues.replace("2900", "2901")
    await desk.loaded()
    asked_before = [c.body for c in desk.link.said if c.jms_type == "getteamusers#2900"]
    assert asked_before == ["5001,true"]

    desk.answers["getqueuelist#2900"] = queues.replace("CallsInQueue:3", "CallsInQueue:9")
    await desk.tell("2901#Error#SESSION_INVALIDATED")
    await desk.wait(12)

    assert [c.body for c in desk.link.said if c.jms_type == "getteamusers#2900"] == ["5001,true", "5000,true"]
    assert desk.floor.queues["cisco:Sales"].waiting == 9
    await desk.stop()


@pytest.mark.parametrize("goes_out", [state("2901", "LOGOUT", to="2901"), "2901#Error#SESSION_INVALIDATED"])
async def test_a_team_that_only_a_lost_feed_had_is_unknown_and_said_until_it_is_told_of_again(goes_out):
    second = FEED.__class__(login="2901", feed=True, extension="4901", password="pw")
    desk = Desk(FEED, second)
    desk.answers["Login#2901"] = (
        "2901#AgentInfo#B#B#True#OPTIONAL#TotalNumberOfTeams:1#5002,Billing#1#B#2901",
        state("2901", "NOT_READY", to="2901"),
    )
    desk.answers["getteamusers#2901"] = f"2901#TeamUsersList#{user('1009')}"
    await desk.loaded()

    await desk.tell(goes_out)

    lost = desk.floor.agents["cisco:1009"]
    assert (lost.state, lost.since_is_known, lost.team) == (AgentState.UNKNOWN, False, "cisco:5002")
    assert desk.floor.agents["cisco:1001"].state is AgentState.NOT_READY
    await desk.run(lambda: "No answer about team Billing." in desk.light[1])

    if "LOGOUT" in goes_out:  # somebody else's session would be ended by signing in again
        await desk.run(lambda: desk.floor.agents["cisco:1009"].state is AgentState.NOT_READY)
        await desk.run(lambda: desk.light == (LIVE, ""))
    await desk.stop()


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


async def test_a_feed_signed_out_by_somebody_is_signed_in_again_over_a_new_line(desk):
    await desk.loaded()

    desk.link.tell(state("2900", "LOGOUT"))
    assert "signed out by somebody else" in str(await desk.ends())
    await desk.loaded()

    assert desk.link.types("Login#2900") == ["Login#2900"]


async def test_no_feed_sign_in_is_fatal_at_once():
    error = await Desk(SAM, LEA).ends()

    assert isinstance(error, Fatal)
    assert "at least one" in str(error)


# -- orders ------------------------------------------------------------------------------------------------------


async def test_a_forced_state_is_sent_about_the_agent_with_its_time_to_live(desk):
    await desk.loaded()
    desk.answers["MakeReady#1001"] = state("1001", "READY", at="2026-11-20 09:00:00")

    assert await desk.execute(force("1001", AgentState.READY)) == ""
    await desk.wait(0.1)

    assert desk.link.types("MakeReady") == ["MakeReady#1001"]
    assert desk.link.times_to_live[desk.link.types().index("MakeReady#1001")] == timedelta(seconds=5)
    assert desk.floor.agents["cisco:1001"].state is AgentState.READY


async def test_a_command_never_lives_longer_than_its_deadline(desk):
    await desk.loaded()

    await desk.execute(soon(desk, force("1001", AgentState.READY)))

    sent = desk.link.types().index("MakeReady#1001")
    assert desk.link.times_to_live[sent] <= A_MOMENT


async def test_a_deadline_without_a_word_ends_without_one(desk):
    await desk.loaded()

    said = await desk.execute(soon(desk, force("1001", AgentState.READY)))

    assert said == ""


@pytest.mark.parametrize("correlates", [True, False])
async def test_a_refusal_by_finesse_is_said_in_words(desk, correlates):
    await desk.loaded()
    desk.link.correlates = correlates
    desk.answers["MakeReady#1001"] = "1001#Error#CF_INVALID_OBJECT_STATE"

    with pytest.raises(CommandRefused) as refused:
        await desk.execute(force("1001", AgentState.READY))

    assert str(refused.value) == "This is not possible in the agent's present state."
    assert refused.value.code == "CF_INVALID_OBJECT_STATE"


async def test_an_error_that_could_be_about_either_of_two_commands_is_taken_for_neither(desk):
    await desk.loaded()
    desk.link.correlates = False
    one, other = force("1001", AgentState.READY), force("1001", AgentState.READY)
    desk.time.stands = True
    both = [asyncio.create_task(desk.execute(soon(desk, c))) for c in (one, other)]
    await desk.run(lambda: len(desk.link.types("MakeReady")) == 2)

    desk.link.tell("1001#Error#CF_RESOURCE_BUSY")

    assert await asyncio.gather(*both) == ["", ""]


@pytest.mark.parametrize(
    ("present", "to", "reason", "words"),
    [
        ("READY", AgentState.READY, "", "only out of not ready or wrap-up"),
        ("TALKING", AgentState.NOT_READY, "", "only out of ready or wrap-up"),
        ("NOT_READY", AgentState.NOT_READY, "", "only out of ready or wrap-up"),
        ("LOGOUT", AgentState.SIGNED_OUT, "", "signed in can be signed out"),
        ("READY", AgentState.NOT_READY, "10", "takes no reason code"),
        ("READY", AgentState.TALKING, "", "nothing else"),
    ],
)
async def test_what_finesse_would_refuse_is_refused_before_it_is_sent(desk, present, to, reason, words):
    await desk.loaded()
    await desk.tell(state("1001", present))
    before = len(desk.link.said)

    with pytest.raises(CommandRefused, match=words):
        await desk.execute(force("1001", to, reason))
    assert not [c for c in desk.link.said[before:] if c.subject == "1001"]


@pytest.mark.parametrize(
    ("present", "to", "type_"),
    [
        ("WORK", AgentState.READY, "MakeReady#1001"),
        ("WORK_READY", AgentState.NOT_READY, "MakeNotReady#1001"),
        ("TALKING", AgentState.SIGNED_OUT, "logout#1001"),
        ("RESERVED_OUTBOUND", AgentState.SIGNED_OUT, "logout#1001"),
    ],
)
async def test_what_finesse_allows_is_sent(desk, present, to, type_):
    await desk.loaded()
    await desk.tell(state("1001", present))

    await desk.execute(soon(desk, force("1001", to)))

    assert type_ in desk.link.types()


async def test_an_agent_of_nobodys_team_is_refused(desk):
    await desk.loaded()

    with pytest.raises(CommandRefused, match="no team"):
        await desk.execute(force("1999", AgentState.READY))


async def test_nothing_is_sent_before_the_floor_is_loaded(desk):
    with pytest.raises(Retryable):
        await desk.session.execute(force("1001", AgentState.READY))


def own(desk: Desk, to: AgentState, reason: str = "") -> SetOwnState:
    return SetOwnState(id=uuid4(), sign_in="cisco:2001", state=to, reason=reason, deadline=START + timedelta(hours=1))


async def test_a_person_changes_their_own_state_with_a_reason(desk):
    await desk.loaded()
    await sign_sam_in(desk)
    desk.answers["MakeReady#2001"] = state("2001", "READY", to="2001", at="2026-11-20 09:00:01")
    desk.answers["MakeNotReadyWithReason#2001"] = state(
        "2001", "NOT_READY", to="2001", reason="10", label="Lunch", at="2026-11-20 09:00:02"
    )

    await desk.execute(own(desk, AgentState.READY))
    await desk.execute(own(desk, AgentState.NOT_READY, "10"))
    await desk.wait(0.1)

    assert "10" in [c.body for c in desk.link.said if c.jms_type == "MakeNotReadyWithReason#2001"]
    sign_in = desk.floor.sign_ins["cisco:2001"]
    assert (sign_in.state, sign_in.reason, sign_in.reason_label) == (AgentState.NOT_READY, "10", "Lunch")


async def test_own_state_needs_to_be_signed_in(desk):
    await desk.loaded()

    with pytest.raises(CommandRefused, match="not signed in"):
        await desk.execute(own(desk, AgentState.READY))


async def test_signing_out_while_ready_is_refused_on_ucce(desk):
    await desk.loaded()
    await sign_sam_in(desk)
    await desk.tell(state("2001", "READY", to="2001"))

    with pytest.raises(CommandRefused, match="make yourself not ready first"):
        await desk.execute(SignOut(id=uuid4(), sign_in="cisco:2001", deadline=START + timedelta(hours=1)))


async def test_a_member_who_may_sign_in_here_and_has_not_is_a_member(desk):
    desk.answers["getteamusers#2900"] = lambda c: f"2900#TeamUsersList#{user('2001')}"
    await desk.loaded()

    await desk.tell(state("2001", "READY"))

    assert desk.floor.agents["cisco:2001"].state is AgentState.READY
    assert desk.floor.sign_ins["cisco:2001"].state is AgentState.SIGNED_OUT


async def test_what_a_feed_hears_of_a_member_is_no_answer_to_that_members_sign_in_here(desk):
    desk.answers["getteamusers#2900"] = lambda c: f"2900#TeamUsersList#{user('2001')}"
    at_their_own_desktop = state("2001", "READY")
    desk.answers["Login#2001"] = (at_their_own_desktop, "2001#Error#SUBSCRIPTION_FAILED")
    await desk.loaded()

    with pytest.raises(CommandRefused, match="password is wrong"):
        await sign_sam_in(desk)

    assert desk.floor.agents["cisco:2001"].state is AgentState.READY
    assert desk.floor.sign_ins["cisco:2001"].state is AgentState.SIGNED_OUT


async def test_who_is_both_a_member_and_signed_in_here_is_told_as_both(desk):
    desk.answers["getteamusers#2900"] = lambda c: f"2900#TeamUsersList#{user('2001')}"
    await desk.loaded()
    await sign_sam_in(desk)

    await desk.tell(state("2001", "READY", to="2001"))

    assert desk.floor.agents["cisco:2001"].state is AgentState.READY
    assert desk.floor.sign_ins["cisco:2001"].state is AgentState.READY
    changed = [type(e) for e in desk.heard[-2:]]
    assert changed == [SignInChanged, AgentStateChanged]


# -- calls -------------------------------------------------------------------------------------------------------


async def test_a_call_of_one_of_our_sign_ins_names_the_agents_in_it(desk):
    await desk.loaded()
    call = "#DialogID:77#4900##2026-11-20 08:59:00#CallType:SM#ParticipantsCount:2#participants:4900,ACTIVE|4001,ACTIVE"

    await desk.tell("2900#InboundCall#ACTIVE" + call)
    told = desk.floor.calls["cisco:77"]
    await desk.tell("2900#InboundCall#DROP#DialogID:77")

    assert [(p.address, p.agent) for p in told.participants] == [("4900", None), ("4001", "cisco:1001")]
    assert (told.type, told.started_at) == ("monitor", START - timedelta(minutes=1))
    assert not desk.floor.calls


@pytest.mark.parametrize("goes_out", [state("2001", "LOGOUT", to="2001"), "2001#Error#SESSION_INVALIDATED"])
async def test_a_call_whose_login_goes_out_before_its_end_does_not_stay(desk, goes_out):
    await desk.loaded()
    await sign_sam_in(desk)
    call = (
        "#DialogID:77#4101##2026-11-20 08:59:00#CallType:ACD_IN#ParticipantsCount:2#participants:4101,ACTIVE|555,ACTIVE"
    )
    await desk.tell("2001#InboundCall#ACTIVE" + call, "2900#InboundCall#ACTIVE" + call.replace("77", "78"))
    assert set(desk.floor.calls) == {"cisco:77", "cisco:78"}

    await desk.tell(goes_out)

    assert set(desk.floor.calls) == {"cisco:78"}
