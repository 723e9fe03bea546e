"""Who listened, to whom and how long is told once, with the reason that the floor knows; so are the calls of agents."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cti_bridge.floor.events import (
    AgentLeft,
    AgentStateChanged,
    CallChanged,
    CallEnded,
    Event,
    FloorLoaded,
    SignInChanged,
    SourceForgotten,
)
from cti_bridge.floor.model import (
    Agent,
    AgentId,
    AgentState,
    Call,
    CallId,
    CallState,
    CallType,
    OwnSignIn,
    Participant,
    SourceId,
    Team,
    TeamId,
)
from cti_bridge.floor.rows import Kind, SignInRow
from cti_bridge.floor.state import Floor
from cti_bridge.pending import Pending
from cti_bridge.ports import CallEntry, Ended, Listened

NINE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CISCO = SourceId("cisco")
NORTH = Team(id=TeamId("cisco:5000"), name="Sales North")
ADA, BEN, SAM = AgentId("cisco:1001"), AgentId("cisco:1002"), AgentId("cisco:2001")
CUSTOMER = Participant(address="+442079460123")
CALL, MONITOR, CONFERENCE = CallId("cisco:1"), CallId("cisco:2"), CallId("cisco:3")


def later(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


def agent(id_: AgentId, state: AgentState = AgentState.TALKING) -> Agent:
    return Agent(id=id_, team=NORTH.id, name=id_, state=state, since=NINE)


def call(id_: CallId, *who: AgentId, type_: CallType = CallType.QUEUE, cause: str = "") -> Call:
    parties = tuple(Participant(address=a[-4:], agent=a, cause=cause if a == SAM else "") for a in who)
    return Call(id=id_, state=CallState.ACTIVE, type=type_, started_at=later(1), participants=(*parties, CUSTOMER))


ADAS_CALL = call(CALL, ADA)
LISTENING = replace(call(MONITOR, SAM, ADA, type_=CallType.MONITOR), started_at=later(10))
BARGED = replace(call(CONFERENCE, SAM, ADA, type_=CallType.CONFERENCE, cause="barge_in"), started_at=later(40))


def load(*calls: Call, agents: Sequence[Agent] = (agent(ADA), agent(BEN))) -> FloorLoaded:
    return FloorLoaded(source=CISCO, at=NINE, teams=(NORTH,), agents=tuple(agents), calls=calls)


class Desk:
    """A floor with Ada on a call, Ben, and Sam's own sign-in; what is written of it."""

    def __init__(self, *calls: Call) -> None:
        self.floor = Floor()
        self.pending = Pending(self.floor, CISCO)
        self.hears(NINE, SignInChanged(sign_in=OwnSignIn(id=SAM, state=AgentState.NOT_READY, since=NINE)), load(*calls))
        self.pending.tick()

    def hears(self, at: datetime, *events: Event) -> None:
        for event in events:
            self.pending.take(event, at)

    def listened(self) -> list[tuple[AgentId, bool, Ended]]:
        """What is written now of listening that is over: the agent, whether barged in, why."""
        return [(one.agent, one.barged, one.why) for one in self.pending.tick().listened]

    def calls(self) -> list[tuple[CallId, AgentId]]:
        """What is written now of calls that are over."""
        return [(one.call, one.agent) for one in self.pending.tick().calls]


# -- calls ---------------------------------------------------------------------------------------------------------


def test_a_call_is_told_as_it_was_when_it_ended() -> None:
    desk = Desk()
    named = replace(ADAS_CALL, variables=(("case", "77"),))
    desk.hears(later(1), CallChanged(call=ADAS_CALL), CallChanged(call=named))

    desk.hears(later(30), CallEnded(call=CALL))

    (told,) = desk.pending.tick().calls
    assert isinstance(told, CallEntry)
    assert (told.call, told.agent, told.team, told.type) == (CALL, ADA, NORTH.id, CallType.QUEUE)
    assert (told.since, told.ended_at, told.variables) == (later(1), later(30), (("case", "77"),))
    assert [party.address for party in told.parties] == [CUSTOMER.address]


def test_a_call_that_an_agent_left_is_over_for_that_agent_alone() -> None:
    desk = Desk(call(CALL, ADA, BEN))

    desk.hears(later(30), CallChanged(call=call(CALL, BEN)))
    assert desk.calls() == [(CALL, ADA)]

    desk.hears(later(40), CallEnded(call=CALL))
    assert desk.calls() == [(CALL, BEN)]


@pytest.mark.parametrize(
    "gone", [load(), load(agents=[agent(BEN)]), AgentLeft(agent=ADA), SourceForgotten(source=CISCO)], ids=repr
)
def test_a_call_that_vanished_is_over_too(gone: Event) -> None:
    desk = Desk(ADAS_CALL)

    desk.hears(later(30), gone)

    assert desk.calls() == [(CALL, ADA)]


def test_a_call_that_goes_on_is_not_over() -> None:
    desk = Desk(ADAS_CALL)

    desk.hears(later(30), CallChanged(call=replace(ADAS_CALL, state=CallState.HELD)), load(ADAS_CALL))

    assert desk.calls() == []


def test_a_late_word_of_a_call_does_not_make_it_end_twice() -> None:
    desk = Desk(ADAS_CALL)

    desk.hears(later(30), CallEnded(call=CALL), CallChanged(call=ADAS_CALL), CallEnded(call=CALL))

    assert desk.calls() == [(CALL, ADA)]


def test_the_next_call_under_the_same_id_is_another() -> None:
    desk = Desk(ADAS_CALL)

    desk.hears(later(30), CallEnded(call=CALL))
    desk.hears(later(60), CallChanged(call=replace(ADAS_CALL, started_at=later(50))), CallEnded(call=CALL))

    assert desk.calls() == [(CALL, ADA)] * 2


def test_that_somebody_listened_is_no_call_of_the_agents() -> None:
    desk = Desk(ADAS_CALL, LISTENING)

    desk.hears(later(30), CallEnded(call=MONITOR))

    assert desk.calls() == []


def test_what_could_not_be_written_is_told_again_in_its_order() -> None:
    desk = Desk(ADAS_CALL, LISTENING)
    desk.hears(later(30), CallEnded(call=CALL), CallEnded(call=MONITOR))
    unwritten = desk.pending.tick()
    desk.hears(later(60), CallChanged(call=call(CALL, BEN)), CallEnded(call=CALL))

    desk.pending.put_back(unwritten)

    again = desk.pending.tick()
    assert [one.agent for one in again.calls] == [ADA, BEN]
    assert again.listened == unwritten.listened
    assert desk.pending.tick().listened == ()


# -- listening -----------------------------------------------------------------------------------------------------


def test_a_listening_is_told_from_the_monitor_calls_start_to_its_end() -> None:
    desk = Desk(ADAS_CALL, LISTENING)

    desk.hears(later(30), CallEnded(call=MONITOR))

    assert desk.pending.tick().listened == (
        Listened(
            sign_in=SAM,
            agent=ADA,
            call=MONITOR,
            barged=False,
            since=later(10),
            ended_at=later(30),
            why=Ended.LEFT,
        ),
    )


@pytest.mark.parametrize("state_is_first", [True, False])
def test_it_ended_with_the_call_when_the_agents_state_of_the_same_moment_says_so(state_is_first: bool) -> None:
    desk = Desk(ADAS_CALL, LISTENING)
    state = AgentStateChanged(agent=ADA, state=AgentState.WRAP_UP, since=later(30))
    ends = [CallEnded(call=MONITOR), CallEnded(call=CALL)]

    desk.hears(later(30), *([state, *ends] if state_is_first else [*ends, state]))

    assert desk.listened() == [(ADA, False, Ended.CALL_ENDED)]


@pytest.mark.parametrize("gone", [load(ADAS_CALL), SourceForgotten(source=CISCO)], ids=repr)
def test_of_an_end_that_nobody_heard_the_reason_is_not_known(gone: Event) -> None:
    desk = Desk(ADAS_CALL, LISTENING)

    desk.hears(later(30), gone)

    assert desk.listened() == [(ADA, False, Ended.UNKNOWN)]


def test_when_the_listener_is_signed_out_nobody_knows_how_it_ended() -> None:
    desk = Desk(ADAS_CALL, LISTENING)
    out = SignInChanged(sign_in=OwnSignIn(id=SAM, state=AgentState.SIGNED_OUT, since=later(30)))

    desk.hears(later(30), out, CallEnded(call=MONITOR))

    assert desk.listened() == [(ADA, False, Ended.UNKNOWN)]


MONITOR_FIRST = (CallEnded(call=MONITOR), CallChanged(call=BARGED))
CONFERENCE_FIRST = tuple(reversed(MONITOR_FIRST))
SAME_CALL = (CallChanged(call=replace(BARGED, id=MONITOR)),)


@pytest.mark.parametrize("joins", [MONITOR_FIRST, CONFERENCE_FIRST, SAME_CALL], ids=["after", "before", "same id"])
def test_who_barges_in_listens_on_and_that_ends_once(joins: Sequence[Event]) -> None:
    desk = Desk(ADAS_CALL, LISTENING)
    desk.hears(later(40), *joins)
    assert desk.listened() == []

    desk.hears(later(60), CallEnded(call=CONFERENCE), CallEnded(call=MONITOR))

    (told,) = desk.pending.tick().listened
    assert (told.agent, told.barged, told.since, told.ended_at) == (ADA, True, later(10), later(60))


def test_a_conference_that_says_no_cause_is_joined_all_the_same_by_who_listened() -> None:
    desk = Desk(ADAS_CALL, LISTENING)

    desk.hears(later(40), CallEnded(call=MONITOR), CallChanged(call=call(CALL, ADA, SAM)))
    assert desk.listened() == []
    desk.hears(later(60), CallEnded(call=CALL))

    assert [barged for _, barged, _ in desk.listened()] == [True]


def test_who_took_the_call_over_is_in_it_to_its_end_though_the_agent_was_dropped() -> None:
    desk = Desk(BARGED)

    desk.hears(later(60), CallChanged(call=call(CONFERENCE, SAM, type_=CallType.CONFERENCE, cause="barge_in")))
    assert desk.listened() == []
    desk.hears(later(90), CallEnded(call=CONFERENCE))

    assert [(agent, barged) for agent, barged, _ in desk.listened()] == [(ADA, True)]


@pytest.mark.parametrize("heard_has_a_sign_in", [True, False])
def test_supervisors_who_are_agents_too_listen_to_others_and_never_to_themselves(heard_has_a_sign_in: bool) -> None:
    desk = Desk(ADAS_CALL)
    agents = (agent(SAM, AgentState.NOT_READY), agent(ADA), agent(BEN))
    if heard_has_a_sign_in:
        desk.hears(later(1), SignInChanged(sign_in=OwnSignIn(id=ADA, since=NINE)))
    desk.hears(later(5), load(ADAS_CALL, agents=agents), CallChanged(call=LISTENING))

    desk.hears(later(30), CallEnded(call=MONITOR), CallChanged(call=BARGED), CallEnded(call=CONFERENCE))

    ended = desk.pending.tick().listened
    assert [(one.sign_in, one.agent, one.barged) for one in ended] == [(SAM, ADA, True)]


def test_a_supervisors_ordinary_call_with_an_agent_is_no_listening() -> None:
    desk = Desk(call(CALL, ADA, SAM, type_=CallType.INTERNAL))

    desk.hears(later(60), CallEnded(call=CALL))

    assert desk.listened() == []


def before(*calls: Call) -> SignInRow:
    """Sam's sign-in as the bridge before left it."""
    row = Desk(*calls).floor.row((Kind.SIGN_IN, SAM))
    assert row is not None
    assert isinstance(row.body, SignInRow)
    return row.body


@pytest.mark.parametrize(("stood", "barged"), [(LISTENING, False), (BARGED, True)])
def test_what_ended_while_no_bridge_ran_is_told_by_the_next(stood: Call, barged: bool) -> None:
    pending = Pending(Floor(), CISCO)
    pending.remember([before(ADAS_CALL, stood)])

    pending.take(load(ADAS_CALL), later(90))

    assert [(one.agent, one.barged, one.why) for one in pending.tick().listened] == [(ADA, barged, Ended.UNKNOWN)]


def test_what_goes_on_under_the_next_bridge_is_not_over() -> None:
    floor = Floor()
    pending = Pending(floor, CISCO)
    pending.remember([before(ADAS_CALL, LISTENING)])

    pending.take(SignInChanged(sign_in=OwnSignIn(id=SAM, state=AgentState.NOT_READY, since=NINE)), later(90))
    pending.take(load(ADAS_CALL, LISTENING), later(90))
    assert pending.tick().listened == ()
    pending.take(CallEnded(call=MONITOR), later(95))

    (told,) = pending.tick().listened
    assert (told.since, told.why) == (later(10), Ended.LEFT)
