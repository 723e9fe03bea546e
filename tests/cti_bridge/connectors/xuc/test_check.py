"""The connection test over a real WebSocket: each step, what does not work, and what to do then."""

from dataclasses import replace

import pytest

from cti_bridge.connector import SignInConfig, Step
from cti_bridge.connectors.xuc import check_feed, check_words
from cti_bridge.practice.xuc_peer import Peer
from tests.cti_bridge.connectors.xuc.follower import FEED, SAM, session

PERSONS = replace(SAM, password="")


async def steps(url: str, *sign_ins: SignInConfig, **settings: object) -> dict[str, Step]:
    """The steps by what they are about."""
    return {step.name: step async for step in session(url, *sign_ins, **settings).check()}


async def test_each_step_says_what_it_found(peer: Peer) -> None:
    found = await steps(peer.url)

    assert all(step.ok for step in found.values())
    said = {name.partition(":")[0]: step.said for name, step in found.items() if not name.startswith("Login")}
    assert said["Agents"] == "26 agents."
    assert said["Groups"] == "4 groups."
    assert said["Queues"] == "6 queues."
    assert said["Callbacks"] == "12 callbacks."
    assert {"Members", "Statistics"} <= said.keys()
    assert found["Login: sam"].said == "Signed on. With the profile Supervisor."


async def test_nobody_is_left_signed_on_and_no_state_is_changed(peer: Peer) -> None:
    await steps(peer.url)

    told = {one.command for one in peer.received()} - {"ping"}
    assert all(command.startswith(("get", "subscribeTo")) for command in told)


async def test_who_is_in_use_is_left_alone(peer: Peer) -> None:
    found = await steps(peer.url, replace(FEED, in_use=True), replace(SAM, in_use=True))

    assert [step.said for name, step in found.items() if name.startswith("Login")] == [check_words.IN_USE] * 2
    assert peer.received() == []


async def test_a_password_that_is_typed_each_time_is_not_tried(peer: Peer) -> None:
    found = await steps(peer.url, FEED, PERSONS)

    assert found["Login: sam"] == Step(name="Login: sam", ok=True, said=check_words.TYPED)


async def test_a_wrong_password_says_what_to_correct(peer: Peer) -> None:
    for generation in ("current", "old"):
        found = await steps(peer.url, replace(FEED, password="guessed"), generation=generation)

        assert not found["Login: feed"].ok
        assert found["Login: feed"].mend == check_words.CORRECT_LOGIN
        assert "Agents: feed" not in found


async def test_a_port_where_nobody_listens_ends_the_test(peer: Peer) -> None:
    peer.stop()

    found = await steps(peer.url)

    last = list(found.values())[-1]
    assert (last.ok, last.said) == (False, "Nothing listens on this port.")


async def test_without_a_feed_it_says_so(peer: Peer) -> None:
    found = await steps(peer.url, SAM)

    assert found["Sign-ins"].mend == check_words.ADD_FEED


async def test_a_list_that_does_not_come_is_a_fault_and_missing_callbacks_are_none(
    peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_feed, "WITHIN", 0.3)
    peer.ignore_next("getCallbackLists")
    peer.ignore_next("subscribeToQueueStats")

    found = await steps(peer.url, FEED)

    assert not found["Statistics: feed"].ok
    assert found["Callbacks: feed"].ok
    assert found["Callbacks: feed"].said == check_words.NO_ANSWER
