"""The calls of team members, of whose calls the Generic Connector tells nothing: only states say that there is one.

Such a call came through a queue only where that is certain: on Express an agent talks in the state TALKING on queue
calls alone (finesse.md 3.3); on Enterprise, if the site declares it, out of the state RESERVED as far as we saw it.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime

from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.floor.model import ON_A_CALL, Agent, AgentId, AgentState, Call, CallId, CallState, CallType, Participant

PREFIX = "of-"  # before a login: no dialog's id starts so
RESERVED = "RESERVED"  # Finesse's word for a routed call; those of an outbound campaign have others


@dataclass(frozen=True, slots=True)
class _Spell:
    """How an agent has stood since when, and what that says of the call."""

    agent: Agent
    is_routed: bool  # reserved for a call from a queue, or on it
    started_at: datetime | None = None  # of the call


class StateCalls:
    """What states alone say. `begin` at each load; what was seen before one holds for a spell that still lasts."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._spells: dict[AgentId, _Spell] = {}
        self._before: dict[AgentId, _Spell] = {}

    def begin(self) -> None:
        """All is told anew."""
        self._before, self._spells = self._spells, {}

    def put(self, agent: Agent, word: str = "") -> None:
        """How an agent stands now; `word` is Finesse's, where a State said so."""
        old = self._spells.get(agent.id)
        if old is None and (before := self._before.get(agent.id)) is not None and _lasts(before.agent, agent):
            old = before
        self._spells[agent.id] = _Spell(agent, self._is_routed(agent, word, old), _start(agent, old))

    def only(self, agents: Container[AgentId]) -> list[AgentId]:
        """Who is not on the floor any more has no call; returns who that is."""
        gone = [a for a in self._spells if a not in agents]
        for agent in gone:
            del self._spells[agent]
        return gone

    def on_a_call(self) -> list[AgentId]:
        """Whose states say that they are in a call."""
        return [a for a, spell in self._spells.items() if spell.agent.state in ON_A_CALL]

    def of(self, agent: AgentId) -> Call | None:
        """The call that an agent's state tells of."""
        spell = self._spells.get(agent)
        if spell is None or spell.agent.state not in ON_A_CALL:
            return None
        state = CallState.HELD if spell.agent.state is AgentState.HOLD else CallState.ACTIVE
        part = Participant(address=spell.agent.extension, agent=agent, is_agent=True, state=state)
        return Call(
            id=self._id(agent, spell.started_at),
            state=state,
            type=CallType.QUEUE if spell.is_routed else CallType.UNKNOWN,
            started_at=spell.started_at,
            participants=(part,),
        )

    def _id(self, agent: AgentId, started_at: datetime | None) -> CallId:
        """With the call's start, if known: the next call is another, though nobody heard the end of this one."""
        since = f"-{started_at.timestamp():.0f}" if started_at else ""
        return self._site.call(PREFIX + agent.partition(":")[2] + since)

    def _is_routed(self, agent: Agent, word: str, old: _Spell | None) -> bool:
        if self._site.express:
            return agent.state is AgentState.TALKING
        if not self._site.ready_calls_are_queue_calls:
            return False
        if agent.state is AgentState.RESERVED:
            return word.upper() == RESERVED
        if agent.state is not AgentState.TALKING or old is None or not old.is_routed:
            return False  # after HOLD too: a consultation looks the same
        return old.agent.state is AgentState.RESERVED or _lasts(old.agent, agent)


def is_of_a_state(call: CallId) -> bool:
    """Whether a call's id is one of these."""
    return call.partition(":")[2].startswith(PREFIX)


def _lasts(old: Agent, new: Agent) -> bool:
    """Whether this is certainly the same spell."""
    return old.state is new.state and old.since == new.since and old.since_is_known and new.since_is_known


def _start(agent: Agent, old: _Spell | None) -> datetime | None:
    """A call that was held and retrieved is as old as before."""
    if agent.state not in ON_A_CALL:
        return None
    if (
        old is not None
        and old.agent.state in ON_A_CALL
        and (old.agent.state is not agent.state or _lasts(old.agent, agent))
    ):
        return old.started_at
    return agent.since if agent.since_is_known else None
