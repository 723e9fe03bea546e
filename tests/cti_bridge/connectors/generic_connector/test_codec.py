"""Every event of the guide, as its pages and generic_connector.md 1 print them; and everything that is none."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cti_bridge.connectors.generic_connector.codec import EVENTS, LARGEST, SPECIAL, parse
from cti_bridge.connectors.generic_connector.messages import (
    AgentInfo,
    AgentsList,
    CallbackMessage,
    CallbackScheduled,
    ConferenceParticipants,
    Control,
    Error,
    QueueList,
    ReasonCodes,
    Reconnect,
    Records,
    ReLogin,
    State,
    SystemStatus,
    TeamInfo,
    TeamMemberStateChanged,
    TeamUsersList,
)
from cti_bridge.connectors.generic_connector.refusals import WORDS, in_words
from cti_bridge.errors import BadMessage

MEMBER = "2900#State#NOT_READY#10##READY#2026-11-20 09:00:00#Anna Keller#1001#4001#Lunch#Anna Keller#akeller"


def bad(body: bytes | str, **options: bool) -> BadMessage:
    with pytest.raises(BadMessage) as raised:
        parse(body, **options)
    return raised.value


# -- the events --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("System#IN_SERVICE", SystemStatus(True)),
        ("System#OUT_OF_SERVICE", SystemStatus(False)),
        ("DESTINATION#floorwalker-1#RECONNECT", Reconnect("floorwalker-1")),
        ("CallBack#scheduled", CallbackScheduled("scheduled")),
        ("1001#State#RE_LOGIN", ReLogin("1001")),
        ("1001#title#A callback waits", CallbackMessage("1001", "A callback waits")),
        ("1001#Control#PrintStatusBar#Closing early today", Control("1001", "Closing early today")),
        ("2900#TeamInfoIDs#TeamID#5000,5001#Floor Feed", TeamInfo("2900", "TeamID", ("5000", "5001"))),
        ("2900#TeamInfoNames#TeamName#North,South#F", TeamInfo("2900", "TeamName", ("North", "South"))),
        ("2900#TeamMemberStateChanged#5000#READY", TeamMemberStateChanged("2900", "5000", "READY")),
        ("2900#ConferenceParticipants#4001, 4002", ConferenceParticipants("2900", ("4001", "4002"))),
        ("1001#Error#CF_RESOURCE_BUSY", Error("1001", "CF_RESOURCE_BUSY")),
        ("System#Error#LICENSES_EXCEEDED", Error("System", "LICENSES_EXCEEDED")),
        ("1001#Error#13145#agent is on hold#really", Error("1001", "13145", "agent is on hold#really")),
    ],
)
def test_it_is_read(body, message):
    assert parse(body) == message
    assert parse(body.encode()) == message


def test_a_members_state_is_the_members_and_not_the_supervisors():
    assert parse(MEMBER) == State(
        "2900", "NOT_READY", "10", "READY", "2026-11-20 09:00:00", "Anna Keller", "1001", "4001", "Lunch"
    )


def test_a_state_without_its_subject_is_the_addressees():
    assert parse("1001#State#READY######").subject == "1001"


def test_a_supervisors_info_has_teams():
    info = parse("2900#AgentInfo#F#Feed#True#OPTIONAL#TotalNumberOfTeams:2#5000,Sales, North|5001,#1#F Feed#feed")

    assert info == AgentInfo(
        login="2900",
        first_name="F",
        last_name="Feed",
        is_supervisor=True,
        wrap_up_mode="OPTIONAL",
        teams=(("5000", "Sales, North"), ("5001", "5001")),
        team_id="1",
        full_name="F Feed",
    )


def test_an_agents_info_has_none():
    info = parse("1001#AgentInfo#Anna#Keller#False#REQUIRED#5000#Anna Keller#akeller")

    assert (info.is_supervisor, info.teams, info.team_id, info.full_name) == (False, (), "5000", "Anna Keller")


def test_reason_codes_have_labels_and_wrap_up_has_labels_alone():
    assert parse("1001#ReasonCodes#Category:NOT_READY#10,11#Labels:Lunch,Break#Anna") == ReasonCodes(
        "1001", "NOT_READY", ("10", "11"), ("Lunch", "Break")
    )
    assert parse("1001#ReasonCodes#Category:WRAP_UP##Labels:Sold,Lost#Anna") == ReasonCodes(
        "1001", "WRAP_UP", (), ("Sold", "Lost")
    )


def test_a_teams_users_are_read_by_label_and_a_comma_in_a_name_does_no_harm():
    users = parse(
        "2900#TeamUsersList#FirstName:Anna, Maria,LastName:Keller,Extension:4001,LoginId:1001,State:READY,"
        "PendingState:,MediaType:Voice,StateChangeTime:2026-11-20 09:00:00,StateChangeLabel:"
        "#FirstName:Ben,LastName:Okafor,Extension,LoginId:1002,State:LOGOUT"
    ).users

    assert users[0]["first_name"] == "Anna, Maria"
    assert users[0]["changed_at"] == "2026-11-20 09:00:00"
    assert (users[1]["login"], users[1]["state"], users[1]["extension"]) == ("1002", "LOGOUT", "")


def test_a_teams_users_with_other_labels_are_read_by_position():
    (user,) = parse(
        "2900#TeamUsersList#A:Anna,B:Keller,C:4001,D:1001,E:READY,F:,G:Voice,H:2026-11-20 09:00:00,I:x"
    ).users

    assert (user["login"], user["state"], user["changed_at"]) == ("1001", "READY", "2026-11-20 09:00:00")


@pytest.mark.parametrize("body", ["2900#TeamUsersList#", "2900#TeamUsersList#NoUserFound"])
def test_an_empty_team_is_empty(body):
    assert parse(body) == TeamUsersList("2900", ())


def test_all_agents_for_an_administrator():
    users = parse(
        "1#AgentsList#LoginId=1001,Name=Anna Keller Extension=4001,State=READY,Team=North"
        "|LoginId=1002,Name=B,State=TALKING"
    )

    assert isinstance(users, AgentsList)
    assert [u["login"] for u in users.users] == ["1001", "1002"]


UCCE = (
    "2900#QueueList#Queue:Sales,NotReady:1,Ready:2,TalkingInbound:3,TalkingInternal:4,TalkingOutbound:5,"
    "WrapUpNotReady:6,WrapUpReady:7,CallsInQueue:8,StartTime:2026-11-20 08:59:30"
)


def test_queues_of_ucce_are_read_by_position_where_labels_are_strange():
    (queue,) = parse("2900#QueueList#A:Sales,B:1,C:2,D:3,E:4,F:5,G:6,H:7,I:8,J:2026-11-20 08:59:30").queues

    assert queue == {
        "name": "Sales",
        "agents_not_ready": "1",
        "agents_ready": "2",
        "agents_talking_inbound": "3",
        "agents_talking_internal": "4",
        "agents_talking_outbound": "5",
        "agents_wrap_up_not_ready": "6",
        "agents_wrap_up_ready": "7",
        "waiting": "8",
        "longest_started_at": "2026-11-20 08:59:30",
    }


def test_queues_of_ucce_are_read_by_label_where_they_are_known():
    (queue,) = parse(UCCE).queues

    assert (queue["waiting"], queue["agents_wrap_up_not_ready"]) == ("8", "6")
    assert queue["name"] == "Sales"
    assert queue["longest_started_at"] == "2026-11-20 08:59:30"


@pytest.mark.parametrize("login", ["2900", "1001"])
def test_queues_of_uccx_for_a_supervisor_and_for_an_agent(login):
    queues = parse(
        f"{login}#QueueList#queue_1_Name:Sales,queue_1_WaitingCalls:2,queue_1_AgentsLoggedIn:9,"
        "queue_1_AgentsInAfterCallWork:1,queue_1_AgentsTalking:3,queue_1_AgentsReserved:0,queue_1_HandledCalls:120,"
        "queue_1_AbandonedCalls:4,queue_1_TotalCalls:126,queue_1_LongestHandleTime:910"
        "#queue_2_Name:Support,queue_2_WaitingCalls:0"
    ).queues

    assert [(q["name"], q["waiting"]) for q in queues] == [("Sales", "2"), ("Support", "0")]
    assert (queues[0]["handled"], queues[0]["abandoned"], queues[0]["agents_wrap_up"]) == ("120", "4", "1")
    assert "longest_started_at" not in queues[0]  # the longest handle time is no wait


def test_no_queues_are_none():
    assert parse("2900#QueueList#") == QueueList("2900", ())


@pytest.mark.parametrize(
    ("event", "nothing"),
    [
        ("Phonebooks", "NoPhoneBookFound"),
        ("TeamPhoneBooks", "noteamphonebookfound"),
        ("PhonebookContacts", "NoContactFound"),
    ],
)
def test_phonebooks_without_anything(event, nothing):
    assert parse(f"2900#{event}#{nothing}") == Records(event, "2900", ())


def test_contacts_whose_descriptions_hold_commas_and_colons():
    (contact,) = parse(
        "2900#PhonebookContacts#description:Doctor, see: list,firstName:Eva,lastName:Roth,phoneNumber:030,id:7"
    ).records

    assert contact == {
        "description": "Doctor, see: list",
        "firstName": "Eva",
        "lastName": "Roth",
        "phoneNumber": "030",
        "id": "7",
    }


def test_a_hash_inside_a_text_is_put_back():
    assert parse(MEMBER.replace("Lunch", "Room 00100011 3")).label == "Room # 3"


# -- what is none ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "empty"),  # a map message
        (b"\xff\xfe\xfa", "not UTF-8"),
        (b"hello", "no fields"),
        ("2900#Nonsense#1", "unknown event Nonsense"),
        ("2900##1", "unknown event with no name"),
        ("2900#030 1234567#1", "unknown event with no name"),  # nobody's number gets into a log
        ("System#SLEEPY", "System"),
        ("DESTINATION#x#MAYBE", "DESTINATION"),
        ("DESTINATION#x", "DESTINATION"),
        (MEMBER[:30], "State"),
        (MEMBER + "#too#many", "State"),
        ("1001#State#", "State"),
        ("2900#AgentInfo#F", "AgentInfo"),
        ("2900#AgentInfo#F#F#True#O#TotalNumberOfTeams:2#5000,North#1", "AgentInfo teams"),
        ("2900#AgentInfo#F#F#True#O#TotalNumberOfTeams:1#,North#1", "AgentInfo teams"),
        ("2900#QueueList", "QueueList"),
        ("2900#QueueList#Name:", "queue fields"),
        ("2900#QueueList#Sales,1", "queue fields"),
        ("2900#TeamUsersList", "TeamUsersList"),
        ("2900#TeamUsersList#FirstName:Anna,LastName:Keller", "user fields"),
        ("1001#InboundCall#ACTIVE", "InboundCall"),
        ("1001#InboundCall#ACTIVE##030", "InboundCall dialog"),
        ("1001#InboundCall#ACTIVE#DialogID:7#####ParticipantsCount:3#participants:1,ACTIVE", "participants"),
        ("1001#ReasonCodes#Category:X", "ReasonCodes"),
        ("1001#Error", "Error"),
        ("1001#Error#", "Error"),
    ],
)
def test_it_is_bad_and_says_which_kind(body, kind):
    assert bad(body).kind == kind


def test_a_binary_message_is_bad_whatever_is_in_it():
    assert bad(MEMBER.encode(), binary=True).kind == "binary"


def test_a_frame_of_a_megabyte_is_read_and_one_that_is_too_large_is_bad():
    assert bad("2900#Nonsense#" + "x" * 1_000_000).kind == "unknown event Nonsense"
    assert bad(b"2900#QueueList#" + b"x" * LARGEST).kind == "too large"


def test_no_reason_quotes_a_value():
    number = "+49301234567"
    for body in (f"1001#InboundCall#{number}", f"{number}#State#{number}", f"2900#TeamUsersList#{number},{number}"):
        assert number not in str(bad(body))


# Frames that are nearly right: an event's name with any fields, any separators, any of the words that it knows.
words = st.sampled_from(
    ["", "1001", "State", "READY", "DialogID:7", "participants:", "Labels:a,b", "Category:NOT_READY", "True", "a=b|c=d",
     "TotalNumberOfTeams:1", "5000,North", "Name:x,WaitingCalls:1", "LoginId:1,State:READY", "NULL", "00100011", "\0"]
)  # fmt: skip
nearly = st.tuples(
    st.sampled_from(["1001", *SPECIAL]),
    st.sampled_from([*EVENTS, "State", "RE_LOGIN"]),
    st.lists(words | st.text(max_size=20), max_size=14),
).map(lambda t: "#".join((t[0], t[1], *t[2])))


@given(st.binary(max_size=200) | st.text(max_size=200) | nearly, st.booleans())
@example("²#AgentInfo#a#b#True#c#TotalNumberOfTeams:²#5000,a#1", False)
@example("1#InboundCall#ACTIVE#DialogID:1#####ParticipantsCount:٣#participants:1", False)
@example("\ud800#State#READY######", False)
def test_anything_ends_in_a_message_or_in_bad_message(body, binary):
    found: BadMessage | None = None
    try:
        parse(body, binary=binary)
    except BadMessage as raised:
        found = raised

    assert found is None or (str(found) and len(found.kind) <= 60)


@given(st.sampled_from([MEMBER, UCCE]), st.data())
def test_a_frame_cut_anywhere_never_changes_whom_it_is_about(frame, data):
    cut = frame[: data.draw(st.integers(0, len(frame)))]
    try:
        message = parse(cut)
    except BadMessage:
        return
    if isinstance(message, State):
        assert message.subject in ("1001", "100", "10", "1", "2900")
        assert message.subject != "2900" or cut.count("#") == 8


def test_it_reads_fifty_thousand_states_a_second():
    body = MEMBER.encode()
    fastest = min(_seconds_for(body) for _ in range(5))

    assert fastest < 0.1  # 5,000 of them


def _seconds_for(body: bytes) -> float:
    started = time.perf_counter()
    for _ in range(5_000):
        parse(body)
    return time.perf_counter() - started


# -- errors ------------------------------------------------------------------------------------------------------

GUIDE_ERRORS = [
    "SUBSCRIPTION_FAILED",
    "UNABLE_TO_SUBSCRIBE_TO_FINESSE",
    "SESSION_INVALIDATED",
    "LICENSES_EXCEEDED",
    "MISSING_EXTENSION",
    "WRONG_EXTENSION",
    "MISSING_PASSWORD",
    "USER_NOT_FOUND",
    "GENERAL_ERROR",
    "CF_GENERIC_UNSPECIFIED",
    "CF_INVALID_LOGON_DEVICE_SPECIFIED",
    "CF_RESOURCE_BUSY",
    "CF_INVALID_OBJECT_STATE",
    "PLEASE_RETRY",
    "MISSING_REASON_CODE",
    "MISSING_DIALOG_ID",
    "MISSING_NUMBER",
    "E_CTI_INVALID_CALL_ID",
    "CF_GENERIC_OPERATION",
    "INVALID_CALL_DATA",
]


@pytest.mark.parametrize("code", GUIDE_ERRORS)
def test_every_error_of_the_guide_has_one_sentence(code):
    words_ = WORDS[code]

    assert words_[0].isupper()
    assert words_.endswith(".")
    assert code not in words_
    assert parse(f"1001#Error#{code}") == Error("1001", code)


def test_an_error_that_the_guide_does_not_know_is_quoted():
    assert in_words("99999") == "The contact centre refused: 99999."
