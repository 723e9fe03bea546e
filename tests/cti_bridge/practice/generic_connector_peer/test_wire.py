"""What the Generic Connector reads and writes: commands, times, and text that must not look like structure."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.practice.generic_connector_peer.wire import Command, joined, read_command, stamp, without_secrets
from tests.cti_bridge.practice.generic_connector_peer.talk import BERLIN


def read(type_: str, body: str = "", **headers: str) -> Command:
    command = read_command({"type": type_, **headers}, body)
    assert command is not None
    return command


def test_the_type_names_command_and_target_whatever_the_case() -> None:
    assert (read("LogOut#1001").name, read("LogOut#1001").target) == ("logout", "1001")


def test_the_guides_stray_blanks_and_double_signs_do_no_harm() -> None:
    assert read("AnswerCall# 1001").target == "1001"
    assert read("getallagents##2001").target == "2001"


def test_arguments_stand_between_commas() -> None:
    assert read("getteamusers#2001", "5000, true").arguments == ("5000", "true")
    assert read("getqueuelist#2001").arguments == ()


def test_only_a_topic_address_is_a_reply_to() -> None:
    assert read("Hello#T", **{"reply-to": "/topic/T"}).reply_to == "T"
    assert read("Hello#T", **{"reply-to": "T"}).reply_to == ""


def test_a_frame_without_type_or_target_is_no_command() -> None:
    assert read_command({}, "x") is None
    assert read_command({"type": "Hello"}, "") is None
    assert read_command({"type": "#T"}, "") is None


def test_a_sign_inside_data_is_sent_as_its_binary_number() -> None:
    assert joined("1001", "State", "a#b") == "1001#State#a00100011b"


def test_times_are_local_to_the_server_and_to_the_second() -> None:
    assert stamp(datetime(2026, 7, 1, 22, 30, 5, 999_999, tzinfo=UTC), BERLIN) == "2026-07-02 00:30:05"


def test_passwords_are_taken_out_before_anything_is_kept() -> None:
    assert without_secrets("Connect#2001", "DESK,pw-2001,SSO") == "DESK,***,SSO"
    assert without_secrets("LOGIN#2001", "pw-2001,4101") == "***,4101"
    assert without_secrets("MakeNotReadyWithReason#1001", "10") == "10"
    assert "pw-2001" not in repr(read("Connect#2001", "DESK,pw-2001"))


@given(st.text(), st.text())
def test_nothing_that_arrives_stops_the_reading(type_: str, body: str) -> None:
    read_command({"type": type_}, body)
    without_secrets(type_, body)
