"""Our own sign-ins: who is signed in, refused, thrown out, and tried again."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from cti_bridge.errors import CommandRefused, Retryable
from cti_bridge.floor.commands import SignIn, SignOut
from cti_bridge.floor.model import AgentState
from tests.cti_bridge.connectors.generic_connector.orders import A_MOMENT, force, sign_sam_in, soon
from tests.cti_bridge.connectors.generic_connector.scripted import LIVE, START, state


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


async def test_yesterdays_phone_is_not_theirs_though_the_system_does_not_name_todays(desk):
    await desk.loaded()
    await sign_sam_in(desk, extension="4101")
    info, told = desk.answers["Login#2001"]
    desk.answers["Login#2001"] = (info, told.replace("#4101#", "##"))
    await desk.tell(state("2001", "LOGOUT", to="2001"))

    await sign_sam_in(desk, extension="4102")
    await desk.wait(0.1)

    assert desk.floor.sign_ins["cisco:2001"].extension == "4102"


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
