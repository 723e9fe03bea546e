"""The floor's law, and what a supervisor would notice if it were broken."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cti_bridge.floor.events import (
    AgentStateChanged,
    CallChanged,
    CallEnded,
    CallersChanged,
    FloorLoaded,
    QueuesLoaded,
    SignInChanged,
    SourceChanged,
    TeamLoaded,
)
from cti_bridge.floor.model import (
    Agent,
    AgentId,
    AgentState,
    Call,
    Callers,
    CallId,
    CallState,
    CallType,
    FeedState,
    OwnSignIn,
    Participant,
    Queue,
    QueueId,
    SourceId,
    Team,
    TeamId,
    WaitingCaller,
)
from cti_bridge.floor.rows import AgentRow, Kind, QueueRow, SignInRow
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


def test_since_when_they_wait_stands_in_the_queues_row_and_names_nobody() -> None:
    floor, sales = a_floor(), QueueId("cisco:Sales")
    floor.apply(QueuesLoaded(source=CISCO, queues=(Queue(id=sales, name="Sales", heard_at=NINE),)))
    waits = WaitingCaller(position=1, name="Alice O'Neill", number="0230210092", since=NINE)
    unknown = WaitingCaller(position=2, name="Bob")

    changed = floor.apply(CallersChanged(callers=Callers(queue=sales, callers=(waits, unknown), heard_at=NINE)))

    assert changed == {(Kind.QUEUE, sales), (Kind.CALLERS, sales)}
    row = floor.row((Kind.QUEUE, sales))
    assert row is not None
    assert row.body == QueueRow(id=sales, name="Sales", heard_at=NINE, waits=(NINE,))


def test_who_waited_in_a_queue_leaves_with_it() -> None:
    floor, sales = a_floor(), QueueId("cisco:Sales")
    floor.apply(QueuesLoaded(source=CISCO, queues=(Queue(id=sales, name="Sales", heard_at=NINE),)))
    waits = WaitingCaller(position=1, name="Alice O'Neill", number="0230210092")
    floor.apply(CallersChanged(callers=Callers(queue=sales, callers=(waits,), heard_at=NINE)))

    gone = floor.apply(QueuesLoaded(source=CISCO, queues=()))

    assert {(Kind.QUEUE, sales), (Kind.CALLERS, sales)} <= gone
    assert floor.row((Kind.CALLERS, sales)) is None
