"""What holds of the codec whatever comes: nothing stops it but BadMessage, and what is written is read again."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

from cti_bridge.connectors.xuc import messages as said
from cti_bridge.connectors.xuc.codec import decode
from cti_bridge.connectors.xuc.readers import READERS, UNREAD
from cti_bridge.errors import BadMessage
from tests.cti_bridge.connectors.xuc.samples import SAMPLES, frame

CUSTOMER = "0230210082"

names = st.sampled_from([*READERS, *UNREAD, "CoffeeReady"])
leaves = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20)
)
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner))
texts = st.text(st.characters(exclude_categories=()), max_size=200)  # lone surrogates too


def heard(text: str) -> said.Heard | BadMessage:
    try:
        return decode(text)
    except BadMessage as bad:
        return bad


def packed(name: str, payload: object) -> str:
    return json.dumps({"msgType": name, "ctiMessage": payload})


@given(texts)
def test_no_text_stops_it(text):
    heard(text)


@given(values)
def test_no_json_stops_it(value):
    heard(json.dumps(value))


@settings(max_examples=60)
@given(names, values)
def test_no_payload_of_any_message_stops_it(name, payload):
    heard(packed(name, payload))


@st.composite
def nearly(draw: st.DrawFn) -> str:
    """A printed message with something else in one place."""
    name, payload = draw(st.sampled_from(SAMPLES))
    whole = json.loads(payload)
    places = list(_places(whole))
    where, key = draw(st.sampled_from(places))
    where[key] = draw(values | st.just(CUSTOMER))
    return packed(name, whole)


def _places(value: Any) -> Any:
    keys = value if isinstance(value, dict) else range(len(value))
    for key in list(keys):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


@settings(max_examples=60)
@given(nearly())
def test_no_printed_message_with_something_wrong_in_it_stops_it_nor_gets_a_customer_into_a_reason(text):
    message = heard(text)

    reasons = [message] if isinstance(message, BadMessage) else list(getattr(message, "skipped", ()))
    assert not [bad for bad in reasons if CUSTOMER in f"{bad!r} {bad} {bad.kind}"]
    assert all(len(bad.kind) < 60 for bad in reasons)


@settings(max_examples=40)
@given(st.text(max_size=60), values)
def test_a_message_that_nobody_knows_is_no_mistake(name, payload):
    message = heard(packed(name, payload))

    if name not in READERS and name not in UNREAD:
        assert isinstance(message, said.Unknown)


# -- what is written is read again -----------------------------------------------------------------------------------


def messages(kind: type) -> st.SearchStrategy[Any]:
    """Any message of a kind, made by its fields' types."""
    described = inspect.type_info(kind)
    assert isinstance(described, inspect.StructType)
    return st.builds(kind, **{field.name: values_of(field.type) for field in described.fields})


def values_of(kind: inspect.Type) -> st.SearchStrategy[Any]:
    """What a field of this type may hold; of Any, what JSON can say."""
    text = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12).filter(
        lambda word: word != "null"
    )
    match kind:
        case inspect.IntType(ge=low, le=high):
            return st.integers(low, high)
        case inspect.FloatType():
            return st.floats(0, 10**10)
        case inspect.BoolType():
            return st.booleans()
        case inspect.StrType():
            return text
        case inspect.DateType():
            return st.dates()
        case inspect.TimeType():
            return st.times()
        case inspect.DateTimeType():
            return st.datetimes()
        case inspect.NoneType():
            return st.none()
        case inspect.UnionType(types=types):
            return st.one_of(*map(values_of, types))
        case inspect.VarTupleType(item_type=item):
            return st.lists(values_of(item), max_size=3).map(tuple)
        case inspect.DictType():
            return st.dictionaries(text, text, max_size=3)
        case inspect.StructType(cls=cls):
            return messages(cls)
        case inspect.AnyType():
            return text | st.floats(0, 10**6)
    raise AssertionError(kind)


ALONE = [  # what comes as one object under the name of its class
    said.AgentConfig, said.AgentStateEvent, said.AgentListen, said.AgentError, said.AgentStatistics, said.QueueConfig,
    said.QueueMember, said.QueueStatistics, said.QueueCalls, said.UserQueueDefaultMembership, said.CallbackTaken,
    said.CallbackReleased, said.CallbackStarted, said.CallbackClotured, said.CallbackRequestUpdated, said.LoggedOn,
    said.LoggedOnError, said.RightProfile, said.UserConfigUpdate, said.UserStatusUpdate, said.PhoneEvent,
]  # fmt: skip
LISTS = {
    "AgentList": said.AgentConfig,
    "AgentGroupList": said.AgentGroup,
    "QueueList": said.QueueConfig,
    "QueueMemberList": said.QueueMember,
    "CallHistory": said.PastCall,
    "CallbackLists": said.CallbackList,
    "PreferredCallbackPeriodList": said.PreferredPeriod,
    "UsersStatuses": said.UserStatus,
}


@pytest.mark.parametrize("kind", ALONE)
@settings(max_examples=15)
@given(st.data())
def test_a_message_is_read_as_it_was_written(kind, data):
    message = data.draw(messages(kind))

    assert decode(frame(kind.__name__, msgspec.json.encode(message).decode())) == message


@pytest.mark.parametrize(("name", "element"), LISTS.items())
@settings(max_examples=15)
@given(st.data())
def test_a_list_is_read_as_it_was_written(name, element, data):
    elements = tuple(data.draw(st.lists(messages(element), max_size=4)))

    told = decode(frame(name, msgspec.json.encode(elements).decode()))

    assert elements in [getattr(told, field) for field in told.__struct_fields__]
    assert not told.skipped
