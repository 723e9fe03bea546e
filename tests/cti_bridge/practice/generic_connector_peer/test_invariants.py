"""No sequence of requests, calls and failovers breaks Finesse's own order, on either platform."""

from itertools import pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cti_bridge.practice.generic_connector_peer import Platform, a_site, calls
from cti_bridge.practice.generic_connector_peer.dialog import PartState
from cti_bridge.practice.generic_connector_peer.finesse import Finesse
from cti_bridge.practice.generic_connector_peer.happenings import UserChanged
from cti_bridge.practice.generic_connector_peer.model import Refused, State, User
from tests.cti_bridge.practice.generic_connector_peer.talk import Clock

# The guide's table for Unified CCE ("Agent State Transition"), typed here once more from the guide.
GUIDE = {
    "LOGOUT": "NOT_READY",  # by way of LOGIN, which is transient
    "NOT_READY": "LOGOUT NOT_READY READY TALKING",
    "READY": "RESERVED RESERVED_OUTBOUND RESERVED_OUTBOUND_PREVIEW NOT_READY",
    "RESERVED": "READY TALKING",
    "RESERVED_OUTBOUND": "READY NOT_READY TALKING",
    "RESERVED_OUTBOUND_PREVIEW": "READY NOT_READY TALKING",
    "TALKING": "READY NOT_READY WORK WORK_READY HOLD",
    "HOLD": "READY NOT_READY WORK WORK_READY TALKING",
    "WORK": "READY NOT_READY",
    "WORK_READY": "READY NOT_READY",
}
BY_SUPERVISORS = {name: "LOGOUT" for name in GUIDE if name != "LOGOUT"}  # finesse.md 3.3
ALLOWED = {
    (before, after)
    for table in (GUIDE, BY_SUPERVISORS)
    for before, targets in table.items()
    for after in targets.split()
}
ONLY_UCCE = (State.HOLD, State.WORK_READY)
OCCUPIED = (
    State.TALKING,
    State.HOLD,
    State.RESERVED,
    State.RESERVED_OUTBOUND,
    State.RESERVED_OUTBOUND_PREVIEW,
)

AGENTS = st.sampled_from(["1001", "1002", "1004", "1007"])
PHONES = st.sampled_from(["4001", "4002", "4004", "4007", "+4930222"])
TARGETS = st.sampled_from([State.READY, State.NOT_READY, State.LOGOUT, State.WORK, State.WORK_READY])
REASONS = st.sampled_from([None, "10", "28", "777"])


class Floor(RuleBasedStateMachine):
    """Agents, supervisors and callers do anything at all; each refusal must leave everything as it was."""

    platform = Platform.UCCE

    @initialize()
    def opens(self) -> None:
        self.clock = Clock()
        self.world: Finesse = a_site(clock=self.clock, platform=self.platform, agents=8)
        self.told = dict(self.world.users)

    @rule(login=AGENTS, wanted=TARGETS, reason=REASONS)
    def an_agent_asks(self, login: str, wanted: State, reason: str | None) -> None:
        self.tries(lambda: self.world.ask(login, wanted, reason))

    @rule(login=AGENTS, wanted=TARGETS, reason=REASONS)
    def a_supervisor_forces(self, login: str, wanted: State, reason: str | None) -> None:
        self.tries(lambda: self.world.force(login, wanted, reason))

    @rule(login=AGENTS, extension=PHONES)
    def an_agent_signs_in(self, login: str, extension: str) -> None:
        self.tries(lambda: self.world.sign_in(login, f"pw-{login}", extension))

    @rule(login=AGENTS, queue=st.sampled_from(["Sales", ""]))
    def a_caller_rings(self, login: str, queue: str) -> None:
        self.tries(lambda: calls.offer(self.world, login, "+4930111", queue=queue))

    @rule(login=AGENTS, number=PHONES)
    def an_agent_calls(self, login: str, number: str) -> None:
        self.tries(lambda: calls.make(self.world, login, number))

    @rule(login=AGENTS, move=st.sampled_from([calls.answer, calls.hold, calls.retrieve, calls.release]))
    def an_agent_moves_the_call(self, login: str, move: object) -> None:
        dialog = self.world.call_of(login)
        assert callable(move)
        self.tries(lambda: move(self.world, login, dialog.id if dialog else "16777000"))

    @rule(login=AGENTS)
    def the_wrap_up_timer_runs_out(self, login: str) -> None:
        self.tries(lambda: self.world.end_wrap_up(login))

    @rule(seconds=st.integers(1, 90))
    def time_goes_on(self, seconds: int) -> None:
        self.clock.turn(seconds)

    @rule(login=AGENTS, state=st.sampled_from([State.READY, State.NOT_READY, State.LOGOUT]))
    def failover_puts_an_agent_anywhere(self, login: str, state: State) -> None:
        try:
            self.world.set_state(login, state)
        except Refused:
            return
        self.told |= {h.user.login: h.user for h in self.world.drain() if isinstance(h, UserChanged)}

    def tries(self, action: object) -> None:
        """Does it, or is refused and nothing is otherwise; what changed went by the tables."""
        assert callable(action)
        before = (dict(self.world.users), dict(self.world.dialogs))
        try:
            action()
        except Refused:
            assert (self.world.users, dict(self.world.dialogs)) == before
            assert self.world.drain() == []
            return
        ways: dict[str, list[User]] = {}
        for happening in self.world.drain():
            if isinstance(happening, UserChanged):
                user = happening.user
                ways.setdefault(user.login, [self.told[user.login]]).append(user)
                self.told[user.login] = user
        if self.platform is Platform.UCCE:
            for way in ways.values():
                steps = {(a.state.value, b.state.value) for a, b in pairwise(way) if a.state is not b.state}
                assert steps <= ALLOWED

    @invariant()
    def what_was_told_is_what_is(self) -> None:
        assert self.told == self.world.users

    @invariant()
    def who_is_signed_out_has_no_call_no_phone_and_nothing_pending(self) -> None:
        for user in self.world.users.values():
            if not user.signed_in:
                assert (user.extension, user.pending, self.world.call_of(user.login)) == ("", None, None)

    @invariant()
    def no_two_share_a_phone(self) -> None:
        phones = [user.extension for user in self.world.users.values() if user.signed_in]
        assert len(phones) == len(set(phones))

    @invariant()
    def only_who_is_busy_has_something_pending(self) -> None:
        for user in self.world.users.values():
            assert user.pending is None or user.state in OCCUPIED or self.world.call_of(user.login)

    @invariant()
    def on_ucce_the_state_says_what_the_phone_does(self) -> None:
        if self.platform is not Platform.UCCE:
            return
        for user in self.world.users.values():
            dialog = self.world.call_of(user.login)
            part = dialog.part_of(user.login) if dialog else None
            match part:
                case PartState.ACTIVE | PartState.INITIATED:
                    assert user.state is State.TALKING
                case PartState.HELD:
                    assert user.state is State.HOLD
                case PartState.ALERTING:
                    assert user.state in (State.RESERVED, State.NOT_READY)
                case _:
                    assert user.state not in OCCUPIED

    @invariant()
    def uccx_knows_neither_hold_nor_work_ready(self) -> None:
        if self.platform is Platform.UCCX:
            for user in self.world.users.values():
                assert user.state not in ONLY_UCCE
                assert user.pending not in (*ONLY_UCCE, State.READY)


class FloorOnUccx(Floor):
    platform = Platform.UCCX


@pytest.mark.parametrize("floor", [Floor, FloorOnUccx])
def test_finesse_keeps_its_own_order_whatever_is_done(floor: type[Floor]) -> None:
    run_state_machine_as_test(floor, settings=settings(max_examples=150, stateful_step_count=40, deadline=None))
