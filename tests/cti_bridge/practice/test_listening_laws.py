"""Whatever supervisors order, in whatever order: who follows sees what a newcomer sees, and calls stay sensible."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.events import SignInChanged
from cti_bridge.floor.model import AgentId, AgentState, Call, CallId, CallState, CallType
from cti_bridge.floor.rows import Kind, Row
from cti_bridge.floor.state import Floor
from cti_bridge.practice.centre import Centre
from cti_bridge.practice.desks import Account
from tests.cti_bridge.practice.conftest import START

PEOPLE = {"sam": "3001", "lea": "3002", "vic": "3003"}
IN_A_CALL = (AgentState.TALKING, AgentState.HOLD)

who = st.sampled_from(sorted(PEOPLE))
whom = st.integers(0, 10_000)  # taken from those who can be meant
what = st.sampled_from(
    ["listen", "listen", "listen", "barge_in", "barge_in", "drop", "stop", "hold", "retrieve", "state"]
)
steps = st.lists(st.tuples(who, what, whom, st.floats(0, 3) | st.floats(0, 90)), max_size=25)


class Supervised:
    """A centre with three supervisors signed in, and the floor of somebody who follows it."""

    def __init__(self, seed: int, agents: int, speed: float) -> None:
        self.centre = Centre(start=START, seed=seed, agents=agents, speed=speed)
        for login, extension in PEOPLE.items():
            self.centre.phones.know(Account(login=login), signed_in_on=extension)
        self.floor = self.newcomer()

    def newcomer(self) -> Floor:
        floor = Floor()
        floor.apply(self.centre.snapshot())
        for own in self.centre.phones.all():
            floor.apply(SignInChanged(sign_in=own))
        return floor

    def after(self, seconds: float) -> None:
        for event in self.centre.advance(self.centre.now + timedelta(seconds=seconds / self.centre.speed)):
            self.floor.apply(event)

    def ask(self, login: str, order: str, whom: int) -> None:
        """Asks as somebody who looks at the floor would, and often asks what cannot be."""
        agents = [p.login for p in self.centre.people]
        talking = [a for a in agents if self.centre.agent(a).state is AgentState.TALKING] or agents
        calls = self.floor.calls_of(AgentId(f"practice:{login}"))
        call = calls[0].id if calls else CallId("practice:call-1")
        addresses = [p.address for p in calls[0].participants] if calls else ["4001"]
        listening = self.centre.listening
        orders: dict[str, Callable[[], None]] = {
            "listen": lambda: listening.listen(login, talking[whom % len(talking)]),
            "barge_in": lambda: listening.barge_in(login, call),
            "drop": lambda: listening.drop(login, call, addresses[whom % len(addresses)]),
            "stop": lambda: listening.stop(login, call),
            "hold": lambda: listening.hold(login, call),
            "retrieve": lambda: listening.retrieve(login, call),
            "state": lambda: self.centre.phones.set_state(
                login, [AgentState.READY, AgentState.NOT_READY][whom % 2], ""
            ),
        }
        try:
            orders[order]()
        except CommandRefused as refused:
            assert str(refused).endswith(".")  # noqa: PT017 - a refusal is a sentence


def rows(floor: Floor) -> dict[tuple[Kind, str], Row]:
    """All but the source's light, which says when it was last heard."""
    return {(row.kind, row.key): row for row in floor.rows() if row.kind is not Kind.SOURCE}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 2**32),
    agents=st.sampled_from([3, 17, 60]),
    speed=st.sampled_from([0.5, 1.0, 10.0]),
    asked=steps,
)
def test_whatever_supervisors_order_the_floor_stays_true(
    seed: int, agents: int, speed: float, asked: list[tuple[str, str, int, float]]
) -> None:
    supervised = Supervised(seed, agents, speed)

    for login, order, whom, wait in asked:
        supervised.ask(login, order, whom)
        supervised.after(wait)

        assert rows(supervised.floor) == rows(supervised.newcomer())
        calls_are_sensible(supervised.floor)
    supervised.after(6000)
    assert not [own for own in supervised.floor.sign_ins if supervised.floor.calls_of(own)]  # no call goes on for ever


def calls_are_sensible(floor: Floor) -> None:
    """Whoever is in a call says so; nobody is in two at once, nor alone in one."""
    own = [c for c in floor.calls.values() if c.type is not CallType.MONITOR]
    talking = Counter(p.agent for c in own for p in c.participants if p.agent and p.state is CallState.ACTIVE)
    assert set(talking.values()) <= {1}
    for agent in floor.agents.values():
        assert (agent.state is AgentState.TALKING) == (agent.id in talking)
    for sign_in in floor.sign_ins.values():
        parts = [p.state for c in floor.calls_of(sign_in.id) for p in c.participants if p.agent == sign_in.id]
        assert len(parts) == (sign_in.state in IN_A_CALL)
    for call in floor.calls.values():
        assert len(call.participants) > 1
        if call.type is CallType.MONITOR:
            is_heard(floor, call)


def is_heard(floor: Floor, monitor: Call) -> None:
    """Of a monitor call: its agent is in a call of their own, and one supervisor listens."""
    agent, supervisor = (p.agent for p in monitor.participants)
    assert supervisor in floor.sign_ins
    assert agent is not None
    assert [c for c in floor.calls_of(agent) if c.type is not CallType.MONITOR]
    assert [c for c in floor.calls_of(agent) if c.type is CallType.MONITOR] == [monitor]
