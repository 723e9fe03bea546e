"""What goes wrong on purpose: lost, refused, late and failed commands, and a user who comes in from elsewhere."""

import threading

import pytest

from cti_bridge.practice.generic_connector_peer import calls, consults
from cti_bridge.practice.generic_connector_peer.inbox import Inbox
from cti_bridge.practice.generic_connector_peer.mishaps import ALL_WELL, Mishap, Mishaps
from cti_bridge.practice.generic_connector_peer.model import State
from tests.cti_bridge.practice.generic_connector_peer.talk import Talk

CALL, MONITOR = "16777217", "16777218"


@pytest.fixture
def listening(sams_desk: Talk) -> Talk:
    """Sam listens to Anna."""
    sams_desk.world.set_state("1001", State.READY)
    calls.answer(sams_desk.world, "1001", calls.offer(sams_desk.world, "1001", "+4930111", queue="Sales").id)
    sams_desk.hears()
    sams_desk("silentmonitor#2001", "4001")
    return sams_desk


class TestMishaps:
    def test_each_befalls_one_command_in_turn(self) -> None:
        mishaps = Mishaps()
        mishaps.add("BargeIn", Mishap(error="20700"))
        mishaps.add("bargein", Mishap(silent=True))

        taken = [mishaps.take(name) for name in ("silentmonitor", "bargein", "bargein", "bargein")]
        assert taken == [ALL_WELL, Mishap(error="20700"), Mishap(silent=True), ALL_WELL]

    def test_what_is_muted_waits_with_its_mishap(self) -> None:
        mishaps = Mishaps()
        mishaps.add("bargein", Mishap(error="20700"))
        mishaps.mute("bargein")
        assert mishaps.take("bargein").silent

        mishaps.unmute()
        assert mishaps.take("bargein").error == "20700"

    def test_refused_it_is_not_carried_out(self, listening: Talk) -> None:
        refused = listening("bargein#2001", f"4001,{MONITOR}", mishap=Mishap(error="20700"))

        assert refused == ["2001#Error#20700"]
        assert MONITOR in listening.world.dialogs

    def test_lost_it_leaves_no_trace(self, listening: Talk) -> None:
        assert listening("endsilentmonitor#2001", MONITOR, mishap=Mishap(silent=True)) == []
        assert MONITOR in listening.world.dialogs

    def test_accepted_and_failed_a_new_dialog_tells_the_cause_without_correlation(self, listening: Talk) -> None:
        (said,) = listening.outgoing("bargein#2001", f"4001,{MONITOR}", mishap=Mishap(cause="20700"))

        assert said.body == "2001#InboundCall#FAILED#DialogID:16777219#20700#Sam Supervisor"
        assert (said.topic, said.correlation) == ("DESK", "")
        assert MONITOR in listening.world.dialogs

    def test_what_begins_no_dialog_fails_with_the_one_that_it_named(self, listening: Talk) -> None:
        (said,) = listening.outgoing("HoldCall#2001", MONITOR, mishap=Mishap(cause="CF_RESOURCE_BUSY"))

        assert f"#DialogID:{MONITOR}#CF_RESOURCE_BUSY#" in said.body

    def test_a_consult_fails_as_one(self, talk: Talk) -> None:
        talk.sign_in("1001", "4001")

        (body,) = talk("ConsultCall#1001", "4004,123", mishap=Mishap(cause="BUSY"))
        assert body.startswith("1001#ConsultCall#FAILED#AssDialogID:")


class TestLate:
    def test_what_is_late_is_overtaken_and_comes_when_due(self) -> None:
        now = [0.0]
        inbox: Inbox[str] = Inbox(monotonic=lambda: now[0])
        inbox.put_back("late", 5.0)
        inbox.put("on time")
        assert inbox.get() == "on time"

        now[0] = 5.0
        assert inbox.get() == "late"

    def test_two_that_are_due_at_once_keep_their_order(self) -> None:
        inbox: Inbox[str] = Inbox(monotonic=lambda: 0.0)
        inbox.put_back("first", 0.0)
        inbox.put_back("second", 0.0)

        assert [inbox.get(), inbox.get()] == ["first", "second"]

    def test_waiting_for_what_is_late_it_is_still_woken(self) -> None:
        inbox: Inbox[str] = Inbox()
        inbox.put_back("late", 600.0)
        waker = threading.Timer(0.01, inbox.put, ["on time"])
        waker.start()

        assert inbox.get() == "on time"
        waker.join()


class TestComingInFromElsewhere:
    def test_the_older_destination_is_told_and_state_and_calls_stay(self, listening: Talk) -> None:
        connected = listening.outgoing("Connect#2001", "OTHER,pw-2001", to="OTHER")
        assert [(said.topic, said.body) for said in connected] == [
            ("DESK", "2001#Error#SESSION_INVALIDATED"),
            ("DESK", "2001#State#LOGOUT#-1"),
        ]

        _, state, dialogs = listening("Login#2001", "pw-2001,4101", to="OTHER")
        assert state.split("#")[2] == "TALKING"
        assert dialogs == f"2001#DialogStatus#{MONITOR}#ACTIVE#4101#####"

    def test_the_monitor_dialog_ends_for_the_newer_destination(self, listening: Talk) -> None:
        listening.sign_in("2001", "4101", to="OTHER")

        said = listening.outgoing("endsilentmonitor#2001", MONITOR, to="OTHER")
        assert [one.topic for one in said] == ["OTHER", "OTHER"]

    def test_of_two_calls_the_one_talked_on_is_told_first(self, talk: Talk) -> None:
        calls.make(talk.world, "1001", "+4930222")
        consults.consult(talk.world, "1001", "+4930333", CALL)
        talk.hears()

        *_, dialogs = talk.sign_in("1001", "4001")
        assert dialogs.split("#")[2:4] == ["16777218", "ACTIVE"]
        assert dialogs.split("#")[6:8] == [CALL, "HELD"]
