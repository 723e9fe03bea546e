"""A person's own practice phone: signing in and out, and one's own state."""

import pytest

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.model import AgentState, OwnSignIn
from cti_bridge.practice.desks import Account
from tests.cti_bridge.practice.conftest import Watched


@pytest.fixture
def desk(watched: Watched) -> Watched:
    """Sam and Lea have phones of their own; the bridge has its feed."""
    for account in (
        Account(login="sam", extension="3001", password="right"),
        Account(login="lea"),
        Account(login="feed", feed=True),
    ):
        watched.centre.phones.know(account)
    return watched


def own(desk: Watched, login: str) -> OwnSignIn:
    return {s.id: s for s in desk.centre.phones.all()}[f"practice:{login}"]  # type: ignore[index]


def test_one_signs_in_gets_ready_pauses_and_signs_out(desk: Watched) -> None:
    phones = desk.centre.phones
    phones.sign_in("sam", "3009", "")
    assert own(desk, "sam").state is AgentState.SIGNED_OUT  # asked is not done
    desk.after(0.7)
    signed_in = desk.floor.sign_ins[own(desk, "sam").id]
    assert (signed_in.state, signed_in.extension) == (AgentState.NOT_READY, "3009")

    phones.set_state("sam", AgentState.READY, "")
    desk.after(0.7)
    assert desk.floor.sign_ins[signed_in.id].state is AgentState.READY

    phones.set_state("sam", AgentState.NOT_READY, "10")
    desk.after(0.7)
    assert desk.floor.sign_ins[signed_in.id].reason_label == "Lunch"

    phones.sign_out("sam")
    desk.after(0.7)
    assert desk.floor.sign_ins[signed_in.id].state is AgentState.SIGNED_OUT


def test_a_wrong_password_is_refused_and_not_repeated_in_words(desk: Watched) -> None:
    with pytest.raises(CommandRefused, match="password") as refused:
        desk.centre.phones.sign_in("sam", "3001", "guess")

    assert "guess" not in str(refused.value)
    assert "right" not in repr(Account(login="sam", password="right"))


def test_a_phone_is_needed_that_nobody_else_has(desk: Watched) -> None:
    desk.centre.phones.sign_in("lea", "3002", "")
    desk.after(0.7)

    with pytest.raises(CommandRefused, match="needs the extension"):
        desk.centre.phones.sign_in("sam", "", "")
    with pytest.raises(CommandRefused, match="somebody else's"):
        desk.centre.phones.sign_in("sam", "4001", "")
    with pytest.raises(CommandRefused, match="somebody else's"):
        desk.centre.phones.sign_in("sam", "3002", "")


def test_without_signing_in_there_is_no_state_to_set(desk: Watched) -> None:
    with pytest.raises(CommandRefused, match="Sign in first"):
        desk.centre.phones.set_state("sam", AgentState.READY, "")


@pytest.mark.parametrize(
    ("state", "code"),
    [(AgentState.TALKING, ""), (AgentState.READY, "10"), (AgentState.NOT_READY, "4711")],
)
def test_a_state_or_reason_that_does_not_exist_is_refused(desk: Watched, state: AgentState, code: str) -> None:
    desk.centre.phones.sign_in("sam", "3001", "right")
    desk.after(0.7)

    with pytest.raises(CommandRefused):
        desk.centre.phones.set_state("sam", state, code)


def test_the_feed_is_signed_in_and_nobody_s_to_move(desk: Watched) -> None:
    assert own(desk, "feed").state is AgentState.NOT_READY

    with pytest.raises(CommandRefused, match="bridge's own"):
        desk.centre.phones.sign_out("feed")
    with pytest.raises(CommandRefused, match="no sign-in vic"):
        desk.centre.phones.sign_out("vic")
