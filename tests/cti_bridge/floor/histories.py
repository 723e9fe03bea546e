"""Random histories of two sources: what the floor's laws must hold of."""

from datetime import UTC, datetime, time, timedelta
from functools import cache
from operator import attrgetter

from hypothesis import strategies as st

from cti_bridge.floor.events import (
    AgentDayChanged,
    AgentLeft,
    AgentStateChanged,
    CallbackChanged,
    CallbackClosed,
    CallbacksLoaded,
    CallChanged,
    CallEnded,
    CallersChanged,
    Event,
    FloorLoaded,
    MembershipChanged,
    QueueChanged,
    QueuesLoaded,
    ReasonCodesLoaded,
    SignInChanged,
    SourceChanged,
    SourceForgotten,
    SourceHeard,
    SourceMeasured,
    TeamLoaded,
)
from cti_bridge.floor.model import (
    Agent,
    AgentState,
    Call,
    Callback,
    CallbackList,
    CallbackPeriod,
    Callers,
    CallState,
    CallType,
    Day,
    FeedState,
    Membership,
    OwnSignIn,
    Participant,
    Queue,
    QueueId,
    ReasonCategory,
    ReasonCode,
    Recording,
    Team,
    WaitingCaller,
)

NINE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def _later(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


sources = st.sampled_from(["cisco", "xivo"])
moments = st.integers(0, 50).map(_later)
states = st.sampled_from(AgentState)
days = st.builds(Day, at=moments, ready=st.none() | st.sampled_from([0.0, 60.0]))


def of(source: str, prefix: str) -> st.SearchStrategy[str]:
    return st.integers(0, 4).map(lambda n: f"{source}:{prefix}{n}")


def agents(source: str) -> st.SearchStrategy[Agent]:
    return st.builds(
        Agent,
        id=of(source, "a"),
        team=of(source, "t"),
        name=st.sampled_from(["Ada", "Ben", "Cy"]),
        state=states,
        since=moments,
        extension=st.sampled_from(["", "1", "2"]),
        day=st.none() | days,
    )


def calls(source: str) -> st.SearchStrategy[Call]:
    parties = st.builds(
        Participant,
        address=st.sampled_from(["1", "2"]),
        agent=st.none() | of(source, "a") | of(source, "s"),
        state=st.sampled_from([CallState.ACTIVE, CallState.HELD]),
        cause=st.sampled_from(["", "barge_in"]),
    )
    return st.builds(
        Call,
        id=of(source, "c"),
        state=st.sampled_from(CallState),
        type=st.sampled_from([CallType.QUEUE, CallType.MONITOR, CallType.CONFERENCE]),
        queue=st.none() | of(source, "q").map(QueueId),
        participants=st.lists(parties, max_size=3, unique_by=lambda p: p.agent or p.address).map(tuple),
        doubtful=st.booleans(),
        recording=st.none() | st.sampled_from(Recording),
    )


def queues(source: str) -> st.SearchStrategy[Queue]:
    return st.builds(
        Queue,
        id=of(source, "q"),
        name=st.sampled_from(["Sales", "Support"]),
        waiting=st.none() | st.integers(0, 5),
        heard_at=moments,
    )


def memberships(source: str) -> st.SearchStrategy[Membership]:
    served = st.dictionaries(of(source, "q").map(QueueId), st.integers(0, 2), max_size=3)
    queues_served = served.map(lambda penalties: tuple(sorted(penalties.items())))
    return st.builds(Membership, agent=of(source, "a"), queues=queues_served, default=st.none() | queues_served)


def callers(source: str) -> st.SearchStrategy[Callers]:
    one = st.builds(WaitingCaller, position=st.integers(1, 3), name=st.sampled_from(["", "Joe"]), since=moments)
    return st.builds(Callers, queue=of(source, "q"), callers=st.lists(one, max_size=2).map(tuple), heard_at=moments)


def callback_lists(source: str) -> st.SearchStrategy[CallbackList]:
    return st.builds(CallbackList, id=of(source, "l"), name=st.sampled_from(["Early", "Late"]), queue=of(source, "q"))


def callback_periods(source: str) -> st.SearchStrategy[CallbackPeriod]:
    return st.builds(
        CallbackPeriod,
        id=of(source, "p"),
        name=st.just("Morning"),
        starts=st.just(time(9)),
        ends=st.sampled_from([time(11), time(12)]),
    )


def callbacks(source: str) -> st.SearchStrategy[Callback]:
    return st.builds(
        Callback,
        id=of(source, "b"),
        list=of(source, "l"),
        queue=of(source, "q"),
        period=st.none() | callback_periods(source),
        agent=st.none() | of(source, "a"),
        ticket=st.sampled_from(["", "ticket"]),
    )


def unique(
    strategy: st.SearchStrategy[object], by: str = "id", *, most: int = 4
) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=most, unique_by=attrgetter(by)).map(tuple)


def few(strategy: st.SearchStrategy[object], by: str = "id") -> st.SearchStrategy[tuple[object, ...]]:
    return unique(strategy, by, most=2)


@cache  # a strategy is made once, not once for each event
def loads(source: str) -> st.SearchStrategy[Event]:
    return st.builds(
        FloorLoaded,
        source=st.just(source),
        at=moments,
        teams=unique(st.builds(Team, id=of(source, "t"), name=st.sampled_from(["N", "S"]))),
        agents=unique(agents(source)),
        queues=unique(queues(source)),
        calls=unique(calls(source)).map(lambda cs: tuple(c for c in cs if c.state is not CallState.ENDED)),
        memberships=few(memberships(source), "agent"),
        callers=few(callers(source), "queue"),
        callback_lists=few(callback_lists(source)),
        callback_periods=few(callback_periods(source)),
        callbacks=few(callbacks(source)),
    )


@cache
def some_events(source: str) -> st.SearchStrategy[Event]:
    name = st.just(source)
    reasons = st.builds(
        ReasonCode, source=name, category=st.just(ReasonCategory.NOT_READY), code=st.sampled_from(["1", "2"])
    )
    return st.one_of(
        loads(source),
        st.builds(
            TeamLoaded,
            team=st.builds(Team, id=of(source, "t"), name=st.sampled_from(["N", "S"])),
            agents=unique(agents(source)),
        ),
        st.builds(
            AgentStateChanged,
            agent=of(source, "a"),
            state=states,
            since=moments,
            since_is_known=st.booleans(),
            team=st.none() | of(source, "t"),
            name=st.none() | st.sampled_from(["Ada", "Ben"]),
            pending=st.none() | states,
        ),
        st.builds(AgentLeft, agent=of(source, "a")),
        st.builds(QueueChanged, queue=queues(source)),
        st.builds(QueuesLoaded, source=name, queues=unique(queues(source))),
        st.builds(CallChanged, call=calls(source)),
        st.builds(CallEnded, call=of(source, "c")),
        st.builds(
            ReasonCodesLoaded,
            source=name,
            category=st.just(ReasonCategory.NOT_READY),
            codes=st.lists(reasons).map(tuple),
        ),
        st.builds(SourceChanged, source=name, state=st.sampled_from(FeedState), at=moments),
        st.builds(SourceHeard, source=name, at=moments),
        st.builds(SourceMeasured, source=name, events_a_minute=st.sampled_from([0.0, 60.0]), lag_seconds=st.none()),
        st.builds(SignInChanged, sign_in=st.builds(OwnSignIn, id=of(source, "s"), since=moments, state=states)),
        st.builds(SourceForgotten, source=name),
        of_queues_and_callbacks(source),
    )


def of_queues_and_callbacks(source: str) -> st.SearchStrategy[Event]:
    return st.one_of(
        st.builds(AgentDayChanged, agent=of(source, "a"), day=days),
        st.builds(MembershipChanged, membership=memberships(source)),
        st.builds(CallersChanged, callers=callers(source)),
        st.builds(CallbackChanged, callback=callbacks(source)),
        st.builds(CallbackClosed, callback=of(source, "b")),
        st.builds(
            CallbacksLoaded,
            source=st.just(source),
            lists=few(callback_lists(source)),
            callbacks=few(callbacks(source)),
            periods=few(callback_periods(source)),
        ),
    )


histories = st.lists(sources.flatmap(some_events), max_size=40)
