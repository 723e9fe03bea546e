"""Queues, who serves them, and callbacks, told in pieces: what is known is put together, and told whole and once."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cti_bridge.connectors.xuc.agent_messages import AgentConfig, AgentList
from cti_bridge.connectors.xuc.callback_messages import (
    CallbackClotured,
    CallbackList,
    CallbackLists,
    CallbackReleased,
    CallbackRequest,
    CallbackRequestUpdated,
    CallbackStarted,
    CallbackTaken,
    PreferredPeriod,
)
from cti_bridge.connectors.xuc.callbacks import Callbacks
from cti_bridge.connectors.xuc.members import Members
from cti_bridge.connectors.xuc.queue_messages import (
    Counter,
    QueueCalls,
    QueueConfig,
    QueueList,
    QueueMember,
    QueueMemberList,
    QueuePenalty,
    QueueStatistics,
    UserQueueDefaultMembership,
    WaitingCall,
)
from cti_bridge.connectors.xuc.queues import Queues
from cti_bridge.connectors.xuc.site import Site
from cti_bridge.connectors.xuc.staff import Staff
from cti_bridge.floor.events import (
    CallbackChanged,
    CallbackClosed,
    CallbacksLoaded,
    CallersChanged,
    MembershipChanged,
    QueuesLoaded,
)
from cti_bridge.floor.model import AgentState

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SITE = Site(source="xivo", zone=ZoneInfo("Europe/Paris"))  # type: ignore[arg-type]
BLUE = QueueConfig(id=8, name="blue", display_name="Blue sky", number="3506")


class Clock:
    """Says noon, until it is turned."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


def queues(clock: Clock | None = None) -> Queues:
    one = Queues(SITE, clock or Clock())
    one.hear_list(QueueList(queues=(BLUE,)))
    one.loaded()
    return one


def counted(**counters: float) -> QueueStatistics:
    return QueueStatistics(queue_id=8, counters=tuple(Counter(stat_name=n, value=v) for n, v in counters.items()))


# -- queues ----------------------------------------------------------------------------------------------------------


def test_counters_come_a_few_at_a_time_and_are_told_together() -> None:
    one = queues()
    one.hear_statistics(counted(TotalNumberCallsEntered=10, EWT=30))
    one.hear_statistics(counted(TotalNumberCallsAbandonned=3, TotalNumberCallsAbandonnedAfter15=1, AvailableAgents=4))

    (told,) = one.tell()

    assert dict(told.queue.figures) == {  # type: ignore[union-attr]
        "offered": 10,
        "expected_wait_seconds": 30,
        "abandoned": 3,
        "abandoned_after_15s": 1,
        "abandoned_within_15s": 2,
    }
    assert told.queue.agents == ((AgentState.READY, 4),)  # type: ignore[union-attr]
    assert told.queue.name == "Blue sky"  # type: ignore[union-attr]


def test_what_was_not_told_is_nothing_rather_than_zero() -> None:
    queue = queues().queue(8)

    assert (queue.waiting, queue.longest_since, queue.figures, queue.agents) == (None, None, (), ())


def test_a_queue_may_be_told_by_its_name_even_before_it_is_listed() -> None:
    one = Queues(SITE, Clock())
    one.hear_statistics(QueueStatistics(queue_ref="blue", counters=(Counter(stat_name="WaitingCalls", value=2),)))
    one.hear_list(QueueList(queues=(BLUE,)))

    assert one.queue(8).waiting == 2


def test_the_longest_wait_stands_still_in_the_counter_and_ticks_on_the_floor() -> None:
    clock = Clock()
    one = queues(clock)
    one.hear_statistics(counted(WaitingCalls=1, LongestWaitTime=30))
    began = one.queue(8).longest_since

    clock.at += timedelta(seconds=4)
    one.hear_statistics(counted(LongestWaitTime=31))

    assert one.queue(8).longest_since == began == NOON - timedelta(seconds=30)


def test_nobody_waits_and_so_nobody_waits_longest() -> None:
    one = queues()
    one.hear_statistics(counted(WaitingCalls=1, LongestWaitTime=30))
    one.hear_statistics(counted(WaitingCalls=0))

    assert one.queue(8).longest_since is None


def test_the_oldest_callers_own_time_is_better_than_the_counter() -> None:
    came = datetime(2026, 11, 20, 11, 58, tzinfo=UTC)
    one = queues()
    one.hear_statistics(counted(WaitingCalls=1, LongestWaitTime=100))
    one.hear_calls(QueueCalls(queue_id=8, calls=(WaitingCall(position=1, name="J", number="0", queue_time=came),)))

    assert one.queue(8).longest_since == came
    assert one.queue(8).waiting == 1


def test_a_callers_time_without_a_zone_is_the_sites() -> None:
    one = queues()
    local = datetime(2026, 11, 20, 12, 30)  # noqa: DTZ001 - the subject
    one.hear_calls(QueueCalls(queue_id=8, calls=(WaitingCall(position=1, queue_time=local),)))

    (callers,) = one.callers()

    assert callers.callers[0].since == datetime(2026, 11, 20, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize("odd", ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"])
def test_a_time_that_no_calendar_of_utc_has_is_none_and_stops_nothing(odd: str) -> None:
    one = queues()
    came = datetime.fromisoformat(odd)
    one.hear_calls(QueueCalls(queue_id=8, calls=(WaitingCall(position=1, name="J", queue_time=came),)))

    (callers,) = one.callers()

    assert (callers.callers[0].name, callers.callers[0].since) == ("J", None)


@pytest.mark.parametrize("odd", [-1, 2**31, 1e300])
def test_what_is_no_count_of_people_is_not_told(odd: float) -> None:
    one = queues()
    one.hear_statistics(counted(WaitingCalls=odd, AvailableAgents=odd, TalkingAgents=2))

    assert one.queue(8).waiting is None
    assert one.queue(8).agents == ((AgentState.TALKING, 2),)


def test_a_queue_that_left_and_came_back_has_neither_its_old_callers_nor_its_old_counters() -> None:
    one = queues()
    one.hear_statistics(counted(WaitingCalls=1, LongestWaitTime=100))
    one.hear_calls(QueueCalls(queue_id=8, calls=(WaitingCall(position=1, name="J"),)))
    one.hear_list(QueueList(queues=()))
    one.hear_list(QueueList(queues=(BLUE,)))

    assert one.callers() == ()
    assert one.queue(8).waiting is None
    assert one.unheard == {8}


def test_callers_stand_in_the_order_of_their_positions() -> None:
    one = queues()
    calls = (WaitingCall(position=2, name="Second"), WaitingCall(position=1, name="First"))
    one.hear_calls(QueueCalls(queue_id=8, calls=calls))

    told = [event for event in one.tell() if isinstance(event, CallersChanged)]

    assert [caller.name for caller in told[0].callers.callers] == ["First", "Second"]


def test_a_new_queue_is_not_heard_until_it_is_asked_for() -> None:
    one = queues()
    one.unheard.clear()

    one.hear_config(QueueConfig(id=9, name="red"))

    assert one.unheard == {9}


# -- who serves them ---------------------------------------------------------------------------------------------------


def members() -> Members:
    staff = Staff(SITE, lambda: NOON)
    staff.hear_list(AgentList(agents=(AgentConfig(id=19, user_id=186), AgentConfig(id=20))))
    one = Members(SITE, staff)
    one.hear_list(QueueMemberList(members=(QueueMember(agent_id=19, queue_id=8, penalty=1),)))
    one.loaded()
    return one


def test_a_penalty_that_changes_is_told_with_the_agents_other_queues() -> None:
    one = members()
    one.hear_member(QueueMember(agent_id=19, queue_id=9, penalty=0))

    (told,) = one.tell()

    assert isinstance(told, MembershipChanged)
    assert told.membership.queues == (("xivo:8", 1), ("xivo:9", 0))


def test_minus_one_is_no_longer() -> None:
    one = members()
    one.hear_member(QueueMember(agent_id=19, queue_id=8, penalty=-1))

    assert one.of(19).queues == ()


def test_the_default_is_joined_by_the_user_who_is_another_number() -> None:
    one = members()
    one.hear_default(UserQueueDefaultMembership(user_id=186, membership=(QueuePenalty(queue_id=8, penalty=1),)))

    assert one.of(19).default == (("xivo:8", 1),)
    assert one.of(20).default is None


def test_what_is_told_again_is_no_change() -> None:
    one = members()
    one.hear_member(QueueMember(agent_id=19, queue_id=8, penalty=1))

    assert list(one.tell()) == []


# -- callbacks ---------------------------------------------------------------------------------------------------------

AFTERNOON = PreferredPeriod(uuid="p1", name="Afternoon", period_start=time(14), period_end=time(17))


def request(**what: Any) -> CallbackRequest:
    return CallbackRequest(
        **{
            "uuid": "c1",
            "list_uuid": "l1",
            "phone_number": "0230210082",
            "first_name": "Alice",
            "last_name": "O'Neill",
            "due_date": date(2016, 8, 1),
            "preferred_period": AFTERNOON,
            **what,
        }
    )


def callbacks() -> Callbacks:
    one = Callbacks(SITE)
    one.hear_lists(CallbackLists(lists=(CallbackList(uuid="l1", name="Test", queue_id=1, callbacks=(request(),)),)))
    assert [type(event) for event in one.tell()] == [CallbacksLoaded]
    return one


def test_a_callback_stands_in_its_lists_queue() -> None:
    (one,) = callbacks().callbacks.values()

    assert (one.queue, one.name, one.due, one.agent) == ("xivo:1", "Alice O'Neill", date(2016, 8, 1), None)
    assert one.period is not None
    assert one.period.id == "xivo:p1"


def test_a_part_of_the_day_is_of_the_sites_clock_whatever_zone_stands_behind_one_of_its_times() -> None:
    one = callbacks()
    odd = PreferredPeriod(uuid="p1", period_start=time(14, tzinfo=UTC), period_end=time(17))
    one.hear(CallbackRequestUpdated(request=request(preferred_period=odd)))

    (told,) = one.tell()

    assert isinstance(told, CallbackChanged)
    assert told.callback.period is not None
    assert (told.callback.period.starts, told.callback.period.ends) == (time(14), time(17))


def test_a_callback_is_taken_started_released_and_closed() -> None:
    one = callbacks()
    one.hear(CallbackTaken(uuid="c1", agent_id=2))
    one.hear(CallbackStarted(request_uuid="c1", ticket_uuid="t1"))
    (told,) = one.tell()
    assert isinstance(told, CallbackChanged)
    assert (told.callback.agent, told.callback.ticket) == ("xivo:2", "t1")

    one.hear(CallbackReleased(uuid="c1"))
    (told,) = one.tell()
    assert isinstance(told, CallbackChanged)
    assert (told.callback.agent, told.callback.ticket) == (None, "")

    one.hear(CallbackClotured(uuid="c1"))
    assert list(one.tell()) == [CallbackClosed(callback="xivo:c1")]  # type: ignore[arg-type]


def test_a_callback_that_is_put_off_has_its_new_day() -> None:
    one = callbacks()
    one.hear(CallbackRequestUpdated(request=request(due_date=date(2016, 9, 1))))

    (told,) = one.tell()

    assert isinstance(told, CallbackChanged)
    assert told.callback.due == date(2016, 9, 1)


def test_lists_that_are_told_again_keep_a_ticket_they_do_not_tell_of() -> None:
    one = callbacks()
    one.hear(CallbackTaken(uuid="c1", agent_id=2))
    one.hear(CallbackStarted(request_uuid="c1", ticket_uuid="t1"))
    again = CallbackList(uuid="l1", name="Test", queue_id=1, callbacks=(request(agent_id=2),))
    one.hear_lists(CallbackLists(lists=(again,)))

    assert next(iter(one.callbacks.values())).ticket == "t1"


def test_a_list_of_no_queue_is_shown_to_nobody() -> None:
    one = Callbacks(SITE)
    one.hear_lists(CallbackLists(lists=(CallbackList(uuid="l1", name="Test", callbacks=(request(),)),)))

    assert one.callbacks == {}


def test_what_becomes_of_a_callback_on_no_list_is_nothing() -> None:
    one = callbacks()
    one.hear(CallbackTaken(uuid="other", agent_id=2))

    assert list(one.tell()) == []


def test_a_queue_that_is_on_no_list_any_more_is_gone_and_who_waits_elsewhere_is_told() -> None:
    one = queues()
    one.hear_config(QueueConfig(id=9, name="red"))
    list(one.tell())
    one.hear_list(QueueList(queues=(QueueConfig(id=9, name="red"),)))
    one.hear_calls(QueueCalls(queue_id=9, calls=(WaitingCall(position=1),)))

    told = list(one.tell())

    assert isinstance(told[0], QueuesLoaded)
    assert [queue.id for queue in told[0].queues] == ["xivo:9"]
    assert [event.callers.queue for event in told if isinstance(event, CallersChanged)] == ["xivo:9"]


def test_who_left_and_returns_serves_their_queues_again() -> None:
    staff = Staff(SITE, lambda: NOON)
    one = Members(SITE, staff)
    staff.hear_list(AgentList(agents=(AgentConfig(id=19),)))
    one.hear_list(QueueMemberList(members=(QueueMember(agent_id=19, queue_id=8, penalty=1),)))
    one.loaded()
    staff.hear_list(AgentList(agents=()))
    one.forget_who_left()

    staff.hear_config(AgentConfig(id=19))
    one.hear_config(19)

    assert [type(event) for event in one.tell()] == [MembershipChanged]
