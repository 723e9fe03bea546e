"""The floor as rows: what is stored, told and shown. One row is all that a page needs of one thing.

A call is no row of its own: it stands in the row of each agent who takes part, so a row never says
anything about another team's agent.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cti_bridge.floor.model import (
    Agent,
    AgentState,
    Call,
    CallState,
    CallType,
    OwnSignIn,
    Queue,
    ReasonCode,
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


Key = tuple[Kind, str]  # ("agent", "cisco:1001")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyOnRow:
    """Another party of the call. `name` only where it is an agent of the row's own team."""

    address: str
    name: str = ""
    is_agent: bool = False
    state: CallState = CallState.ACTIVE
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOnRow:
    """A call as one of its agents has it."""

    id: str
    state: CallState  # of this agent's own part
    type: CallType
    media: str
    queue: str = ""  # the queue's name
    queue_id: str = ""
    since: datetime | None = None
    parties: tuple[PartyOnRow, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRow:
    """An agent with the team's name and the calls."""

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


Body = AgentRow | Team | Queue | Source | ReasonCode | OwnSignIn

BODY_OF: dict[Kind, type[Body]] = {
    Kind.SOURCE: Source,
    Kind.TEAM: Team,
    Kind.AGENT: AgentRow,
    Kind.QUEUE: Queue,
    Kind.REASON: ReasonCode,
    Kind.SIGN_IN: OwnSignIn,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing on the floor. `team` is its team's id (agents, teams), or empty; `source` is its stream."""

    source: str
    kind: Kind
    team: str
    key: str
    body: Body


def agent_row(agent: Agent, team_name: str, calls: tuple[CallOnRow, ...]) -> AgentRow:
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
    )


def call_on_row(call: Call, agent: Agent, queue_name: str, names: dict[str, str]) -> CallOnRow:
    """A call as `agent` has it; `names` are those of the agents of the same team, by id."""
    own = next((p for p in call.participants if p.agent == agent.id), None)
    return CallOnRow(
        id=call.id,
        state=own.state if own else call.state,
        type=call.type,
        media=call.media,
        queue=queue_name,
        queue_id=call.queue or "",
        since=call.started_at,
        parties=tuple(
            PartyOnRow(
                address=p.address,
                name=names.get(p.agent or "", ""),
                is_agent=p.agent is not None,
                state=p.state,
                cause=p.cause,
            )
            for p in call.participants
            if p.agent != agent.id
        ),
        variables=call.variables,
    )
