"""Agents are signed in by a supervisor, on a phone; and a person who is an agent works as that agent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.model import AgentId, AgentState
from cti_bridge.practice.desks import Account
from tests.cti_bridge.practice.conftest import START, Watched
from tests.cti_bridge.practice.test_centre import fresh, rows, seeds, unhurried


def phone_of(watched: Watched, login: str) -> str:
    return watched.agent(login).extension


def test_who_is_signed_out_signs_in_on_the_phone_that_is_named(watched: Watched) -> None:
    login = watched.somebody(AgentState.SIGNED_OUT)
    empty = phone_of(watched, login)

    watched.centre.signing_in.sign_in(login, empty)
    watched.until(lambda: watched.agent(login).state is AgentState.NOT_READY, seconds=1)

    assert (phone_of(watched, login), watched.agent(login).reason_label) == (empty, "Just signed in")


def test_who_sits_at_that_phone_is_signed_out_and_finds_another_one_later(watched: Watched) -> None:
    login, other = watched.somebody(AgentState.SIGNED_OUT), watched.somebody(AgentState.NOT_READY)
    phone = phone_of(watched, other)

    watched.centre.signing_in.sign_in(login, phone)
    watched.until(lambda: watched.agent(other).state is AgentState.SIGNED_OUT, seconds=1)
    assert (watched.agent(login).state, phone_of(watched, login)) == (AgentState.NOT_READY, phone)

    watched.until(lambda: watched.agent(other).state is not AgentState.SIGNED_OUT, seconds=3600)
    assert phone_of(watched, other) != phone


@pytest.mark.parametrize(
    ("before", "phone", "why"),
    [
        (AgentState.READY, "4001", "signed in already"),
        (AgentState.SIGNED_OUT, "9999", "no agents' phone 9999"),
        (AgentState.SIGNED_OUT, "3001", "no agents' phone 3001"),
    ],
)
def test_what_cannot_be_is_refused(watched: Watched, before: AgentState, phone: str, why: str) -> None:
    with pytest.raises(CommandRefused, match=why):
        watched.centre.signing_in.sign_in(watched.somebody(before), phone)


def test_nobody_is_pushed_out_of_a_call(watched: Watched) -> None:
    login, talking = watched.somebody(AgentState.SIGNED_OUT), watched.somebody(AgentState.TALKING)

    with pytest.raises(CommandRefused, match="in a call on that phone"):
        watched.centre.signing_in.sign_in(login, phone_of(watched, talking))


@unhurried
@given(seed=seeds, orders=st.lists(st.tuples(st.integers(1001, 1060), st.integers(4001, 4060)), max_size=5))
def test_two_agents_never_sit_at_one_phone(seed: int, orders: list[tuple[int, int]]) -> None:
    watched = Watched(seed=seed, agents=60, speed=60)
    watched.centre.phones.know(Account(login="sam", agent="1060"), signed_in_on="3001")
    watched.floor.apply(watched.centre.snapshot())

    for login, phone in orders:
        try:
            watched.centre.signing_in.sign_in(str(login), str(phone))
        except CommandRefused:
            watched.after(20)
        watched.after(1)

        at_work = [a.extension for a in watched.floor.agents.values() if a.state is not AgentState.SIGNED_OUT]
        assert len(at_work) == len(set(at_work))
        assert rows(watched.floor) == rows(fresh(watched.centre))


@pytest.mark.parametrize("before", [AgentState.SIGNED_OUT, AgentState.READY, AgentState.NOT_READY, AgentState.TALKING])
def test_while_a_person_is_signed_in_their_agent_is_at_work_and_rests_between_calls(before: AgentState) -> None:
    watched = Watched(seed=1)
    login = watched.somebody(before)
    watched.centre.phones.know(Account(login="sam", agent=login))

    watched.centre.phones.sign_in("sam", "3001", "")
    watched.until(lambda: watched.agent(login).reason_label == "Back office", seconds=3600)
    watched.after(3600 * 9)  # a whole shift, and the time between two

    assert (watched.agent(login).state, watched.agent(login).reason_label) == (AgentState.NOT_READY, "Back office")
    assert watched.floor.sign_ins[AgentId("practice:sam")].agent == watched.agent(login).id

    watched.centre.phones.sign_out("sam")
    watched.until(lambda: watched.agent(login).reason_label != "Back office", seconds=600)


def test_a_sign_in_whose_agent_there_is_not_says_so(watched: Watched) -> None:
    watched.centre.phones.know(Account(login="sam", agent="9999"))

    (sam,) = watched.centre.phones.all()
    assert (sam.agent, sam.note) == (None, "There is no agent 9999 here.")
    assert sam.since == START
