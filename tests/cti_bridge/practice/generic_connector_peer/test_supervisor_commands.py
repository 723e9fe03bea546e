"""What supervisors may do: see teams and queues, follow members, force states; and what is not theirs."""

import pytest

from cti_bridge.practice.generic_connector_peer.finesse import Finesse
from cti_bridge.practice.generic_connector_peer.model import State
from cti_bridge.practice.generic_connector_peer.wire import Settings
from tests.cti_bridge.practice.generic_connector_peer.talk import BERLIN, Clock, Talk


def fields(body: str) -> list[str]:
    return body.split("#")


class TestTeamUsers:
    def test_users_stand_between_signs_and_their_fields_between_commas(self, sams_desk: Talk) -> None:
        (body,) = sams_desk("getteamusers#2001", "5000")

        addressee, name, *rows = fields(body)
        assert (addressee, name, len(rows)) == ("2001", "TeamUsersList", 8)
        assert rows[0] == (
            "FirstName:Anna,LastName:Keller,Extension:4001,LoginId:1001,State:NOT_READY,PendingState:,"
            "MediaType:VOICE,StateChangeTime:2026-11-20 10:00:00,StateChangeLabel:"
        )

    def test_a_signed_out_user_has_no_phone_and_no_time(self, sams_desk: Talk) -> None:
        sams_desk.world.set_state("1001", State.LOGOUT)

        row = fields(sams_desk("getteamusers#2001", "5000")[0])[2].split(",")
        assert (row[2], row[4], row[7]) == ("Extension", "State:LOGOUT", "StateChangeTime:null")

    def test_signed_out_users_may_be_left_out(self, ucce: Finesse) -> None:
        talk = Talk(ucce, Settings(zone=BERLIN, include_logged_out=False))
        talk.sign_in("2001", "4101")
        for number in range(1, 25):
            ucce.set_state(f"{1000 + number}", State.LOGOUT)

        assert talk("getteamusers#2001", "5000") == ["2001#TeamUsersList#"]

    def test_a_followed_members_state_goes_to_the_supervisor(self, sams_desk: Talk) -> None:
        sams_desk.world.set_state("1001", State.READY)

        ((topic, body),) = sams_desk.hears()
        assert topic == "DESK"
        assert (fields(body)[0], fields(body)[8], fields(body)[2]) == ("2001", "1001", "READY")

    def test_members_of_teams_not_followed_are_not_told(self, sams_desk: Talk) -> None:
        sams_desk("getteamusers#2001", "5001,false")
        sams_desk.world.set_state("1002", State.READY)  # of team 5001

        assert sams_desk.hears() == []

    def test_two_supervisors_who_follow_are_both_told(self, sams_desk: Talk) -> None:
        sams_desk.sign_in("2900", "4900", to="WALL")
        sams_desk("getteamusers#2900", "5000,true", to="WALL")

        sams_desk.world.set_state("1001", State.READY)
        told = [(topic, fields(body)[0]) for topic, body in sams_desk.hears()]
        assert told == [("DESK", "2001"), ("WALL", "2900")]

    @pytest.mark.parametrize(
        ("team", "error"),
        [("5002,true", "AUTHORIZATION_FAILURE"), ("9999,true", "NOT_FOUND"), ("", "INVALID_CALL_DATA")],
    )
    def test_other_teams_are_not_given(self, sams_desk: Talk, team: str, error: str) -> None:
        assert sams_desk("getteamusers#2001", team) == [f"2001#Error#{error}"]

    def test_agents_are_given_no_team(self, talk: Talk) -> None:
        talk.sign_in("1001", "4001")

        assert talk("getteamusers#1001", "5000,true") == ["1001#Error#AUTHORIZATION_FAILURE"]


class TestForcingAState:
    def test_the_members_state_comes_back_with_the_correlation_id(self, sams_desk: Talk) -> None:
        (said,) = sams_desk.outgoing("MakeReady#1001")

        assert (fields(said.body)[0], fields(said.body)[8], fields(said.body)[2]) == ("2001", "1001", "READY")
        assert said.correlation == "c-1"

    def test_not_ready_comes_back_stamped(self, sams_desk: Talk) -> None:
        sams_desk("MakeReady#1001")

        (body,) = sams_desk("makenotready#1001")
        assert fields(body)[2:4] == ["NOT_READY", "999"]
        assert fields(body)[10] == "Not Ready - Supervisor Initiated"

    def test_who_does_not_follow_the_team_gets_the_state_all_the_same(self, talk: Talk) -> None:
        talk.sign_in("2001", "4101")

        (body,) = talk("MakeReady#1001")
        assert fields(body)[2] == "READY"

    def test_signing_out_an_agent_on_a_call_shows_as_pending(self, sams_desk: Talk) -> None:
        sams_desk.world.set_state("1001", State.READY)
        sams_desk.world.set_state("1001", State.TALKING)
        sams_desk.hears()

        (body,) = sams_desk("Logout#1001")
        assert (fields(body)[2], fields(body)[5]) == ("TALKING", "LOGOUT")

    def test_it_may_be_refused(self, sams_desk: Talk) -> None:
        assert sams_desk("MakeNotReady#1001") == ["1001#Error#CF_INVALID_OBJECT_STATE"]

    def test_an_agent_of_another_team_is_not_held_for_us(self, sams_desk: Talk) -> None:
        assert sams_desk("MakeReady#1003") == ["1003#State#RE_LOGIN"]

    def test_a_supervisor_at_another_destination_is_no_help(self, sams_desk: Talk) -> None:
        assert sams_desk("MakeReady#1001", to="OTHER") == ["1001#State#RE_LOGIN"]

    def test_a_held_agent_of_another_team_is_not_ours_to_force(self, sams_desk: Talk) -> None:
        sams_desk.sign_in("1003", "4003", to="PHONE")

        assert sams_desk("MakeReady#1003") == ["1003#Error#AUTHORIZATION_FAILURE"]

    def test_a_held_member_is_told_too(self, sams_desk: Talk) -> None:
        sams_desk.sign_in("1001", "4001", to="PHONE")

        said = sams_desk.outgoing("MakeReady#1001")
        assert [(one.topic, fields(one.body)[0], one.correlation) for one in said] == [
            ("DESK", "2001", "c-1"),
            ("PHONE", "1001", ""),
        ]

    def test_without_reply_to_it_works_as_seen_live(self, sams_desk: Talk) -> None:
        (said,) = sams_desk.outgoing("MakeReady#1001", to="")

        assert (said.topic, fields(said.body)[8]) == ("DESK", "1001")

    def test_a_signed_out_supervisor_forces_nobody(self, sams_desk: Talk) -> None:
        sams_desk("logoutwithreason#2001", "28")

        assert sams_desk("MakeReady#1001") == ["1001#State#RE_LOGIN"]

    def test_a_members_state_may_be_asked(self, sams_desk: Talk) -> None:
        (body,) = sams_desk("GetState#1001")

        assert (fields(body)[0], fields(body)[8]) == ("2001", "1001")


class TestQueues:
    def test_ucce_gives_finesses_statistics_in_their_order(self, sams_desk: Talk) -> None:
        _, name, first, *others = fields(sams_desk("getqueuelist#2001")[0])

        assert name == "QueueList"
        assert first == (
            "queueName:Sales,agentsNotReady:8,agentsReady:0,agentsTalkingInbound:0,agentsTalkingInternal:0,"
            "agentsTalkingOutbound:0,agentsWrapUpNotReady:0,agentsWrapUpReady:0,callsInQueue:2,"
            "startTimeOfLongestCallInQueue:2026-11-20 09:59:25"
        )
        assert [row.split(",")[0] for row in others] == ["queueName:Support", "queueName:Overflow"]

    def test_nobody_waiting_is_an_empty_time_and_no_figure_is_minus_one(self, sams_desk: Talk) -> None:
        *_, support, overflow = fields(sams_desk("getqueuelist#2001")[0])

        assert support.endswith("callsInQueue:0,startTimeOfLongestCallInQueue:")
        assert "agentsReady:-1" in overflow

    def test_figures_follow_what_is_set(self, sams_desk: Talk, clock: Clock) -> None:
        sams_desk.world.set_queue("Support", waiting=3, longest_seconds=60, ready=2)

        support = fields(sams_desk("getqueuelist#2001")[0])[3]
        assert "agentsReady:2" in support
        assert support.endswith("callsInQueue:3,startTimeOfLongestCallInQueue:2026-11-20 09:59:00")

    def test_on_ucce_agents_are_given_no_queues(self, talk: Talk) -> None:
        talk.sign_in("1001", "4001")

        assert talk("getqueuelist#1001") == ["1001#Error#AUTHORIZATION_FAILURE"]

    def test_uccx_gives_a_supervisor_the_guides_figures_and_the_full_name_last(self, uccx: Finesse) -> None:
        talk = Talk(uccx)
        talk.sign_in("2002", "4102")

        _, _, billing, _, last = fields(talk("getqueuelist#2002")[0])
        assert billing.startswith("QueueName:Billing,WaitingCalls:0,AgentsLoggedIn:8,")
        assert billing.endswith("HandledCalls:0,AbandonedCalls:0,TotalCalls:0,LongestHandleTime:0")
        assert last == "Lea Lindner"

    def test_uccx_gives_an_agent_numbered_figures(self, uccx: Finesse) -> None:
        talk = Talk(uccx)
        talk.sign_in("1001", "4001")

        (body,) = talk("getqueuelist#1001")
        assert (
            fields(body)[2]
            == "queue_1_name:Sales,queue_1_WaitingCalls:2,queue_1_AgentsReady:0,queue_1_AgentsNotReady:8"
        )


class TestAllAgents:
    def test_everybody_signed_in_is_listed_with_the_guides_punctuation(self, sams_desk: Talk) -> None:
        sams_desk.world.set_state("1002", State.LOGOUT)

        _, name, body = fields(sams_desk("getallagents##2001")[0])
        assert name == "AgentsList"
        assert body.startswith("LoginId=1001,Name=Anna Keller Extension=4001,State=NOT_READY,Team=5000|LoginId=1003")


def test_what_is_open_is_answered_as_such_and_what_nobody_knows_is_noted(sams_desk: Talk) -> None:
    assert sams_desk("getsupervisor#2001") == ["2001#Error#GENERAL_ERROR"]
    assert sams_desk("dance#2001") == []
    assert sams_desk.gc.not_known == ["dance"]
