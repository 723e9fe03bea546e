"""Feed sign-ins: what is done when one is refused, thrown out or signed out, and what of its teams."""

import pytest

from cti_bridge.errors import Fatal, Retryable
from cti_bridge.floor.model import AgentState
from tests.cti_bridge.connectors.generic_connector.scripted import FEED, LEA, LIVE, SAM, Desk, state, user


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
