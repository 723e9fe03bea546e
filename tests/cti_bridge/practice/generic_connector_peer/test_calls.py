"""Calls and what they do to agents: reserved, talking, hold, wrap-up, and back to what was before."""

import pytest

from cti_bridge.practice.generic_connector_peer import calls, parting
from cti_bridge.practice.generic_connector_peer.dialog import PartState
from cti_bridge.practice.generic_connector_peer.finesse import Finesse
from cti_bridge.practice.generic_connector_peer.happenings import DialogChanged, UserChanged
from cti_bridge.practice.generic_connector_peer.model import Refused, State

MAY, MUST, NEVER = "1001", "1004", "1007"


def states(world: Finesse, login: str) -> list[State]:
    """The states through which a user went since the last look."""
    return [h.user.state for h in world.drain() if isinstance(h, UserChanged) and h.user.login == login]


def test_a_queue_call_reserves_then_is_talked_then_gives_ready_back(ucce: Finesse) -> None:
    ucce.set_state(NEVER, State.READY)
    ucce.drain()

    dialog = calls.offer(ucce, NEVER, "+4930111", queue="Sales")
    calls.answer(ucce, NEVER, dialog.id)
    calls.release(ucce, NEVER, dialog.id)

    assert states(ucce, NEVER) == [State.RESERVED, State.TALKING, State.READY]
    assert not ucce.dialogs


def test_a_call_that_is_never_taken_gives_ready_back(ucce: Finesse) -> None:
    ucce.set_state(MUST, State.READY)

    parting.end(ucce, calls.offer(ucce, MUST, "+4930111", queue="Sales"))

    assert ucce.users[MUST].state is State.READY


def test_a_call_in_not_ready_gives_not_ready_back_with_its_reason(ucce: Finesse) -> None:
    ucce.ask(NEVER, State.NOT_READY, "10")

    dialog = calls.make(ucce, NEVER, "+4930222")
    assert ucce.users[NEVER].state is State.TALKING

    calls.release(ucce, NEVER, dialog.id)
    assert (ucce.users[NEVER].state, ucce.users[NEVER].reason) == (State.NOT_READY, "10")


def test_calling_out_while_ready_makes_not_ready_with_50006_first(ucce: Finesse) -> None:
    ucce.ask(NEVER, State.READY)
    ucce.drain()

    dialog = calls.make(ucce, NEVER, "+4930222")
    calls.release(ucce, NEVER, dialog.id)

    assert states(ucce, NEVER) == [State.NOT_READY, State.TALKING, State.NOT_READY]
    assert ucce.users[NEVER].reason == "50006"


def test_hold_and_retrieve_show_on_ucce_and_keep_what_is_pending(ucce: Finesse) -> None:
    ucce.set_state(NEVER, State.READY)
    dialog = calls.offer(ucce, NEVER, "+4930111", queue="Sales")
    calls.answer(ucce, NEVER, dialog.id)
    ucce.ask(NEVER, State.NOT_READY, "10")

    calls.hold(ucce, NEVER, dialog.id)
    assert (ucce.users[NEVER].state, ucce.users[NEVER].pending) == (State.HOLD, State.NOT_READY)

    calls.retrieve(ucce, NEVER, dialog.id)
    assert (ucce.users[NEVER].state, ucce.users[NEVER].pending) == (State.TALKING, State.NOT_READY)


def test_hold_is_not_seen_on_uccx(uccx: Finesse) -> None:
    uccx.set_state(NEVER, State.READY)
    dialog = calls.offer(uccx, NEVER, "+4930111", queue="Sales")
    calls.answer(uccx, NEVER, dialog.id)
    uccx.drain()

    calls.hold(uccx, NEVER, dialog.id)

    assert uccx.users[NEVER].state is State.TALKING
    assert uccx.drain() == []


@pytest.mark.parametrize(("asked", "work", "then"), [(False, "WORK_READY", "READY"), (True, "WORK", "NOT_READY")])
def test_required_wrap_up_leads_back_to_what_was_asked_for(ucce: Finesse, asked: bool, work: str, then: str) -> None:
    ucce.set_state(MUST, State.READY)
    dialog = calls.offer(ucce, MUST, "+4930111", queue="Sales")
    calls.answer(ucce, MUST, dialog.id)
    if asked:
        ucce.ask(MUST, State.NOT_READY, "10")

    calls.release(ucce, MUST, dialog.id)
    assert ucce.users[MUST].state is State(work)

    ucce.end_wrap_up(MUST)
    assert ucce.users[MUST].state is State(then)


def test_optional_wrap_up_comes_only_when_it_was_asked_for(ucce: Finesse) -> None:
    ucce.set_state(MAY, State.READY)
    for wanted, after in ((False, State.READY), (True, State.WORK_READY)):
        dialog = calls.offer(ucce, MAY, "+4930111", queue="Sales")
        calls.answer(ucce, MAY, dialog.id)
        if wanted:
            ucce.ask(MAY, State.WORK_READY)

        calls.release(ucce, MAY, dialog.id)
        assert ucce.users[MAY].state is after


def test_wrap_up_is_refused_to_whom_it_is_not_allowed(ucce: Finesse) -> None:
    ucce.set_state(NEVER, State.READY)
    dialog = calls.offer(ucce, NEVER, "+4930111", queue="Sales")
    calls.answer(ucce, NEVER, dialog.id)

    with pytest.raises(Refused, match="CF_INVALID_OBJECT_STATE"):
        ucce.ask(NEVER, State.WORK_READY)


def test_wrap_up_on_uccx_is_work_and_gives_ready_back(uccx: Finesse) -> None:
    uccx.set_state(MUST, State.READY)
    dialog = calls.offer(uccx, MUST, "+4930111", queue="Sales")
    calls.answer(uccx, MUST, dialog.id)

    calls.release(uccx, MUST, dialog.id)
    assert uccx.users[MUST].state is State.WORK

    uccx.end_wrap_up(MUST)
    assert uccx.users[MUST].state is State.READY


def test_one_agent_calls_another_and_both_hear_of_it(ucce: Finesse) -> None:
    ucce.ask(NEVER, State.READY)

    dialog = calls.make(ucce, MAY, "4007")
    assert ucce.users[MAY].state is State.TALKING
    assert ucce.users[NEVER].state is State.RESERVED

    calls.answer(ucce, NEVER, dialog.id)
    assert ucce.dialogs[dialog.id].part_of(MAY) is PartState.ACTIVE
    calls.release(ucce, NEVER, dialog.id)
    assert ucce.users[NEVER].state is State.READY
    assert ucce.users[MAY].state is State.NOT_READY


def test_calling_a_busy_agent_fails_and_changes_nobodys_state(ucce: Finesse) -> None:
    calls.make(ucce, NEVER, "+4930222")
    ucce.drain()

    calls.make(ucce, MAY, "4007")

    (failed,) = ucce.drain()
    assert isinstance(failed, DialogChanged)
    assert (failed.login, failed.failure) == (MAY, "BUSY")
    assert ucce.users[MAY].state is State.NOT_READY
    assert ucce.call_of(MAY) is None


def test_a_call_of_somebody_else_cannot_be_moved(ucce: Finesse) -> None:
    dialog = calls.make(ucce, MAY, "+4930222")

    for move in (calls.answer, calls.hold, calls.retrieve, calls.release):
        with pytest.raises(Refused, match="E_CTI_INVALID_CALL_ID"):
            move(ucce, NEVER, dialog.id)
        with pytest.raises(Refused, match="MISSING_DIALOG_ID"):
            move(ucce, NEVER, "")


def test_a_queue_rings_only_at_agents_who_are_ready(ucce: Finesse) -> None:
    with pytest.raises(Refused, match="CF_INVALID_OBJECT_STATE"):
        calls.offer(ucce, MAY, "+4930111", queue="Sales")


def test_finesse_may_put_anybody_anywhere_and_their_call_is_gone(ucce: Finesse) -> None:
    calls.make(ucce, MAY, "+4930222")

    ucce.set_state(MAY, State.LOGOUT)

    assert not ucce.dialogs
    assert ucce.users[MAY].state is State.LOGOUT


def test_a_call_that_only_the_state_tells_of_ends_like_any_other(ucce: Finesse) -> None:
    ucce.set_state(NEVER, State.READY)
    ucce.set_state(NEVER, State.TALKING)

    calls.end_for(ucce, NEVER)

    assert ucce.users[NEVER].state is State.READY
