"""The calls that our own logins are told of: transfers, two who share one, what a load confirms and what not."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cti_bridge.connectors.generic_connector.codec import parse
from cti_bridge.connectors.generic_connector.messages import ConferenceParticipants, Dialog, DialogStatus
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.connectors.generic_connector.told_calls import CallEvents, ToldCalls
from cti_bridge.floor.events import CallEnded
from cti_bridge.floor.model import CallState, CallType, agents_of
from cti_bridge.floor.state import Floor
from tests.cti_bridge.connectors.generic_connector.orders import CONFERENCE, MONITOR, call, over

SITE = Site(source="cisco", zone=ZoneInfo("UTC"), queue_variable="callVariable3")
SAM, LEA, ANNA = "cisco:2001", "cisco:2002", "cisco:1001"
AT = {"4101": SAM, "4102": LEA, "4001": ANNA}
CUSTOMER = "+4930555,ACTIVE,NULL"
OF_SALES = "callVariable3=Sales"


class Phones:
    """Sam's, Lea's and Anna's."""

    def at(self, address: str) -> str | None:
        return AT.get(address)

    def of(self, who: str) -> str:
        return next((phone for phone, whose in AT.items() if whose == who), "")

    def knows(self, who: str) -> bool:
        return who in AT.values()


class Line:
    """What the system says, one thing after another, and the floor that follows from it."""

    def __init__(self) -> None:
        self.told = ToldCalls(SITE)
        self.floor = Floor()
        self.now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def says(self, *bodies: str) -> list[str]:
        """Returns the kinds of events that this made."""
        events: CallEvents = []
        for body in bodies:
            match parse(body):
                case Dialog() as dialog:
                    events += self.told.put(dialog, Phones(), self.now)
                case DialogStatus() as status:
                    events += self.told.put_status(status, Phones(), self.now)
                case ConferenceParticipants() as message:
                    events += self.told.put_participants(message, Phones())
        return self.applies(events)

    def applies(self, events: Iterable[object]) -> list[str]:
        events = list(events)
        for event in events:
            self.floor.apply(event)
        assert dict(self.floor.calls) == {c.id: c for c in self.told.all}
        return ["ended" if isinstance(e, CallEnded) else "changed" for e in events]

    def load(self, seconds: float = 0.0) -> None:
        self.told.lines_lost()
        self.told.loaded(seconds)

    @property
    def dialogs(self) -> set[str]:
        return {id_.partition(":")[2] for id_ in self.floor.calls}


@pytest.fixture
def line() -> Line:
    return Line()


# -- who is told ---------------------------------------------------------------------------------------------------


def test_a_call_that_two_of_us_share_goes_on_for_one_when_the_other_drops(line):
    both = (CUSTOMER, "4101,ACTIVE,AGENT_DEVICE", "4102,ACTIVE,AGENT_DEVICE")
    line.says(call(*both, kind="CONFERENCE"), call(*both, to="2002", kind="CONFERENCE"))

    assert line.says(over()) == ["changed"]
    assert agents_of(line.floor.calls["cisco:77"]) == {LEA}
    assert line.says(over(to="2002")) == ["ended"]


def test_a_transferred_call_keeps_its_id_its_type_and_its_queue(line):
    line.says(
        call(CUSTOMER, "4101,ACTIVE,AGENT_DEVICE", variables=OF_SALES),
        call(CUSTOMER, "4101,HELD,AGENT_DEVICE", state="HELD", variables=OF_SALES),
        "2001#ConsultCall#ACTIVE#AssDialogID:78#4101##Sam",
        call("4101,ACTIVE,AGENT_DEVICE", "4102,ACTIVE,AGENT_DEVICE", to="2002", dialog="78", kind="CONSULT"),
    )
    assert line.floor.calls["cisco:78"].type is CallType.CONSULT

    line.says(
        over(),
        "2001#ConsultCall#DROP#AssDialogID:78",
        call(CUSTOMER, "4102,ACTIVE,AGENT_DEVICE", to="2002", kind="TRANSFER"),
        over("78", to="2002"),
    )

    assert line.dialogs == {"77"}
    survivor = line.floor.calls["cisco:77"]
    assert (survivor.type, survivor.queue) == (CallType.QUEUE, "cisco:Sales")
    assert agents_of(survivor) == {LEA}


def test_a_transfer_of_a_call_that_we_knew_nothing_of_is_of_unknown_type(line):
    line.says(call(CUSTOMER, "4101,ACTIVE,AGENT_DEVICE", kind="TRANSFER"))

    assert line.floor.calls["cisco:77"].type is CallType.UNKNOWN


def test_an_ended_call_is_forgotten_after_a_while(line):
    line.says(call(CUSTOMER), over())
    line.now += timedelta(minutes=2)

    line.says(call(CUSTOMER, to="2002", kind="TRANSFER"))

    assert line.floor.calls["cisco:77"].type is CallType.UNKNOWN


def test_hold_and_consult_and_conference_in_a_row(line):
    line.says(
        call(CUSTOMER, "4101,HELD,AGENT_DEVICE", state="HELD"), "2001#ConsultCall#INITIATED#AssDialogID:78#4101##"
    )
    assert (line.floor.calls["cisco:77"].state, line.floor.calls["cisco:78"].state) == (
        CallState.HELD,
        CallState.DIALLING,
    )

    line.says("2001#ConsultCall#DROP#AssDialogID:78", CONFERENCE)

    assert line.dialogs == {"77"}
    assert line.floor.calls["cisco:77"].type is CallType.CONFERENCE


def test_a_preview_is_an_outgoing_call_that_rings(line):
    line.says("2001#NewOutboundPreviewCall#+4930555##DialogID:79#CallType:OUTBOUND_PREVIEW")

    preview = line.floor.calls["cisco:79"]
    assert (preview.type, preview.state) == (CallType.OUT, CallState.RINGING)
    assert {p.address for p in preview.participants} == {"4101", "+4930555"}
    assert line.says("2001#InboundCall#DROP#DialogID:79") == ["ended"]


@pytest.mark.parametrize("word", ["DROP", "DROPPED", "FAILED", "NotFound"])
@pytest.mark.parametrize(
    "event", ["InboundCall#{}#DialogID:77", "DialogState#{}#77#Sam", "ConsultCall#{}#AssDialogID:77"]
)
def test_a_call_is_over_by_whichever_event(line, event, word):
    line.says(call(CUSTOMER, "4101,ACTIVE,AGENT_DEVICE"))

    assert line.says(f"2001#{event.format(word)}") == ["ended"]
    assert line.says(f"2001#{event.format(word)}") == []


# -- a conference's participants --------------------------------------------------------------------------------------


def test_an_agent_who_is_not_among_the_conferences_participants_has_left_it(line):
    line.says(CONFERENCE)

    line.says("2001#ConferenceParticipants#4101,4102")

    assert {p.address for p in line.floor.calls["cisco:77"].participants} == {"4101", "+4930555", "4102"}


def test_participants_of_the_call_that_is_only_listened_to_do_not_join_the_monitoring(line):
    line.says(MONITOR)

    assert line.says("2001#ConferenceParticipants#4001,+4930555") == []


def test_of_two_calls_the_participants_are_the_conferences(line):
    line.says(call(CUSTOMER, "4101,HELD,AGENT_DEVICE", state="HELD", dialog="70"), CONFERENCE)

    line.says("2001#ConferenceParticipants#4101,4001,4102")

    assert LEA in agents_of(line.floor.calls["cisco:77"])
    assert LEA not in agents_of(line.floor.calls["cisco:70"])


# -- loads -----------------------------------------------------------------------------------------------------------


def test_a_status_that_names_a_call_takes_the_rest_from_what_was_known(line):
    line.says(MONITOR)
    before = line.floor.calls["cisco:90"]
    line.load()

    assert line.says("2001#DialogStatus#90#ACTIVE#4101#####") == []
    assert line.floor.calls["cisco:90"] == before


def test_a_call_known_by_its_status_alone_is_of_unknown_type(line):
    line.says("2001#DialogStatus#91#ACTIVE#+4930555#####")

    found = line.floor.calls["cisco:91"]
    assert (found.type, found.state) == (CallType.UNKNOWN, CallState.ACTIVE)
    assert [(p.address, p.agent) for p in found.participants] == [("4101", SAM), ("+4930555", None)]


@pytest.mark.parametrize(
    "status", ["2001#DialogStatus###", "2001#DialogStatus#78#ACTIVE#####", "2001#DialogStatus#77#DROPPED##"]
)
def test_what_a_status_does_not_name_or_names_as_over_is_over(line, status):
    line.says(call(CUSTOMER, "4101,ACTIVE,AGENT_DEVICE"))
    line.load()

    line.says(status)

    assert "77" not in line.dialogs


def test_a_status_of_one_login_says_nothing_of_anothers_calls(line):
    line.says(call(CUSTOMER, to="2002"))

    assert line.says("2001#DialogStatus###") == []
    assert line.dialogs == {"77"}


def test_an_associated_dialog_is_named_too(line):
    line.says(call(CUSTOMER, dialog="77"), "2001#ConsultCall#ACTIVE#AssDialogID:78#4101##")
    line.load()

    assert line.says("2001#DialogStatus#78#ACTIVE#4101##77#ACTIVE#+4930555#") == []
    assert line.dialogs == {"77", "78"}


def test_a_call_that_nobody_confirms_for_a_minute_is_doubtful_and_said_so_once(line):
    line.says(MONITOR)
    line.load(100.0)

    assert line.applies(line.told.look(159.9)) == []
    assert line.told.next_at() == 160.0
    assert line.applies(line.told.look(160.0)) == ["changed"]
    assert line.floor.calls["cisco:90"].doubtful
    assert line.applies(line.told.look(500.0)) == []


def test_a_line_that_is_lost_again_and_again_gives_no_new_minute(line):
    line.says(MONITOR)
    for seconds in (100.0, 130.0, 150.0):
        line.load(seconds)

    assert line.applies(line.told.look(160.0)) == ["changed"]


def test_a_doubtful_call_that_is_confirmed_later_is_so_no_more(line):
    line.says(MONITOR)
    line.load()
    line.applies(line.told.look(60.0))

    assert line.says("2001#DialogState#ACTIVE#90#Sam") == ["changed"]
    assert not line.floor.calls["cisco:90"].doubtful
    assert line.applies(line.told.look(1000.0)) == []


def test_before_a_load_nothing_is_doubtful(line):
    line.says(MONITOR)
    line.told.lines_lost()

    assert line.applies(line.told.look(1e9)) == []


def test_a_login_that_is_out_has_no_calls(line):
    line.says(MONITOR, CONFERENCE)
    line.load()

    assert line.applies(line.told.login_is_out("2001", line.now)) == ["ended", "ended"]
