"""The law of following: whatever comes, in whatever order, what was told event by event equals what is told afresh."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cti_bridge.complaints import Complaints
from cti_bridge.connectors.xuc.codec import decode
from cti_bridge.connectors.xuc.follow import Follow
from cti_bridge.connectors.xuc.messages import Heard
from cti_bridge.connectors.xuc.sign_ins import SignIns
from cti_bridge.connectors.xuc.site import Site
from cti_bridge.errors import BadMessage
from cti_bridge.floor.events import SourceChanged
from cti_bridge.floor.model import FeedState, SourceId
from cti_bridge.floor.rows import Key, Kind, Row
from cti_bridge.floor.state import Floor
from tests.cti_bridge.connectors.xuc.follower import FEED
from tests.cti_bridge.connectors.xuc.samples import AGENTS, GROUPS, MEMBERS, QUEUES, SAMPLES, frame

START = datetime(2026, 11, 20, 12, tzinfo=UTC)
XIVO = SourceId("xivo")
SITE = Site(source=XIVO, zone=ZoneInfo("Europe/Paris"))


def read(name: str, payload: str) -> Heard | None:
    try:
        return decode(frame(name, payload))
    except BadMessage:
        return None


def state(name: str, agent: int, since: int, cause: str) -> Heard | None:
    return read("AgentStateEvent", f'{{"name":"{name}","agentId":{agent},"since":{since},"cause":"{cause}"}}')


PRINTED = [message for message in (read(*sample) for sample in SAMPLES) if message is not None]
LISTS = [
    read("AgentGroupList", GROUPS),
    read("AgentList", AGENTS),
    read("QueueList", QUEUES),
    read("QueueMemberList", MEMBERS),
]
states = st.builds(
    state,
    st.sampled_from(["AgentReady", "AgentOnPause", "AgentOnCall", "AgentRinging", "AgentLoggedOut", "AgentLogin"]),
    st.sampled_from([19, 20, 22, 23, 24]),
    st.integers(0, 300),
    st.sampled_from(["available", "lunch", ""]),
)
counts = st.builds(
    lambda queue, name, value: read(
        "QueueStatistics", f'{{"queueId":{queue},"counters":[{{"statName":"{name}","value":{value}}}]}}'
    ),
    st.sampled_from([2, 3, 8, 11]),
    st.sampled_from(["WaitingCalls", "LongestWaitTime", "EWT", "TotalNumberCallsEntered"]),
    st.integers(0, 50),
)
batches = st.lists(st.lists(st.one_of(st.sampled_from(PRINTED), states, counts), max_size=6), max_size=12)


def a_follow(at: datetime) -> tuple[Follow, Floor]:
    """One that has loaded the lists of the vendor's page, and a floor that heard it."""
    follow = Follow(
        SignIns([FEED], SITE, at).feeds()[0],
        SITE,
        SignIns([FEED], SITE, at),
        Complaints("xivo"),
        now=lambda: at,
        clock=lambda: 0.0,
    )
    floor = Floor()
    floor.apply(SourceChanged(source=XIVO, state=FeedState.CONNECTING, at=at))
    follow.take(one for one in LISTS if one is not None)
    follow._lists_at = -100.0
    follow.look(tuple)
    return follow, floor


def rows(floor: Floor) -> dict[Key, Row]:
    return {(r.kind, r.key): r for r in floor.rows() if r.kind not in (Kind.SOURCE, Kind.SIGN_IN)}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(batches)
def test_what_was_told_event_by_event_is_what_is_told_afresh(heard: list[list[Heard]]) -> None:
    follow, floor = a_follow(START)
    assert follow.is_live

    for batch in [[], *heard]:
        follow.take(batch)
        for event in follow.drain():
            floor.apply(event)

    fresh = Floor()
    fresh.apply(SourceChanged(source=XIVO, state=FeedState.CONNECTING, at=START))
    fresh.apply(follow.hearing.loaded(START, ()))
    assert rows(floor) == rows(fresh)


def test_every_message_that_is_printed_is_followed() -> None:
    follow, _ = a_follow(START)

    for message in PRINTED:
        follow.take([message])

    assert follow.drain()
