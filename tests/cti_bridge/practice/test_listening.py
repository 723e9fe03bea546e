"""A supervisor listens, barges in, drops: rules like Finesse's on UCCE (finesse.md 3.4), seen on the floor."""

import pytest

from cti_bridge.floor.model import AgentId, AgentState, CallId, CallState, CallType
from cti_bridge.floor.rows import Kind, SignInRow
from tests.cti_bridge.practice.supervised import SHOWN, Supervised


@pytest.fixture
def floor() -> Supervised:
    """Nine in the morning; long calls, so that nothing ends by itself within a test's first seconds."""
    return Supervised(seed=1, speed=0.5)


def test_listening_is_a_call_of_one_s_own_with_the_agent(floor: Supervised) -> None:
    agent = floor.somebody_in(CallType.QUEUE)

    floor.listening.listen("sam", agent, floor.answers.append)
    floor.after(0.09)
    assert floor.is_free()  # asked is not done
    floor.after(SHOWN)

    call = floor.call_of()
    assert call.type is CallType.MONITOR
    assert [p.agent for p in call.participants] == [f"practice:{agent}", "practice:sam"]
    assert call.participants[1].address == "3001"
    assert floor.own().state is AgentState.TALKING
    assert floor.row(agent).listeners == ("practice:sam",)
    assert [c.type for c in floor.row(agent).calls] == [CallType.QUEUE]  # unheard: the agent's own is as it was
    assert floor.answers == [None]


def test_one_stops_listening_and_the_call_goes_on(floor: Supervised) -> None:
    agent = floor.somebody_in(CallType.QUEUE)
    monitor = floor.listen(agent)

    floor.listening.stop("sam", monitor)
    floor.after(SHOWN)

    assert floor.is_free()
    assert floor.own().reason_label == "Just signed in"  # as before the listening
    assert floor.row(agent).listeners == ()
    assert floor.main_call(agent).type is CallType.QUEUE


def test_one_s_own_part_is_held_and_retrieved(floor: Supervised) -> None:
    agent = floor.somebody_in(CallType.QUEUE)
    monitor = floor.listen(agent)

    floor.listening.hold("sam", monitor)
    floor.after(SHOWN)
    assert floor.parts(floor.call_of())["3001"] == (CallState.HELD, "")
    assert floor.own().state is AgentState.HOLD
    assert floor.agent(agent).state is AgentState.TALKING

    floor.listening.retrieve("sam", monitor)
    floor.after(SHOWN)
    assert floor.parts(floor.call_of())["3001"] == (CallState.ACTIVE, "")
    assert floor.own().state is AgentState.TALKING


def test_barging_in_makes_the_agent_s_call_a_conference_and_keeps_its_queue(floor: Supervised) -> None:
    agent = floor.somebody_in(CallType.QUEUE)
    before = floor.main_call(agent)

    floor.barge_in(agent)

    call = floor.call_of()
    assert (call.id, call.type, call.queue) == (before.id, CallType.CONFERENCE, before.queue)
    assert floor.parts(call)["3001"] == (CallState.ACTIVE, "barge_in")
    assert floor.row(agent).listeners == ()
    shown = floor.floor.row((Kind.SIGN_IN, "practice:sam"))
    assert shown is not None
    assert isinstance(shown.body, SignInRow)
    assert [c.id for c in shown.body.calls] == [before.id]


def test_who_barged_in_can_leave_and_agent_and_caller_go_on(floor: Supervised) -> None:
    agent = floor.somebody_in(CallType.QUEUE)
    call = floor.barge_in(agent)

    floor.listening.stop("sam", call)
    floor.after(SHOWN)

    assert floor.is_free()
    assert len(floor.main_call(agent).participants) == 2


def test_the_agent_is_dropped_and_the_caller_stays_with_the_supervisor(floor: Supervised) -> None:
    agent = floor.somebody_in(CallType.QUEUE)
    call = floor.barge_in(agent)
    caller = floor.call_of().participants[0].address

    floor.listening.drop("sam", call, floor.agent(agent).extension)
    floor.after(SHOWN)

    assert set(floor.parts(floor.call_of())) == {caller, "3001"}
    assert call not in [c.id for c in floor.row(agent).calls]
    assert floor.agent(agent).state is not AgentState.TALKING
    floor.listening.stop("sam", call)
    floor.after(SHOWN)
    assert call not in floor.floor.calls  # nobody talks to oneself
    assert floor.is_free()


def test_the_caller_is_dropped_and_the_agent_stays_until_the_supervisor_leaves(floor: Supervised) -> None:
    agent = floor.somebody_in(CallType.QUEUE)
    call = floor.barge_in(agent)
    caller = floor.call_of().participants[0].address

    floor.listening.drop("sam", call, caller)
    floor.after(SHOWN)
    assert set(floor.parts(floor.call_of())) == {floor.agent(agent).extension, "3001"}

    floor.listening.stop("sam", call)
    floor.after(SHOWN)
    assert call not in floor.floor.calls
    assert floor.agent(agent).state is not AgentState.TALKING


def test_whoever_is_left_alone_hangs_up(floor: Supervised) -> None:
    agent = floor.somebody_in(CallType.QUEUE)
    call = floor.barge_in(agent)
    for address in (floor.call_of().participants[0].address, floor.agent(agent).extension):
        floor.listening.drop("sam", call, address)
        floor.after(SHOWN)

    assert call not in floor.floor.calls
    assert floor.is_free()


def test_listening_ends_with_the_agent_s_call() -> None:
    floor = Supervised(seed=1, speed=20)
    agent = floor.somebody_in(CallType.QUEUE)
    heard = floor.main_call(agent).id
    floor.listening.listen("sam", agent)
    floor.until(lambda: not floor.is_free(), seconds=SHOWN)

    floor.until(lambda: AgentId(f"practice:{agent}") not in agents_in(floor, heard), seconds=300)

    assert floor.is_free()
    assert floor.row(agent).listeners == ()


def agents_in(floor: Supervised, call: CallId) -> set[AgentId]:
    found = floor.floor.calls.get(call)
    return {p.agent for p in found.participants if p.agent} if found else set()


def test_a_call_barged_into_lasts_a_minute_at_least_and_then_ends_for_all(floor: Supervised) -> None:
    agent = floor.somebody_in(CallType.QUEUE)
    call = floor.barge_in(agent)

    floor.after(60 / 0.5 - 2 * SHOWN)
    assert call in floor.floor.calls

    floor.until(floor.is_free, seconds=6000)
    assert call not in floor.floor.calls


def test_listening_to_a_consultation_ends_with_it_though_the_call_goes_on() -> None:
    floor = Supervised(seed=1)
    agent = floor.somebody_in(CallType.CONSULT)
    consultation = next(c.id for c in floor.floor.calls_of(AgentId(f"practice:{agent}")) if c.type is CallType.CONSULT)

    floor.listen(agent)

    floor.until(lambda: consultation not in floor.floor.calls, seconds=600)
    assert floor.is_free()
