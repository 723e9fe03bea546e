"""Listening, barging in and dropping, as a supervisor's client asks for them and hears of them."""

import pytest

from cti_bridge.practice.generic_connector_peer import calls
from cti_bridge.practice.generic_connector_peer.dialog import Dialog
from cti_bridge.practice.generic_connector_peer.finesse import Finesse
from cti_bridge.practice.generic_connector_peer.model import State
from tests.cti_bridge.practice.generic_connector_peer.talk import Talk

ANNA, DAVID = "1001", "1004"  # of Sam's team, on 4001 and 4004
CALLER = "+4930111"


def on_a_call(talk: Talk, login: str = ANNA, *, queue: str = "Sales") -> Dialog:
    """An agent talks with a caller whom a queue gave, or who dialled them."""
    talk.world.set_state(login, State.READY)
    dialog = calls.offer(talk.world, login, CALLER, queue=queue)
    calls.answer(talk.world, login, dialog.id)
    talk.hears()
    return dialog


def told(bodies: list[str]) -> list[str]:
    """The events in short: what kind, and the state told."""
    return [" ".join(body.split("#")[1:3]) for body in bodies]


def monitor_id(talk: Talk) -> str:
    """The id of Sam's silent monitor dialog."""
    dialog = talk.world.call_of("2001")
    assert dialog
    assert dialog.monitors
    return dialog.id


@pytest.fixture
def desk(talk: Talk) -> Talk:
    """Sam's client, following nobody."""
    talk.sign_in("2001", "4101")
    return talk


@pytest.fixture
def desk_on_uccx(uccx: Finesse) -> Talk:
    """Sam's client on Unified CCX."""
    talk = Talk(uccx)
    talk.sign_in("2001", "4101")
    return talk


@pytest.fixture
def listening(desk: Talk) -> Talk:
    """Sam listens to Anna's call."""
    on_a_call(desk)
    desk("silentmonitor#2001", "4001")
    return desk


class TestListening:
    def test_the_supervisor_gets_a_monitor_dialog_and_talks(self, desk: Talk) -> None:
        on_a_call(desk)

        active, state = desk("silentmonitor#2001", "4001")

        assert active == (
            f"2001#InboundCall#ACTIVE#DialogID:{monitor_id(desk)}#4101##2026-11-20 10:00:00#CallType:SM"
            "#ParticipantsCount:2#participants:4101,ACTIVE,AGENT_DEVICE|4001,ACTIVE,AGENT_DEVICE"
        )
        assert state.split("#")[2] == "TALKING"

    def test_what_comes_of_it_carries_the_correlation_id(self, desk: Talk) -> None:
        on_a_call(desk)

        assert [said.correlation for said in desk.outgoing("silentmonitor#2001", "4001")] == ["c-1", "c-1"]

    def test_on_uccx_the_supervisor_stays_not_ready(self, desk_on_uccx: Talk) -> None:
        on_a_call(desk_on_uccx)

        assert told(desk_on_uccx("silentmonitor#2001", "4001")) == ["InboundCall ACTIVE"]
        assert desk_on_uccx.world.users["2001"].state is State.NOT_READY

    def test_on_uccx_a_call_that_no_queue_gave_can_be_listened_to(self, desk_on_uccx: Talk) -> None:
        on_a_call(desk_on_uccx, queue="")
        assert desk_on_uccx.world.users[ANNA].state is State.NOT_READY

        assert told(desk_on_uccx("silentmonitor#2001", "4001")) == ["InboundCall ACTIVE"]

    def test_neither_agent_nor_caller_notices(self, desk: Talk) -> None:
        desk.sign_in(ANNA, "4001", to="PHONE")
        call = on_a_call(desk)

        said = desk.outgoing("silentmonitor#2001", "4001")

        assert {one.topic for one in said} == {"DESK"}
        assert desk.world.call_of(ANNA) == desk.world.dialogs[call.id]
        assert len(desk.world.dialogs[call.id].present) == 2

    def test_it_ends_when_asked(self, listening: Talk) -> None:
        ended = listening("endsilentmonitor#2001", monitor_id(listening))

        assert told(ended) == ["InboundCall DROP", "State NOT_READY"]
        assert listening.world.users[ANNA].state is State.TALKING

    def test_it_ends_with_the_agents_call(self, listening: Talk) -> None:
        calls.end_for(listening.world, ANNA)

        assert told([body for _, body in listening.hears()]) == ["InboundCall DROP", "State NOT_READY"]

    def test_it_ends_when_failover_takes_the_agents_call(self, listening: Talk) -> None:
        listening.world.set_state(ANNA, State.NOT_READY)

        assert told([body for _, body in listening.hears()]) == ["InboundCall DROP", "State NOT_READY"]

    def test_it_outlives_the_agents_hold(self, listening: Talk) -> None:
        calls.hold(listening.world, ANNA, "16777217")

        assert listening.hears() == []
        assert monitor_id(listening)

    def test_it_is_held_and_retrieved_on_ucce(self, listening: Talk) -> None:
        monitor = monitor_id(listening)

        assert told(listening("HoldCall#2001", monitor)) == ["InboundCall HELD", "State HOLD"]
        assert told(listening("RetrieveCall#2001", monitor)) == ["InboundCall ACTIVE", "State TALKING"]

    def test_on_uccx_no_hold_is_told(self, desk_on_uccx: Talk) -> None:
        on_a_call(desk_on_uccx)
        desk_on_uccx("silentmonitor#2001", "4001")

        assert desk_on_uccx("HoldCall#2001", monitor_id(desk_on_uccx)) == []

    @pytest.mark.parametrize(
        ("state", "error"),
        [
            ("HOLD", "13145"),
            ("NOT_READY", "13145"),
            ("READY", "Invalid State"),
            ("WORK", "Invalid State"),
            ("WORK_READY", "Invalid State"),
            ("RESERVED", "Invalid State"),
            ("TALKING", "Invalid State"),  # in a call that Finesse does not know
        ],
    )
    def test_the_agent_must_be_talking(self, desk: Talk, state: str, error: str) -> None:
        desk.world.set_state(ANNA, State(state))
        desk.hears()

        assert desk("silentmonitor#2001", "4001") == [f"2001#Error#{error}"]

    @pytest.mark.parametrize("state", ["READY", "WORK", "HOLD", "NOT_READY"])
    def test_on_uccx_every_other_state_is_one_error(self, desk_on_uccx: Talk, state: str) -> None:
        desk_on_uccx.world.set_state(ANNA, State(state))
        desk_on_uccx.hears()

        assert desk_on_uccx("silentmonitor#2001", "4001") == ["2001#Error#88049"]

    def test_on_uccx_a_held_call_cannot_be_listened_to(self, desk_on_uccx: Talk) -> None:
        calls.hold(desk_on_uccx.world, ANNA, on_a_call(desk_on_uccx).id)

        assert desk_on_uccx("silentmonitor#2001", "4001") == ["2001#Error#88049"]

    @pytest.mark.parametrize(
        ("extension", "error"),
        [("", "MISSING_EXTENSION"), ("4199", "NOT_FOUND"), ("4003", "AUTHORIZATION_FAILURE")],
    )
    def test_only_members_at_their_phones(self, desk: Talk, extension: str, error: str) -> None:
        assert desk("silentmonitor#2001", extension) == [f"2001#Error#{error}"]

    def test_only_supervisors_who_are_held(self, desk: Talk) -> None:
        on_a_call(desk)
        desk.sign_in(DAVID, "4004", to="PHONE")

        assert desk("silentmonitor#1004", "4001", to="PHONE") == ["1004#Error#AUTHORIZATION_FAILURE"]
        assert desk("silentmonitor#2002", "4001") == ["2002#State#RE_LOGIN"]

    def test_the_supervisor_must_be_not_ready(self, desk: Talk) -> None:
        on_a_call(desk)
        desk("MakeReady#2001")

        assert desk("silentmonitor#2001", "4001") == ["2001#Error#Invalid State"]

    @pytest.mark.parametrize("site", ["desk", "desk_on_uccx"])
    def test_one_listens_to_one_agent_at_a_time(self, request: pytest.FixtureRequest, site: str) -> None:
        talk: Talk = request.getfixturevalue(site)
        for login in (ANNA, DAVID):
            on_a_call(talk, login)
        talk("silentmonitor#2001", "4001")

        assert talk("silentmonitor#2001", "4004") == ["2001#Error#Invalid State"]

    def test_an_agent_is_listened_to_by_one(self, listening: Talk) -> None:
        listening.sign_in("2900", "4900", to="WALL")

        assert listening("silentmonitor#2900", "4001", to="WALL") == ["2900#Error#CF_RESOURCE_BUSY"]

    @pytest.mark.parametrize(("login", "extension", "error"), [("1019", "4019", "13139"), ("1022", "4022", "13140")])
    def test_some_phones_cannot_be_listened_to(self, desk: Talk, login: str, extension: str, error: str) -> None:
        on_a_call(desk, login)

        assert desk("silentmonitor#2001", extension) == [f"2001#Error#{error}"]

    @pytest.mark.parametrize(("dialog", "error"), [("", "MISSING_DIALOG_ID"), ("123", "NOT_FOUND")])
    def test_only_ones_own_listening_is_ended(self, listening: Talk, dialog: str, error: str) -> None:
        assert listening("endsilentmonitor#2001", dialog) == [f"2001#Error#{error}"]

    def test_the_agents_call_is_no_monitor_dialog(self, listening: Talk) -> None:
        assert listening("endsilentmonitor#2001", "16777217") == ["2001#Error#NOT_FOUND"]


class TestBargingIn:
    def test_the_monitor_ends_and_the_call_is_a_conference(self, listening: Talk) -> None:
        monitor = monitor_id(listening)

        ended, joined, participants = listening("bargein#2001", f"4001,{monitor}")

        assert ended.startswith(f"2001#InboundCall#DROP#DialogID:{monitor}#")
        assert joined == (
            f"2001#InboundCall#ACTIVE#DialogID:16777217#{CALLER}##2026-11-20 10:00:00#CallType:CONFERENCE"
            f"#ParticipantsCount:3#participants:{CALLER},ACTIVE,NULL|4001,ACTIVE,AGENT_DEVICE"
            "|4101,ACTIVE,AGENT_DEVICE,SUPERVISOR_BARGE_IN"
        )
        assert participants == f"2001#ConferenceParticipants#{CALLER},4001,4101"
        assert listening.world.users["2001"].state is State.TALKING

    def test_the_agents_own_client_sees_the_conference(self, listening: Talk) -> None:
        listening.sign_in(ANNA, "4001", to="PHONE")

        said = listening.outgoing("bargein#2001", f"4001,{monitor_id(listening)}")

        (seen,) = (one.body for one in said if one.topic == "PHONE")
        assert "#CallType:CONFERENCE#ParticipantsCount:3#" in seen

    @pytest.mark.parametrize(("queue", "states"), [("Sales", ["State TALKING"]), ("", [])])
    def test_on_uccx_the_supervisor_talks_if_a_queue_gave_the_call(
        self, desk_on_uccx: Talk, queue: str, states: list[str]
    ) -> None:
        on_a_call(desk_on_uccx, queue=queue)
        desk_on_uccx("silentmonitor#2001", "4001")

        said = told(desk_on_uccx("bargein#2001", f"4001,{monitor_id(desk_on_uccx)}"))

        assert [one for one in said if one.startswith("State")] == states

    def test_leaving_leaves_agent_and_caller(self, listening: Talk) -> None:
        listening("bargein#2001", f"4001,{monitor_id(listening)}")

        assert told(listening("ReleaseCall#2001", "16777217")) == ["InboundCall DROP", "State NOT_READY"]
        assert [p.address for p in listening.world.dialogs["16777217"].present] == [CALLER, "4001"]
        assert listening.world.users[ANNA].state is State.TALKING

    @pytest.mark.parametrize(
        ("body", "error"),
        [
            (",{monitor}", "MISSING_EXTENSION"),
            ("4001,", "MISSING_DIALOG_ID"),
            ("4001,123", "NOT_FOUND"),
            ("4001,16777217", "NOT_FOUND"),  # the agent's call instead of the monitor's dialog
            ("4004,{monitor}", "NOT_FOUND"),
        ],
    )
    def test_it_names_what_is_wrong(self, listening: Talk, body: str, error: str) -> None:
        asked = body.format(monitor=monitor_id(listening))

        assert listening("bargein#2001", asked) == [f"2001#Error#{error}"]

    def test_a_full_conference_takes_nobody_in(self, listening: Talk) -> None:
        listening.world.configure(conference_limit=2)

        assert listening("bargein#2001", f"4001,{monitor_id(listening)}") == ["2001#Error#20700"]
        assert monitor_id(listening)

    @pytest.mark.parametrize("who", ["agent", "supervisor"])
    def test_nobody_barges_into_silence(self, listening: Talk, who: str) -> None:
        monitor = monitor_id(listening)
        login, dialog = (ANNA, "16777217") if who == "agent" else ("2001", monitor)
        calls.hold(listening.world, login, dialog)
        listening.hears()

        assert listening("bargein#2001", f"4001,{monitor}") == ["2001#Error#Invalid State"]


class TestDropping:
    @pytest.fixture
    def inside(self, listening: Talk) -> Talk:
        """Sam has barged into Anna's call."""
        listening("bargein#2001", f"4001,{monitor_id(listening)}")
        return listening

    def test_the_agent_is_out_and_the_caller_stays_with_the_supervisor(self, inside: Talk) -> None:
        inside.sign_in(ANNA, "4001", to="PHONE")

        said = inside.outgoing("dropparticipant#2001", "4001,16777217")

        assert [(one.topic, told([one.body])[0]) for one in said] == [
            ("PHONE", "InboundCall DROP"),
            ("DESK", "InboundCall ACTIVE"),
            ("DESK", f"ConferenceParticipants {CALLER},4101"),
            ("PHONE", "State READY"),
        ]
        assert inside.world.users["2001"].state is State.TALKING

    def test_the_caller_cannot_be_dropped_unless_it_is_set_up_so(self, inside: Talk) -> None:
        assert inside("dropparticipant#2001", f"{CALLER},16777217") == ["2001#Error#AUTHORIZATION_FAILURE"]

        inside.world.configure(droppable="all")
        inside("dropparticipant#2001", f"{CALLER},16777217")
        assert [p.address for p in inside.world.dialogs["16777217"].present] == ["4001", "4101"]

    def test_agents_may_drop_only_if_it_is_set_up_so(self, inside: Talk) -> None:
        inside.sign_in(ANNA, "4001", to="PHONE")
        refused = inside("dropparticipant#1001", "4101,16777217", to="PHONE")
        assert refused == ["1001#Error#AUTHORIZATION_FAILURE"]

        inside.world.configure(dropped_by="conference_controller_and_supervisor")
        inside("dropparticipant#1001", "4101,16777217", to="PHONE")
        assert inside.world.call_of("2001") is None

    @pytest.mark.parametrize(
        ("body", "error"),
        [
            (",16777217", "MISSING_EXTENSION"),
            ("4001,", "MISSING_DIALOG_ID"),
            ("4001,123", "E_CTI_INVALID_CALL_ID"),
            ("4004,16777217", "NOT_FOUND"),
        ],
    )
    def test_it_names_what_is_wrong(self, inside: Talk, body: str, error: str) -> None:
        assert inside("dropparticipant#2001", body) == [f"2001#Error#{error}"]

    def test_who_only_listens_drops_nobody(self, listening: Talk) -> None:
        assert listening("dropparticipant#2001", "4001,16777217") == ["2001#Error#E_CTI_INVALID_CALL_ID"]
        assert listening("dropparticipant#2001", f"4001,{monitor_id(listening)}") == ["2001#Error#Invalid State"]

    def test_uccx_cannot(self, desk_on_uccx: Talk) -> None:
        on_a_call(desk_on_uccx)
        desk_on_uccx("silentmonitor#2001", "4001")
        desk_on_uccx("bargein#2001", f"4001,{monitor_id(desk_on_uccx)}")

        assert desk_on_uccx("dropparticipant#2001", "4001,16777217") == ["2001#Error#CF_GENERIC_OPERATION"]
