"""Hello, Beat, Connect, Login: how a client comes to be known, and how it learns that it is known no longer."""

import pytest

from cti_bridge.practice.generic_connector_peer.finesse import Finesse
from cti_bridge.practice.generic_connector_peer.model import State
from cti_bridge.practice.generic_connector_peer.wire import Settings
from tests.cti_bridge.practice.generic_connector_peer.talk import BERLIN, Talk


class TestHelloAndBeat:
    def test_hello_is_answered_on_the_destination_that_it_names(self, talk: Talk) -> None:
        (said,) = talk.outgoing("Hello#DESK", to="")

        assert (said.topic, said.body, said.correlation) == ("DESK", "System#IN_SERVICE", "c-1")

    def test_a_beat_of_a_known_destination_is_answered_in_service(self, talk: Talk) -> None:
        talk("Hello#DESK")

        assert talk("Beat#DESK") == ["System#IN_SERVICE"]

    def test_a_beat_of_an_unknown_destination_asks_it_to_reconnect(self, talk: Talk) -> None:
        assert talk("Beat#DESK") == ["DESTINATION#DESK#RECONNECT"]

    def test_after_a_restart_a_connect_makes_the_destination_known_again(self, talk: Talk) -> None:
        talk.sign_in("2001", "4101")
        talk.gc.sessions.forget()
        assert talk("Beat#DESK") == ["DESTINATION#DESK#RECONNECT"]

        talk.sign_in("2001", "4101")
        assert talk("Beat#DESK") == ["System#IN_SERVICE"]


class TestOutOfService:
    def test_every_destination_is_told_and_only_hello_and_beat_are_answered(self, sams_desk: Talk) -> None:
        (said,) = sams_desk.gc.set_in_service(False)

        assert (said.topic, said.body) == ("DESK", "System#OUT_OF_SERVICE")
        assert sams_desk("Hello#DESK") == ["System#OUT_OF_SERVICE"]
        assert sams_desk("Beat#NEW") == ["System#OUT_OF_SERVICE"]
        assert sams_desk("MakeReady#1001") == []

    def test_what_happens_meanwhile_is_not_told(self, sams_desk: Talk) -> None:
        sams_desk.gc.set_in_service(False)
        sams_desk.world.set_state("1001", State.READY)

        assert sams_desk.hears() == []

    def test_back_in_service_the_held_users_calls_are_told(self, sams_desk: Talk) -> None:
        sams_desk.gc.set_in_service(False)

        bodies = [said.body for said in sams_desk.gc.set_in_service(True)]
        assert bodies == ["System#IN_SERVICE", "2001#DialogStatus###"]

    def test_who_was_signed_out_meanwhile_is_held_no_longer(self, sams_desk: Talk) -> None:
        sams_desk.gc.set_in_service(False)
        sams_desk.world.set_state("2001", State.LOGOUT)
        sams_desk.gc.set_in_service(True)

        assert sams_desk("GetState#2001") == ["2001#State#RE_LOGIN"]


class TestConnect:
    def test_a_good_connect_is_not_answered(self, talk: Talk) -> None:
        assert talk("Connect#2001", "DESK,pw-2001") == []
        assert talk("Connect#2001", "DESK,pw-2001,SSO") == []

    @pytest.mark.parametrize("body", ["DESK,wrong", "DESK", "", ",pw-2001"])
    def test_bad_credentials_fail_the_subscription(self, talk: Talk, body: str) -> None:
        assert talk("Connect#2001", body) == ["2001#Error#SUBSCRIPTION_FAILED"]
        assert talk("GetState#2001") == ["2001#State#RE_LOGIN"]

    def test_a_stranger_fails_the_subscription(self, talk: Talk) -> None:
        assert talk("Connect#7777", "DESK,pw-7777") == ["7777#Error#SUBSCRIPTION_FAILED"]

    def test_a_connect_from_elsewhere_ends_the_older_session(self, sams_desk: Talk) -> None:
        said = sams_desk.outgoing("Connect#2001", "OTHER,pw-2001", to="OTHER")

        assert [(one.topic, one.body) for one in said] == [
            ("DESK", "2001#Error#SESSION_INVALIDATED"),
            ("DESK", "2001#State#LOGOUT#-1"),
        ]
        sams_desk.world.set_state("1001", State.READY)
        assert sams_desk.hears() == []  # the team was followed from the older destination

    def test_a_connect_from_the_same_destination_changes_nothing(self, sams_desk: Talk) -> None:
        assert sams_desk("Connect#2001", "DESK,pw-2001") == []

        sams_desk.world.set_state("1001", State.READY)
        assert len(sams_desk.hears()) == 1


class TestLogin:
    def test_it_is_answered_with_info_state_and_dialogs(self, talk: Talk) -> None:
        time, teams = "2026-11-20 10:00:00", "5000,Sales North|5001,Support"

        assert talk.sign_in("2001", "4101") == [
            f"2001#AgentInfo#Sam#Supervisor#True#OPTIONAL#TotalNumberOfTeams:2#{teams}#1#Sam Supervisor#sam",
            f"2001#State#NOT_READY#-1#{time}##{time}#Sam Supervisor#2001#4101##Sam Supervisor#sam",
            "2001#DialogStatus###",
        ]

    def test_an_agents_info_has_no_teams(self, talk: Talk) -> None:
        info, *_ = talk.sign_in("1001", "4001")

        assert info == "1001#AgentInfo#Anna#Keller#False#OPTIONAL#5000#Anna Keller#anna.keller"

    def test_who_is_in_already_gets_the_same_three_answers(self, talk: Talk) -> None:
        first = talk.sign_in("2001", "4101")

        assert talk.sign_in("2001", "4101") == first

    def test_all_three_answers_carry_the_correlation_id(self, talk: Talk) -> None:
        talk("Connect#2001", "DESK,pw-2001")

        said = talk.outgoing("Login#2001", "pw-2001,4101")
        assert [(one.topic, one.correlation) for one in said] == [("DESK", "c-1")] * 3

    @pytest.mark.parametrize(
        ("login", "body", "error"),
        [
            ("7777", "pw-7777,4101", "USER_NOT_FOUND"),
            ("2001", "", "MISSING_PASSWORD"),
            ("2001", ",4101", "MISSING_PASSWORD"),
            ("2001", "pw-2001", "MISSING_EXTENSION"),
            ("2001", "pw-2001,", "MISSING_EXTENSION"),
            ("2001", "pw-2001,41a1", "WRONG_EXTENSION"),
            ("2001", "wrong,4101", "GENERAL_ERROR"),
            ("2001", "pw-2001,99999", "CF_INVALID_LOGON_DEVICE_SPECIFIED"),
            ("2001", "pw-2001,4001", "CF_RESOURCE_BUSY"),
        ],
    )
    def test_it_names_what_is_wrong(self, talk: Talk, login: str, body: str, error: str) -> None:
        talk("Connect#2001", "DESK,pw-2001")

        assert talk(f"Login#{login}", body) == [f"{login}#Error#{error}"]

    def test_without_a_connect_it_asks_for_one(self, talk: Talk) -> None:
        assert talk("Login#2001", "pw-2001,4101") == ["2001#State#RE_LOGIN"]

    def test_more_users_than_licences_are_refused(self, ucce: Finesse) -> None:
        talk = Talk(ucce, Settings(zone=BERLIN, licences=1))
        talk.sign_in("2001", "4101")

        assert talk.sign_in("2002", "4102") == ["2002#Error#LICENSES_EXCEEDED"]
        assert talk.sign_in("2001", "4101")[0].startswith("2001#AgentInfo")

    def test_a_mobile_agents_login_takes_the_same_two_arguments_first(self, talk: Talk) -> None:
        talk("Connect#1001", "DESK,pw-1001")

        info, *_ = talk("MOBILEAGENTLOGIN#1001", "pw-1001,4001,+4917012,true")
        assert info.startswith("1001#AgentInfo")

    def test_signed_out_one_is_held_no_longer(self, talk: Talk) -> None:
        talk.sign_in("1001", "4001")

        (state,) = talk("logoutwithreason#1001", "28")
        assert state.split("#")[2:4] == ["LOGOUT", "28"]
        assert talk("GetState#1001") == ["1001#State#RE_LOGIN"]
