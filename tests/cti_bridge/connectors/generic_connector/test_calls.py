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
PHONES = {"4001": "cisco:1001"}


def call(body: str, before: Call | None = None) -> Call:
    return calls.call(parse(body), before, PHONES.get, SITE, NOW)


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
        ("030", None, CallState.ACTIVE, ""),
        ("4001", "cisco:1001", CallState.HELD, "barge_in"),
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
