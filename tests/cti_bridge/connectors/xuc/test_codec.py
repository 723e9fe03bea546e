"""Every message that the vendor's page or xuc.md prints, read; and everything that is none of them."""

from datetime import UTC, datetime

import pytest

from cti_bridge.connectors.xuc import messages as said
from cti_bridge.connectors.xuc.readers import UNREAD
from tests.cti_bridge.connectors.xuc import samples
from tests.cti_bridge.connectors.xuc.reading import CALLBACK, PARIS, REQUEST, read
from tests.cti_bridge.connectors.xuc.samples import SAMPLES


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
