"""What the bridge needs from outside: where changes go, where commands come from, what to follow. Small on purpose."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from cti_bridge.connector import IntegrationConfig, Step
from cti_bridge.floor.commands import Command, Outcome
from cti_bridge.floor.lookups import PastCall, QueueCalls
from cti_bridge.floor.model import AgentId, AgentState, CallId, CallType, SourceId
from cti_bridge.floor.rows import Key, PartyOnRow, Row, SignInRow


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
class CallEntry:
    """One line of the append-only log of calls: a call that an agent had, as it was when it ended for them."""

    call: CallId
    agent: AgentId
    team: str
    type: CallType
    media: str
    queue: str  # its name, or empty
    parties: tuple[PartyOnRow, ...]
    variables: tuple[tuple[str, str], ...]
    since: datetime | None  # its start
    ended_at: datetime  # when the bridge heard of its end


class Ended(StrEnum):
    """Why somebody no longer listens, as far as the floor tells."""

    CALL_ENDED = "call_ended"  # the agent is on no call any more
    LEFT = "left"  # the agent goes on: the listener left, or was taken out
    UNKNOWN = "unknown"  # nobody heard the end: the line to the system was lost, or the listener's sign-in was out


@dataclass(frozen=True, slots=True, kw_only=True)
class Listened:
    """Somebody's listening, or the call that they barged into, is over."""

    sign_in: AgentId
    agent: AgentId
    call: CallId
    barged: bool
    since: datetime | None
    ended_at: datetime
    why: Ended


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
    calls: Sequence[CallEntry] = ()
    listened: Sequence[Listened] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """A person's own sign-in as the floor last had it, with the password they typed, while they were signed in.

    One that is `old` is not signed in again: who was in long ago may have gone home, and sit at another phone tomorrow.
    """

    row: SignInRow
    old: bool = False
    hears: AgentId | None = None  # whom they asked to hear a moment before, and nobody was told what came of it
    password: str = field(default="", repr=False)  # empty: the stored one


class Store(Protocol):
    """Where the floor is kept and told from. Every write first checks the source's lease."""

    async def lease(self, source: SourceId) -> bool:
        """Takes or renews this bridge's lease of a source (4 s, the database's clock); False: another holds it.

        Taking it from a dead holder marks that holder's sent, unsettled commands `lost`.
        """
        ...

    async def recall(self, source: SourceId) -> Mapping[str, Recalled]:
        """What the floor last said of people's own sign-ins of a source, by login. Asked when its lease was taken.

        Those that are no more are among them, without a password.
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

    async def settle(
        self, command: UUID, outcome: Outcome, said: str = "", code: str = "", call: CallId | None = None
    ) -> None:
        """Writes what came of it, once: a final outcome never changes.

        `call`: the one that a BargeIn came true in. What was to follow from it is asked in the same transaction.
        """
        ...


class Integrations(Protocol):
    """What to follow."""

    async def current(self) -> Sequence[IntegrationConfig]:
        """Every integration, enabled or not, with secrets resolved."""
        ...


class Lookups(Protocol):
    """Questions that people ask of a system (floor/lookups.py). The bridge that follows it answers, or nobody."""

    async def claim(self, source: SourceId) -> Sequence[tuple[UUID, QueueCalls]]:
        """Questions of this source that nobody has begun and whose asker still waits, each now ours alone."""
        ...

    async def answer(self, question: UUID, calls: Sequence[PastCall]) -> None:
        """What the system said."""
        ...

    async def refuse(self, question: UUID, said: str) -> None:
        """It did not say: why, in one sentence."""
        ...


class Checks(Protocol):
    """Connection tests that people ask for. Any bridge may carry one out, whoever follows the source."""

    async def claim(self, sources: Collection[SourceId]) -> Sequence[tuple[UUID, SourceId]]:
        """Tests of these integrations that nobody has begun, each now ours alone; one for each integration at most."""
        ...

    async def step(self, test: UUID, step: Step) -> None:
        """One step is done: seen on the page at once. Nothing, where the test is over."""
        ...

    async def end(self, test: UUID, *, works: bool, said: str = "") -> None:
        """It is over, once. `said`: why, where its steps do not say it."""
        ...
