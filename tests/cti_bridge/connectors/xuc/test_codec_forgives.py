"""Lists in any of their shapes, keys that nobody knows, numbers as text: what can be read is read."""

from datetime import datetime

import pytest

from cti_bridge.connectors.xuc import messages as said
from tests.cti_bridge.connectors.xuc import samples
from tests.cti_bridge.connectors.xuc.reading import CALLBACKS, PERIOD, REQUEST, bad, read
from tests.cti_bridge.connectors.xuc.samples import frame


@pytest.mark.parametrize("payload", [samples.LIST, f"[{samples.LIST}]"])
def test_callback_lists_come_as_a_list_or_as_its_one_element(payload):
    told = read("CallbackLists", payload)

    (callbacks,) = told.lists
    assert (callbacks.uuid, callbacks.name, callbacks.queue_id) == (CALLBACKS, "Liste de test", 1)
    assert callbacks.callbacks == (REQUEST,)


@pytest.mark.parametrize("payload", [samples.PAST_CALL, f"[{samples.PAST_CALL}]"])
@pytest.mark.parametrize("name", ["CallHistory", "CallHistoryByDays"])
def test_past_calls_come_as_a_list_or_as_its_one_element(name, payload):
    (call,) = read(name, payload).calls

    assert (call.start, call.seconds) == (datetime(2014, 1, 1, 8), 21 * 60 + 35)  # noqa: DTZ001 - it carries no zone
    assert (call.src_num, call.dst_num, call.status) == ("0115878", "2547892", "answered")


@pytest.mark.parametrize("duration", ["", "21:35", "a:b:c", "-1:00:00", "¹:00:00", "00:00"])
def test_a_length_that_cannot_be_read_is_none(duration):
    assert said.PastCall(duration=duration).seconds is None


def test_a_callback_that_cannot_be_read_costs_itself_only():
    unreadable = '{"uuid":"x","dueDate":"tomorrow"}'

    told = read("CallbackLists", f'{{"uuid":"l","queueId":1,"callbacks":[{samples.REQUEST},{unreadable}]}}')

    assert told.lists[0].callbacks == (REQUEST,)
    assert len(told.skipped) == 1


def test_periods_are_read():
    assert read("PreferredCallbackPeriodList", f"[{samples.PERIOD}]").periods == (PERIOD,)


def test_keys_that_nobody_knows_are_passed_over():
    assert read("QueueMember", '{"agentId":1,"queueId":2,"penalty":3,"mood":{"x":[1]}}').penalty == 3


def test_numbers_may_come_as_text():
    assert read("QueueMember", '{"agentId":"1","queueId":"2","penalty":"3"}') == said.QueueMember(
        agent_id=1, queue_id=2, penalty=3
    )


def test_null_is_the_same_as_no_key():
    config = read("AgentConfig", '{"id":1,"firstName":null,"lastName":"Flash","groupId":null,"userId":7}')

    assert (config.first_name, config.last_name, config.group_id, config.user_id) == ("", "Flash", None, 7)


def test_an_element_that_cannot_be_read_costs_itself_only():
    told = read(
        "QueueMemberList",
        '[{"agentId":1,"queueId":2,"penalty":0},{"agentId":"x"},{"agentId":1,"queueId":3,"penalty":1}]',
    )

    assert [m.queue_id for m in told.members] == [2, 3]
    assert [bad.kind for bad in told.skipped] == ["QueueMemberList"]


def test_a_list_of_which_nothing_can_be_read_does_not_empty_the_floor():
    assert bad(frame("AgentList", '[{"id":"x"},{"id":"y"}]')).kind == "AgentList"


def test_an_empty_list_is_one():
    assert read("QueueMemberList", "[]") == said.QueueMemberList(members=())


@pytest.mark.parametrize("payload", ['{"events":[%s]}', "[%s]", "%s"])
def test_the_calls_that_a_phone_has_are_read_in_any_shape(payload):
    assert read("CurrentCallsPhoneEvents", payload % samples.RINGING).events[0].dn == "1118"


def test_a_phone_without_calls_has_none():
    assert read("CurrentCallsPhoneEvents", '{"events":[]}') == said.CurrentCallsPhoneEvents()


def test_a_users_own_status_is_read():
    assert read("UserStatusUpdate", '{"userId":9,"status":"lunch"}') == said.UserStatusUpdate(status="lunch")


def test_calls_with_a_customer_are_read():
    told = read(
        "CustomerCallHistoryResponseWithId", f'{{"id":1,"response":{{"total":1,"list":[{samples.PAST_CALL}]}}}}'
    )

    assert (told.id, told.calls[0].status) == (1, "answered")


@pytest.mark.parametrize(
    ("payload", "word"),
    [
        ('{"Error":"Busy"}', "Busy"),
        ('{"error":"Busy"}', "Busy"),
        ('{"message":"Busy"}', "Busy"),
        ('"Busy"', "Busy"),
        ('{"Error":5}', ""),
        ("null", ""),
    ],
)
def test_an_error_is_an_error_whatever_its_shape(payload, word):
    assert read("Error", payload) == said.Error(error=word)
