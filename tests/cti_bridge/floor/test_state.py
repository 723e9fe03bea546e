"""The floor's law, and what a supervisor would notice if it were broken."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cti_bridge.floor.events import (
    AgentLeft,
    AgentStateChanged,
    CallChanged,
    CallEnded,
    Event,
    FloorLoaded,
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
    AgentId,
    AgentState,
    Call,
    CallId,
    CallState,
    CallType,
    FeedState,
    OwnSignIn,
    Participant,
    Queue,
    QueueId,
    ReasonCategory,
    ReasonCode,
    SourceId,
    Team,
    TeamId,
    source_of,
)
from cti_bridge.floor.rows import AgentRow, Key, Kind, Row, SignInRow
from cti_bridge.floor.state import Floor

NINE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CISCO = SourceId("cisco")
NORTH = Team(id=TeamId("cisco:5000"), name="Sales North")
ADA = AgentId("cisco:1001")


def later(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


def a_floor() -> Floor:
    floor = Floor()
    floor.apply(
        FloorLoaded(
            source=CISCO,
            at=NINE,
            teams=(NORTH,),
            agents=(
                Agent(id=ADA, team=NORTH.id, name="Ada Novak", state=AgentState.READY, since=NINE),
                Agent(id=AgentId("cisco:1002"), team=NORTH.id, name="Ben Roth", state=AgentState.READY, since=NINE),
            ),
        )
    )
    return floor


def agent_row(floor: Floor, id_: str = ADA) -> AgentRow:
    row = floor.row((Kind.AGENT, id_))
    assert row is not None
    assert isinstance(row.body, AgentRow)
    return row.body


def sign_in_row(floor: Floor) -> SignInRow:
    row = floor.row((Kind.SIGN_IN, SAM))
    assert row is not None
    assert isinstance(row.body, SignInRow)
    return row.body


def test_a_late_event_does_not_turn_back_the_clock() -> None:
    floor = a_floor()
    floor.apply(AgentStateChanged(agent=ADA, state=AgentState.TALKING, since=later(10)))

    changed = floor.apply(AgentStateChanged(agent=ADA, state=AgentState.RESERVED, since=later(5)))

    assert not changed
    assert agent_row(floor).state is AgentState.TALKING


def test_two_words_of_the_same_second_both_count_in_the_order_they_came() -> None:
    floor = a_floor()

    floor.apply(AgentStateChanged(agent=ADA, state=AgentState.RESERVED, since=later(5)))
    floor.apply(AgentStateChanged(agent=ADA, state=AgentState.TALKING, since=later(5)))

    assert agent_row(floor).state is AgentState.TALKING


def test_saying_the_same_again_without_a_time_keeps_the_known_start() -> None:
    floor = a_floor()
    floor.apply(AgentStateChanged(agent=ADA, state=AgentState.READY, since=later(60), since_is_known=False))

    assert agent_row(floor).since == NINE
    assert agent_row(floor).since_is_known


def test_no_change_is_nothing() -> None:
    floor = a_floor()
    same = AgentStateChanged(agent=ADA, state=AgentState.TALKING, since=later(1))

    assert floor.apply(same) == {(Kind.AGENT, ADA)}
    assert not floor.apply(same)


def test_losing_a_source_is_idempotent_and_keeps_its_agents_as_they_were() -> None:
    floor = a_floor()
    floor.apply(SourceChanged(source=CISCO, state=FeedState.DOWN, at=later(5), note="gone"))

    assert not floor.apply(SourceChanged(source=CISCO, state=FeedState.DOWN, at=later(9), note="gone"))
    assert floor.sources[CISCO].since == later(5)
    assert agent_row(floor).state is AgentState.READY


def test_an_agent_without_a_team_is_shown_to_nobody() -> None:
    floor = a_floor()

    assert not floor.apply(AgentStateChanged(agent=AgentId("cisco:9"), state=AgentState.READY, since=NINE))
    assert AgentId("cisco:9") not in floor.agents


def test_a_call_stands_in_the_row_of_each_of_its_agents_until_it_ends() -> None:
    floor = a_floor()
    call = Call(
        id=CallId("cisco:77"),
        state=CallState.ACTIVE,
        started_at=NINE,
        participants=(Participant(address="4001", agent=ADA), Participant(address="+442079460123")),
    )

    assert floor.apply(CallChanged(call=call)) == {(Kind.AGENT, ADA)}
    assert [p.address for c in agent_row(floor).calls for p in c.parties] == ["+442079460123"]
    assert floor.apply(CallEnded(call=call.id)) == {(Kind.AGENT, ADA)}
    assert agent_row(floor).calls == ()


SAM = AgentId("cisco:2001")
LISTENING = Call(
    id=CallId("cisco:78"),
    state=CallState.ACTIVE,
    type=CallType.MONITOR,
    participants=(Participant(address="4900", agent=SAM), Participant(address="4001", agent=ADA)),
)


def test_who_is_listened_to_has_a_listener_and_no_second_call() -> None:
    floor = a_floor()
    floor.apply(SignInChanged(sign_in=OwnSignIn(id=SAM, since=NINE)))

    changed = floor.apply(CallChanged(call=LISTENING))

    assert changed == {(Kind.AGENT, ADA), (Kind.SIGN_IN, SAM)}
    assert (agent_row(floor).listeners, agent_row(floor).calls) == ((SAM,), ())
    assert [(c.type, [p.name for p in c.parties]) for c in sign_in_row(floor).calls] == [("monitor", ["Ada Novak"])]


def test_supervisors_who_are_agents_too_are_told_apart_who_listens_and_who_is_heard() -> None:
    floor = a_floor()
    floor.apply(AgentStateChanged(agent=SAM, team=NORTH.id, name="Sam", state=AgentState.NOT_READY, since=NINE))
    for own in (SAM, ADA):
        floor.apply(SignInChanged(sign_in=OwnSignIn(id=own, since=NINE)))

    floor.apply(CallChanged(call=LISTENING))

    sign_ins = {own: floor.row((Kind.SIGN_IN, own)) for own in (SAM, ADA)}
    shown = {own: row.body.calls for own, row in sign_ins.items() if row and isinstance(row.body, SignInRow)}
    assert (agent_row(floor).listeners, shown[ADA]) == ((SAM,), ())
    assert (agent_row(floor, SAM).listeners, agent_row(floor, SAM).calls) == ((), ())
    assert [[p.name for p in call.parties] for call in shown[SAM]] == [["Ada Novak"]]


def test_who_barged_in_stands_in_the_agents_call_and_it_in_their_own_sign_in() -> None:
    floor = a_floor()
    floor.apply(SignInChanged(sign_in=OwnSignIn(id=SAM, since=NINE)))
    own = Participant(address="4900", agent=SAM, cause="barge_in")
    conference = replace(LISTENING, type=CallType.CONFERENCE, participants=(own, LISTENING.participants[1]))
    floor.apply(CallChanged(call=LISTENING))

    floor.apply(CallChanged(call=conference))

    (call,) = agent_row(floor).calls
    assert agent_row(floor).listeners == ()
    assert [(party.sign_in, party.cause) for party in call.parties] == [(SAM, "barge_in")]
    assert [call.cause for call in sign_in_row(floor).calls] == ["barge_in"]


def test_a_sign_in_that_is_told_after_its_call_is_named_in_it() -> None:
    floor = a_floor()
    floor.apply(CallChanged(call=replace(LISTENING, type=CallType.CONFERENCE)))

    changed = floor.apply(SignInChanged(sign_in=OwnSignIn(id=SAM, since=NINE)))

    assert changed == {(Kind.AGENT, ADA), (Kind.SIGN_IN, SAM)}
    assert [party.sign_in for call in agent_row(floor).calls for party in call.parties] == [SAM]


def test_that_a_call_became_doubtful_is_told_in_every_row_that_it_stands_in() -> None:
    floor = a_floor()
    floor.apply(SignInChanged(sign_in=OwnSignIn(id=SAM, since=NINE)))
    floor.apply(CallChanged(call=LISTENING))

    changed = floor.apply(CallChanged(call=replace(LISTENING, doubtful=True)))

    assert changed == {(Kind.AGENT, ADA), (Kind.SIGN_IN, SAM)}
    assert [call.doubtful for call in sign_in_row(floor).calls] == [True]


def test_a_row_never_names_an_agent_of_another_team() -> None:
    floor = a_floor()
    other = AgentId("cisco:3001")
    billing = Team(id=TeamId("cisco:5002"), name="Billing")
    floor.apply(TeamLoaded(team=billing, agents=(Agent(id=other, team=billing.id, name="Secret Name", since=NINE),)))

    floor.apply(
        CallChanged(
            call=Call(
                id=CallId("cisco:1"),
                state=CallState.ACTIVE,
                participants=(Participant(address="4001", agent=ADA), Participant(address="4301", agent=other)),
            )
        )
    )

    assert "Secret Name" not in repr(agent_row(floor))
    assert "Ada" not in repr(agent_row(floor, other))


def test_a_renamed_team_is_told_in_every_row_of_its_agents() -> None:
    floor = a_floor()

    changed = floor.apply(TeamLoaded(team=replace(NORTH, name="North"), agents=tuple(floor.agents.values())))

    assert (Kind.AGENT, ADA) in changed
    assert agent_row(floor).team_name == "North"


# -- the law -------------------------------------------------------------------------------------------------

sources = st.sampled_from(["cisco", "xivo"])
moments = st.integers(0, 50).map(later)
states = st.sampled_from(AgentState)


def ids(prefix: str) -> st.SearchStrategy[str]:
    return st.builds(lambda s, n: f"{s}:{prefix}{n}", sources, st.integers(0, 4))


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
    )


def queues(source: str) -> st.SearchStrategy[Queue]:
    return st.builds(
        Queue,
        id=of(source, "q"),
        name=st.sampled_from(["Sales", "Support"]),
        waiting=st.none() | st.integers(0, 5),
        heard_at=moments,
    )


def unique(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=4, unique_by=lambda v: v.id).map(tuple)  # type: ignore[attr-defined]


def loads(source: str) -> st.SearchStrategy[Event]:
    return st.builds(
        FloorLoaded,
        source=st.just(source),
        at=moments,
        teams=unique(st.builds(Team, id=of(source, "t"), name=st.sampled_from(["N", "S"]))),
        agents=unique(agents(source)),
        queues=unique(queues(source)),
        calls=unique(calls(source)).map(lambda cs: tuple(c for c in cs if c.state is not CallState.ENDED)),
    )


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
    )


histories = st.lists(sources.flatmap(some_events), max_size=40)


def fold(rows: dict[Key, Row], floor: Floor, keys: frozenset[Key]) -> None:
    for key in keys:
        row = floor.row(key)
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = row


enough = settings(max_examples=30)  # long stories: each of them is many events


@enough
@given(histories)
def test_folding_the_changes_gives_the_floor(history: list[Event]) -> None:
    floor, told = Floor(), dict[Key, Row]()

    for event in history:
        fold(told, floor, floor.apply(event))

    assert told == {(row.kind, row.key): row for row in floor.rows()}


@enough
@given(histories)
def test_following_events_is_loading_fresh(history: list[Event]) -> None:
    followed = Floor()
    for event in history:
        followed.apply(event)

    fresh = Floor()
    for own in [own for own in followed.sign_ins.values() if source_of(own.id) in followed.sources]:
        fresh.apply(SignInChanged(sign_in=own))  # no load tells of them
    for source in followed.sources:
        fresh.apply(followed.loaded(source))

    kinds = {Kind.AGENT, Kind.TEAM, Kind.QUEUE, Kind.REASON, Kind.SIGN_IN}
    known = set(followed.sources)
    assert {(r.kind, r.key): r for r in fresh.rows() if r.kind in kinds} == {
        (r.kind, r.key): r for r in followed.rows() if r.kind in kinds and r.source in known
    }


@enough
@given(histories, sources.flatmap(loads))
def test_after_a_load_a_sources_part_equals_it(history: list[Event], load: FloorLoaded) -> None:
    floor, fresh = Floor(), Floor()
    for event in history:
        floor.apply(event)

    floor.apply(load)
    for own in floor.sign_ins.values():
        fresh.apply(SignInChanged(sign_in=own))  # no load tells of them
    fresh.apply(load)

    kinds = {Kind.AGENT, Kind.TEAM, Kind.QUEUE, Kind.REASON, Kind.SIGN_IN}
    assert {r.key: r for r in floor.rows(load.source) if r.kind in kinds} == {
        r.key: r for r in fresh.rows(load.source) if r.kind in kinds
    }


@enough
@given(histories)
def test_applying_an_event_twice_changes_nothing_more(history: list[Event]) -> None:
    floor = Floor()
    for event in history:
        floor.apply(event)
        assert not floor.apply(event)
