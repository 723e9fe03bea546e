"""What the bridge needs from outside: where changes go, where commands come from, what to follow. Small on purpose."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from cti_bridge.connector import IntegrationConfig
from cti_bridge.floor.commands import Command, Outcome
from cti_bridge.floor.model import AgentId, AgentState, SourceId
from cti_bridge.floor.rows import Key, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class StateEntry:
    """One line of the append-only log of states: from `since`, this agent was in this state."""

    agent: AgentId
    team: str
    state: AgentState
    reason: str
    since: datetime
    since_is_known: bool
    at: datetime  # when the bridge heard of it


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueSample:
    """A queue's figures at a moment."""

    queue: str
    at: datetime
    waiting: int | None
    longest_since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """All that one tick changed of one source: written in one transaction, or not at all.

    `rows` are put; `gone` are removed. With `whole`, rows of this source that are in neither are removed too
    (a load: unchanged rows keep their revision).
    """

    source: SourceId
    rows: Sequence[Row] = ()
    gone: Sequence[Key] = ()
    whole: bool = False
    states: Sequence[StateEntry] = ()
    samples: Sequence[QueueSample] = ()


class Store(Protocol):
    """Where the floor is kept and told from. Every write first checks the source's lease."""

    async def lease(self, source: SourceId) -> bool:
        """Takes or renews this bridge's lease of a source (4 s, the database's clock); False: another holds it.

        Taking it from a dead holder marks that holder's sent, unsettled commands `lost`.
        """
        ...

    async def release(self, source: SourceId) -> None:
        """Gives the lease back: our sent, unsettled commands become `lost`, deferred ones may be claimed again."""
        ...

    async def write(self, ticks: Sequence[Tick]) -> Sequence[SourceId]:
        """Commits ticks in one transaction and hints; returns the sources whose lease is no longer ours."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A command this bridge may carry out; `deferred` marks one that is only watched again, not sent."""

    command: Command
    deferred: bool = False


class Inbox(Protocol):
    """Commands that people asked for."""

    async def wait(self, seconds: float) -> None:
        """Returns when there may be something new (a hint), or after `seconds`."""
        ...

    async def claim(self, source: SourceId, under_way: Collection[UUID]) -> Sequence[Claimed]:
        """This source's asked commands, each now `sent` by us and in the trail, committed before this returns.

        A command whose deadline has passed is settled `timed_out` instead and never returned. What stands as `sent`
        by us, is past its deadline and not in `under_way` becomes `lost`: an earlier answer of ours did not arrive.
        """
        ...

    async def settle(self, command: UUID, outcome: Outcome, said: str = "", code: str = "") -> None:
        """Writes what came of it, once: a final outcome never changes."""
        ...


class Integrations(Protocol):
    """What to follow."""

    async def current(self) -> Sequence[IntegrationConfig]:
        """Every integration, enabled or not, with secrets resolved."""
        ...
