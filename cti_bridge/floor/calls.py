"""The calls of a floor, by their participants and by their queue."""

from collections.abc import Container, Iterator, Mapping
from types import MappingProxyType
from typing import Protocol

from cti_bridge.floor.model import AgentId, Call, CallId, CallState, CallType, QueueId, agents_of

NOBODY: frozenset[AgentId] = frozenset()


class Known(Protocol):
    """Whom a floor knows by id: as an agent, as a sign-in of ours, or as both."""

    @property
    def agents(self) -> Container[AgentId]: ...

    @property
    def sign_ins(self) -> Container[AgentId]: ...


class Calls:
    """Every call that stands. Putting and removing say whose rows that changes."""

    def __init__(self) -> None:
        self._calls: dict[CallId, Call] = {}
        self._of: dict[AgentId, set[CallId]] = {}
        self.by_id: Mapping[CallId, Call] = MappingProxyType(self._calls)

    def put(self, call: Call) -> frozenset[AgentId]:
        """The call, as it now is; one in state ENDED leaves. Returns those whose rows it changes."""
        if call.state is CallState.ENDED:
            return self.remove(call.id)
        old = self._calls.get(call.id)
        if old == call:
            return NOBODY
        before, after = agents_of(old), agents_of(call)
        self._calls[call.id] = call
        for who in before - after:
            self._forget(who, call.id)
        for who in after - before:
            self._of.setdefault(who, set()).add(call.id)
        return before | after

    def remove(self, id_: CallId) -> frozenset[AgentId]:
        """Takes a call away. Returns those whose rows that changes."""
        whose = agents_of(self._calls.pop(id_, None))
        for who in whose:
            self._forget(who, id_)
        return whose

    def of(self, who: AgentId) -> list[Call]:
        """Somebody's calls, in the order of their ids."""
        return [self._calls[id_] for id_ in sorted(self._of.get(who, ()))]

    def fellows(self, who: AgentId) -> frozenset[AgentId]:
        """All who share a call with somebody, themselves included."""
        return frozenset(fellow for call in self.of(who) for fellow in agents_of(call))

    def in_queue(self, queue: QueueId) -> frozenset[AgentId]:
        """Those whose call came through a queue."""
        return frozenset(who for call in self._calls.values() if call.queue == queue for who in agents_of(call))

    def _forget(self, who: AgentId, call: CallId) -> None:
        left = self._of[who]
        left.discard(call)
        if not left:
            del self._of[who]

    def __iter__(self) -> Iterator[Call]:
        """Every call."""
        return iter(self._calls.values())


def is_listening(call: Call) -> bool:
    """Whether somebody listens unheard: such a call is no call of the agent's own."""
    return call.type is CallType.MONITOR


def heard_in(call: Call, known: Known) -> AgentId | None:
    """Whose call a MONITOR call hears; None where it is no agent that the floor knows.

    A supervisor may be an agent of a team too: of two who have sign-ins, the one who listens comes first.
    """
    named = [p.agent for p in call.participants if p.agent]
    heard = [a for a in named if a in known.agents and a not in known.sign_ins]
    heard = heard or [a for a in named[1:] if a in known.agents]
    return heard[-1] if heard else None
