"""What is no message, or none of ours, is told by its kind, and quotes no customer."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from cti_bridge.connectors.xuc import messages as said
from cti_bridge.connectors.xuc.codec import decode
from cti_bridge.connectors.xuc.readers import READERS, UNREAD
from tests.cti_bridge.connectors.xuc import samples
from tests.cti_bridge.connectors.xuc.reading import bad, read
from tests.cti_bridge.connectors.xuc.samples import SAMPLES, frame


@pytest.mark.parametrize("text", ['{"claz":"ping"}', "{}", '{"msgType":null}', "[]", '"pong"', "5", "null", "true"])
def test_any_other_json_shows_that_the_server_is_there(text):
    assert decode(text) == said.Keepalive()


@pytest.mark.parametrize("name", sorted(UNREAD))
def test_what_is_no_business_of_ours_is_known_by_name(name):
    assert read(name, '{"any":["thing",null]}') == said.Unread(name)


def test_what_nobody_knows_is_counted_by_its_name():
    assert read("CoffeeReady", "{}") == said.Unknown("CoffeeReady")


@pytest.mark.parametrize("name", ["0230210082", "John Doe", "x" * 51, ""])
def test_a_name_that_is_no_word_is_not_repeated(name):
    assert read(name, "{}") == said.Unknown("")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "not JSON"),
        ("hello", "not JSON"),
        ('{"msgType":"LoggedOn"', "not JSON"),
        ("[}", "not JSON"),
        ('{"msgType":"LoggedOn"}{}', "not JSON"),
        ('"\ud800"', "not JSON"),
        (frame("DirectoryResult", samples.MISPRINTED), "not JSON"),
        ('{"msgType":5}', "msgType"),
        ('{"msgType":["LoggedOn"]}', "msgType"),
        (frame("QueueMember", "{}"), "QueueMember"),
        (frame("QueueMember", '{"agentId":1,"queueId":2,"penalty":-2}'), "QueueMember"),
        (frame("QueueMember", '{"agentId":99999999999999999999,"queueId":2,"penalty":0}'), "QueueMember"),
        (frame("QueueMember", "null"), "QueueMember"),
        (frame("AgentList", "5"), "AgentList"),
        ('{"msgType":"AgentStateEvent"}', "AgentStateEvent"),
        ("[" * 100_000, "nested"),
        (frame("AgentStatistics", '{"id":1,"x":' + "[" * 100_000), "nested"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_kind(text, kind):
    assert bad(text).kind == kind


def test_a_reason_quotes_no_customer():
    said_of_it = str(
        bad(frame("QueueCalls", '{"queueId":9,"calls":[{"position":"0230210082","queueTime":"John Doe"}]}'))
    )

    assert "QueueCalls" in said_of_it
    assert "0230210082" not in said_of_it
    assert "John" not in said_of_it


@pytest.mark.parametrize(
    ("name", "payload"),
    [("PhoneEvent", samples.RINGING), ("QueueCalls", samples.WAITING), ("CallHistory", samples.PAST_CALL),
     ("CallbackLists", samples.LIST), ("FindCallbackResponseWithId", samples.FOUND)],
)  # fmt: skip
def test_a_customer_prints_in_no_repr(name, payload):
    printed = repr(read(name, payload))

    assert not [n for n in ("1058", "3000", "33356782212", "Doe", "0115878", "0230210082", "Neill") if n in printed]


def test_whatever_is_read_is_in_the_vendors_list_of_messages():
    """A reader for each class of Message: none is forgotten, none is dead."""
    listed = {said.CallHistory, said.CallbackLists, said.LoggedOn, said.Error}
    read_as = {type(read(name, payload)) for name, payload in SAMPLES} | listed
    rest = {
        said.UserStatusUpdate,
        said.CurrentCallsPhoneEvents,
        said.CustomerCallHistory,
        said.PreferredCallbackPeriodList,
    }

    assert set(said.Message.__args__) <= read_as | rest
    assert not set(READERS) & UNREAD


def test_a_flood_is_read_faster_than_it_can_come():
    started, text = datetime.now(UTC), frame("AgentStateEvent", samples.ON_CALL)

    for _ in range(2_000):
        decode(text)

    assert datetime.now(UTC) - started < timedelta(seconds=1)  # a second's worth; some 10 ms


def test_a_large_list_is_read_at_once():
    members = msgspec.json.encode([{"agentId": a, "queueId": q, "penalty": 0} for a in range(500) for q in range(50)])
    started = datetime.now(UTC)

    assert len(read("QueueMemberList", members.decode()).members) == 25_000

    assert datetime.now(UTC) - started < timedelta(seconds=1)


def test_what_no_table_keeps_is_left_out_of_names_and_ids():
    payload = r'[{"id": 7, "name": "\u0000Sa\u0000\u0000les", "displayName": "C:\\u0000\\\u0000"}]'

    (queue,) = read("QueueList", payload).queues

    assert (queue.name, queue.display_name) == ("Sales", r"C:\u0000" + "\\")
