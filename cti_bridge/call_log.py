"""Notices the calls that end for agents: each agent's part in a call is one line, told once."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from cti_bridge.floor.model import AgentId, Call, CallId
from cti_bridge.floor.rows import AgentRow, CallOnRow, Key, Kind
from cti_bridge.floor.state import Floor
from cti_bridge.ports import CallEntry

REMEMBERED = 10_000  # calls told, so that a late word of one does not make it end twice


@dataclass(frozen=True, slots=True)
class _Had:
    """An agent's calls as they last stood, and the team then. No MONITOR call: that one is not the agent's own."""

    team: str
    calls: Mapping[str, CallOnRow]
    made_of: tuple[Call, ...] = ()  # as long as these stand, nothing ended


_NO_CALLS = _Had("", {})


class CallLog:
    """What the floor said of agents' calls, and which of them are over."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._had: dict[AgentId, _Had] = {}
        self._told: OrderedDict[tuple[AgentId, str, datetime], None] = OrderedDict()

    def ended(self, keys: Iterable[Key], at: datetime) -> Iterator[CallEntry]:
        """The calls that a change of these rows ended for agents; `at` is when the bridge heard of it."""
        for kind, id_ in keys:
            if kind is Kind.AGENT:
                yield from self._ended_for(AgentId(id_), at)

    def _ended_for(self, agent: AgentId, at: datetime) -> Iterator[CallEntry]:
        had = self._had.get(agent, _NO_CALLS)
        calls, known = tuple(self._floor.calls_of(agent)), self._floor.agents.get(agent)
        if calls == had.made_of and known is not None and (not calls or known.team == had.team):
            return  # most changes are of states: no row is made for those
        self._had.pop(agent, None)
        has = self._now(agent, calls)
        if has.calls:
            self._had[agent] = has
        for call in had.calls.values():
            if call.id not in has.calls and not self._was_told(agent, call):
                yield _entry(agent, had.team, call, at)

    def _now(self, agent: AgentId, calls: tuple[Call, ...]) -> _Had:
        row = self._floor.row((Kind.AGENT, agent)) if calls else None
        if row is None or not isinstance(row.body, AgentRow):
            return _NO_CALLS
        return _Had(row.team, {call.id: call for call in row.body.calls}, calls)

    def _was_told(self, agent: AgentId, call: CallOnRow) -> bool:
        """Whether this very call ended for the agent before. Ids come again; the same start does not."""
        if call.since is None:
            return False
        if (agent, call.id, call.since) in self._told:
            return True
        self._told[agent, call.id, call.since] = None
        if len(self._told) > REMEMBERED:
            self._told.popitem(last=False)
        return False


def _entry(agent: AgentId, team: str, call: CallOnRow, at: datetime) -> CallEntry:
    return CallEntry(
        call=CallId(call.id),
        agent=agent,
        team=team,
        type=call.type,
        media=call.media,
        queue=call.queue,
        parties=call.parties,
        variables=call.variables,
        since=call.since,
        ended_at=at,
    )
