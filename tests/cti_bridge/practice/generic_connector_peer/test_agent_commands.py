"""What an agent's own client may do: states, calls, lists; and what it hears of them."""

import pytest

from cti_bridge.practice.generic_connector_peer import calls
from cti_bridge.practice.generic_connector_peer.finesse import Finesse
from cti_bridge.practice.generic_connector_peer.model import State
from cti_bridge.practice.generic_connector_peer.wire import Settings
from tests.cti_bridge.practice.generic_connector_peer.talk import BERLIN, Talk

DESK = "DESK"
VARIABLES = (("callVariable1", "gold"), ("callVariable2", "order #17"))


@pytest.fixture
def anna(talk: Talk) -> Talk:
    """Agent 1001's own client."""
    talk.sign_in("1001", "4001")
    return talk


def parts(body: str) -> list[str]:
    return body.split("#")


class TestStates:
    def test_ready_and_back_with_a_reason(self, anna: Talk) -> None:
        (ready,) = anna("MakeReady#1001")
        (lunch,) = anna("MakeNotReadyWithReason#1001", "10")

        assert parts(ready)[2:4] == ["READY", ""]
        assert parts(lunch)[2:4] == ["NOT_READY", "10"]
        assert parts(lunch)[10] == "Lunch"

    def test_a_missing_reason_is_named(self, anna: Talk) -> None:
        anna("MakeReady#1001")

        assert anna("MakeNotReady#1001") == ["1001#Error#MISSING_REASON_CODE"]
        assert anna("MakeNotReadyWithReason#1001") == ["1001#Error#MISSING_REASON_CODE"]

    def test_what_is_pending_shows_with_its_reason(self, anna: Talk) -> None:
        anna.world.set_state("1001", State.READY)
        calls.answer(anna.world, "1001", calls.offer(anna.world, "1001", "+4930111", queue="Sales").id)
        anna.hears()

        (body,) = anna("MakeNotReadyWithReason#1001", "11")
        assert (parts(body)[2], parts(body)[3], parts(body)[5]) == ("TALKING", "11", "NOT_READY")

    def test_uccx_does_not_tell_what_is_pending(self, uccx: Finesse) -> None:
        talk = Talk(uccx)
        talk.sign_in("1001", "4001")
        uccx.set_state("1001", State.READY)
        calls.answer(uccx, "1001", calls.offer(uccx, "1001", "+4930111", queue="Sales").id)
        talk.hears()

        (body,) = talk("MakeNotReadyWithReason#1001", "11")
        assert (parts(body)[2], parts(body)[5]) == ("TALKING", "")

    @pytest.mark.parametrize(
        ("command", "work", "then"),
        [("MakeWorkReady", "WORK_READY", "READY"), ("MakeWorkNotReady", "WORK", "NOT_READY")],
    )
    def test_wrap_up_is_asked_for_during_the_call_and_left_after_it(
        self, anna: Talk, command: str, work: str, then: str
    ) -> None:
        anna.world.set_state("1001", State.READY)
        calls.answer(anna.world, "1001", calls.offer(anna.world, "1001", "+4930111", queue="Sales").id)
        anna.hears()

        (asked,) = anna(f"{command}#1001")
        assert parts(asked)[5] == work

        calls.end_for(anna.world, "1001")
        assert parts(anna.hears()[-1][1])[2] == work
        assert parts(anna(f"{command}#1001")[-1])[2] == then

    def test_a_command_for_somebody_not_held_asks_for_a_login(self, talk: Talk) -> None:
        assert talk("MakeReady#1001") == ["1001#State#RE_LOGIN"]

    def test_another_destination_may_not_act_for_one(self, anna: Talk) -> None:
        assert anna("MakeReady#1001", to="OTHER") == ["1001#Error#AUTHORIZATION_FAILURE"]

    def test_without_reply_to_the_answer_goes_to_the_destination_of_the_connect(self, anna: Talk) -> None:
        (said,) = anna.outgoing("GetState#1001", to="")

        assert said.topic == DESK


class TestCalls:
    def test_a_call_rings_is_answered_held_retrieved_and_dropped(self, anna: Talk) -> None:
        anna.world.set_state("1001", State.READY)
        anna.hears()
        id_ = calls.offer(anna.world, "1001", "+4930111", queue="Sales", variables=VARIABLES).id

        ringing, reserved = (body for _, body in anna.hears())
        variables = "callVariable1=gold|callVariable2=order 0010001117"
        assert ringing == (
            f"1001#NewInboundCall#+4930111#{variables}#DialogID:{id_}#CallType:ACD_IN#2026-11-20 10:00:00"
        )
        assert parts(reserved)[2] == "RESERVED"

        active, talking = anna("AnswerCall#1001", id_)
        assert active == (
            f"1001#InboundCall#ACTIVE#DialogID:{id_}#+4930111#{variables}#2026-11-20 10:00:00#CallType:ACD_IN"
            "#ParticipantsCount:2#participants:+4930111,ACTIVE,NULL|4001,ACTIVE,AGENT_DEVICE"
        )
        assert parts(talking)[2] == "TALKING"

        assert [parts(body)[2] for body in anna("HoldCall#1001", id_)] == ["HELD", "HOLD"]
        assert [parts(body)[2] for body in anna("RetrieveCall#1001", id_)] == ["ACTIVE", "TALKING"]
        assert [parts(body)[2] for body in anna("ReleaseCall#1001", id_)] == ["DROP", "READY"]

    def test_variables_may_come_as_the_guide_has_them(self, ucce: Finesse) -> None:
        talk = Talk(ucce, Settings(zone=BERLIN, named_variables=False))
        talk.sign_in("1001", "4001")
        ucce.set_state("1001", State.READY)
        talk.hears()

        calls.offer(ucce, "1001", "+4930111", queue="Sales", variables=(("a", "gold"), ("b", "blue")))
        assert parts(talk.hears()[0][1])[3] == "gold,blue"

    def test_a_call_made_to_the_outside_is_active_at_once(self, anna: Talk) -> None:
        active, talking = anna("MakeCall#1001", "+4930222")

        assert "#CallType:OUT#" in active
        assert parts(talking)[2] == "TALKING"

    def test_a_call_to_a_busy_agent_fails_with_its_cause(self, anna: Talk) -> None:
        calls.make(anna.world, "1002", "+4930333")

        (body,) = anna("MakeCall#1001", "4002")
        assert parts(body)[2] == "FAILED"
        assert parts(body)[4:] == ["BUSY", "Anna Keller"]

    @pytest.mark.parametrize(
        ("command", "body", "error"),
        [
            ("MakeCall", "", "MISSING_NUMBER"),
            ("AnswerCall", "", "MISSING_DIALOG_ID"),
            ("ReleaseCall", "123", "E_CTI_INVALID_CALL_ID"),
            ("GetDialogState", "", "MISSING_DIALOG_ID"),
        ],
    )
    def test_it_names_what_is_wrong(self, anna: Talk, command: str, body: str, error: str) -> None:
        assert anna(f"{command}#1001", body) == [f"1001#Error#{error}"]

    def test_a_dialogs_state_may_be_asked(self, anna: Talk) -> None:
        dialog = calls.make(anna.world, "1001", "+4930222")
        anna.hears()

        assert anna("GetDialogState#1001", dialog.id) == [f"1001#DialogState#ACTIVE#{dialog.id}#Anna Keller"]
        assert anna("GetDialogState#1001", "123") == ["1001#DialogState#NotFound#123#Anna Keller"]

    def test_who_logs_in_during_a_call_is_told_of_it(self, talk: Talk) -> None:
        dialog = calls.make(talk.world, "1001", "+4930222")
        talk.hears()

        *_, status = talk.sign_in("1001", "4001")
        assert status == f"1001#DialogStatus#{dialog.id}#ACTIVE#4001#####"


class TestLists:
    def test_reason_codes_come_by_category(self, anna: Talk) -> None:
        assert anna("reasoncodenotready#1001") == [
            "1001#ReasonCodes#Category:NOT_READY#10,11,12,13#Labels:Lunch,Short break,Training,Paperwork#Anna Keller"
        ]
        assert anna("reasoncodelogout#1001") == [
            "1001#ReasonCodes#Category:LOGOUT#28,29#Labels:End of shift,Changing desks#Anna Keller"
        ]

    def test_wrap_up_reasons_have_labels_only(self, anna: Talk) -> None:
        (body,) = anna("wrapupreasoncode#1001")

        assert parts(body)[2:5] == ["Category:WRAP_UP", "", "Labels:Sold,Call back,Complaint,Wrong number"]

    @pytest.mark.parametrize(
        ("command", "answer"),
        [
            ("GetPhonebooks", "Phonebooks#NoPhoneBookFound"),
            ("GetTeamPhonebooks", "TeamPhoneBooks#NoTeamPhoneBookFound"),
            ("GetPhonebookContacts", "PhonebookContacts#NoContactFound"),
        ],
    )
    def test_phonebooks_are_empty(self, anna: Talk, command: str, answer: str) -> None:
        assert anna(f"{command}#1001", "5000") == [f"1001#{answer}"]
