"""Wrap-up, call variables and outbound preview, as an agent's own client asks for them and hears of them."""

import pytest

from cti_bridge.practice.generic_connector_peer import calls, previews
from cti_bridge.practice.generic_connector_peer.finesse import Finesse
from cti_bridge.practice.generic_connector_peer.model import State
from tests.cti_bridge.practice.generic_connector_peer.talk import Talk

CALL = "16777217"


def told(bodies: list[str]) -> list[str]:
    return [" ".join(body.split("#")[1:3]) for body in bodies]


@pytest.fixture
def david(talk: Talk) -> Talk:
    """Agent 1004's own client, who must wrap up; a queue's caller is on the line."""
    talk.sign_in("1004", "4004")
    talk.world.set_state("1004", State.READY)
    calls.answer(talk.world, "1004", calls.offer(talk.world, "1004", "+4930111", queue="Sales").id)
    talk.hears()
    return talk


@pytest.fixture
def anna(talk: Talk) -> Talk:
    """Agent 1001's own client, ready, and shown a customer."""
    talk.sign_in("1001", "4001")
    talk("MakeReady#1001")
    previews.offer(talk.world, "1001", "+4930333", {"BACampaign": "spring"})
    return talk


class TestWrapUp:
    def test_the_call_stays_for_the_wrap_up_and_drops_with_its_end(self, david: Talk) -> None:
        assert told(david("ReleaseCall#1004", CALL)) == ["InboundCall WRAP_UP", "State WORK_READY"]
        assert told(david("MakeReady#1004")) == ["InboundCall DROP", "State READY"]

    def test_its_reason_may_be_given_during_the_call_and_after_it(self, david: Talk) -> None:
        assert told(david("wrapup#1004", f"Sold,{CALL}")) == ["InboundCall ACTIVE"]

        david("ReleaseCall#1004", CALL)
        assert told(david("wrapup#1004", f"Complaint,{CALL}")) == ["InboundCall WRAP_UP"]
        assert david.world.wrapping_up["1004"].wrap_up_reason == "Complaint"

    @pytest.mark.parametrize(
        ("body", "error"),
        [
            (f"Weather,{CALL}", "PLEASE_RETRY"),
            ("Sold,", "MISSING_DIALOG_ID"),
            ("Sold,123", "E_CTI_INVALID_CALL_ID"),
        ],
    )
    def test_it_names_what_is_wrong(self, david: Talk, body: str, error: str) -> None:
        assert david("wrapup#1004", body) == [f"1004#Error#{error}"]


class TestVariables:
    def test_new_ones_are_told_with_the_old(self, david: Talk) -> None:
        david("update_call_variable#1004", f"{CALL},callVariable1=gold|callVariable2=a,b")

        (body,) = david("update_call_variable#1004", f"{CALL},callVariable1=silver")
        assert body.split("#")[5] == "callVariable1=silver|callVariable2=a,b"

    def test_without_any_it_is_refused(self, david: Talk) -> None:
        assert david("update_call_variable#1004", CALL) == ["1004#Error#INVALID_CALL_DATA"]


class TestPreview:
    def test_the_customer_is_shown_and_the_agent_reserved(self, anna: Talk) -> None:
        shown, state = (body for _, body in anna.hears())

        variables = "BACustomerNumber=+4930333|BACampaign=spring"
        assert shown == f"1001#NewOutboundPreviewCall#+4930333#{variables}#DialogID:{CALL}#CallType:OUTBOUND_PREVIEW"
        assert state.split("#")[2] == "RESERVED_OUTBOUND_PREVIEW"

    def test_accepted_it_is_a_call(self, anna: Talk) -> None:
        anna.hears()

        accepted = told(anna("AcceptOutboundPreview#1001", f"{CALL},ACCEPT"))
        assert accepted == ["InboundCall ACTIVE", "State TALKING"]

    @pytest.mark.parametrize("command", ["RejectOutboundPreview", "CloseOutboundPreview"])
    def test_declined_the_agent_is_ready_again(self, anna: Talk, command: str) -> None:
        anna.hears()

        assert told(anna(f"{command}#1001", f"{CALL},NO")) == ["InboundCall DROP", "State READY"]

    def test_it_is_not_answered_like_a_call_that_rings(self, anna: Talk) -> None:
        anna.hears()

        assert anna("AnswerCall#1001", CALL) == ["1001#Error#CF_INVALID_OBJECT_STATE"]

    def test_on_uccx_it_is_alike(self, uccx: Finesse) -> None:
        talk = Talk(uccx)
        talk.sign_in("1001", "4001")
        talk("MakeReady#1001")
        previews.offer(uccx, "1001", "+4930333", {})

        assert told([body for _, body in talk.hears()])[1] == "State RESERVED_OUTBOUND_PREVIEW"
        assert told(talk("AcceptOutboundPreview#1001", f"{CALL},ACCEPT"))[1] == "State TALKING"
