"""The law: folding what is new, from wherever one began, gives the table, and the table is the floor."""

from datetime import timedelta
from itertools import count

import pytest
from django.db import Error
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cti_bridge.floor.events import (
    AgentLeft,
    AgentStateChanged,
    CallChanged,
    CallEnded,
    Event,
    FloorLoaded,
    SourceHeard,
    TeamLoaded,
)
from cti_bridge.floor.model import (
    Agent,
    AgentId,
    AgentState,
    Call,
    CallId,
    CallState,
    Participant,
    SourceId,
    Team,
    TeamId,
)
from cti_bridge.floor.state import Floor
from cti_bridge.pending import Pending
from cti_bridge.ports import StateEntry, Tick
from dashboard.store.bodies import encode
from dashboard.store.floor import rows_since
from dashboard.store.writer import FloorWriter
from tests.dashboard.store.floors import NINE, Reader, expire, revision, whole

pytestmark = pytest.mark.usefixtures("database")

_source = count(1)  # each example has a source of its own: the database is made once a test

ids = st.integers(1, 4)
teams = st.integers(1, 3)
states = st.sampled_from([AgentState.READY, AgentState.NOT_READY, AgentState.TALKING])
seconds = st.integers(0, 100)
rosters = st.dictionaries(ids, st.tuples(teams, states))
Step = tuple[object, ...]

steps = st.one_of(
    st.tuples(st.just("state"), ids, states, teams, seconds),
    st.tuples(st.just("state"), ids, states, teams, seconds),
    st.tuples(st.just("left"), ids),
    st.tuples(st.just("team"), teams, rosters),
    st.tuples(st.just("load"), rosters),
    st.tuples(st.just("call"), ids, st.sets(ids)),
    st.tuples(st.just("hung up"), ids),
    st.tuples(st.just("heard"), seconds),
    st.tuples(st.just("write")),
    st.tuples(st.just("write")),
    st.tuples(st.just("fail to write")),
    st.tuples(st.just("another takes over"), rosters),
    st.tuples(st.just("the old one writes")),
    st.tuples(st.just("begin to read")),
    st.tuples(st.just("read on"), st.integers(0, 5)),
)

UNFIT = StateEntry(  # no database takes it
    agent=AgentId("x"),
    team="",
    state=AgentState.READY,
    reason="",
    since=NINE,
    since_is_known=None,  # type: ignore[arg-type]
    at=NINE,
)


class Bridge:
    """A floor, what waits of it, and its writer."""

    def __init__(self, source: SourceId) -> None:
        self.source = source
        self.floor = Floor()
        self.pending = Pending(self.floor, source)
        self.writer = FloorWriter(f"bridge of {id(self)}")
        assert self.writer.lease(source)[0]

    def take(self, event: Event) -> None:
        self.pending.take(event, NINE)

    def write(self) -> None:
        self.writer.write([self.pending.tick()])

    def fail_to_write(self) -> None:
        tick = self.pending.tick()
        unfit = Tick(source=self.source, states=[UNFIT])
        with pytest.raises(Error):
            self.writer.write([tick, unfit])
        self.pending.put_back(tick)


class Story:
    """One source's life: bridges that follow each other, and readers who come when they like."""

    def __init__(self) -> None:
        self.source = SourceId(f"source{next(_source)}")
        self.bridge = Bridge(self.source)
        self.dead: list[Bridge] = []
        self.readers: list[Reader] = []

    def play(self, step: Step) -> None:
        match step:
            case ("write",):
                self.bridge.write()
            case ("fail to write",):
                self.bridge.fail_to_write()
            case ("another takes over", roster):
                self.dead.append(self.bridge)
                expire(self.source)
                self.bridge = Bridge(self.source)
                self.bridge.take(self._event(("load", roster)))
            case ("the old one writes",):
                before = (revision(self.source), whole(self.source))
                for bridge in self.dead:
                    bridge.write()
                assert (revision(self.source), whole(self.source)) == before
            case ("begin to read",):
                self.readers.append(Reader(self.source))
            case ("read on", int(which)):
                for reader in self.readers[which : which + 1]:
                    assert reader.catch_up() == whole(self.source)
            case _:
                for bridge in (self.bridge, *self.dead):
                    bridge.take(self._event(step))

    def end(self) -> None:
        self.bridge.write()
        stands = whole(self.source)
        floor = {(str(r.kind), r.team, r.key): encode(r.body) for r in self.bridge.floor.rows(self.source)}
        assert stands == floor
        for reader in (*self.readers, Reader(self.source)):
            assert reader.catch_up() == stands
        revisions = [row.revision for row in rows_since(self.source, 0)]
        assert max(revisions, default=0) == revision(self.source)

    def _event(self, step: Step) -> Event:
        match step:
            case ("state", int(who), AgentState() as state, int(team), int(second)):
                since = NINE + timedelta(seconds=second)
                return AgentStateChanged(agent=self._agent(who), state=state, since=since, team=self._team(team))
            case ("left", int(who)):
                return AgentLeft(agent=self._agent(who))
            case ("team", int(team), dict(roster)):
                named = {who: (team, state) for who, (_, state) in roster.items()}
                return TeamLoaded(team=Team(id=self._team(team), name="Sales"), agents=self._agents(named))
            case ("load", dict(roster)):
                some = tuple(Team(id=self._team(t), name=f"Team {t}") for t in {t for t, _ in roster.values()})
                return FloorLoaded(source=self.source, at=NINE, teams=some, agents=self._agents(roster))
            case ("call", int(call), set(who)):
                parties = tuple(Participant(address=str(w), agent=self._agent(w)) for w in sorted(who))
                return CallChanged(call=Call(id=self._call(call), state=CallState.ACTIVE, participants=parties))
            case ("hung up", int(call)):
                return CallEnded(call=self._call(call))
            case ("heard", int(second)):
                return SourceHeard(source=self.source, at=NINE + timedelta(seconds=second))
        raise AssertionError(f"no such step: {step}")

    def _agents(self, roster: dict[int, tuple[int, AgentState]]) -> tuple[Agent, ...]:
        return tuple(
            Agent(id=self._agent(who), team=self._team(team), name=f"Agent {who}", state=state, since=NINE)
            for who, (team, state) in roster.items()
        )

    def _agent(self, number: int) -> AgentId:
        return AgentId(f"{self.source}:{number}")

    def _team(self, number: int) -> TeamId:
        return TeamId(f"{self.source}:team{number}")

    def _call(self, number: int) -> CallId:
        return CallId(f"{self.source}:call{number}")


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(steps, max_size=25))
def test_folding_what_is_new_gives_the_table_and_the_table_is_the_floor(played: list[Step]) -> None:
    story = Story()

    for step in played:
        story.play(step)

    story.end()
