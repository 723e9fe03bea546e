"""Every message that the vendor's page or xuc.md prints, read; and everything that is none of them."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import msgspec
import pytest

from cti_bridge.connectors.xuc import messages as said
from cti_bridge.connectors.xuc.codec import decode
from cti_bridge.connectors.xuc.readers import READERS, UNREAD
from cti_bridge.errors import BadMessage
from tests.cti_bridge.connectors.xuc import samples
from tests.cti_bridge.connectors.xuc.samples import SAMPLES, frame

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PARIS = timezone(timedelta(hours=2))
CALLBACK, CALLBACKS = "a967da84-bc41-4bf4-a4fc-2bcc54e11606", "b0849ac0-4f4a-4ed0-9386-53ab2afd94b1"
PERIOD = said.PreferredPeriod(
    uuid="d3270038-e20e-498a-af71-3cf69b5cc792", name="Afternoon", period_start=time(14), period_end=time(17)
)
REQUEST = said.CallbackRequest(
    uuid=CALLBACK,
    list_uuid=CALLBACKS,
    phone_number="0230210082",
    mobile_phone_number="0789654123",
    first_name="Alice",
    last_name="O'Neill",
    company="YourSociety",
    due_date=date(2016, 8, 1),
    preferred_period=PERIOD,
)


def read(name: str, payload: str) -> said.Heard:
    return decode(frame(name, payload))


def bad(text: str) -> BadMessage:
    with pytest.raises(BadMessage) as raised:
        decode(text)
    return raised.value


# -- what is printed ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "payload"), SAMPLES)
def test_each_printed_message_is_read_or_known_to_be_no_business_of_ours(name, payload):
    message = read(name, payload)

    assert isinstance(message, said.Unread) if name in UNREAD else not isinstance(message, said.Unread | said.Unknown)
    assert not getattr(message, "skipped", ())


@pytest.mark.parametrize(
    ("name", "payload", "message"),
    [
        ("LoggedOn", "{}", said.LoggedOn()),
        ("LoggedOn", '["whatever"]', said.LoggedOn()),
        ("LoggedOnError", samples.NOT_LOGGED_ON, said.LoggedOnError(error="loggedOnFailed")),
        ("LoggedOnError", samples.LOGGED_ON_LATE, said.LoggedOnError(error="loggedOnTimeout")),
        ("RightProfile", '{"profile":"Supervisor"}', said.RightProfile(profile="Supervisor")),
        ("QueueMember", samples.MEMBER, said.QueueMember(agent_id=19, queue_id=3, penalty=12)),
        ("AgentListen", samples.LISTENED, said.AgentListen(started=False, phone_number="1058", agent_id=22)),
        ("AgentError", samples.UNKNOWN_PHONE, said.AgentError(error="PhoneNumberUnknown")),
        (
            "AgentError",
            samples.ANOTHER_PHONE,
            said.AgentError(error="LoggedInOnAnotherPhone", phone_nb="1002", requested_nb="1001"),
        ),
        ("CallbackTaken", samples.TAKEN, said.CallbackTaken(uuid=CALLBACK, agent_id=2)),
        ("CallbackReleased", samples.ABOUT_IT, said.CallbackReleased(uuid=CALLBACK)),
        ("CallbackClotured", samples.ABOUT_IT, said.CallbackClotured(uuid=CALLBACK)),
        (
            "CallbackStarted",
            samples.STARTED,
            said.CallbackStarted(request_uuid=CALLBACK, ticket_uuid="8e82de0f-847a-4606-97bf-bef5a18ea8b0"),
        ),
        ("CallbackRequestUpdated", samples.UPDATED, said.CallbackRequestUpdated(request=REQUEST)),
        ("FindCallbackResponseWithId", samples.FOUND, said.CallbacksFound(id=1, callbacks=(REQUEST,))),
        (
            "AgentConfig",
            samples.AGENT,
            said.AgentConfig(id=23, first_name="Jack", last_name="Flash", number="2501", context="default"),
        ),
        (
            "QueueConfig",
            samples.QUEUE,
            said.QueueConfig(id=8, name="blue", display_name="blue sky", number="3506", context="default"),
        ),
        (
            "UsersQueueDefaultMembership",
            samples.SOME_DEFAULTS,
            said.UsersQueueDefaultMembership(
                memberships=(
                    said.UserQueueDefaultMembership(
                        user_id=186, membership=(said.QueuePenalty(queue_id=8, penalty=1),)
                    ),
                )
            ),
        ),
    ],
)
def test_it_is_read(name, payload, message):
    assert read(name, payload) == message


def test_a_user_says_which_agent_they_are():
    user = read("UserConfigUpdate", samples.USER)

    assert (user.user_id, user.agent_id, user.full_name, user.line_ids) == (9, 22, "Alice Johnson", (5,))


def test_a_phone_rings():
    event = read("PhoneEvent", samples.RINGING)

    assert (event.event_type, event.dn, event.other_dn) == ("EventRinging", "1118", "1058")
    assert (event.linked_id, event.unique_id, event.queue_name) == ("1447670380.34", "1447670382.37", "blue")
    assert event.user_data["XIVO_DSTNUM"] == "3000"


def test_counters_stand_by_the_queues_id_or_by_its_name():
    by_id, by_name = read("QueueStatistics", samples.COUNTERS), read("QueueStatistics", samples.COUNTER_BY_NAME)

    assert (by_id.queue_id, by_id.queue_ref) == (11, "")
    assert by_id.figures == {"AvailableAgents": 0, "LoggedAgents": 0, "TalkingAgents": 0, "EWT": 0}
    assert (by_name.queue_id, by_name.queue_ref) == (None, "travels")
    assert by_name.figures == {"TotalNumberCallsAbandonned": 19}


@pytest.mark.parametrize("spelling", ["LongestWaitTime", "LongestWaitingTime"])
def test_the_longest_wait_has_one_name_however_it_is_spelt(spelling):
    told = read("QueueStatistics", '{"queueId":1,"counters":[{"statName":"' + spelling + '","value":42}]}')

    assert told.figures == {"LongestWaitTime": 42}


def test_a_counter_may_be_blank():
    told = read(
        "QueueStatistics",
        '{"queueId":1,"counters":[{"statName":"EWT","value":null},{"statName":"WaitingCalls","value":"-"},'
        '{"statName":"TalkingAgents","value":"3"},{"statName":"AvailableAgents","value":"inf"}]}',
    )

    assert told.figures == {"EWT": None, "WaitingCalls": None, "TalkingAgents": 3, "AvailableAgents": None}


def test_who_waits_has_a_place_a_name_a_number_and_a_beginning():
    (call,) = read("QueueCalls", samples.WAITING).calls

    assert (call.position, call.name, call.number) == (1, "John Doe", "33356782212")
    assert call.queue_time == datetime(2015, 7, 16, 10, 40, 16, 626000, tzinfo=PARIS)


def test_lists_are_read_whole():
    assert [q.id for q in read("QueueList", samples.QUEUES).queues] == [170, 5, 6, 173, 2, 7, 3, 11, 4]
    assert len(read("QueueMemberList", samples.MEMBERS).members) == 4
    assert [a.last_name for a in read("AgentList", samples.AGENTS).agents][1] == "Saprïtchà"
    assert [g.name for g in read("AgentGroupList", samples.GROUPS).groups][4] == "salesexpert"
    assert [m.queue_id for m in read("UserQueueDefaultMembership", samples.DEFAULTS).membership] == [8, 17, 18, 23]


def test_who_was_removed_from_a_queue_does_not_serve_it():
    assert read("QueueMember", samples.MEMBER).serves
    assert not read("QueueMember", samples.REMOVED).serves


def test_a_directory_has_agents_with_their_states():
    (entry,) = read("AgentDirectory", samples.DIRECTORY).directory

    assert (entry.agent.id, entry.agent.group_id, entry.agent_state.name) == (8, 1, "AgentReady")


def test_statuses_say_what_choosing_them_does():
    lunch, available = read("UsersStatuses", samples.STATUSES).statuses

    assert (lunch.name, lunch.long_name, lunch.actions[0].name) == ("lunch", "Lunch break", "queuepause_all")
    assert available.actions[0].name == "queueunpause_all"


def test_an_agents_day_has_seconds_and_moments():
    day = read("AgentStatistics", samples.DAY)

    assert day.seconds == {"AgentPausedTotalTime": 0, "AgentWrapupTotalTime": 0, "AgentReadyTotalTime": 434}
    assert day.moments == {
        "LoginDateTime": datetime(2015, 4, 27, 6, 15, 1, 81000, tzinfo=UTC),
        "LogoutDateTime": datetime(2015, 4, 27, 6, 14, 49, 427000, tzinfo=UTC),
    }


def test_a_moment_without_a_zone_is_none_that_we_could_tell():
    day = read("AgentStatistics", '{"id":1,"statistics":[{"name":"LoginDateTime","value":"2015-04-27T08:15:01"}]}')

    assert (day.moments, day.seconds) == ({}, {})


# -- an agent's state ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "payload"), samples.STATES.items())
def test_each_state_is_read(name, payload):
    state = read("AgentStateEvent", payload)

    assert (state.name, state.agent_id, state.phone_nb, state.cause) == (name, 19, "1000", "available")
    assert state.queues == (8, 14, 170, 4, 1)


def test_a_call_has_its_direction_its_kind_and_its_recording():
    state = read("AgentStateEvent", samples.ON_CALL)

    assert (state.acd, state.direction, state.call_type, state.monitor_state) == (
        False, "Incoming", "External", "ACTIVE",
    )  # fmt: skip


def test_since_is_seconds_ago():
    assert read("AgentStateEvent", samples.STATES["AgentOnWrapup"]).began_at(NOW) == NOW - timedelta(seconds=2)


def test_since_is_a_moment_when_it_is_as_large_as_one():
    signed_in = datetime(2015, 2, 13, 15, 3, 7, tzinfo=UTC)

    assert read("AgentStateEvent", samples.SIGNED_IN).began_at(signed_in + timedelta(hours=3)) == signed_in


@pytest.mark.parametrize("since", ["null", "1e300", "-1e300", "9999999999"])
def test_a_since_that_says_nothing_is_not_guessed(since):
    assert read("AgentStateEvent", f'{{"name":"AgentReady","agentId":1,"since":{since}}}').began_at(NOW) is None


@pytest.mark.parametrize("since", ["-5", str(int(NOW.timestamp()) + 60)])
def test_nothing_begins_after_now(since):
    assert read("AgentStateEvent", f'{{"name":"AgentReady","agentId":1,"since":{since}}}').began_at(NOW) == NOW


@pytest.mark.parametrize("phone", ["null", '"null"', '""'])
def test_no_phone_is_no_phone(phone):
    assert read("AgentStateEvent", f'{{"name":"AgentLoggedOut","agentId":1,"phoneNb":{phone}}}').phone_nb == ""


def test_a_state_that_nobody_knows_yet_keeps_its_name():
    assert read("AgentStateEvent", '{"name":"AgentOnMoon","agentId":1}').name == "AgentOnMoon"


# -- callbacks and history --------------------------------------------------------------------------------------------


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


# -- forgiveness ----------------------------------------------------------------------------------------------------


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


# -- what is no message ----------------------------------------------------------------------------------------------


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
