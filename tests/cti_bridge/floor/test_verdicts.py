"""A command is settled by what the floor says of it, and by nothing less."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from cti_bridge.floor.commands import (
    BargeIn,
    Command,
    DropParticipant,
    ForceState,
    HoldCall,
    Listen,
    Outcome,
    RetrieveCall,
    SetOwnState,
    SignIn,
    SignOut,
    StopListening,
)
from cti_bridge.floor.events import CallChanged, FloorLoaded, SignInChanged
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
from cti_bridge.floor.rows import Kind
from cti_bridge.floor.state import Floor
from cti_bridge.floor.verdicts import came_true_in, verdict, watched

NINE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
NORTH = Team(id=TeamId("cisco:5000"), name="Sales North")
ADA, BEN, SAM, LEA = (AgentId(f"cisco:{n}") for n in (1001, 1002, 2001, 2002))
NUMBER = "+442079460123"
MONITOR, CONFERENCE, OTHER = CallId("cisco:2"), CallId("cisco:3"), CallId("cisco:4")
COMMON = {"id": uuid4(), "deadline": NINE}

LISTEN = Listen(sign_in=SAM, agent=ADA, **COMMON)  # type: ignore[arg-type]
BARGE_IN = BargeIn(sign_in=SAM, agent=ADA, call=MONITOR, **COMMON)  # type: ignore[arg-type]
STOP = StopListening(sign_in=SAM, agent=ADA, call=MONITOR, **COMMON)  # type: ignore[arg-type]
HOLD = HoldCall(sign_in=SAM, agent=ADA, call=MONITOR, **COMMON)  # type: ignore[arg-type]
RETRIEVE = RetrieveCall(sign_in=SAM, agent=ADA, call=MONITOR, **COMMON)  # type: ignore[arg-type]
DROP_ADA = DropParticipant(sign_in=SAM, agent=ADA, call=CONFERENCE, address="1001", **COMMON)  # type: ignore[arg-type]
DROP_CUSTOMER = replace(DROP_ADA, address=NUMBER)
ON_A_CALL: list[Command] = [LISTEN, BARGE_IN, STOP, HOLD, RETRIEVE, DROP_ADA]


def party(who: AgentId, state: CallState = CallState.ACTIVE) -> Participant:
    return Participant(address=who[-4:], agent=who, state=state)


def call(id_: CallId, *parties: Participant, type_: CallType = CallType.CONFERENCE, **more: object) -> Call:
    called = (*parties, Participant(address=NUMBER))
    return Call(id=id_, state=CallState.ACTIVE, type=type_, participants=called, **more)  # type: ignore[arg-type]


LISTENING = call(MONITOR, party(SAM), party(ADA), type_=CallType.MONITOR)
ON_HOLD = call(MONITOR, party(SAM, CallState.HELD), party(ADA), type_=CallType.MONITOR)
BARGED = call(CONFERENCE, party(SAM), party(ADA))
WITHOUT_ADA = call(CONFERENCE, party(SAM))
ADA_CALLS_SAM = call(OTHER, party(SAM), party(ADA), type_=CallType.CONSULT)
ADA_AT_ANOTHER_ADDRESS = call(CONFERENCE, party(SAM), replace(party(ADA), address="81001"))
ADA_HANGS_UP = call(CONFERENCE, party(SAM), party(ADA, CallState.ENDED))


def a_floor(*calls: Call, ada: AgentState = AgentState.TALKING) -> Floor:
    floor = Floor()
    agents = (
        Agent(id=ADA, team=NORTH.id, name="Ada", state=ada, since=NINE, extension="1001"),
        Agent(id=BEN, team=NORTH.id, name="Ben", state=AgentState.TALKING, since=NINE),
    )
    floor.apply(FloorLoaded(source=SourceId("cisco"), at=NINE, teams=(NORTH,), agents=agents))
    for own in (SAM, LEA):
        floor.apply(SignInChanged(sign_in=OwnSignIn(id=own, state=AgentState.NOT_READY, since=NINE)))
    for one in calls:
        floor.apply(CallChanged(call=one))
    return floor


# -- states --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "reason", "pending", "comes_to"),
    [
        (AgentState.NOT_READY, "10", None, Outcome.CONFIRMED),
        (AgentState.NOT_READY, "7", None, None),
        (AgentState.TALKING, "", None, None),
        (AgentState.TALKING, "", AgentState.NOT_READY, Outcome.DEFERRED),
        (AgentState.TALKING, "", AgentState.SIGNED_OUT, None),
    ],
)
@pytest.mark.parametrize("own", [False, True])
def test_a_state_is_confirmed_by_the_state_and_deferred_by_its_being_pending(
    own: bool, state: AgentState, reason: str, pending: AgentState | None, comes_to: Outcome | None
) -> None:
    floor = a_floor()
    floor.agents[ADA] = replace(floor.agents[ADA], state=state, reason=reason, pending=pending)
    floor.sign_ins[SAM] = replace(floor.sign_ins[SAM], state=state, reason=reason, pending=pending)
    wanted = {"state": AgentState.NOT_READY, "reason": "10", **COMMON}

    command = SetOwnState(sign_in=SAM, **wanted) if own else ForceState(agent=ADA, **wanted)  # type: ignore[arg-type]

    assert verdict(command, floor) is comes_to


def test_of_whom_the_floor_does_not_know_it_says_nothing() -> None:
    nobody = AgentId("cisco:9")
    commands = [
        ForceState(agent=nobody, state=AgentState.READY, **COMMON),  # type: ignore[arg-type]
        SetOwnState(sign_in=nobody, state=AgentState.READY, **COMMON),  # type: ignore[arg-type]
        SignIn(sign_in=nobody, extension="4001", **COMMON),  # type: ignore[arg-type]
        SignOut(sign_in=nobody, **COMMON),  # type: ignore[arg-type]
        replace(LISTEN, sign_in=nobody),
    ]

    assert [verdict(command, a_floor(LISTENING)) for command in commands] == [None] * 5


@pytest.mark.parametrize(
    ("state", "is_in", "is_out"),
    [
        (AgentState.NOT_READY, Outcome.CONFIRMED, None),
        (AgentState.SIGNED_OUT, None, Outcome.CONFIRMED),
        (AgentState.UNKNOWN, None, None),
    ],
)
def test_signing_in_and_out_is_confirmed_by_the_sign_ins_own_state(
    state: AgentState, is_in: Outcome | None, is_out: Outcome | None
) -> None:
    floor = a_floor()
    floor.sign_ins[SAM] = replace(floor.sign_ins[SAM], state=state)

    assert verdict(SignIn(sign_in=SAM, extension="4001", **COMMON), floor) is is_in  # type: ignore[arg-type]
    assert verdict(SignOut(sign_in=SAM, **COMMON), floor) is is_out  # type: ignore[arg-type]


# -- calls ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "calls"),
    [
        (LISTEN, [LISTENING]),
        (LISTEN, [ON_HOLD]),
        (BARGE_IN, [BARGED]),
        (BARGE_IN, [LISTENING, BARGED]),
        (BARGE_IN, [replace(BARGED, id=MONITOR)]),
        (STOP, []),
        (STOP, [BARGED]),
        (HOLD, [ON_HOLD]),
        (RETRIEVE, [LISTENING]),
        (DROP_ADA, [WITHOUT_ADA]),
        (DROP_ADA, [ADA_HANGS_UP]),
        (BARGE_IN, [replace(BARGED, type=CallType.UNKNOWN)]),
        (BARGE_IN, [replace(ADA_CALLS_SAM, participants=(replace(party(SAM), cause="barge_in"), party(ADA)))]),
    ],
)
def test_what_was_asked_of_a_call_is_confirmed_by_ones_own_calls(command: Command, calls: list[Call]) -> None:
    assert verdict(command, a_floor(*calls)) is Outcome.CONFIRMED


@pytest.mark.parametrize(
    ("command", "calls"),
    [
        (LISTEN, []),
        (LISTEN, [BARGED]),
        (LISTEN, [replace(LISTENING, state=CallState.RINGING)]),
        (LISTEN, [call(OTHER, party(SAM), party(BEN), type_=CallType.MONITOR)]),
        (LISTEN, [call(OTHER, party(LEA), party(ADA), type_=CallType.MONITOR)]),
        (BARGE_IN, [LISTENING]),
        (BARGE_IN, [call(OTHER, party(SAM), party(BEN))]),
        (STOP, [LISTENING]),
        (HOLD, [LISTENING]),
        (HOLD, []),
        (RETRIEVE, [ON_HOLD]),
        (RETRIEVE, []),
        (DROP_ADA, [BARGED]),
        (DROP_CUSTOMER, [WITHOUT_ADA]),
        (DROP_ADA, [ADA_AT_ANOTHER_ADDRESS]),
        (BARGE_IN, [LISTENING, ADA_CALLS_SAM]),
    ],
)
def test_nothing_less_confirms_it(command: Command, calls: list[Call]) -> None:
    assert verdict(command, a_floor(*calls)) is None


@pytest.mark.parametrize(("command", "calls"), [(LISTEN, [LISTENING]), (BARGE_IN, [BARGED]), (STOP, [BARGED])])
def test_while_a_call_of_ones_own_is_doubtful_nothing_is_certain(command: Command, calls: list[Call]) -> None:
    doubtful = call(OTHER, party(SAM), doubtful=True)

    assert verdict(command, a_floor(*calls, doubtful)) is None


@pytest.mark.parametrize(
    ("ada", "comes_to"),
    [(AgentState.WRAP_UP, Outcome.CONFIRMED), (AgentState.TALKING, None), (AgentState.UNKNOWN, None)],
)
def test_a_call_that_is_gone_for_who_asked_drops_nobody_who_talks_on(ada: AgentState, comes_to: Outcome | None) -> None:
    assert verdict(DROP_ADA, a_floor(ada=ada)) is comes_to


@pytest.mark.parametrize("command", [STOP, DROP_ADA])
def test_of_the_calls_of_a_sign_in_that_is_out_nothing_is_certain(command: Command) -> None:
    floor = a_floor(ada=AgentState.WRAP_UP)
    assert verdict(command, floor) is Outcome.CONFIRMED

    floor.sign_ins[SAM] = replace(floor.sign_ins[SAM], state=AgentState.SIGNED_OUT)

    assert verdict(command, floor) is None


def test_the_call_that_one_barged_into_is_named_so_that_the_next_step_finds_it() -> None:
    assert came_true_in(BARGE_IN, a_floor(LISTENING, BARGED)) == CONFERENCE
    assert came_true_in(BARGE_IN, a_floor(LISTENING)) is None
    assert came_true_in(LISTEN, a_floor(LISTENING, BARGED)) is None


def test_a_command_watches_the_rows_that_settle_it() -> None:
    force = ForceState(agent=ADA, state=AgentState.READY, **COMMON)  # type: ignore[arg-type]

    assert watched(force) == {(Kind.AGENT, ADA)}
    assert {key for command in ON_A_CALL[:-1] for key in watched(command)} == {(Kind.SIGN_IN, SAM)}
    assert watched(DROP_ADA) == {(Kind.SIGN_IN, SAM), (Kind.AGENT, ADA)}


def test_a_number_that_is_dropped_stands_in_no_log() -> None:
    assert NUMBER not in repr(DROP_CUSTOMER)
