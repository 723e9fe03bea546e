"""States that people ask for, their own and others': what is sent, and what is refused in words."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from cti_bridge.errors import CommandRefused, Retryable
from cti_bridge.floor.commands import SignOut
from cti_bridge.floor.events import AgentStateChanged, SignInChanged
from cti_bridge.floor.model import AgentState
from tests.cti_bridge.connectors.generic_connector.orders import A_MOMENT, force, own, sign_sam_in, soon
from tests.cti_bridge.connectors.generic_connector.scripted import START, state, user


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


async def test_a_person_changes_their_own_state_with_a_reason(desk):
    await desk.loaded()
    await sign_sam_in(desk)
    desk.answers["MakeReady#2001"] = state("2001", "READY", to="2001", at="2026-11-20 09:00:01")
    desk.answers["MakeNotReadyWithReason#2001"] = state(
        "2001", "NOT_READY", to="2001", reason="10", label="Lunch", at="2026-11-20 09:00:02"
    )

    await desk.execute(own(AgentState.READY))
    await desk.execute(own(AgentState.NOT_READY, "10"))
    await desk.wait(0.1)

    assert "10" in [c.body for c in desk.link.said if c.jms_type == "MakeNotReadyWithReason#2001"]
    sign_in = desk.floor.sign_ins["cisco:2001"]
    assert (sign_in.state, sign_in.reason, sign_in.reason_label) == (AgentState.NOT_READY, "10", "Lunch")


async def test_own_state_needs_to_be_signed_in(desk):
    await desk.loaded()

    with pytest.raises(CommandRefused, match="not signed in"):
        await desk.execute(own(AgentState.READY))


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
