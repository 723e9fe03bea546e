"""Somebody who may act, and the agents of whom they ask something at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from cti_bridge.connector import Action
from cti_bridge.floor.commands import ForceState
from cti_bridge.floor.model import AgentId, Source, SourceId, source_of
from cti_bridge.floor.rows import AgentRow
from dashboard.live.process import publish
from dashboard.presenters.agents import agent_values
from dashboard.presenters.bulk import Agent
from dashboard.presenters.rights import Rights
from dashboard.presenters.sources import source_values
from dashboard.store import inbox, policies, rows
from dashboard.store.orders import WANTED
from dashboard.store.wishes import Wish
from dashboard.views import asking, reading
from dashboard.views.selected import Selected


class Many:
    """All who are still there and theirs, as they stand now; the others' names in `gone`."""

    def __init__(self, selected: Selected) -> None:
        self.person, self.rows = selected.person, selected.rows
        self.gone = list(selected.gone.values())
        self.now = timezone.now()
        self._sources = {name: _source(name, self.now) for name in {source_of(key) for key in self.rows}}
        decided = policies.load()
        lights = {str(name): source_values(source, decided) for name, source in self._sources.items()}
        self.rights: Rights = reading.rights_of(self.person, lights)
        self.agents = [Agent(key, agent_values(row, decided)) for key, row in self.rows.items()]

    def ask(
        self,
        action: Action,
        agents: Sequence[Agent],
        *,
        batch: UUID,
        why: str = "",
        seen_too: Mapping[str, object] | None = None,
    ) -> None:
        """Asks the same of each of these agents, as one batch; `seen_too` stands beside what the person saw."""
        until = {name: asking.deadline(name, self.now) for name in self._sources}
        wishes = [self._wish(action, self.rows[agent.key], until, seen_too or {}) for agent in agents]
        inbox.ask_many(wishes, by=self.person, publish=publish, why=why, batch=batch)

    def since(self, agent: str) -> datetime | None:
        """From when an agent is in their state, by our clock; None where that is not known."""
        row = self.rows[agent]
        skew = self._sources[source_of(agent)].skew_seconds or 0.0
        return row.since - timedelta(seconds=skew) if row.since_is_known else None

    def _wish(
        self, action: Action, row: AgentRow, until: Mapping[SourceId, datetime], seen_too: Mapping[str, object]
    ) -> Wish:
        source = self._sources[source_of(row.id)]
        command = ForceState(id=uuid4(), agent=AgentId(row.id), state=WANTED[action], deadline=until[source.id])
        return Wish(command=command, team=row.team, seen=asking.seen(row, source) | dict(seen_too))


def _source(name: SourceId, now: datetime) -> Source:
    return rows.source(name) or Source(id=name, since=now)
