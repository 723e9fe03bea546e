"""Every event about a call, read back as it was written by a writer that shares nothing with the reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.connectors.generic_connector.codec import parse
from cti_bridge.connectors.generic_connector.messages import ConferenceParticipants, Dialog, DialogStatus
from cti_bridge.errors import BadMessage


def test_a_call_in_full():
    call = parse(
        "1001#InboundCall#ACTIVE#DialogID:77#0301234#callVariable1=gold|BACampaign=a=b#2026-11-20 09:00:00"
        "#CallType:ACD_IN#ParticipantsCount:2#participants:0301234,ACTIVE,NULL|4001,HELD,AGENT_DEVICE,SUPERVISOR_BARGE_IN"
    )

    assert call == Dialog(
        event="InboundCall",
        login="1001",
        id="77",
        state="ACTIVE",
        from_address="0301234",
        variables=(("callVariable1", "gold"), ("BACampaign", "a=b")),
        started_at="2026-11-20 09:00:00",
        type="ACD_IN",
        participants=(("0301234", "ACTIVE", "NULL"), ("4001", "HELD", "AGENT_DEVICE", "SUPERVISOR_BARGE_IN")),
    )


def test_call_variables_without_names_are_named_by_their_place():
    assert parse(
        "1001#NewInboundCall#030#gold,,berlin#DialogID:77#CallType:OTHER_IN#2026-11-20 09:00:00"
    ).variables == (
        ("callVariable1", "gold"),
        ("callVariable3", "berlin"),
    )


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("1001#InboundCall#FAILED#DialogID:77#busy#Anna Keller", "FAILED"),
        ("1001#InboundCall#DROP#DialogID:77", "DROP"),
        ("1001#NewOutboundPreviewCall#030#a,b#DialogID:77#CallType:OUTBOUND_PREVIEW", "ALERTING"),
        ("1001#DialogState#HELD#77#Anna Keller", "HELD"),
        ("1001#ConsultCall#ACTIVE#AssDialogID:77#030#a=b#Anna", "ACTIVE"),
        ("1001#ConsultCall#FAILED#AssDialogID:77#no such number#Anna", "FAILED"),
    ],
)
def test_other_words_about_calls(body, state):
    call = parse(body)

    assert isinstance(call, Dialog)
    assert (call.login, call.id, call.state) == ("1001", "77", state)


def test_a_failures_cause_is_no_address():
    call = parse("1001#InboundCall#FAILED#DialogID:77#busy#Anna Keller")

    assert (call.cause, call.from_address) == ("busy", None)


def test_the_calls_of_one_who_logs_in():
    assert parse("1001#DialogStatus###") == DialogStatus("1001", ())
    status = parse("1001#DialogStatus#77#ACTIVE#030#a=b#78#HELD#4002#")
    assert [(d.id, d.state, d.from_address) for d in status.dialogs] == [
        ("77", "ACTIVE", "030"),
        ("78", "HELD", "4002"),
    ]


# -- whatever they hold ----------------------------------------------------------------------------------------------

plain = st.text(
    st.characters(exclude_characters="#,|:=", exclude_categories=["Cs", "Cc", "Zs"]), min_size=1, max_size=9
)
numbers = st.from_regex(r"\+?[0-9]{3,12}", fullmatch=True)
dialogs = st.from_regex(r"[0-9]{1,9}", fullmatch=True)
states = st.sampled_from(["INITIATING", "INITIATED", "ALERTING", "ACTIVE", "HELD", "WRAP_UP", "DROP", "DROPPED"])
types = st.sampled_from(["ACD_IN", "OTHER_IN", "OUT", "AGENT_INSIDE", "CONSULT", "CONFERENCE", "TRANSFER", "SM"])
variables = st.lists(st.tuples(plain, plain), max_size=4).map(tuple)
parties = st.lists(
    st.tuples(numbers, st.sampled_from(["ACTIVE", "HELD", "DROPPED"]), st.sampled_from(["NULL", "AGENT_DEVICE"]))
    | st.tuples(numbers, st.just("ACTIVE"), st.just("AGENT_DEVICE"), st.just("SUPERVISOR_BARGE_IN")),
    min_size=1,
    max_size=5,
).map(tuple)


def named(pairs: tuple[tuple[str, str], ...]) -> str:
    return "|".join(f"{name}={value}" for name, value in pairs)


@given(plain, states, dialogs, numbers, variables, types, parties)
def test_an_inbound_call_is_read_back(login, state, id_, from_, pairs, type_, who):
    listed = "|".join(",".join(one) for one in who)
    found = parse(
        f"{login}#InboundCall#{state}#DialogID:{id_}#{from_}#{named(pairs)}#2026-11-20 09:00:00#CallType:{type_}"
        f"#ParticipantsCount:{len(who)}#participants:{listed}"
    )

    assert isinstance(found, Dialog)
    assert (found.login, found.state, found.id, found.from_address) == (login, state, id_, from_)
    assert (found.variables, found.type, found.participants) == (pairs, type_, who)


@given(plain, dialogs, numbers, variables, types, st.sampled_from(["NewInboundCall", "NewOutboundPreviewCall"]))
def test_a_call_that_rings_is_read_back(login, id_, from_, pairs, type_, event):
    found = parse(f"{login}#{event}#{from_}#{named(pairs)}#DialogID:{id_}#CallType:{type_}#2026-11-20 09:00:00")

    assert isinstance(found, Dialog)
    assert (found.state, found.id, found.from_address) == ("ALERTING", id_, from_)
    assert (found.variables, found.type, found.participants) == (pairs, type_, None)


@given(plain, states, dialogs, numbers, variables)
def test_a_consult_is_read_back(login, state, id_, from_, pairs):
    found = parse(f"{login}#ConsultCall#{state}#AssDialogID:{id_}#{from_}#{named(pairs)}#Anna")

    assert isinstance(found, Dialog)
    assert (found.state, found.id, found.from_address, found.type) == (state, id_, from_, "CONSULT")


@given(plain, dialogs, plain, st.sampled_from(["InboundCall#FAILED#DialogID", "ConsultCall#FAILED#AssDialogID"]))
def test_a_failure_is_read_back_with_its_cause(login, id_, cause, event):
    found = parse(f"{login}#{event}:{id_}#{cause}#Anna")

    assert isinstance(found, Dialog)
    assert (found.id, found.state, found.cause, found.from_address) == (id_, "FAILED", cause, None)


@given(plain, st.lists(st.tuples(dialogs, states, numbers, variables), max_size=2))
def test_a_status_is_read_back(login, told):
    rows = [f"{id_}#{state}#{from_}#{named(pairs)}" for id_, state, from_, pairs in told]
    found = parse("#".join((login, "DialogStatus", *(rows or ["##"]))))

    assert isinstance(found, DialogStatus)
    assert [(d.id, d.state, d.from_address, d.variables) for d in found.dialogs] == told


@given(plain, st.lists(numbers, min_size=1, max_size=6))
def test_a_conferences_participants_are_read_back(login, extensions):
    assert parse(f"{login}#ConferenceParticipants#{','.join(extensions)}") == ConferenceParticipants(
        login, tuple(extensions)
    )


@given(states, parties, st.integers(0, 9))
def test_a_count_that_is_wrong_is_bad(state, who, count):
    listed = "|".join(",".join(one) for one in who)
    body = f"1001#InboundCall#{state}#DialogID:7####CallType:OUT#ParticipantsCount:{count}#participants:{listed}"
    if count == len(who):
        assert len(parse(body).participants) == count
    else:
        with pytest.raises(BadMessage):
            parse(body)
