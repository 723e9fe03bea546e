"""What waits to be written survives a database that is away, the newest of it at least."""

from datetime import UTC, datetime, timedelta

import pytest

from cti_bridge.floor.events import AgentStateChanged, FloorLoaded
from cti_bridge.floor.model import Agent, AgentId, AgentState, SourceId, Team, TeamId
from cti_bridge.floor.state import Floor
from cti_bridge.pending import Pending

NINE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def test_when_too_much_history_waits_the_oldest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cti_bridge.pending.HISTORY_HELD", 2)
    pending = Pending(Floor(), SourceId("cisco"))
    team, ada = TeamId("cisco:1"), AgentId("cisco:1001")
    pending.take(
        FloorLoaded(
            source=SourceId("cisco"),
            at=NINE,
            teams=(Team(id=team, name="North"),),
            agents=(Agent(id=ada, team=team, name="Ada", state=AgentState.READY, since=NINE),),
        ),
        NINE,
    )
    unwritten = pending.tick()
    for n, state in enumerate((AgentState.RESERVED, AgentState.TALKING), 1):
        pending.take(AgentStateChanged(agent=ada, state=state, since=NINE + timedelta(seconds=n)), NINE)

    pending.put_back(unwritten)

    assert [line.state for line in pending.tick().states] == [AgentState.RESERVED, AgentState.TALKING]
