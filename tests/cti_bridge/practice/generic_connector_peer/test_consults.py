"""A second call beside the first: consult, transfer, conference, blind transfer; as the agents' own clients hear it."""

import pytest

from cti_bridge.practice.generic_connector_peer import calls, consults, listening, parting
from cti_bridge.practice.generic_connector_peer.dialog import PartState
from cti_bridge.practice.generic_connector_peer.finesse import Finesse
from cti_bridge.practice.generic_connector_peer.model import Refused, State
from tests.cti_bridge.practice.generic_connector_peer.talk import Talk

ANNA, GRETA, JONAS = "1001", "1007", "1010"  # on 4001, 4007 and 4010; Anna may wrap up, Greta never does
CALLER = "+4930111"
MAIN, SECOND = "16777217", "16777218"


def shown(body: str) -> str:
    """An event in short: for whom, what kind, the state told, and the last digits of the dialog's id."""
    fields = body.split("#")
    id_ = next((field[-2:] for field in fields if "ialogID:" in field), "")
    kind = [fields[1]] if fields[1].startswith("New") else fields[1:3]
    return " ".join([fields[0], *kind, id_]).strip()


@pytest.fixture
def desks(talk: Talk) -> Talk:
    """Anna talks with a caller whom a queue gave; she and Greta each have a client."""
    talk.sign_in(ANNA, "4001")
    talk.sign_in(GRETA, "4007")
    talk.world.set_state(ANNA, State.READY)
    calls.answer(talk.world, ANNA, calls.offer(talk.world, ANNA, CALLER, queue="Sales").id)
    talk.hears()
    return talk


@pytest.fixture
def asking(desks: Talk) -> Talk:
    """And she asks Greta about it."""
    desks("ConsultCall#1001", f"4007,{MAIN}")
    desks("AnswerCall#1007", SECOND)
    return desks


class TestConsulting:
    def test_the_first_call_waits_and_the_colleague_rings(self, desks: Talk) -> None:
        said = desks("ConsultCall#1001", f"4007,{MAIN}")

        assert [shown(body) for body in said] == [
            "1001 InboundCall HELD 17",
            "1001 State HOLD",
            "1001 ConsultCall INITIATED 18",
            "1007 NewInboundCall 18",
            "1001 State TALKING",
        ]
        assert said[2] == f"1001#ConsultCall#INITIATED#AssDialogID:{SECOND}#4001#associatedDialogId={MAIN}#Anna Keller"
        assert f"#DialogID:{SECOND}#CallType:CONSULT#" in said[3]

    def test_the_colleague_answers(self, desks: Talk) -> None:
        desks("ConsultCall#1001", f"4007,{MAIN}")

        assert [shown(body) for body in desks("AnswerCall#1007", SECOND)] == [
            "1001 ConsultCall ACTIVE 18",
            "1007 InboundCall ACTIVE 18",
            "1007 State TALKING",
        ]

    def test_somebody_outside_answers_at_once(self, desks: Talk) -> None:
        desks("ConsultCall#1001", f"+4930999,{MAIN}")

        assert desks.world.dialogs[SECOND].part_of(ANNA) is PartState.ACTIVE

    def test_a_busy_colleague_makes_it_fail_and_the_caller_waits(self, desks: Talk) -> None:
        calls.make(desks.world, JONAS, "+4930999")
        desks.hears()

        *_, failed = desks("ConsultCall#1001", f"4010,{MAIN}")

        assert failed == "1001#ConsultCall#FAILED#AssDialogID:16777219#BUSY#Anna Keller"
        assert desks.world.users[ANNA].state is State.HOLD

    def test_the_end_of_it_leaves_the_caller_on_hold(self, asking: Talk) -> None:
        assert [shown(body) for body in asking("ReleaseCall#1007", SECOND)] == [
            "1001 ConsultCall DROP 18",
            "1007 InboundCall DROP 18",
            "1001 State HOLD",
            "1007 State NOT_READY",
        ]

    def test_a_caller_who_hangs_up_meanwhile_leaves_the_two_talking(self, asking: Talk) -> None:
        parting.drop(asking.world, asking.world.dialogs[MAIN], CALLER)

        assert [shown(body) for _, body in asking.hears()] == ["1001 InboundCall DROP 17"]
        assert asking.world.users[ANNA].state is State.TALKING

    def test_the_caller_is_not_taken_back_while_one_talks(self, asking: Talk) -> None:
        assert asking("RetrieveCall#1001", MAIN) == ["1001#Error#CF_INVALID_OBJECT_STATE"]

        asking("HoldCall#1001", SECOND)
        assert shown(asking("RetrieveCall#1001", MAIN)[0]) == "1001 InboundCall ACTIVE 17"

    def test_one_asks_one_at_a_time(self, asking: Talk) -> None:
        assert asking("ConsultCall#1001", f"4010,{MAIN}") == ["1001#Error#CF_INVALID_OBJECT_STATE"]

    def test_on_uccx_the_state_stays_and_hold_is_not_told(self, uccx: Finesse) -> None:
        talk = Talk(uccx)
        talk.sign_in(ANNA, "4001")
        uccx.set_state(ANNA, State.READY)
        calls.answer(uccx, ANNA, calls.offer(uccx, ANNA, CALLER, queue="Sales").id)
        talk.hears()

        said = talk("ConsultCall#1001", f"4007,{MAIN}")
        assert [shown(body) for body in said] == ["1001 ConsultCall INITIATED 18"]

    @pytest.mark.parametrize(
        ("body", "error"),
        [
            (f",{MAIN}", "MISSING_NUMBER"),
            ("4007,", "MISSING_DIALOG_ID"),
            ("4007,123", "E_CTI_INVALID_CALL_ID"),
        ],
    )
    def test_it_names_what_is_wrong(self, desks: Talk, body: str, error: str) -> None:
        assert desks("ConsultCall#1001", body) == [f"1001#Error#{error}"]


class TestTransferring:
    def test_the_first_call_lives_on_at_the_colleagues(self, asking: Talk) -> None:
        said = asking("TransferCall#1001", f"4007,{MAIN}")

        assert [shown(body) for body in said] == [
            "1001 InboundCall DROP 17",
            "1001 ConsultCall DROP 18",
            "1007 InboundCall ACTIVE 17",
            "1001 State READY",
            "1007 InboundCall DROP 18",
        ]
        assert f"participants:{CALLER},ACTIVE,NULL|4007,ACTIVE,AGENT_DEVICE" in said[2]
        assert list(asking.world.dialogs) == [MAIN]

    def test_to_somebody_outside_nobody_of_ours_is_left(self, desks: Talk) -> None:
        desks("ConsultCall#1001", f"+4930999,{MAIN}")

        desks("TransferCall#1001", f"+4930999,{MAIN}")
        assert not desks.world.dialogs

    def test_a_colleague_who_has_not_answered_is_given_nothing(self, desks: Talk) -> None:
        desks("ConsultCall#1001", f"4007,{MAIN}")

        assert desks("TransferCall#1001", f"4007,{MAIN}") == ["1001#Error#CF_INVALID_OBJECT_STATE"]

    def test_blind_the_colleague_rings_and_one_is_out(self, desks: Talk) -> None:
        said = desks("Transfer_sst#1001", f"4007,{MAIN}")

        assert [shown(body) for body in said] == [
            "1001 InboundCall DROP 17",
            "1007 NewInboundCall 17",
            "1001 State READY",
        ]
        assert "#CallType:TRANSFER#" in said[1]

    def test_blind_to_a_busy_colleague_is_refused(self, desks: Talk) -> None:
        calls.make(desks.world, GRETA, "+4930999")
        desks.hears()

        assert desks("Transfer_sst#1001", f"4007,{MAIN}") == ["1001#Error#CF_GENERIC_UNSPECIFIED"]


class TestConferring:
    def test_all_three_talk_in_the_first_call(self, asking: Talk) -> None:
        said = asking("Conferencecall#1001", f"4007,{MAIN}")

        assert [shown(body) for body in said] == [
            "1001 ConsultCall DROP 18",
            "1001 InboundCall ACTIVE 17",
            "1007 InboundCall ACTIVE 17",
            "1007 InboundCall DROP 18",
        ]
        assert "#CallType:CONFERENCE#ParticipantsCount:3#" in said[1]

    def test_one_leaves_and_two_go_on(self, asking: Talk) -> None:
        asking("Conferencecall#1001", f"4007,{MAIN}")

        asking("ReleaseCall#1001", MAIN)
        assert [p.address for p in asking.world.dialogs[MAIN].present] == [CALLER, "4007"]

    def test_after_its_controller_left_another_may_ask_somebody(self, asking: Talk) -> None:
        asking("Conferencecall#1001", f"4007,{MAIN}")
        assert asking("ConsultCall#1007", f"4010,{MAIN}") == ["1007#Error#20999"]

        asking("ReleaseCall#1001", MAIN)
        assert shown(asking("ConsultCall#1007", f"4010,{MAIN}")[0]) == "1007 InboundCall HELD 17"

    def test_a_full_one_takes_nobody_in(self, asking: Talk) -> None:
        asking.world.configure(conference_limit=2)

        assert asking("Conferencecall#1001", f"4007,{MAIN}") == ["1001#Error#20700"]


class TestWhoListens:
    """Monitoring begun on the first call survives a conference; begun on the consult, it does not (finesse.md 3.4)."""

    @pytest.fixture
    def supervised(self, desks: Talk) -> Talk:
        desks.sign_in("2001", "4101")
        return desks

    def listens(self, talk: Talk) -> bool:
        return any(dialog.monitors for dialog in talk.world.dialogs.values())

    def test_begun_before_the_consult_it_survives_the_conference(self, supervised: Talk) -> None:
        listening.listen(supervised.world, "2001", "4001")
        supervised.hears()
        supervised("ConsultCall#1001", f"4007,{MAIN}")
        second = consults.outstanding(supervised.world, ANNA)[1].id
        supervised("AnswerCall#1007", second)

        said = supervised("Conferencecall#1001", f"4007,{MAIN}")

        assert self.listens(supervised)
        assert f"2001#ConferenceParticipants#{CALLER},4001,4007" in said

    def test_begun_on_the_consult_it_ends_with_the_conference(self, supervised: Talk) -> None:
        supervised("ConsultCall#1001", f"4007,{MAIN}")
        supervised("AnswerCall#1007", SECOND)
        listening.listen(supervised.world, "2001", "4001")
        supervised.hears()

        supervised("Conferencecall#1001", f"4007,{MAIN}")
        assert not self.listens(supervised)

    def test_a_transfer_ends_it(self, supervised: Talk) -> None:
        listening.listen(supervised.world, "2001", "4001")

        consults.transfer_blind(supervised.world, ANNA, "4007", MAIN)
        assert not self.listens(supervised)

    def test_nobody_barges_in_while_a_consult_is_outstanding(self, supervised: Talk) -> None:
        monitor = listening.listen(supervised.world, "2001", "4001").id
        supervised("ConsultCall#1001", f"4007,{MAIN}")
        consult = consults.outstanding(supervised.world, ANNA)[1]
        supervised("AnswerCall#1007", consult.id)
        calls.hold(supervised.world, ANNA, consult.id)
        calls.retrieve(supervised.world, ANNA, MAIN)
        supervised.hears()

        assert supervised("bargein#2001", f"4001,{monitor}") == ["2001#Error#20999"]

    def test_nobody_barges_in_by_way_of_who_does_not_control_the_conference(self, asking: Talk) -> None:
        asking("Conferencecall#1001", f"4007,{MAIN}")
        asking.sign_in("2001", "4101")
        monitor = listening.listen(asking.world, "2001", "4007").id
        asking.hears()

        assert asking("bargein#2001", f"4007,{monitor}") == ["2001#Error#20999"]


def test_a_monitor_dialog_is_no_call_to_consult_about(desks: Talk) -> None:
    desks.sign_in("2001", "4101")
    monitor = listening.listen(desks.world, "2001", "4001")

    with pytest.raises(Refused, match="CF_INVALID_OBJECT_STATE"):
        consults.consult(desks.world, "2001", "4007", monitor.id)
