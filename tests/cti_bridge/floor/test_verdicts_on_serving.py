"""Orders about lines, recordings, queues and callbacks are settled by the rows that they are about alone."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from cti_bridge.floor.commands import (
    ApplyDefault,
    CallbackDeed,
    ChangeGroup,
    Command,
    GroupChange,
    Outcome,
    Place,
    SetPenalty,
    SetRecording,
    SignInAgent,
    WorkCallback,
)
from cti_bridge.floor.events import (
    AgentStateChanged,
    CallbackChanged,
    CallbackClosed,
    CallChanged,
    Event,
    FloorLoaded,
    MembershipChanged,
    SignInChanged,
)
from cti_bridge.floor.model import (
    Agent,
    AgentId,
    AgentState,
    Call,
    Callback,
    CallbackId,
    CallId,
    CallState,
    Membership,
    OwnSignIn,
    Participant,
    QueueId,
    Recording,
    SourceId,
    Team,
    TeamId,
)
from cti_bridge.floor.rows import Kind
from cti_bridge.floor.state import Floor
from cti_bridge.floor.verdicts import verdict, watched

NINE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
NORTH = Team(id=TeamId("xivo:5"), name="North")
ADA, BEN, SAM = AgentId("xivo:19"), AgentId("xivo:20"), AgentId("xivo:sam")
SALES = QueueId("xivo:3")
CALLBACK = Callback(id=CallbackId("xivo:b1"), list="xivo:l1", queue=SALES)
TALK = Call(id=CallId("xivo:agent-19"), state=CallState.ACTIVE, participants=(Participant(address="1001", agent=ADA),))
BOTH_SERVE = [Membership(agent=who, queues=((SALES, 1),), default=((SALES, 1),)) for who in (ADA, BEN)]

SIGN_IN = SignInAgent(id=uuid4(), agent=ADA, extension="1001", deadline=NINE)
PAUSE = SetRecording(id=uuid4(), agent=ADA, on=False, deadline=NINE)
PENALTY = SetPenalty(id=uuid4(), agent=ADA, queue=SALES, penalty=1, deadline=NINE)
DEFAULT = ApplyDefault(id=uuid4(), agent=ADA, deadline=NINE)
GROUP = ChangeGroup(
    id=uuid4(),
    team=NORTH.id,
    change=GroupChange.ADD,
    into=Place(queue=SALES, penalty=1),
    agents=(ADA, BEN),
    deadline=NINE,
)
CLOSE = WorkCallback(
    id=uuid4(), sign_in=SAM, callback=CALLBACK.id, deed=CallbackDeed.CLOSE, status="Answered", deadline=NINE
)


def changed(state: AgentState, extension: str = "1001") -> Event:
    return AgentStateChanged(agent=ADA, state=state, since=NINE, extension=extension)


def a_floor(*events: Event) -> Floor:
    """Ada and Ben are signed out and serve nothing; a callback waits."""
    floor = Floor()
    agents = tuple(Agent(id=a, team=NORTH.id, name="", state=AgentState.SIGNED_OUT, since=NINE) for a in (ADA, BEN))
    floor.apply(FloorLoaded(source=SourceId("xivo"), at=NINE, teams=(NORTH,), agents=agents))
    floor.apply(SignInChanged(sign_in=OwnSignIn(id=SAM, since=NINE)))
    floor.apply(CallbackChanged(callback=CALLBACK))
    for event in events:
        floor.apply(event)
    return floor


def recorded(how: Recording | None) -> Event:
    return CallChanged(call=replace(TALK, recording=how))


SERVING = [MembershipChanged(membership=one) for one in BOTH_SERVE]
CONFIRMED_BY: list[tuple[Command, list[Event]]] = [
    (SIGN_IN, [changed(AgentState.NOT_READY)]),
    (PAUSE, [recorded(Recording.PAUSED)]),
    (replace(PAUSE, on=True), [recorded(Recording.ON)]),
    (PENALTY, SERVING[:1]),
    (replace(PENALTY, penalty=None), [MembershipChanged(membership=Membership(agent=ADA))]),
    (DEFAULT, SERVING[:1]),
    (GROUP, SERVING),
    (CLOSE, [CallbackClosed(callback=CALLBACK.id)]),
]


@pytest.mark.parametrize(("command", "events"), CONFIRMED_BY)
def test_it_is_confirmed_by_the_systems_own_events_alone(command: Command, events: list[Event]) -> None:
    assert verdict(command, a_floor()) is None
    assert verdict(command, a_floor(*events)) is Outcome.CONFIRMED


@pytest.mark.parametrize(("command", "events"), CONFIRMED_BY)
def test_what_confirms_it_changes_a_row_that_is_watched(command: Command, events: list[Event]) -> None:
    floor = a_floor(*events[:-1])

    assert watched(command) & floor.apply(events[-1])


@pytest.mark.parametrize(
    ("command", "events"),
    [
        (SIGN_IN, [changed(AgentState.READY, "1002")]),  # on another line
        (SIGN_IN, [changed(AgentState.SIGNED_OUT)]),  # the line is known, and nobody is in
        (SIGN_IN, [changed(AgentState.UNKNOWN)]),
        (PAUSE, [recorded(Recording.OFF)]),
        (PAUSE, [recorded(None)]),
        (replace(PAUSE, on=True), [recorded(Recording.PAUSED)]),
        (GROUP, SERVING[:1]),  # Ben is not moved yet
        (replace(PENALTY, agent=BEN), SERVING[:1]),  # somebody else's
    ],
)
def test_what_is_near_it_does_not_confirm(command: Command, events: list[Event]) -> None:
    assert verdict(command, a_floor(*events)) is None


def test_a_group_watches_each_of_its_agents_and_a_callback_the_askers_own_sign_in_too() -> None:
    assert watched(GROUP) == {(Kind.MEMBERSHIP, ADA), (Kind.MEMBERSHIP, BEN)}
    assert watched(CLOSE) == {(Kind.CALLBACK, CALLBACK.id), (Kind.SIGN_IN, SAM)}
