"""The floor as rows: what is stored, told and shown. One row is all that a page needs of one thing.

A call is no row of its own: it stands in the row of each agent who takes part, so a row never says
anything about another team's agent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from cti_bridge.floor.model import (
    Agent,
    AgentId,
    AgentState,
    Call,
    Callback,
    CallbackList,
    CallbackPeriod,
    Callers,
    CallState,
    CallType,
    Day,
    Membership,
    OwnSignIn,
    Participant,
    Queue,
    ReasonCode,
    Recording,
    Source,
    Team,
)


class Kind(StrEnum):
    """What a row is about."""

    SOURCE = "source"
    TEAM = "team"
    AGENT = "agent"
    QUEUE = "queue"
    REASON = "reason"
    SIGN_IN = "sign_in"
    MEMBERSHIP = "membership"
    CALLERS = "callers"
    CALLBACK_LIST = "callback_list"
    CALLBACK_PERIOD = "callback_period"
    CALLBACK = "callback"


Key = tuple[Kind, str]  # ("agent", "cisco:1001")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyOnRow:
    """Another party of the call. `agent` and `name` only where it is an agent of the row's own team."""

    address: str
    agent: str = ""
    name: str = ""
    is_agent: bool = False  # any agent's phone
    sign_in: str = ""  # one of our own sign-ins, by its id
    state: CallState = CallState.ACTIVE
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOnRow:
    """A call as one of its agents, or one of our own sign-ins, has it."""

    id: str
    state: CallState  # of this agent's own part
    type: CallType
    media: str
    queue: str = ""  # the queue's name
    queue_id: str = ""
    since: datetime | None = None
    parties: tuple[PartyOnRow, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    doubtful: bool = False
    cause: str = ""  # of this one's own part: "barge_in" in the row of the sign-in that barged in
    recording: Recording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRow:
    """An agent with the team's name and the calls; `listeners` are the sign-ins that listen in, unheard, now."""

    id: str
    team: str
    team_name: str
    name: str
    state: AgentState
    since: datetime
    since_is_known: bool
    reason: str = ""
    reason_label: str = ""
    pending: AgentState | None = None
    extension: str = ""
    channels: tuple[tuple[str, AgentState], ...] = ()
    calls: tuple[CallOnRow, ...] = ()
    listeners: tuple[str, ...] = ()  # ids of our sign-ins, else addresses
    day: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow(Queue):
    """A queue, and since when those wait in it of whom the system told: for its figures, which name nobody."""

    waits: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRow:
    """One of our own sign-ins (`OwnSignIn`) with its calls: what its person listens to, or has barged into."""

    id: str
    state: AgentState = AgentState.SIGNED_OUT
    since: datetime
    since_is_known: bool = True
    reason: str = ""
    reason_label: str = ""
    pending: AgentState | None = None
    extension: str = ""
    feed: bool = False
    note: str = ""
    agent: str = ""  # who its person is on the floor, where the system says so
    calls: tuple[CallOnRow, ...] = ()


Body = (
    AgentRow
    | Team
    | QueueRow
    | Source
    | ReasonCode
    | SignInRow
    | Membership
    | Callers
    | CallbackList
    | CallbackPeriod
    | Callback
)

BODY_OF: dict[Kind, type[Body]] = {
    Kind.SOURCE: Source,
    Kind.TEAM: Team,
    Kind.AGENT: AgentRow,
    Kind.QUEUE: QueueRow,
    Kind.REASON: ReasonCode,
    Kind.SIGN_IN: SignInRow,
    Kind.MEMBERSHIP: Membership,
    Kind.CALLERS: Callers,
    Kind.CALLBACK_LIST: CallbackList,
    Kind.CALLBACK_PERIOD: CallbackPeriod,
    Kind.CALLBACK: Callback,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing on the floor; `source` is its stream. `team` is its team's id (agents, memberships, teams), or empty.

    What a queue's viewers see (callers, callbacks) has `#` and the queue's id there.
    """

    source: str
    kind: Kind
    team: str
    key: str
    body: Body


def queue_row(queue: Queue, callers: Callers | None) -> QueueRow:
    """The row of a queue; `callers`: who waits in it, where the system told."""
    told = {field.name: getattr(queue, field.name) for field in fields(Queue)}
    waits = tuple(caller.since for caller in callers.callers if caller.since) if callers else ()
    return QueueRow(**told, waits=waits)


def agent_row(agent: Agent, team_name: str, calls: tuple[CallOnRow, ...], listeners: tuple[str, ...] = ()) -> AgentRow:
    """The row of an agent."""
    return AgentRow(
        id=agent.id,
        team=agent.team,
        team_name=team_name,
        name=agent.name,
        state=agent.state,
        since=agent.since,
        since_is_known=agent.since_is_known,
        reason=agent.reason,
        reason_label=agent.reason_label,
        pending=agent.pending,
        extension=agent.extension,
        channels=agent.channels,
        calls=calls,
        listeners=listeners,
        day=agent.day,
    )


def sign_in_row(own: OwnSignIn, calls: tuple[CallOnRow, ...]) -> SignInRow:
    """The row of one of our own sign-ins."""
    return SignInRow(
        id=own.id,
        state=own.state,
        since=own.since,
        since_is_known=own.since_is_known,
        reason=own.reason,
        reason_label=own.reason_label,
        pending=own.pending,
        extension=own.extension,
        feed=own.feed,
        note=own.note,
        agent=own.agent or "",
        calls=calls,
    )


class Own(Protocol):
    """Whom a floor knows by id."""

    @property
    def agents(self) -> Mapping[AgentId, Agent]: ...

    @property
    def sign_ins(self) -> Mapping[AgentId, OwnSignIn]: ...


def call_on_row(call: Call, whose: AgentId, queue_name: str, mates: Mapping[AgentId, Agent], own: Own) -> CallOnRow:
    """A call as one of its participants has it.

    `mates` are the agents whom the row may name; `own` are all agents and sign-ins that we know.
    """
    part = next((p for p in call.participants if p.agent == whose), None)
    return CallOnRow(
        id=call.id,
        state=part.state if part else call.state,
        type=call.type,
        media=call.media,
        queue=queue_name,
        queue_id=call.queue or "",
        since=call.started_at,
        parties=tuple(_party(p, mates, own) for p in call.participants if p.agent != whose),
        variables=call.variables,
        doubtful=call.doubtful,
        cause=part.cause if part else "",
        recording=call.recording,
    )


def _party(p: Participant, mates: Mapping[AgentId, Agent], own: Own) -> PartyOnRow:
    mate = mates.get(p.agent) if p.agent else None
    return PartyOnRow(
        address=p.address,
        agent=mate.id if mate else "",
        name=mate.name if mate else "",
        is_agent=p.is_agent or p.agent in own.agents,
        sign_in=p.agent if p.agent and p.agent in own.sign_ins else "",
        state=p.state,
        cause=p.cause,
    )
