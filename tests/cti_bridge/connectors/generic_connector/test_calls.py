"""Calls, as a supervisor will see them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from cti_bridge.connectors.generic_connector import calls
from cti_bridge.connectors.generic_connector.codec import parse
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.floor.model import Call, CallState, CallType

SITE = Site(
    source="cisco",
    zone=ZoneInfo("Europe/Berlin"),
    call_variables=frozenset({"callVariable1"}),
    queue_variable="callVariable3",
)
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ANNA, SAM = "cisco:1001", "cisco:2001"


class Phones:
    """Anna's and Sam's."""

    def at(self, address: str) -> str | None:
        return {"4001": ANNA, "4101": SAM}.get(address)

    def of(self, who: str) -> str:
        return {ANNA: "4001", SAM: "4101"}.get(who, "")

    def knows(self, who: str) -> bool:
        return who in (ANNA, SAM)


def call(body: str, before: Call | None = None, listens_to: str | None = None) -> Call:
    return calls.call(parse(body), before, Phones(), SITE, NOW, listens_to)


FULL = (
    "1001#InboundCall#ACTIVE#DialogID:77#030#callVariable1=gold|callVariable2=secret|callVariable3=Sales"
    "#2026-11-20 09:59:00#CallType:ACD_IN#ParticipantsCount:2"
    "#participants:030,ACTIVE,NULL|4001,HELD,AGENT_DEVICE,SUPERVISOR_BARGE_IN"
)


def test_a_call_shows_only_the_variables_that_were_allowed():
    found = call(FULL)

    assert found.variables == (("callVariable1", "gold"),)
    assert found.queue == "cisco:Sales"
    assert (found.state, found.type) == (CallState.ACTIVE, CallType.QUEUE)
    assert found.started_at == datetime(2026, 11, 20, 8, 59, tzinfo=UTC)
    assert [(p.address, p.agent, p.state, p.cause) for p in found.participants] == [
        ("4001", "cisco:1001", CallState.HELD, "barge_in"),
        ("030", None, CallState.ACTIVE, ""),
    ]


def test_what_a_later_event_does_not_tell_stays():
    before = call(FULL)
    later = call("1001#DialogState#HELD#77#Anna", before)

    assert later.state is CallState.HELD
    assert (later.participants, later.type, later.queue, later.variables, later.started_at) == (
        before.participants,
        before.type,
        before.queue,
        before.variables,
        before.started_at,
    )


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("ALERTING", CallState.RINGING),
        ("INITIATED", CallState.DIALLING),
        ("HELD", CallState.HELD),
        ("WRAP_UP", CallState.WRAP_UP),
        ("DROP", CallState.ENDED),
        ("DROPPED", CallState.ENDED),
        ("FAILED", CallState.ENDED),
        ("PUZZLED", CallState.UNKNOWN),
    ],
)
def test_a_calls_state(word, state):
    assert call(f"1001#DialogState#{word}#77#Anna").state is state


@pytest.mark.parametrize(
    ("word", "type_"),
    [
        ("ACD_IN", CallType.QUEUE),
        ("PREROUTE_ACD_IN", CallType.QUEUE),
        ("OTHER_IN", CallType.DIRECT_IN),
        ("OUT", CallType.OUT),
        ("AGENT_INSIDE", CallType.INTERNAL),
        ("CONSULT", CallType.CONSULT),
        ("CONFERENCE", CallType.CONFERENCE),
        ("SM", CallType.MONITOR),
        ("TRANSFER", CallType.UNKNOWN),  # of which kind it was before, it does not say
        ("NEWFANGLED", CallType.UNKNOWN),
    ],
)
def test_a_calls_type(word, type_):
    assert call(f"1001#NewInboundCall#030##DialogID:7#CallType:{word}#").type is type_


def test_of_a_transfer_what_was_known_of_the_surviving_call_stays():
    before = call(FULL)

    assert call("2001#InboundCall#ACTIVE#DialogID:77#030###CallType:TRANSFER", before).type is CallType.QUEUE


def test_a_consult_call_that_a_transfer_made_another_is_of_unknown_type():
    before = call("2001#ConsultCall#ACTIVE#AssDialogID:78#4001##Anna")

    assert before.type is CallType.CONSULT
    assert call("2001#InboundCall#ACTIVE#DialogID:78#030###CallType:TRANSFER", before).type is CallType.UNKNOWN


SM = "2001#InboundCall#ACTIVE#DialogID:90#4101###CallType:SM"


@pytest.mark.parametrize(
    "participants",
    [
        "#ParticipantsCount:1#participants:4101,ACTIVE,AGENT_DEVICE",
        "#ParticipantsCount:2#participants:4101,ACTIVE,AGENT_DEVICE|4001,ACTIVE,AGENT_DEVICE",
        "#ParticipantsCount:2#participants:4101,ACTIVE,AGENT_DEVICE|4077,ACTIVE,AGENT_DEVICE",
        "#ParticipantsCount:1#participants:4001,ACTIVE,AGENT_DEVICE",
        "#ParticipantsCount:0#participants:",
        "",
    ],
)
def test_silent_monitoring_has_the_supervisor_and_the_agent_who_was_asked_for_though_unnamed(participants):
    found = call(SM + participants, listens_to=ANNA)

    assert [p.agent for p in found.participants] == [SAM, ANNA]
    assert found.type is CallType.MONITOR


def test_whom_silent_monitoring_names_counts_more_than_who_was_asked_for():
    found = call(f"{SM}#ParticipantsCount:2#participants:4101,ACTIVE|4001,ACTIVE", listens_to="cisco:1002")

    assert [p.agent for p in found.participants] == [SAM, ANNA]


def test_silent_monitoring_keeps_the_agent_when_another_is_asked_for_later():
    before = call(SM, listens_to=ANNA)

    assert [p.agent for p in call(SM, before, listens_to="cisco:1002").participants] == [SAM, ANNA]


@pytest.mark.parametrize(
    ("said", "listed", "own"),
    [
        ("ACTIVE", "ACTIVE", CallState.ACTIVE),
        ("ACTIVE", "HELD", CallState.HELD),
        ("HELD", "ACTIVE", CallState.HELD),
        ("HELD", "HELD", CallState.HELD),
    ],
)
def test_ones_own_part_is_on_hold_wherever_the_event_says_so(said, listed, own):
    found = call(f"2001#InboundCall#{said}#DialogID:77####CallType:OUT#ParticipantsCount:1#participants:4101,{listed}")

    assert [(p.agent, p.state) for p in found.participants] == [(SAM, own)]


def test_who_has_left_or_wraps_up_takes_no_part():
    found = call(
        "2001#InboundCall#ACTIVE#DialogID:77####CallType:CONFERENCE#ParticipantsCount:4"
        "#participants:030,ACTIVE,NULL|4001,WRAP_UP,AGENT_DEVICE|4002,DROPPED,AGENT_DEVICE|4101,ACTIVE,AGENT_DEVICE"
    )

    assert [p.address for p in found.participants] == ["4101", "030"]


def test_an_agents_phone_is_one_though_we_do_not_know_the_agent():
    found = call(
        "2001#InboundCall#ACTIVE#DialogID:77####CallType:OUT#ParticipantsCount:2"
        "#participants:4999,ACTIVE,AGENT_DEVICE|030,ACTIVE,NULL"
    )

    assert {p.address: p.is_agent for p in found.participants} == {"4101": True, "4999": True, "030": False}
