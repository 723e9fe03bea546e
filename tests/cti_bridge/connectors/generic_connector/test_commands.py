"""Every command of the guide, read back by a reader that shares nothing with the writer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.connectors.generic_connector.commands import Outgoing, command, update_call_variables
from cti_bridge.connectors.generic_connector.spellings import Verb
from cti_bridge.errors import CommandRefused

# The guide's own pages (and generic_connector.md 1.1 where the guide has a hole): JMSType, then the body's arguments.
GUIDE = {
    Verb.HELLO: ("Hello#A", ""),
    Verb.BEAT: ("Beat#A", ""),
    Verb.CONNECT: ("Connect#A", "one,two"),
    Verb.LOGIN: ("Login#A", "one,two"),
    Verb.MOBILE_LOGIN: ("MOBILEAGENTLOGIN#A", "one,two,three,four"),
    Verb.LOGOUT: ("logout#A", ""),
    Verb.LOGOUT_WITH_REASON: ("logoutwithreason#A", "one"),
    Verb.GET_STATE: ("GetState#A", ""),
    Verb.MAKE_NOT_READY: ("MakeNotReady#A", ""),
    Verb.MAKE_NOT_READY_WITH_REASON: ("MakeNotReadyWithReason#A", "one"),
    Verb.MAKE_READY: ("MakeReady#A", ""),
    Verb.MAKE_WORK_READY: ("MakeWorkReady#A", ""),
    Verb.MAKE_WORK_NOT_READY: ("MakeWorkNotReady#A", ""),
    Verb.MAKE_CALL: ("MakeCall#A", "one"),
    Verb.ANSWER_CALL: ("AnswerCall#A", "one"),
    Verb.RELEASE_CALL: ("ReleaseCall#A", "one"),
    Verb.HOLD_CALL: ("HoldCall#A", "one"),
    Verb.RETRIEVE_CALL: ("RetrieveCall#A", "one"),
    Verb.BLIND_TRANSFER: ("Transfer_sst#A", "one,two"),
    Verb.CONSULT_CALL: ("ConsultCall#A", "one,two"),
    Verb.TRANSFER_CALL: ("TransferCall#A", "one,two"),
    Verb.CONFERENCE_CALL: ("Conferencecall#A", "one,two"),
    Verb.GET_DIALOG_STATE: ("GetDialogState#A", "one"),
    Verb.LOGOUT_REASONS: ("reasoncodelogout#A", ""),
    Verb.NOT_READY_REASONS: ("reasoncodenotready#A", ""),
    Verb.WRAP_UP_REASONS: ("wrapupreasoncode#A", ""),
    Verb.WRAP_UP: ("wrapup#A", "one,two"),
    Verb.UPDATE_CALL_VARIABLE: ("update_call_variable#A", "one,two"),
    Verb.GET_ALL_AGENTS: ("getallagents##A", ""),
    Verb.GET_PHONEBOOKS: ("GetPhonebooks#A", ""),
    Verb.GET_PHONEBOOK_CONTACTS: ("GetPhonebookContacts#A", "one"),
    Verb.GET_TEAM_PHONEBOOKS: ("GetTeamPhonebooks#A", "one"),
    Verb.GET_QUEUES: ("getqueuelist#A", ""),
    Verb.SILENT_MONITOR: ("silentmonitor#A", "one"),
    Verb.END_SILENT_MONITOR: ("endsilentmonitor#A", "one"),
    Verb.DROP_PARTICIPANT: ("dropparticipant#A", "one,two"),
    Verb.GET_TEAM_USERS: ("getteamusers#A", "one,two"),
    Verb.BARGE_IN: ("bargein#A", "one,two"),
    Verb.ACCEPT_PREVIEW: ("AcceptOutboundPreview#A", "one,two"),
    Verb.REJECT_PREVIEW: ("RejectOutboundPreview#A", "one,two"),
    Verb.CLOSE_PREVIEW: ("CloseOutboundPreview#A", "one,two"),
    Verb.GET_SKILL_GROUPS: ("GETSKILLGROPU#A", ""),
    Verb.GET_SUPERVISORS: ("GETSUPERVISOR#A", ""),
    Verb.SCHEDULE_CALLBACK: ("SHCEDULECALLBACK#A", "one,two,three,four"),
    Verb.UPDATE_CALLBACK: ("UPDATECALLBACK#A", "one,two,three,four"),
    Verb.CANCEL_CALLBACK: ("CANCELSHCEDULECALLBACK#A", "one,two"),
    Verb.RECLASSIFY_CALL: ("RECLASSIFYCALL#A", "one,two,three"),
}

WORDS = ("one", "two", "three", "four")

plain = st.text(st.characters(exclude_characters="#,|", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30)


def read_back(sent: Outgoing) -> tuple[str, str, list[str]]:
    """As a Generic Connector reads it: the type up to its last #, the body split at each comma."""
    name, _, subject = sent.jms_type.rpartition("#")
    return name, subject, sent.body.split(",") if sent.body else []


def needed(verb: Verb) -> int:
    return sum(not name.endswith("?") for name in verb.arguments)


def test_no_command_is_left_out():
    assert set(GUIDE) == set(Verb)


@pytest.mark.parametrize("verb", Verb, ids=lambda v: v.name)
def test_it_is_spelt_as_the_guide_spells_it(verb):
    sent = command(verb, "A", *WORDS[: needed(verb)])

    assert (sent.jms_type, sent.body) == GUIDE[verb]


@given(st.data(), st.sampled_from(list(Verb)), plain)
def test_every_command_is_read_back_as_it_was_meant(data, verb, subject):
    arguments = data.draw(st.lists(plain, min_size=needed(verb), max_size=len(verb.arguments)))

    assert read_back(command(verb, subject, *arguments)) == (verb.jms_type, subject, arguments)


@given(st.sampled_from(list(Verb)), plain, st.sampled_from("#,|\0\n\r\x7f\ud800"), plain, st.integers(0, 4))
def test_no_argument_can_add_another_or_end_the_message(verb, before, separator, after, place):
    values = ["A", *WORDS[: needed(verb)]]
    values[place % len(values)] = before + separator + after

    with pytest.raises(CommandRefused):
        command(verb, *values)


def test_an_empty_argument_is_named():
    with pytest.raises(CommandRefused, match="The extension is missing"):
        command(Verb.LOGIN, "2900", "pw", "")


def test_single_sign_on_is_a_third_argument():
    assert command(Verb.CONNECT, "2900", "topic", "pw", "SSO").body == "topic,pw,SSO"


def test_call_variables_carry_separators_of_ours_only():
    sent = update_call_variables("1001", "77", {"callVariable1": "gold", "BACampaign": "spring"})
    assert sent.body == "77,callVariable1=gold|BACampaign=spring"

    for variables in ({"a=b": "c"}, {"a": "b|c=d"}, {"a": "b,c"}, {"a": "b#c"}, {"": "x"}):
        with pytest.raises(CommandRefused):
            update_call_variables("1001", "77", variables)


def test_a_password_is_in_no_repr_and_no_refusal():
    assert "s3cret" not in repr(command(Verb.LOGIN, "2900", "s3cret", "4900"))
    with pytest.raises(CommandRefused) as refused:
        command(Verb.LOGIN, "2900", "s3cret,", "4900")
    assert "s3cret" not in str(refused.value)


def test_a_wrong_count_of_arguments_is_our_own_fault():
    with pytest.raises(TypeError):
        command(Verb.LOGIN, "2900", "pw")
