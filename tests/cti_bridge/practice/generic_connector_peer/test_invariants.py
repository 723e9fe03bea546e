"""No sequence of requests, calls and failovers breaks Finesse's own order, on either platform."""

from itertools import pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cti_bridge.practice.generic_connector_peer import (
    Platform,
    a_site,
    barging,
    calls,
    consults,
    listening,
    parting,
    previews,
)
from cti_bridge.practice.generic_connector_peer.dialog import GONE, PartState
from cti_bridge.practice.generic_connector_peer.finesse import Finesse
from cti_bridge.practice.generic_connector_peer.happenings import DialogChanged, Happening, UserChanged
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
SUPERVISORS = st.sampled_from(["2001", "2900"])
PHONES = st.sampled_from(["4001", "4002", "4004", "4007", "+4930222"])
EVERYBODYS = st.sampled_from(["4001", "4002", "4004", "4007", "4101", "4900", "+4930111", "+4930222"])
TARGETS = st.sampled_from([State.READY, State.NOT_READY, State.LOGOUT, State.WORK, State.WORK_READY])
REASONS = st.sampled_from([None, "10", "28", "777"])
NO_DIALOG = "16777000"


class Floor(RuleBasedStateMachine):
    """Agents, supervisors and callers do anything at all; each refusal must leave everything as it was."""

    platform = Platform.UCCE

    @initialize()
    def opens(self) -> None:
        self.clock = Clock()
        self.world: Finesse = a_site(clock=self.clock, platform=self.platform, agents=8)
        self.world.configure(conference_limit=4)
        for login, phone in (("2001", "4101"), ("2900", "4900")):
            self.world.sign_in(login, f"pw-{login}", phone)
        self.world.drain()
        self.told = dict(self.world.users)
        self.heard: dict[str, dict[str, PartState]] = {login: {} for login in self.told}  # each user's calls

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
        assert callable(move)
        self.tries(lambda: move(self.world, login, self.a_call_of(login)))

    @rule(login=AGENTS)
    def an_agent_takes_back_whatever_is_held(self, login: str) -> None:
        last = next(reversed(self.world.dialogs.of(login)), None)
        self.tries(lambda: calls.retrieve(self.world, login, last.id if last else NO_DIALOG))

    @rule(login=AGENTS, number=PHONES, move=st.sampled_from([consults.consult, consults.transfer_blind]))
    def an_agent_turns_to_another(self, login: str, number: str, move: object) -> None:
        assert callable(move)
        self.tries(lambda: move(self.world, login, number, self.a_call_of(login)))

    @rule(login=AGENTS, move=st.sampled_from([consults.transfer, consults.conference]))
    def an_agent_brings_two_calls_together(self, login: str, move: object) -> None:
        assert callable(move)

        def bring() -> None:
            main, _, other = consults.outstanding(self.world, login)
            move(self.world, login, other.address, main.id)

        self.tries(bring)

    @rule(login=AGENTS)
    def a_campaign_shows_a_customer(self, login: str) -> None:
        self.tries(lambda: previews.offer(self.world, login, "+4930333", {}))

    @rule(login=AGENTS, move=st.sampled_from([previews.accept, previews.decline]))
    def an_agent_decides_on_a_customer(self, login: str, move: object) -> None:
        assert callable(move)
        self.tries(lambda: move(self.world, login, self.a_call_of(login)))

    @rule(login=AGENTS)
    def callers_hang_up(self, login: str) -> None:
        dialog = self.world.call_of(login)
        if dialog:
            outside = [party.address for party in dialog.parties if not party.is_agent]
            self.tries(lambda: parting.drop(self.world, dialog, *outside))

    @rule(login=SUPERVISORS, extension=PHONES)
    def a_supervisor_listens(self, login: str, extension: str) -> None:
        self.tries(lambda: listening.listen(self.world, login, extension))

    @rule(login=SUPERVISORS, extension=PHONES)
    def a_supervisor_barges_in(self, login: str, extension: str) -> None:
        self.tries(lambda: barging.barge_in(self.world, login, extension, self.a_call_of(login)))

    @rule(login=SUPERVISORS, extension=EVERYBODYS)
    def a_supervisor_drops_somebody(self, login: str, extension: str) -> None:
        self.tries(lambda: barging.drop_participant(self.world, login, extension, self.a_call_of(login)))

    @rule(login=SUPERVISORS, move=st.sampled_from([listening.stop, calls.release, calls.hold, calls.retrieve]))
    def a_supervisor_moves_the_own_call(self, login: str, move: object) -> None:
        assert callable(move)
        self.tries(lambda: move(self.world, login, self.a_call_of(login)))

    @rule(login=SUPERVISORS, wanted=st.sampled_from([State.READY, State.NOT_READY]))
    def a_supervisor_changes_the_own_state(self, login: str, wanted: State) -> None:
        self.tries(lambda: self.world.ask(login, wanted, "10" if wanted is State.NOT_READY else None))

    @rule(login=AGENTS)
    def the_wrap_up_timer_runs_out(self, login: str) -> None:
        self.tries(lambda: self.world.end_wrap_up(login))

    @rule(seconds=st.integers(1, 90))
    def time_goes_on(self, seconds: int) -> None:
        self.clock.turn(seconds)

    @rule(login=AGENTS | SUPERVISORS, state=st.sampled_from([State.READY, State.NOT_READY, State.LOGOUT]))
    def failover_puts_an_agent_anywhere(self, login: str, state: State) -> None:
        try:
            self.world.set_state(login, state)
        except Refused:
            return
        self.heard[login] = {}
        happened = self.world.drain()
        self.told |= {h.user.login: h.user for h in happened if isinstance(h, UserChanged)}
        self.hears(happened)

    def a_call_of(self, login: str) -> str:
        dialog = self.world.call_of(login)
        return dialog.id if dialog else NO_DIALOG

    def hears(self, happened: list[Happening]) -> None:
        for happening in happened:
            if isinstance(happening, DialogChanged) and not happening.failure:
                part = happening.dialog.part_of(happening.login)
                if part in GONE:
                    self.heard[happening.login].pop(happening.dialog.id, None)
                else:
                    self.heard[happening.login][happening.dialog.id] = part

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
        happened = self.world.drain()
        self.hears(happened)
        for happening in happened:
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
    def who_follows_the_events_knows_every_call(self) -> None:
        for login, heard in self.heard.items():
            own = {dialog.id: dialog.part_of(login) for dialog in self.world.dialogs.of(login)}
            if self.platform is Platform.UCCE:
                assert heard == own
            else:  # hold and retrieve are not told
                assert set(heard) == set(own)

    @invariant()
    def a_call_has_two_parties_and_one_of_them_is_ours(self) -> None:
        for dialog in self.world.dialogs.values():
            assert len(dialog.parties) >= 2
            assert dialog.logins
            assert dialog.present == dialog.parties

    @invariant()
    def nobody_listens_where_nobody_talks(self) -> None:
        monitors = [dialog for dialog in self.world.dialogs.values() if dialog.monitors]
        for monitor in monitors:
            assert monitor.monitors in self.world.dialogs[monitor.hears].logins
            assert len(monitor.logins) == 1
        for of_all in ([m.monitors for m in monitors], [m.logins for m in monitors]):
            assert len(of_all) == len(set(of_all))

    @invariant()
    def nobody_is_talked_to_twice_at_once(self) -> None:
        for login in self.told:
            parts = [dialog.part_of(login) for dialog in self.world.dialogs.of(login)]
            assert len([part for part in parts if part is not PartState.HELD]) <= 1
            assert len(parts) <= 2

    @invariant()
    def on_ucce_the_state_says_what_the_phone_does(self) -> None:
        if self.platform is not Platform.UCCE:
            return
        for user in self.world.users.values():
            dialog = self.world.call_of(user.login)
            match dialog.part_of(user.login) if dialog else None:
                case PartState.ACTIVE | PartState.INITIATED:
                    assert user.state is State.TALKING
                case PartState.HELD:
                    assert user.state is State.HOLD
                case PartState.ALERTING:
                    assert user.state in (State.RESERVED, State.NOT_READY, State.RESERVED_OUTBOUND_PREVIEW)
                case _:
                    assert user.state not in OCCUPIED

    @invariant()
    def on_uccx_the_state_says_what_queues_give(self) -> None:
        if self.platform is not Platform.UCCX:
            return
        for user in self.world.users.values():
            parties = [p for d in self.world.dialogs.of(user.login) for p in d.parties if p.login == user.login]
            if not parties:
                assert user.state not in OCCUPIED
            if any(p.is_routed and p.state in (PartState.ACTIVE, PartState.HELD) for p in parties):
                assert user.state is State.TALKING

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
