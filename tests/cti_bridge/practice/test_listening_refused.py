"""What cannot be done about a call is refused in words, and nothing is changed by it."""

from collections.abc import Callable

import pytest

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.model import AgentState, CallId, CallType
from tests.cti_bridge.practice.supervised import SHOWN, Supervised


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (AgentState.HOLD, "13145"),
        (AgentState.NOT_READY, "13145"),
        (AgentState.READY, "INVALID_STATE"),
        (AgentState.WRAP_UP, "INVALID_STATE"),
        (AgentState.SIGNED_OUT, "INVALID_STATE"),
    ],
)
def test_only_an_agent_who_talks_can_be_listened_to(floor: Supervised, state: AgentState, code: str) -> None:
    agent = floor.somebody(state)

    with pytest.raises(CommandRefused, match="is not talking") as refused:
        floor.listening.listen("sam", agent)

    assert refused.value.code == code


@pytest.fixture
def floor() -> Supervised:
    """Nine in the morning; long calls, so that nothing ends by itself within a test's first seconds."""
    return Supervised(seed=1, speed=0.5)


def test_who_listens_is_signed_in_and_not_ready(floor: Supervised) -> None:
    agent = floor.somebody_in(CallType.QUEUE)

    floor.centre.phones.set_state("sam", AgentState.READY, "")
    floor.after(SHOWN)
    with pytest.raises(CommandRefused, match="make yourself not ready"):
        floor.listening.listen("sam", agent)

    floor.centre.phones.sign_out("sam")
    floor.after(SHOWN)
    with pytest.raises(CommandRefused, match="Sign in first"):
        floor.listening.listen("sam", agent)


def test_one_hears_one_agent_at_a_time_and_one_agent_has_one_listener(floor: Supervised) -> None:
    agent, other = floor.somebody_in(CallType.QUEUE), floor.somebody_in(CallType.DIRECT_IN)
    floor.listen(agent)

    with pytest.raises(CommandRefused, match="stop listening first"):
        floor.listening.listen("sam", other)
    with pytest.raises(CommandRefused, match="Somebody else is with"):
        floor.listening.listen("lea", agent)
    assert floor.listen(other, by="lea")


def test_nobody_listens_to_a_call_that_somebody_barged_into(floor: Supervised) -> None:
    agent = floor.somebody_in(CallType.QUEUE)
    floor.barge_in(agent)

    with pytest.raises(CommandRefused, match="Somebody else is with"):
        floor.listening.listen("lea", agent)


def test_two_who_ask_in_the_same_moment_are_both_told_the_truth(floor: Supervised) -> None:
    agent = floor.somebody_in(CallType.QUEUE)

    floor.listening.listen("sam", agent, floor.answers.append)
    floor.listening.listen("lea", agent, floor.answers.append)
    floor.after(SHOWN)

    done, refused = sorted(floor.answers, key=lambda answer: answer is not None)
    assert done is None
    assert "Somebody else is with" in str(refused)
    assert len(floor.row(agent).listeners) == 1


def test_during_a_call_one_neither_signs_out_nor_changes_one_s_state(floor: Supervised) -> None:
    floor.listen(floor.somebody_in(CallType.QUEUE))
    phones = floor.centre.phones

    orders: list[Callable[[], None]] = [
        lambda: phones.sign_out("sam"),
        lambda: phones.set_state("sam", AgentState.READY, ""),
        lambda: phones.sign_in("sam", "3009", ""),
    ]
    for order in orders:
        with pytest.raises(CommandRefused, match="stop listening first"):
            order()


def test_who_only_listens_drops_nobody_and_nobody_drops_themselves(floor: Supervised) -> None:
    agent = floor.somebody_in(CallType.QUEUE)
    extension = floor.agent(agent).extension
    monitor = floor.listen(agent)

    with pytest.raises(CommandRefused, match="You only listen"):
        floor.listening.drop("sam", monitor, extension)

    floor.listening.barge_in("sam", monitor)
    floor.after(SHOWN)
    call = floor.call_of().id
    with pytest.raises(CommandRefused, match="Nobody drops themselves"):
        floor.listening.drop("sam", call, "3001")
    with pytest.raises(CommandRefused, match="no longer in the call") as refused:
        floor.listening.drop("sam", call, "+44 20 7946 0999")
    assert "7946" not in str(refused.value)
    with pytest.raises(CommandRefused, match="barged in already"):
        floor.listening.barge_in("sam", call)


def test_another_supervisor_is_not_dropped(floor: Supervised) -> None:
    leader = floor.somebody_in(CallType.CONFERENCE)
    second = floor.somebody_in(CallType.CONFERENCE, leads=False)
    leas = floor.listen(second, by="lea")
    call = floor.barge_in(leader)
    floor.listening.drop("sam", call, floor.agent(leader).extension)
    floor.after(SHOWN)
    floor.listening.barge_in("lea", leas)  # through the agent who leads it now
    floor.after(SHOWN)

    assert floor.call_of("lea").id == call
    with pytest.raises(CommandRefused, match="Another supervisor"):
        floor.listening.drop("sam", call, "3002")


def test_a_conference_is_barged_into_through_the_agent_who_leads_it(floor: Supervised) -> None:
    second = floor.somebody_in(CallType.CONFERENCE, leads=False)
    monitor = floor.listen(second)

    with pytest.raises(CommandRefused, match="leads this conference") as refused:
        floor.listening.barge_in("sam", monitor)

    assert refused.value.code == "20999"


def test_nobody_barges_into_a_consultation(floor: Supervised) -> None:
    monitor = floor.listen(floor.somebody_in(CallType.CONSULT))

    with pytest.raises(CommandRefused, match="consulting") as refused:
        floor.listening.barge_in("sam", monitor)

    assert refused.value.code == "20999"


def test_nobody_barges_in_while_the_caller_is_on_hold() -> None:
    floor = Supervised(seed=3, agents=300)
    refused = None
    for _ in range(40):
        agent = floor.somebody_in(CallType.QUEUE)
        floor.listening.listen("sam", agent)
        floor.until(lambda: not floor.is_free(), seconds=SHOWN)
        monitor = floor.call_of().id
        floor.until(lambda: floor.is_free() or floor.agent(agent).state is AgentState.HOLD, seconds=3600)  # noqa: B023
        if not floor.is_free():
            with pytest.raises(CommandRefused, match="is not talking") as refused:
                floor.listening.barge_in("sam", monitor)
            break

    assert refused is not None


@pytest.mark.parametrize("order", ["stop", "hold", "retrieve", "barge_in"])
def test_a_call_that_one_is_not_in_is_nobody_s_to_order(floor: Supervised, order: str) -> None:
    with pytest.raises(CommandRefused, match="not in that call") as refused:
        getattr(floor.listening, order)("sam", CallId("practice:call-1"))

    assert refused.value.code == "UNKNOWN_CALL"


def test_holding_twice_and_retrieving_what_is_not_held_is_refused(floor: Supervised) -> None:
    monitor = floor.listen(floor.somebody_in(CallType.QUEUE))

    with pytest.raises(CommandRefused, match="not on hold"):
        floor.listening.retrieve("sam", monitor)
    floor.listening.hold("sam", monitor)
    floor.after(SHOWN)
    with pytest.raises(CommandRefused, match="on hold already"):
        floor.listening.hold("sam", monitor)


def test_an_agent_who_is_not_there_is_refused(floor: Supervised) -> None:
    with pytest.raises(CommandRefused, match="no agent 9999"):
        floor.listening.listen("sam", "9999")


def test_a_share_of_the_possible_is_refused_where_that_is_set() -> None:
    floor = Supervised(seed=1, refusals=1.0)

    with pytest.raises(CommandRefused, match="for training") as refused:
        floor.listening.listen("sam", floor.somebody_in(CallType.QUEUE))

    assert refused.value.code == "PRACTICE"
