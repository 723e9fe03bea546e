"""A supervisor listens, barges in, drops: rules like Finesse's on UCCE (finesse.md 3.4), seen on the floor."""

from collections.abc import Callable

import pytest

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.model import AgentId, AgentState, Call, CallId, CallState, CallType, OwnSignIn
from cti_bridge.floor.rows import AgentRow, Kind, SignInRow
from cti_bridge.practice.desks import Account
from tests.cti_bridge.practice.conftest import Watched

SHOWN = 0.7  # real seconds until an order shows


class Supervised(Watched):
    """A practice floor with Sam and Lea signed in on their phones, not ready."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings)
        for login, extension in (("sam", "3001"), ("lea", "3002")):
            self.centre.phones.know(Account(login=login), signed_in_on=extension)
        for own in self.centre.phones.all():
            self.floor.sign_ins[own.id] = own
        self.listening = self.centre.listening
        self.answers: list[CommandRefused | None] = []

    def own(self, login: str = "sam") -> OwnSignIn:
        return self.floor.sign_ins[AgentId(f"practice:{login}")]

    def call_of(self, login: str = "sam") -> Call:
        (call,) = self.floor.calls_of(AgentId(f"practice:{login}"))
        return call

    def is_free(self, login: str = "sam") -> bool:
        return not self.floor.calls_of(AgentId(f"practice:{login}")) and self.own(login).state is AgentState.NOT_READY

    def somebody_in(self, type_: CallType, *, leads: bool = True) -> str:
        """The login of somebody who talks in such a call, with nobody on hold; time passes until there is one."""
        for _ in range(3000):
            for call in self.floor.calls.values():
                agents = [p.agent for p in call.participants if p.agent]
                if call.type is type_ and call.state is CallState.ACTIVE:
                    agent = agents[0 if leads else -1]
                    if self.floor.agents[agent].state is AgentState.TALKING:
                        return agent.partition(":")[2]
            self.after(1)
        raise AssertionError(f"nobody was ever in a {type_} call")

    def listen(self, agent: str, *, by: str = "sam") -> CallId:
        self.listening.listen(by, agent, self.answers.append)
        self.after(SHOWN)
        return self.call_of(by).id

    def barge_in(self, agent: str, *, by: str = "sam") -> CallId:
        self.listening.barge_in(by, self.listen(agent, by=by))
        self.after(SHOWN)
        return self.call_of(by).id

    def main_call(self, agent: str) -> Call:
        """The one that the agent talks in, not what others hear of it."""
        calls = self.floor.calls_of(AgentId(f"practice:{agent}"))
        return next(c for c in calls if c.type is not CallType.MONITOR)

    def parts(self, call: Call) -> dict[str, tuple[CallState, str]]:
        return {p.address: (p.state, p.cause) for p in call.participants}

    def row(self, login: str) -> AgentRow:
        row = self.floor.row((Kind.AGENT, f"practice:{login}"))
        assert row is not None
        assert isinstance(row.body, AgentRow)
        return row.body


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


# -- refused -----------------------------------------------------------------------------------------------------


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
