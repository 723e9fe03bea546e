"""Finesse's rules for states: what agents may ask, what supervisors may force, and how UCCX differs."""

import pytest

from cti_bridge.practice.generic_connector_peer import calls
from cti_bridge.practice.generic_connector_peer.finesse import Finesse
from cti_bridge.practice.generic_connector_peer.model import Refused, State

# Wrap-up: 1001 may (OPTIONAL), 1004 must (REQUIRED), 1007 never does (NOT_ALLOWED).
MAY, MUST, NEVER = "1001", "1004", "1007"


def on_a_queue_call(world: Finesse, login: str) -> str:
    world.set_state(login, State.READY)
    dialog = calls.offer(world, login, "+4930111", queue="Sales")
    calls.answer(world, login, dialog.id)
    return dialog.id


def refusal(world: Finesse, login: str, target: State, reason: str | None = None, *, forced: bool = False) -> str:
    with pytest.raises(Refused) as refused:
        (world.force if forced else world.ask)(login, target, reason)
    return refused.value.code


class TestAnAgentAsks:
    def test_one_becomes_ready_and_ready_has_no_reason(self, ucce: Finesse) -> None:
        ucce.ask(MAY, State.READY)

        assert (ucce.users[MAY].state, ucce.users[MAY].reason) == (State.READY, "")

    def test_not_ready_wants_a_reason_as_soon_as_one_is_configured(self, ucce: Finesse) -> None:
        ucce.ask(MAY, State.READY)

        assert refusal(ucce, MAY, State.NOT_READY) == "MISSING_REASON_CODE"
        assert refusal(ucce, MAY, State.NOT_READY, "999999") == "PLEASE_RETRY"
        ucce.ask(MAY, State.NOT_READY, "10")
        assert ucce.reasons.label_of(ucce.users[MAY], ucce.platform) == "Lunch"

    def test_a_reason_may_be_changed_while_not_ready(self, ucce: Finesse) -> None:
        ucce.ask(MAY, State.NOT_READY, "10")
        ucce.ask(MAY, State.NOT_READY, "11")

        assert ucce.users[MAY].reason == "11"

    def test_one_signs_out_only_when_not_ready(self, ucce: Finesse) -> None:
        ucce.ask(MAY, State.READY)
        assert refusal(ucce, MAY, State.LOGOUT, "28") == "CF_INVALID_OBJECT_STATE"

        ucce.ask(MAY, State.NOT_READY, "10")
        ucce.ask(MAY, State.LOGOUT, "28")
        assert not ucce.users[MAY].signed_in
        assert ucce.users[MAY].extension == ""

    def test_on_uccx_one_may_sign_out_when_ready(self, uccx: Finesse) -> None:
        uccx.ask(MAY, State.READY)
        uccx.ask(MAY, State.LOGOUT, "28")

        assert uccx.users[MAY].state is State.LOGOUT

    def test_not_ready_on_a_call_waits_for_its_end(self, ucce: Finesse) -> None:
        dialog = on_a_queue_call(ucce, NEVER)

        ucce.ask(NEVER, State.NOT_READY, "10")
        assert (ucce.users[NEVER].state, ucce.users[NEVER].pending) == (State.TALKING, State.NOT_READY)

        calls.release(ucce, NEVER, dialog)
        user = ucce.users[NEVER]
        assert (user.state, user.reason, user.pending) == (State.NOT_READY, "10", None)

    def test_on_uccx_ready_during_a_queue_call_is_an_invalid_workmode(self, uccx: Finesse) -> None:
        on_a_queue_call(uccx, MAY)

        assert refusal(uccx, MAY, State.READY) == "CF_INVALID_AGENT_WORKMODE"

    def test_on_uccx_ready_during_another_call_is_busy(self, uccx: Finesse) -> None:
        calls.make(uccx, MAY, "+4930222")

        assert uccx.users[MAY].state is State.NOT_READY
        assert refusal(uccx, MAY, State.READY) == "CF_RESOURCE_BUSY"

    def test_on_uccx_not_ready_can_be_asked_once_per_call(self, uccx: Finesse) -> None:
        on_a_queue_call(uccx, MAY)

        uccx.ask(MAY, State.NOT_READY, "10")
        assert refusal(uccx, MAY, State.NOT_READY, "11") == "CF_INVALID_OBJECT_STATE"

    def test_on_uccx_an_outbound_reservation_cannot_be_left(self, uccx: Finesse, ucce: Finesse) -> None:
        for world in (uccx, ucce):
            world.set_state(MAY, State.RESERVED_OUTBOUND)

        assert refusal(uccx, MAY, State.READY) == "CF_GENERIC_UNSPECIFIED"
        ucce.ask(MAY, State.READY)
        assert ucce.users[MAY].state is State.READY

    def test_leaving_a_preview_waits_for_its_end(self, ucce: Finesse) -> None:
        ucce.set_state(MAY, State.READY)
        ucce.set_state(MAY, State.RESERVED_OUTBOUND_PREVIEW)

        ucce.ask(MAY, State.NOT_READY, "11")
        assert ucce.users[MAY].state is State.RESERVED_OUTBOUND_PREVIEW

        calls.end_for(ucce, MAY)
        assert (ucce.users[MAY].state, ucce.users[MAY].reason) == (State.NOT_READY, "11")


class TestASupervisorForces:
    @pytest.mark.parametrize("state", [State.READY, State.WORK, State.WORK_READY])
    def test_not_ready_is_stamped_999_on_ucce(self, ucce: Finesse, state: State) -> None:
        ucce.set_state(MAY, state)

        ucce.force(MAY, State.NOT_READY)
        assert (ucce.users[MAY].state, ucce.users[MAY].reason) == (State.NOT_READY, "999")
        assert ucce.reasons.label_of(ucce.users[MAY], ucce.platform) == "Not Ready - Supervisor Initiated"

    def test_not_ready_is_stamped_33_on_uccx(self, uccx: Finesse) -> None:
        uccx.set_state(MAY, State.READY)

        uccx.force(MAY, State.NOT_READY)
        assert uccx.users[MAY].reason == "33"

    @pytest.mark.parametrize("state", [State.NOT_READY, State.TALKING, State.HOLD, State.RESERVED, State.LOGOUT])
    def test_not_ready_is_refused_from_any_other_state(self, ucce: Finesse, state: State) -> None:
        ucce.set_state(MAY, state)

        assert refusal(ucce, MAY, State.NOT_READY, forced=True) == "CF_INVALID_OBJECT_STATE"

    def test_not_ready_takes_no_reason(self, ucce: Finesse) -> None:
        ucce.set_state(MAY, State.READY)

        assert refusal(ucce, MAY, State.NOT_READY, "10", forced=True) == "PLEASE_RETRY"

    def test_an_agent_on_a_call_is_signed_out_right_after_it(self, ucce: Finesse) -> None:
        dialog = on_a_queue_call(ucce, MUST)

        ucce.force(MUST, State.LOGOUT)
        assert (ucce.users[MUST].state, ucce.users[MUST].pending) == (State.TALKING, State.LOGOUT)

        calls.release(ucce, MUST, dialog)
        assert (ucce.users[MUST].state, ucce.users[MUST].pending) == (State.LOGOUT, None)

    def test_on_uccx_an_agent_not_ready_but_on_a_call_is_signed_out_after_it(self, uccx: Finesse) -> None:
        dialog = calls.make(uccx, MAY, "+4930222")

        uccx.force(MAY, State.LOGOUT)
        assert uccx.users[MAY].state is State.NOT_READY

        calls.release(uccx, MAY, dialog.id)
        assert uccx.users[MAY].state is State.LOGOUT

    def test_only_ready_not_ready_and_logout_can_be_forced(self, ucce: Finesse) -> None:
        assert refusal(ucce, MAY, State.WORK, forced=True) == "CF_INVALID_OBJECT_STATE"

    def test_who_is_signed_out_can_be_forced_nowhere(self, ucce: Finesse) -> None:
        ucce.set_state(MAY, State.LOGOUT)

        for target in (State.READY, State.NOT_READY, State.LOGOUT):
            assert refusal(ucce, MAY, target, forced=True) == "CF_INVALID_OBJECT_STATE"


class TestSigningIn:
    def test_one_begins_not_ready_with_no_reason_yet(self, ucce: Finesse) -> None:
        ucce.sign_in("2001", "pw-2001", "4101")

        assert (ucce.users["2001"].state, ucce.users["2001"].reason) == (State.NOT_READY, "-1")

    def test_a_phone_serves_one_user_at_a_time(self, ucce: Finesse) -> None:
        with pytest.raises(Refused, match="CF_RESOURCE_BUSY"):
            ucce.sign_in("2001", "pw-2001", "4001")

    def test_a_user_is_signed_in_on_one_phone_at_a_time(self, ucce: Finesse) -> None:
        ucce.sign_in("2001", "pw-2001", "4101")
        ucce.sign_in("2001", "pw-2001", "4101")

        with pytest.raises(Refused, match="CF_RESOURCE_BUSY"):
            ucce.sign_in("2001", "pw-2001", "4102")

    def test_a_number_that_is_no_phone_of_ours_is_refused(self, ucce: Finesse) -> None:
        with pytest.raises(Refused, match="CF_INVALID_LOGON_DEVICE_SPECIFIED"):
            ucce.sign_in("2001", "pw-2001", "99999")
