"""The Generic Connector's words in ours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.connectors.generic_connector import mapping
from cti_bridge.connectors.generic_connector.codec import parse
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.connectors.generic_connector.times import moment
from cti_bridge.floor.model import AgentState, ReasonCategory

BERLIN = ZoneInfo("Europe/Berlin")
SITE = Site(source="cisco", zone=BERLIN)
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


# -- states ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("LOGIN", AgentState.NOT_READY),
        ("LOGOUT", AgentState.SIGNED_OUT),
        ("NOT_READY", AgentState.NOT_READY),
        ("READY", AgentState.READY),
        ("RESERVED", AgentState.RESERVED),
        ("RESERVED_OUTBOUND", AgentState.RESERVED),
        ("RESERVED_OUTBOUND_PREVIEW", AgentState.RESERVED),
        ("TALKING", AgentState.TALKING),
        ("HOLD", AgentState.HOLD),
        ("WORK", AgentState.WRAP_UP),
        ("WORK_READY", AgentState.WRAP_UP),
        ("UNKNOWN", AgentState.UNKNOWN),
        ("BREAKDANCING", AgentState.UNKNOWN),
        ("ready ", AgentState.READY),
    ],
)
def test_a_state_is_ours_or_unknown(word, state):
    assert mapping.state_of(word) is state


@given(st.text(max_size=20))
def test_no_word_is_an_error(word):
    assert mapping.state_of(word) in AgentState


def standing(**said: str) -> mapping.Standing:
    told = {"state": "NOT_READY", "reason": "", "label": "", "pending": "", "changed_at": "2026-11-20 09:30:00"} | said
    return mapping.standing(**told, site=SITE, now=NOW)


@pytest.mark.parametrize("code", ["-1", "", "NULL"])
def test_no_reason_is_none(code):
    assert standing(reason=code).reason == ""


def test_a_reason_belongs_to_not_ready_and_signed_out_only():
    assert standing(reason="10", label="Lunch").reason_label == "Lunch"
    assert standing(state="LOGOUT", reason="28").reason == "28"
    assert standing(state="TALKING", reason="10", label="Lunch", pending="NOT_READY").reason == ""


@pytest.mark.parametrize("pending", ["", "NULL", "NOT_READY", "BREAKDANCING"])
def test_no_pending_state_is_none(pending):
    assert standing(pending=pending).pending is None


def test_a_pending_state_is_told():
    assert standing(state="TALKING", pending="LOGOUT").pending is AgentState.SIGNED_OUT


# -- times -------------------------------------------------------------------------------------------------------


def test_a_time_is_the_sites_and_becomes_utc():
    s = standing()

    assert (s.since, s.since_is_known) == (datetime(2026, 11, 20, 8, 30, tzinfo=UTC), True)


def test_without_a_time_it_is_as_of_now_and_said_so():
    for nothing in ("", "yesterday", "0001-01-01 00:00:00", "9999-12-31 23:59:59", "2026-13-01 00:00:00"):
        s = standing(changed_at=nothing)
        assert (s.since, s.since_is_known) == (NOW, False), nothing


def test_a_time_with_a_zone_of_its_own_needs_none():
    assert moment("2026-11-20T08:30:00Z", BERLIN, NOW) == datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(("hour_of_now", "hour"), [(0, 0), (1, 1)])
def test_in_the_hour_that_autumn_repeats_it_is_the_latest_that_is_not_to_come(hour_of_now, hour):
    now = datetime(2026, 10, 25, hour_of_now, 45, tzinfo=UTC)

    assert moment("2026-10-25 02:30:00", BERLIN, now) == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


@given(st.text(max_size=30) | st.datetimes().map(str))
def test_no_time_is_an_error(value):
    found = moment(value, BERLIN, NOW)

    assert found is None or found.utcoffset() == timedelta(0)


# -- agents, queues, reasons -------------------------------------------------------------------------------------


def test_a_member_who_is_signed_out_has_no_known_time():
    user = {"login": "1002", "state": "LOGOUT", "first_name": "Ben", "changed_at": "2026-11-20 09:30:00"}
    agent = mapping.member(user, SITE.team("5000"), SITE, NOW)

    assert (agent.id, agent.team, agent.name) == ("cisco:1002", "cisco:5000", "Ben")
    assert (agent.state, agent.since, agent.since_is_known) == (AgentState.SIGNED_OUT, NOW, False)


def test_a_member_without_a_name_is_called_by_the_login():
    assert mapping.member({"login": "1002", "state": "READY"}, SITE.team("1"), SITE, NOW).name == "1002"


def test_minus_one_is_not_known_and_zero_is_zero():
    queue = mapping.queue({"name": "Sales", "waiting": "-1", "agents_ready": "0", "longest_started_at": ""}, SITE, NOW)

    assert (queue.waiting, queue.longest_since, queue.agents) == (None, None, ((AgentState.READY, 0),))


def test_a_queue_of_ucce():
    (record,) = parse("2900#QueueList#A:Sales,B:1,C:2,D:3,E:4,F:-1,G:6,H:7,I:8,J:2026-11-20 09:59:30").queues
    queue = mapping.queue(record, SITE, NOW)

    assert (queue.id, queue.name, queue.waiting) == ("cisco:Sales", "Sales", 8)
    assert queue.longest_since == datetime(2026, 11, 20, 8, 59, 30, tzinfo=UTC)
    assert dict(queue.agents) == {
        AgentState.NOT_READY: 1,
        AgentState.READY: 2,
        AgentState.TALKING: 7,
        AgentState.WRAP_UP: 13,
    }
    assert queue.figures == ()  # Finesse on CCE counts no calls of the past


def test_a_queue_of_uccx():
    body = "2900#QueueList#queue_1_Name:S,queue_1_WaitingCalls:2,queue_1_HandledCalls:9,queue_1_AbandonedCalls:1,"
    (record,) = parse(body + "queue_1_TotalCalls:10,queue_1_LongestHandleTime:910").queues
    queue = mapping.queue(record, SITE, NOW)

    assert (queue.waiting, queue.longest_since) == (2, None)  # the longest handle time is talk, not a wait
    assert dict(queue.figures) == {"answered": 9.0, "abandoned": 1.0, "offered": 10.0}


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("NOT_READY", ReasonCategory.NOT_READY),
        ("NotReady", ReasonCategory.NOT_READY),
        ("LOGOUT", ReasonCategory.SIGN_OUT),
        ("WRAP_UP", ReasonCategory.WRAP_UP),
        ("DANCE", None),
    ],
)
def test_a_category_is_known_or_not(word, category):
    assert mapping.category(word) is category


def reasons(body: str, of: ReasonCategory) -> list[tuple[str, str]]:
    return [(r.code, r.label) for r in mapping.reason_codes(parse(body), of, SITE)]


def test_labels_that_hold_commas_are_left_out_rather_than_mixed_up():
    body = "1#ReasonCodes#Category:NOT_READY#10,11#Labels:Lunch, warm,Break#A"

    assert reasons(body, ReasonCategory.NOT_READY) == [("10", ""), ("11", "")]


def test_a_wrap_up_reason_is_its_own_code():
    assert reasons("1#ReasonCodes#Category:WRAP_UP##Labels:Sold,Lost#A", ReasonCategory.WRAP_UP) == [
        ("Sold", "Sold"),
        ("Lost", "Lost"),
    ]
